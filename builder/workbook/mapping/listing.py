"""The lines of a proposal: an entry with what is open of it, and every heading with two values."""

from collections.abc import Iterable

from builder.workbook.airlock.references import column_letters
from builder.workbook.mapping.columns import TheirColumn
from builder.workbook.mapping.draft import Draft, Placed
from builder.workbook.mapping.editing import flow, scalar
from builder.workbook.mapping.questions import Question, plain_line, rows_of

_LONGEST = 40


def header(questions: Iterable[Question]) -> str:
    """The first lines of a new ``mapping.yml``."""
    lines = [
        "# What the sheets, columns and words of your trackers mean; yours to edit.",
        "# portal adopt adds to it and leaves what you have written.",
        "version: 2",
    ]
    lines += [
        f"# records_begin: {each.answers[-1]}  # closures before this day are history"
        for each in questions
        if each.ask == "records-begin"
    ]
    return "\n".join(lines) + "\n"


def entry_lines(draft: Draft, questions: Iterable[Question]) -> list[str]:
    """An entry, as a list item that begins in column 2."""
    value = draft.value()
    lines = [f"  - files: {flow(value.pop('files'))}"]
    for key, held in value.items():
        if key in ("columns", "words"):
            lines += [f"    {key}:", *(f"      {scalar(k)}: {flow(v)}" for k, v in held.items())]
        else:
            lines.append(f"    {key}: {flow(held)}")
    lines += [f"    # To decide: {plain_line(each.line)}" for each in questions]
    for placed in draft.placed[:1]:
        lines += [f"    # {each}" for each in listing_lines(placed)]
    return lines


def listing_lines(placed: Placed) -> list[str]:
    """Every heading of a table with two values and what it may be, even where nothing fits."""
    table = placed.table
    taken = f"as {table.sheet.name}" if table.sheet else "as nothing: it is left out"
    lines = [
        f"{plain_line(placed.file)}, {plain_line(table.tab)}: "
        f"headings in row {table.row}, {rows_of(table.rows)}, taken {taken}"
    ]
    lines += [f"  {_column(each, placed)}" for each in table.columns]
    if table.sheet is not None and table.sheet.own and not _has_ref(placed):
        lines.append(
            f"  no column is {table.sheet.own.heading}: refs are made, and stay with their rows"
        )
    return lines


def _has_ref(placed: Placed) -> bool:
    sheet = placed.table.sheet
    return (
        sheet is not None
        and sheet.own is not None
        and (sheet.own.heading in placed.table.taken.columns)
    )


def _column(column: TheirColumn, placed: Placed) -> str:
    taken = placed.table.taken
    ours = [name for name, theirs in taken.columns.items() if column.heading in theirs]
    if placed.table.sheet is None:
        ours = []
    values = ", ".join(f"“{_short(each)}”" for each in column.profile.samples) or "no values"
    if not column.profile.samples and column.profile.unresolved:
        values = "formulas without a saved result"
    heading = f"“{_short(column.heading)}”" if column.heading else "no heading"
    if ours:
        meant = f"-> {', '.join(ours)}"
    elif column.heading in taken.ignore:
        meant = "-> known and not wanted"
    else:
        likely = ", ".join(taken.candidates.get(column.at, ()))
        near = f"may be {likely}" if likely else "nothing of ours is near"
        meant = f"-> not read; {near}"
    if _is_conditional(column, placed):
        meant += "; colours of its conditional format are not read"
    return f"{column_letters(column.at)} {heading}: {values} {meant}"


def _is_conditional(column: TheirColumn, placed: Placed) -> bool:
    sheet = next(each for each in placed.raw.sheets if each.name == placed.table.tab)
    return any(first <= column.at <= last for first, last in sheet.conditional)


def _short(text: str) -> str:
    plain = plain_line(text)
    return plain if len(plain) <= _LONGEST else f"{plain[: _LONGEST - 1]}…"

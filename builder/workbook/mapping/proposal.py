"""Proposes a ``mapping.yml`` for a tracker of another shape, for a person to check."""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from builder.field.column import Column
from builder.workbook.airlock.airlock import read_workbook
from builder.workbook.airlock.cleaning import clean, fold
from builder.workbook.airlock.raw import Held, RawSheet
from builder.workbook.airlock.references import column_letters
from builder.workbook.mapping.synonyms import Fit, Fitted, fit_word, words_of
from builder.workbook.mapping.tables import FoundTable, find_tables, is_exact

_MOST_WORDS = 30
"""Different words of a column that are looked at; a column with more is no list of words."""
_LONGEST_WORD = 60
_Lines = dict[str, str]
"""What a line is about -> the line."""


def propose_mapping(workbook: Path) -> str:
    """The text of a ``mapping.yml``; what a person has to decide stands in it as a comment.

    Raises:
        RefusedError: the file is no workbook that the airlock lets in.
    """
    raw = read_workbook(workbook.read_bytes(), workbook.suffix)
    sheets: list[str] = []
    columns: dict[str, _Lines] = {}
    words: dict[str, dict[str, _Lines]] = {}
    for page in raw.sheets:
        tables = find_tables(page)
        sheets += _sheet_lines(page, tables)
        for table in tables:
            name = table.sheet.name
            # RATIONALE: two tabs of one sheet share its entries; a key may not stand twice.
            columns[name] = {**dict(_column_lines(table)), **columns.get(name, {})}
            for heading, lines in _word_lines(page, table, tables):
                own = words.setdefault(name, {})
                own[heading] = {**lines, **own.get(heading, {})}
    text = [
        f"# A proposal for {_plain(workbook.name)}. Read each line, correct it, and save the file",
        "# as mapping.yml beside the workbooks. Your own name stands first, the portal's second.",
        "# Lines that begin with # are left out: they name what you have to decide.",
        *_section("sheets", sheets),
        *_section("columns", _grouped(columns)),
        *_section("words", _grouped({name: _nested(own) for name, own in words.items()})),
    ]
    return "\n".join(text) + "\n"


def _section(name: str, lines: list[str]) -> list[str]:
    return ["", f"{name}:" if _says_anything(lines) else f"{name}: {{}}", *lines]


def _says_anything(lines: Iterable[str]) -> bool:
    return any(not line.lstrip().startswith("#") for line in lines)


def _grouped(groups: Mapping[str, _Lines], indent: str = "  ") -> list[str]:
    """Lines under the name of their group; a group of comments alone is a comment itself."""
    lines: list[str] = []
    for name, own in groups.items():
        if own:
            mark = "" if _says_anything(own.values()) else "# "
            lines += [f"{indent}{mark}{_quoted(name)}:", *own.values()]
    return lines


def _nested(groups: Mapping[str, _Lines]) -> _Lines:
    return {str(n): line for n, line in enumerate(_grouped(groups, "    "))}


def _quoted(text: str) -> str:
    # RATIONALE: a JSON text is a YAML text too, and no value of a cell can break out of it.
    typed = json.dumps(clean(text)[0], ensure_ascii=False)
    # RATIONALE: YAML, unlike JSON, ends a line at these two.
    return typed.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _plain(text: str) -> str:
    return " ".join(clean(text)[0].split())


def _sheet_lines(page: RawSheet, tables: tuple[FoundTable, ...]) -> Iterator[str]:
    if not tables:
        yield f"  # {_quoted(page.name)}: no table was found that is like one of ours"
        return
    main = max(tables, key=lambda table: table.score)
    known = f"{len(main.fits)} of {len(main.headings)} headings fit"
    if fold(page.name) == fold(main.sheet.name):
        yield f"  # {_quoted(page.name)} has its right name: {known}"
    else:
        yield f"  {_quoted(page.name)}: {_quoted(main.sheet.name)}  # {known}"
    for table in tables:
        if table is not main:
            first, last = column_letters(min(table.headings)), column_letters(max(table.headings))
            name = table.sheet.name
            yield f"  # Another table, like {name}, begins in row {table.row}, columns {first} to"
            yield f"  # {last}: move it to a sheet of its own called {name}."


def _column_lines(table: FoundTable) -> Iterator[tuple[str, str]]:
    fitted = {each.name for each in table.fits.values()}
    for at, heading in table.headings.items():
        if at not in table.fits:
            if heading:
                yield heading, f"    # {_quoted(heading)}: nothing of ours fits; it is not read"
        elif not is_exact(table, at):
            target = _quoted(table.fits[at].name)
            yield heading, f"    {_quoted(heading)}: {target}{_doubt(table.fits[at])}"
    for column in table.sheet.columns:
        if column.required and column.heading not in fitted:
            missing = f"    # Missing: {column.heading}, which each row needs"
            yield f"missing {column.heading}", missing


def _doubt(fitted: Fitted) -> str:
    return "  # a guess from the spelling" if fitted.fit is Fit.NEAR else ""


def _word_lines(
    page: RawSheet, table: FoundTable, tables: tuple[FoundTable, ...]
) -> Iterator[tuple[str, _Lines]]:
    by_heading = {column.heading: column for column in table.sheet.columns}
    for at, fitted in table.fits.items():
        column = by_heading[fitted.name]
        values = _values(page, table, tables, at, column)
        yield column.heading, dict(_words_of_column(values, column))


def _values(
    page: RawSheet,
    table: FoundTable,
    tables: tuple[FoundTable, ...],
    column: int,
    kind: Column,
) -> list[str]:
    """The different words of a column, as first typed; empty where it holds no words."""
    if not words_of(kind):
        return []
    below = [each.row for each in tables if each.row > table.row and column in each.headings]
    end = min(below, default=None)
    found: dict[str, str] = {}
    for row in page.rows:
        if row.number <= table.row or (end is not None and row.number >= end):
            continue
        for cell in row.cells:
            if cell.column == column and cell.held is Held.TEXT:
                for word in _split(clean(cell.value)[0], kind):
                    found.setdefault(fold(word), word)
    words = [word for word in found.values() if 0 < len(word) <= _LONGEST_WORD]
    return words if len(words) <= _MOST_WORDS else []


def _split(text: str, column: Column) -> list[str]:
    if not column.is_list:
        return [text]
    return [part.strip() for part in text.replace("\n", ";").split(";")]


def _words_of_column(values: list[str], column: Column) -> Iterator[tuple[str, str]]:
    for word in values:
        fitted = fit_word(word, column)
        if fitted is None:
            yield word, f"      # {_quoted(word)}: choose one of {', '.join(words_of(column))}"
        elif fitted.fit is not Fit.EXACT:
            yield word, f"      {_quoted(word)}: {_quoted(fitted.name)}{_doubt(fitted)}"

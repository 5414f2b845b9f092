"""``mapping.yml``: a provider's own names for sheets, columns and words."""

from collections.abc import Iterable
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, field

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from builder.field.column import CellKind, Column
from builder.field.sheet import Sheet
from builder.problems import Cell, Problem, in_workbook
from builder.problems.quoted import quoted
from builder.workbook.airlock.cleaning import fold
from builder.workbook.reading.hiding import hiding_column
from builder.workbook.reading.named_values import nearest
from builder.workbook.schema import SHEETS

MAPPING_FILE = "mapping.yml"
_PLACE = Cell(MAPPING_FILE)
_SHEETS = {fold(sheet.name): sheet for sheet in SHEETS}


class MappingFile(BaseModel):
    """What stands in ``mapping.yml``: always the provider's name first, the schema's second."""

    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)

    sheets: dict[str, str] = {}
    """Name of a tab -> name of a sheet."""
    columns: dict[str, dict[str, str]] = {}
    """Name of a sheet -> heading in the workbook -> heading of the schema."""
    words: dict[str, dict[str, dict[str, str]]] = {}
    """Name of a sheet -> heading of the schema -> word in the cells -> word of the schema."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """A provider's names, folded for matching."""

    sheets: MappingOf[str, str] = field(default_factory=dict)
    """Folded tab name -> sheet of the schema."""
    columns: MappingOf[str, MappingOf[str, str]] = field(default_factory=dict)
    """Sheet -> folded heading -> field."""
    words: MappingOf[tuple[str, str], MappingOf[str, str]] = field(default_factory=dict)
    """(Sheet, field) -> word as typed -> word of the schema."""
    is_whole: bool = True
    """Whether no entry was lost that may have named a column which hides rows."""


LOST = Mapping(is_whole=False)
"""What is left of a ``mapping.yml`` that cannot be read."""


def load_mapping(text: str) -> tuple[Mapping, tuple[Problem, ...]]:
    """The mapping that a ``mapping.yml`` holds, and what is wrong with it."""
    try:
        found = yaml.safe_load(text)
        file = MappingFile.model_validate({} if found is None else found)
    except (yaml.YAMLError, ValidationError, RecursionError, ValueError) as broken:
        return LOST, (_unreadable(broken),)
    problems: list[Problem] = []
    return (
        Mapping(
            sheets=_sheet_names(file, problems),
            columns=_headings(file, problems),
            words=_words(file, problems),
            is_whole=not any(map(_loses_hiding, file.columns, file.columns.values())),
        ),
        tuple(problems),
    )


def unused_names(
    mapping: Mapping, tabs: Iterable[str], headings: Iterable[str]
) -> tuple[Problem, ...]:
    """A note for each name of ``mapping.yml`` that stands in no workbook.

    Args:
        mapping: What it holds.
        tabs: Folded names of all tabs.
        headings: ``Sheet > heading``, folded, of all sheets that were read.
    """
    seen_tabs, seen_headings = frozenset(tabs), frozenset(headings)
    read = {heading.partition(" > ")[0] for heading in seen_headings}
    entries = [f"the sheet “{quoted(tab)}”" for tab in mapping.sheets if tab not in seen_tabs]
    entries.extend(
        f"the column “{quoted(heading)}” of {sheet}"
        for sheet, columns in mapping.columns.items()
        for heading in columns
        if sheet in read and f"{sheet} > {heading}" not in seen_headings
    )
    return tuple(Problem(in_workbook.MAPPING_UNUSED, _PLACE, {"entry": each}) for each in entries)


def _unreadable(broken: Exception) -> Problem:
    line, why = 1, "it is no list of names"
    if isinstance(broken, yaml.MarkedYAMLError) and broken.problem_mark is not None:
        line, why = broken.problem_mark.line + 1, quoted(broken.problem or "its layout")
    elif isinstance(broken, ValidationError):
        path = " > ".join(str(each) for each in broken.errors()[0]["loc"])
        why = f"“{quoted(path)}” does not belong there" if path else why
    return Problem(in_workbook.MAPPING_UNREADABLE, _PLACE, {"why": why, "line": str(line)})


def _entry(problems: list[Problem], entry: str, why: str, near: str | None) -> None:
    particulars = {"entry": entry, "why": why, "suggestion": f", such as {near}" if near else ""}
    problems.append(Problem(in_workbook.MAPPING_ENTRY, _PLACE, particulars))


def _known_sheet(name: str, entry: str, problems: list[Problem]) -> Sheet | None:
    sheet = _SHEETS.get(fold(name))
    if sheet is None:
        near = nearest(fold(name), _SHEETS)
        why = f"there is no sheet “{quoted(name)}”"
        _entry(problems, entry, why, _SHEETS[near].name if near else None)
    return sheet


def _sheet_names(file: MappingFile, problems: list[Problem]) -> dict[str, str]:
    names = {}
    for theirs, ours in file.sheets.items():
        if sheet := _known_sheet(ours, f"“{quoted(theirs)}: {quoted(ours)}”", problems):
            names[fold(theirs)] = sheet.name
    return names


def _known_column(sheet: Sheet, heading: str, entry: str, problems: list[Problem]) -> Column | None:
    by_heading = {fold(column.heading): column for column in sheet.columns}
    column = by_heading.get(fold(heading))
    if column is None:
        near = nearest(fold(heading), by_heading)
        why = f"{sheet.name} has no column “{quoted(heading)}”"
        _entry(problems, entry, why, by_heading[near].heading if near else None)
        return hiding_column(fold(heading), sheet)
    return column


def _loses_hiding(sheet: str, headings: MappingOf[str, str]) -> bool:
    """Whether entries for a sheet that is not known name a column that hides rows."""
    if fold(sheet) in _SHEETS:
        return False
    return any(hiding_column(fold(ours), each) for ours in headings.values() for each in SHEETS)


def _headings(file: MappingFile, problems: list[Problem]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for name, headings in file.columns.items():
        sheet = _known_sheet(name, f"“columns: {quoted(name)}”", problems)
        for theirs, ours in headings.items() if sheet else ():
            assert sheet is not None
            entry = f"“{quoted(theirs)}: {quoted(ours)}”"
            if column := _known_column(sheet, ours, entry, problems):
                found.setdefault(sheet.name, {})[fold(theirs)] = column.field
    return found


def _words(file: MappingFile, problems: list[Problem]) -> dict[tuple[str, str], dict[str, str]]:
    found: dict[tuple[str, str], dict[str, str]] = {}
    for name, columns in file.words.items():
        sheet = _known_sheet(name, f"“words: {quoted(name)}”", problems)
        for heading, words in columns.items() if sheet else ():
            assert sheet is not None
            column = _known_column(sheet, heading, f"“words: {quoted(heading)}”", problems)
            if column is not None:
                found[sheet.name, column.field] = _known_words(column, words, problems)
    return found


def _known_words(column: Column, words: dict[str, str], problems: list[Problem]) -> dict[str, str]:
    known = {fold(word.value): word.value for word in column.words or ()}
    if column.kind is CellKind.YES_NO:
        known = {"yes": "Yes", "no": "No"}
    found = {}
    for theirs, ours in words.items():
        word = known.get(fold(ours)) if known else ours
        if word is None:
            entry = f"“{quoted(theirs)}: {quoted(ours)}”"
            near = nearest(fold(ours), known)
            why = f"{column.heading} has no word “{quoted(ours)}”"
            _entry(problems, entry, why, known[near] if near else None)
        else:
            found[theirs] = word
    return found

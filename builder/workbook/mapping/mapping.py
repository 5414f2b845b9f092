"""``mapping.yml``: a provider's own names for sheets, columns and words."""

from collections.abc import Iterable
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, field
from datetime import date

import yaml
from pydantic import ValidationError

from builder.problems import Cell, Problem, in_mapping
from builder.problems.quoted import quoted
from builder.workbook.airlock.cleaning import fold
from builder.workbook.mapping.entries import KNOWN_SHEETS, MAPPING_FILE, Entries
from builder.workbook.mapping.tracker import Tracker
from builder.workbook.mapping.written import WrittenMapping, written_mapping
from builder.workbook.reading.hiding import hiding_column
from builder.workbook.schema import SHEETS

__all__ = ["LOST", "MAPPING_FILE", "Mapping", "load_mapping", "unused_names"]
_PLACE = Cell(MAPPING_FILE)


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
    trackers: tuple[Tracker, ...] = ()
    """Entries of version 2; the first that fits a sheet is used."""
    left_out: tuple[Tracker, ...] = ()
    """Entries for sheets that are not wanted."""
    records_begin: date | None = None
    """First day that the records are kept for; closures before it are history."""
    is_history_settled: bool = False
    """Whether somebody has decided on such a day, or that there is none."""

    def may_read(self, workbook: str, tab: str) -> bool:
        """Whether an entry is for a sheet, as far as its names tell."""
        return any(each.fits(workbook, tab) for each in self.trackers)


LOST = Mapping(is_whole=False)
"""What is left of a ``mapping.yml`` that cannot be read."""


def load_mapping(text: str) -> tuple[Mapping, tuple[Problem, ...]]:
    """The mapping that a ``mapping.yml`` holds, and what is wrong with it."""
    try:
        file, lines = written_mapping(text)
    except (yaml.YAMLError, ValidationError, RecursionError, ValueError) as broken:
        return LOST, (_unreadable(broken),)
    entries = Entries(lines)
    is_whole = not any(map(_loses_hiding, file.columns, file.columns.values()))
    mapping = Mapping(
        sheets=_sheet_names(file, entries),
        columns=_headings(file, entries),
        words=_words(file, entries),
        trackers=entries.trackers(file) if file.trackers else (),
        left_out=tuple(entries.left_out),
        records_begin=entries.day(file.records_begin),
        is_history_settled=bool(file.records_begin),
        is_whole=is_whole and entries.is_whole,
    )
    return mapping, tuple(entries.problems)


def unused_names(
    mapping: Mapping,
    tabs: Iterable[str],
    headings: Iterable[str],
    places: Iterable[tuple[str, str]] = (),
) -> tuple[Problem, ...]:
    """A note for each name of ``mapping.yml`` that stands in no workbook.

    Args:
        mapping: What it holds.
        tabs: Folded names of all tabs.
        headings: ``Sheet > heading``, folded, of all sheets that were read.
        places: Workbook and folded tab, of all tabs.
    """
    every_place = tuple(places)
    seen_tabs, seen_headings = frozenset(tabs), frozenset(headings)
    read = {heading.partition(" > ")[0] for heading in seen_headings}
    entries = [f"the sheet “{quoted(tab)}”" for tab in mapping.sheets if tab not in seen_tabs]
    entries.extend(
        f"the column “{quoted(heading)}” of {sheet}"
        for sheet, columns in mapping.columns.items()
        for heading in columns
        if sheet in read and f"{sheet} > {heading}" not in seen_headings
    )
    entries.extend(
        f"in line {each.line} “{quoted(', '.join((*each.files, *each.sheets)))}”"
        for each in mapping.trackers
        if not any(each.fits(*place) for place in every_place)
    )
    return tuple(Problem(in_mapping.MAPPING_UNUSED, _PLACE, {"entry": each}) for each in entries)


def _unreadable(broken: Exception) -> Problem:
    line, why = 1, "it is no list of names"
    if isinstance(broken, yaml.MarkedYAMLError) and broken.problem_mark is not None:
        line, why = broken.problem_mark.line + 1, quoted(broken.problem or "its layout")
    elif isinstance(broken, ValidationError):
        path = " > ".join(str(each) for each in broken.errors()[0]["loc"])
        why = f"“{quoted(path)}” does not belong there" if path else why
    return Problem(in_mapping.MAPPING_UNREADABLE, _PLACE, {"why": why, "line": str(line)})


def _sheet_names(file: WrittenMapping, entries: Entries) -> dict[str, str]:
    names = {}
    for theirs, ours in file.sheets.items():
        entry = f"“{quoted(theirs)}: {quoted(ours)}”"
        if sheet := entries.sheet(ours, entry, "sheets", theirs):
            names[fold(theirs)] = sheet.name
    return names


def _loses_hiding(sheet: str, headings: MappingOf[str, str]) -> bool:
    """Whether entries for a sheet that is not known name a column that hides rows."""
    if fold(sheet) in KNOWN_SHEETS:
        return False
    return any(hiding_column(fold(ours), each) for ours in headings.values() for each in SHEETS)


def _headings(file: WrittenMapping, entries: Entries) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for name, headings in file.columns.items():
        sheet = entries.sheet(name, f"“columns: {quoted(name)}”", "columns", name)
        for theirs, ours in headings.items() if sheet else ():
            assert sheet is not None
            entry, path = f"“{quoted(theirs)}: {quoted(ours)}”", ("columns", name, theirs)
            if column := entries.column(sheet, ours, entry, *path):
                found.setdefault(sheet.name, {})[fold(theirs)] = column.field
    return found


def _words(file: WrittenMapping, entries: Entries) -> dict[tuple[str, str], dict[str, str]]:
    found: dict[tuple[str, str], dict[str, str]] = {}
    for name, columns in file.words.items():
        sheet = entries.sheet(name, f"“words: {quoted(name)}”", "words", name)
        for heading, words in columns.items() if sheet else ():
            assert sheet is not None
            entry, path = f"“words: {quoted(heading)}”", ("words", name, heading)
            column = entries.column(sheet, heading, entry, *path)
            if column is not None:
                found[sheet.name, column.field] = entries.words(column, words, *path)
    return found


def records_begin(text: str | None) -> date | None:
    """The day from which ``mapping.yml`` says that records are kept in full."""
    return load_mapping(text)[0].records_begin if text else None

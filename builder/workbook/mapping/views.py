"""The tables of a sheet, each as the entry of ``mapping.yml`` says that is for it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from builder.problems import Cell, Problem, in_mapping
from builder.workbook.airlock import limits
from builder.workbook.airlock.raw import RawSheet, Style
from builder.workbook.mapping.entry_table import EntryTable, found_table, found_tables
from builder.workbook.mapping.grid import Grid
from builder.workbook.mapping.mapping import Mapping as NameMapping
from builder.workbook.mapping.tracker import Tracker
from builder.workbook.mapping.view import Shaping, View


def tracker_views(
    raw: RawSheet, workbook: str, mapping: NameMapping, styles: Sequence[Style]
) -> tuple[View, ...]:
    """The tables of a sheet that entries of ``mapping.yml`` are for; empty where none is."""
    fitting = [each for each in mapping.trackers if each.fits(workbook, raw.name)]
    if not fitting or not raw.rows:
        return ()
    grid = Grid(raw)
    found: list[EntryTable] = []
    twice: list[Tracker] = []
    for tracker in fitting:
        tables = found_tables(grid, tracker, found)
        found += tables
        if found and not tables and tracker.sheets and found_table(grid, tracker, ()):
            twice.append(tracker)
    starts = sorted(table.first_row for table in found)
    views = []
    for table in found:
        last = min((row - 1 for row in starts if row > table.row), default=limits.LAST_ROW)
        views.append(Shaping(grid, workbook, mapping, styles, table, last).view())
    if views:
        views[0] = replace(
            views[0], problems=(*views[0].problems, *_twice(workbook, raw, found[0], twice))
        )
    return tuple(views)


def not_found(raw: RawSheet, workbook: str, mapping: NameMapping) -> tuple[Problem, ...]:
    """A problem for a sheet that an entry names outright, and whose headings are not on it."""
    named = [each for each in mapping.trackers if each.sheets and each.fits(workbook, raw.name)]
    if not named or not raw.rows:
        return ()
    place = Cell(workbook, raw.name)
    return (Problem(in_mapping.MAPPING_NOT_FOUND, place, {"line": str(named[0].line)}),)


def _twice(
    workbook: str, raw: RawSheet, first: "EntryTable", others: Sequence[Tracker]
) -> Iterator[Problem]:
    for each in others:
        particulars = {"line": str(first.tracker.line), "other": str(each.line)}
        yield Problem(in_mapping.MAPPING_TWICE, Cell(workbook, raw.name), particulars)

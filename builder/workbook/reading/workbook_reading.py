"""Reads one workbook: the airlock, then each known sheet."""

from dataclasses import replace
from hashlib import sha256
from time import monotonic

from builder.field import LeftOut, SheetRows
from builder.field.sheet import Sheet
from builder.frameworks import Catalogue
from builder.problems import Cell, Problem, in_workbook
from builder.problems.quoted import quoted
from builder.workbook.airlock import limits
from builder.workbook.airlock.airlock import read_workbook
from builder.workbook.airlock.cleaning import fold
from builder.workbook.airlock.raw import RawSheet, RawWorkbook, Style
from builder.workbook.airlock.refusal import RefusedError
from builder.workbook.mapping.mapping import Mapping
from builder.workbook.mapping.view import View
from builder.workbook.mapping.views import not_found, tracker_views
from builder.workbook.reading.headings import find_headings
from builder.workbook.reading.named_values import nearest
from builder.workbook.reading.own_sheets import is_our_own
from builder.workbook.reading.parsed import ParsedSheet, ParsedWorkbook
from builder.workbook.reading.sheet_records import read_sheet
from builder.workbook.reading.spot import Facts
from builder.workbook.schema import SHEETS, SHEETS_BY_NAME

_KNOWN = {fold(sheet.name): sheet for sheet in SHEETS}
_NEAR_SHEET = 0.8
_NO_HEADINGS = "no headings were found above it"


def known_sheet(tab: str, mapping: Mapping) -> Sheet | None:
    """The sheet of the schema that a tab is, by ``mapping.yml`` or by its name."""
    name = fold(tab)
    mapped = mapping.sheets.get(name)
    return SHEETS_BY_NAME[mapped] if mapped else _KNOWN.get(name)


def parse_workbook(
    workbook: str,
    content: bytes,
    *,
    mapping: Mapping,
    catalogue: Catalogue,
    share_prefixes: tuple[str, ...] = (),
) -> ParsedWorkbook:
    """The records of a workbook and its problems.

    Args:
        workbook: File name, with its ending.
        content: The file's bytes.
        mapping: The provider's own names.
        catalogue: Knows framework items, regulations, categories, regulator actions.
        share_prefixes: Shares that links may lead to.

    Raises:
        RefusedError: nothing can be read.
    """
    deadline = monotonic() + limits.MOST_SECONDS
    raw = read_workbook(content, workbook, lambda tab: _may_read(workbook, tab, mapping))
    facts = Facts(
        workbook=workbook,
        styles=raw.styles,
        counts_from_1904=raw.counts_from_1904,
        catalogue=catalogue,
        share_prefixes=share_prefixes,
        deadline=deadline,
    )
    taken: set[str] = set()
    sheets, unread, problems = _sheets(raw, mapping, facts, taken)
    return ParsedWorkbook(
        workbook=workbook,
        sha256=sha256(content).hexdigest(),
        saved_at=raw.saved_at,
        sheets=sheets,
        problems=(*_unknown_sheets(workbook, raw, mapping, taken), *problems),
        tabs=tuple(fold(tab) for tab in raw.sheet_names),
        headings=tuple(f"{each.schema} > {text}" for each in sheets for text in each.headings),
        unread=unread,
    )


def holds_tables(content: bytes, workbook: str, mapping: Mapping) -> bool:
    """Whether any sheet of a workbook has a name or headings that the portal reads.

    Whatever the file is called: a copy of a tracker has its rows under any name.
    """
    under_any_name = tuple(replace(each, files=("*",)) for each in mapping.trackers)
    mapping = replace(mapping, trackers=under_any_name)
    try:
        raw = read_workbook(content, workbook, lambda tab: _may_read(workbook, tab, mapping))
    except RefusedError:
        return False
    return any(
        find_headings(view.raw, view.sheet, view.mapping.columns.get(view.sheet.name, {}), "")[0]
        for each in raw.sheets
        for view in _views(each, workbook, mapping, raw.styles, [])
    )


def _sheets(
    raw: RawWorkbook, mapping: Mapping, facts: Facts, taken: set[str]
) -> tuple[tuple[ParsedSheet, ...], tuple[SheetRows, ...], list[Problem]]:
    """The sheets that are read, those that are not, and their problems.

    Notes the tabs that were taken for a sheet of the schema.
    """
    sheets: list[ParsedSheet] = []
    unread: list[SheetRows] = []
    problems: list[Problem] = []
    for each in raw.sheets:
        for view in _views(each, facts.workbook, mapping, facts.styles, problems):
            taken.add(each.name)
            parsed, found = read_sheet(
                view.raw, view.sheet, view.mapping, facts, raw.struck_texts, view.more
            )
            problems.extend(found)
            rows = view.raw.rows
            if parsed is not None:
                sheets.append(replace(parsed, prefix=view.prefix))
            elif rows:
                left_out = tuple(LeftOut(row.number, _NO_HEADINGS, True) for row in rows)
                unread.append(SheetRows(each.name, view.sheet.name, len(rows), 0, left_out))
    return tuple(sheets), tuple(unread), problems


def _may_read(workbook: str, tab: str, mapping: Mapping) -> bool:
    return known_sheet(tab, mapping) is not None or mapping.may_read(workbook, tab)


def _views(
    raw: RawSheet,
    workbook: str,
    mapping: Mapping,
    styles: tuple[Style, ...],
    problems: list[Problem],
) -> tuple[View, ...]:
    """The tables of a sheet: by the entries that are for it, else by the name of its tab."""
    views = tracker_views(raw, workbook, mapping, styles)
    for view in views:
        problems.extend(view.problems)
    if views:
        return views
    problems.extend(not_found(raw, workbook, mapping))
    sheet = known_sheet(raw.name, mapping)
    return (View(sheet=sheet, raw=raw, mapping=mapping),) if sheet else ()


def _unknown_sheets(
    workbook: str, raw: RawWorkbook, mapping: Mapping, taken: set[str]
) -> list[Problem]:
    problems = []
    for tab in raw.sheet_names:
        if tab in taken or known_sheet(tab, mapping) is not None or is_our_own(tab):
            continue
        near = nearest(fold(tab), _KNOWN, _NEAR_SHEET)
        particulars = {"sheet": f"“{quoted(tab)}”"}
        if near is not None:
            particulars["suggestion"] = _KNOWN[near].name
        kind = in_workbook.UNKNOWN_SHEET if near is None else in_workbook.NEAR_SHEET
        problems.append(Problem(kind, Cell(workbook, tab), particulars))
    if taken:
        return problems
    # One problem says it of the whole workbook; only near names are worth one of their own.
    near_names = [each for each in problems if each.kind is in_workbook.NEAR_SHEET]
    return [*near_names, Problem(in_workbook.NOTHING_KNOWN, Cell(workbook))]

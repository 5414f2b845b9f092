"""Which tables are read alike, so that one entry is for them; and the ids of the homes.

What is known of a table's home: a column names it, or what stands above, its sheet or its file.
"""

from collections.abc import Container, Iterable, Sequence
from dataclasses import replace

from builder.workbook.airlock.cleaning import fold
from builder.workbook.airlock.raw import RawSheet
from builder.workbook.mapping.draft import SERVICE, Draft, Placed
from builder.workbook.mapping.grid import Grid
from builder.workbook.mapping.homes import home_above, homes_of_files, homes_of_tabs, service_ids
from builder.workbook.mapping.knowledge import known_words
from builder.workbook.mapping.tables import FoundTable, find_tables
from builder.workbook.mapping.tracker import SHEET_NAME, Tracker
from builder.workbook.mapping.tracker_file import TrackerFile


def with_homes(files: Sequence[TrackerFile], placed: Iterable[Placed]) -> list[Placed]:
    """Tables with their home: what stands above, else the sheet's name, else the file's."""
    tables = list(placed)
    homeless = [each for each in tables if each.table.sheet is not None
                and each.table.sheet.name == "Actions"
                and SERVICE not in each.table.taken.columns]  # fmt: skip
    by_file: dict[str, list[Placed]] = {}
    for each in homeless:
        by_file.setdefault(each.file, []).append(each)
    of_files = homes_of_files([file.name for file in files if file.name in by_file])
    found = []
    for each in tables:
        if each not in homeless:
            found.append(each)
            continue
        alike = [other.table.tab for other in by_file[each.file]
                 if other.table.taken.columns == each.table.taken.columns]  # fmt: skip
        of_tab = homes_of_tabs(alike).get(each.table.tab, "")
        above = home_above(Grid(_sheet(each)), each.table.row)
        is_tab = bool(of_tab) and fold(above or of_tab) == fold(of_tab)
        home = above or of_tab or of_files.get(each.file, "")
        found.append(replace(each, home=of_tab if is_tab else home, is_home_of_tab=is_tab))
    return found


def grouped(
    files: Sequence[TrackerFile], partly: Container[str], placed: Iterable[Placed]
) -> list[Draft]:
    """One draft for the tables that are read alike.

    Args:
        files: The trackers.
        partly: Names of those of which some sheets stay out.
        placed: Their tables.
    """
    groups: dict[object, list[Placed]] = {}
    for each in placed:
        table = each.table
        home = SHEET_NAME if each.is_home_of_tab else each.home
        tab = fold(table.tab) if _is_closed_tab(table) else ""
        columns = tuple(table.taken.columns.items())
        key = (table.sheet and table.sheet.name, columns, home, tab)
        groups.setdefault(key, []).append(each)
    return [_draft(files, partly, each) for each in groups.values()]


def _is_closed_tab(table: FoundTable) -> bool:
    return "Status" not in table.taken.columns and fold(table.tab) in known_words("closed_tabs")


def _draft(files: Sequence[TrackerFile], partly: Container[str], placed: list[Placed]) -> Draft:
    first = placed[0]
    sheet = first.table.sheet
    assert sheet is not None
    draft = Draft(
        sheet=sheet,
        placed=placed,
        columns=dict(first.table.taken.columns),
        ignore=tuple(dict.fromkeys(i for each in placed for i in each.table.taken.ignore)),
    )
    if first.home:
        draft.constants[SERVICE] = SHEET_NAME if first.is_home_of_tab else first.home
    if _is_closed_tab(first.table):
        draft.constants["Status"] = "Closed"
    if not _takes_all(files, partly, draft):
        draft.sheets = tuple(dict.fromkeys(each.table.tab for each in placed))
    return draft


def _takes_all(files: Sequence[TrackerFile], partly: Container[str], draft: Draft) -> bool:
    """Whether every table of its files is of this draft, so that new sheets come in too."""
    mine = {each.place for each in draft.placed}
    for file in files:
        if file.name not in draft.files:
            continue
        if file.name in partly or draft.sheet.name != "Actions":
            return False
        for sheet in file.raw.sheets:
            for table in find_tables(file.raw, sheet):
                if table.sheet is not None and (file.name, table.tab) not in mine:
                    return False
    return True


def identify(trackers: Iterable[Tracker], drafts: Sequence[Draft]) -> None:
    """Gives each home an id, the same wherever it is named."""
    known: dict[str, str] = {}
    for tracker in trackers:
        known.update({fold(k): v for k, v in tracker.words.get("service", {}).items()})
    for draft in drafts:
        known.update({fold(k): v for k, v in draft.words.get(SERVICE, {}).items()})
    homes = list(dict.fromkeys(
        home for draft in drafts if _is_for_homes(draft) for home in draft.homes()
    ))  # fmt: skip
    new = [home for home in homes if fold(home) not in known]
    unique = list({fold(home): home for home in reversed(new)}.values())[::-1]
    ids = {fold(home): id for home, id in service_ids(unique, known.values()).items()}
    known.update(ids)
    for draft in drafts:
        for home in draft.homes() if _is_for_homes(draft) else ():
            words = draft.words.setdefault(SERVICE, {})
            if fold(home) not in {fold(each) for each in words}:
                words[home] = known[fold(home)]


def _is_for_homes(draft: Draft) -> bool:
    return draft.sheet.name == "Actions"


def _sheet(placed: Placed) -> RawSheet:
    return next(each for each in placed.raw.sheets if each.name == placed.table.tab)

"""Finds the tables of a sheet: where their headings stand, and which sheet of ours each is."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from builder.field.sheet import Sheet
from builder.workbook.airlock import limits
from builder.workbook.airlock.cleaning import fold, heading_text
from builder.workbook.airlock.raw import RawRow, RawSheet, RawWorkbook
from builder.workbook.mapping.columns import Taken, TheirColumn, taken_for
from builder.workbook.mapping.grid import Grid, repeats
from builder.workbook.mapping.heading_fit import TAKEN, WITHOUT_FILLER, fits
from builder.workbook.mapping.knowledge import known_words
from builder.workbook.mapping.profile import profile
from builder.workbook.mapping.synonyms import fit_sheet, heading_names
from builder.workbook.schema import SHEETS, SHEETS_BY_NAME

_LEAST_HEADINGS = 2
_LEAST_OF_SECOND = 3
"""Headings of the field that begin another table on a sheet."""
_LONGEST_HEADING = 90
_TELLS_ACTIONS = (
    "Owner",
    "Due",
    "Status",
    "Closed on",
    "Progress note",
    "Raised on",
    "Ref",
    "Risk",
)
_MAY_BE = ("Risks", "Services", "People", "Evidence", "Complaints", "Findings")
"""Sheets that a table may be taken for by its headings, beside Actions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundTable:
    """One table on a sheet: where it stands, and what it is."""

    tab: str
    first_row: int
    row: int
    """Of its headings, the last of them."""
    last_row: int
    columns: tuple[TheirColumn, ...]
    sheet: Sheet | None
    """What it is taken as; ``None`` = of nothing that is known."""
    taken: Taken
    rows: int
    """Rows below the headings with a value in one of its columns."""

    @property
    def is_ours(self) -> bool:
        """Whether its headings are ours, so that it needs no mapping."""
        return self.sheet is not None and all(
            theirs == (ours,) for ours, theirs in self.taken.columns.items()
        )

    def column(self, heading: str) -> TheirColumn | None:
        """The column of a heading, if there is one."""
        wanted = fold(heading)
        return next((each for each in self.columns if fold(each.heading) == wanted), None)

    def taken_as(self, sheet: Sheet | None) -> "FoundTable":
        """The same table, taken as another sheet."""
        taken = self.taken if sheet is None else taken_for(self.columns, sheet)
        return replace(self, sheet=sheet, taken=taken)


def find_tables(raw: RawWorkbook, sheet: RawSheet) -> tuple[FoundTable, ...]:
    """The tables of a sheet, from the top and from the left."""
    grid = Grid(sheet)
    starts = list(_starts(grid))
    found = []
    for number, row in enumerate(starts):
        last = starts[number + 1] - 1 if number + 1 < len(starts) else limits.LAST_ROW
        names = grid.names(row)
        rows = [each for each in grid.below(row, last) if _may_be_line(grid, each, names)]
        blocks = _blocks(grid, row, rows)
        found += [_table(raw, sheet, grid, row, last, rows, block) for block in blocks]
    return tuple(each for each in found if each.rows)


def _may_be_line(grid: Grid, row: RawRow, names: Mapping[int, tuple[str, ...]]) -> bool:
    """Whether a row is no title, total or heading, as far as its values are looked at."""
    texts = grid.texts(row.number)
    first = heading_text(texts[min(texts)]) if texts else ""
    is_total = any(first == each or first.startswith(f"{each} ") for each in known_words("totals"))
    return len(row.cells) > 1 and not is_total and not repeats(texts, names)


def _starts(grid: Grid) -> Iterator[int]:
    """The rows of headings: the best near the top, and each later one that begins a table."""
    scored = [
        (_heading_score(grid, row), -row.number)
        for row in grid.raw.rows
        if row.number <= limits.HEADING_SEARCH_ROWS
    ]
    best, at = max(scored, default=(0, 0))
    if best < _LEAST_HEADINGS:
        return
    yield -at
    previous = grid.texts(-at)
    for row in grid.raw.rows:
        if row.number > -at and _begins_another(grid, row, previous):
            previous = grid.texts(row.number)
            yield row.number


def _heading_score(grid: Grid, row: RawRow) -> float:
    """How many columns of a row have a heading of the field; a text that is none counts against."""
    if len(row.cells) > limits.MOST_COLUMNS:
        return 0
    known, unknown = 0.0, 0
    for names in grid.names(row.number).values():
        texts = [each for each in names if len(each) <= _LONGEST_HEADING]
        best = max((_best_fit(each) for each in texts), default=0)
        known += 1 if best >= WITHOUT_FILLER else 0.5 if best >= TAKEN else 0
        unknown += best < TAKEN
    return known - unknown / limits.HEADING_SEARCH_ROWS


def _best_fit(heading: str) -> int:
    return max(
        (max(fits(heading, sheet).values(), default=0) for sheet in _looked_for()), default=0
    )


def _looked_for() -> Iterable[Sheet]:
    return (SHEETS_BY_NAME["Actions"], SHEETS_BY_NAME["Risks"], SHEETS_BY_NAME["People"])


def _begins_another(grid: Grid, row: RawRow, previous: dict[int, str]) -> bool:
    texts = grid.texts(row.number)
    if len(texts) < _LEAST_OF_SECOND or len(texts) < len(row.cells):
        return False
    known = sum(heading_text(each) in heading_names() for each in texts.values())
    is_again = all(previous.get(at) == text for at, text in texts.items())
    return known >= _LEAST_OF_SECOND and known >= len(texts) / 2 and not is_again


def _blocks(grid: Grid, row: int, rows: list[RawRow]) -> list[list[int]]:
    """Columns that stand together; a blank column, no heading and no value, parts them."""
    names = grid.names(row)
    used = set(names) | {cell.column for each in rows for cell in each.cells}
    blocks: list[list[int]] = []
    for at in sorted(used)[: limits.MOST_COLUMNS]:
        if not blocks or at > blocks[-1][-1] + 1:
            blocks.append([])
        blocks[-1].append(at)
    return [block for block in blocks if any(at in names for at in block)]


def _table(
    raw: RawWorkbook,
    sheet: RawSheet,
    grid: Grid,
    row: int,
    last: int,
    rows: list[RawRow],
    block: list[int],
) -> FoundTable:
    names = grid.names(row)
    own = [heading_text(names[at][0]) for at in block if at in names]
    inside = set(block)
    columns = tuple(
        TheirColumn(
            at=at,
            heading=_heading(names.get(at, ()), own),
            profile=profile(raw, rows, at),
        )
        for at in block
    )
    known, taken = _likest(sheet.name, columns)
    filled = {at for at in inside if at in names}
    return FoundTable(
        tab=sheet.name,
        first_row=row,
        row=row,
        last_row=last,
        columns=columns,
        sheet=known,
        taken=taken,
        rows=sum(any(cell.column in filled for cell in each.cells) for each in rows),
    )


def _heading(names: tuple[str, ...], all_own: list[str]) -> str:
    """The name by which a column is told: its own, else with what stands over it."""
    if not names:
        return ""
    is_alone = all_own.count(heading_text(names[0])) == 1
    if len(names) == 1 or (is_alone and _best_fit(names[0]) >= _best_fit(names[1])):
        return names[0]
    return names[1]


def _likest(tab: str, columns: tuple[TheirColumn, ...]) -> tuple[Sheet | None, Taken]:
    """What a table is: actions where it looks like them, else the sheet that it fits best."""
    named = fit_sheet(tab)
    actions = SHEETS_BY_NAME["Actions"]
    as_actions = taken_for(columns, actions)
    best: tuple[float, Sheet | None, Taken] = (0, None, as_actions)
    if looks_like_actions(as_actions):
        best = (len(as_actions.columns), actions, as_actions)
    for sheet in SHEETS:
        is_named = named is not None and named.name == sheet.name
        is_own = fold(tab) == fold(sheet.name)
        if sheet is actions or not (is_named or sheet.name in _MAY_BE):
            continue
        taken = taken_for(columns, sheet)
        if not _has_key(sheet, taken) or len(taken.columns) < _LEAST_OF_SECOND:
            continue
        score = len(taken.columns) + (_LEAST_HEADINGS if is_named else 0) + 10 * is_own
        if score > best[0] and (is_named or _is_told(sheet, taken)):
            best = (score, sheet, taken)
    return best[1], best[2]


def looks_like_actions(taken: Taken) -> bool:
    """Whether the columns say what is to be done, and by whom, when or how far it is."""
    return "Title" in taken.columns and any(each in taken.columns for each in _TELLS_ACTIONS)


def _has_key(sheet: Sheet, taken: Taken) -> bool:
    return all(sheet.column(field).heading in taken.columns for field in sheet.key)


def _is_told(sheet: Sheet, taken: Taken) -> bool:
    """Whether a table of another name is this sheet all the same: a risk has both its figures."""
    return sheet.name == "Risks" and {"Likelihood", "Consequence"} <= taken.columns.keys()

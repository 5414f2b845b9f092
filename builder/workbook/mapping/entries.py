"""Reads the entries of ``mapping.yml``, version 2, and says what in them is not understood."""

from collections.abc import Iterator, Mapping
from datetime import date

from builder.field.column import CellKind, Column
from builder.field.sheet import Sheet
from builder.problems import Cell, Problem, in_mapping
from builder.problems.quoted import quoted
from builder.workbook.airlock.cleaning import fold
from builder.workbook.mapping.synonyms import words_of
from builder.workbook.mapping.tracker import (
    AS_TYPED,
    FILE_NAME,
    LEAVE_OUT,
    SHEET_NAME,
    Theirs,
    Tracker,
)
from builder.workbook.mapping.written import Lines, WrittenMapping, WrittenTracker
from builder.workbook.reading.hiding import hiding_column
from builder.workbook.reading.named_values import nearest
from builder.workbook.schema import SHEETS

MAPPING_FILE = "mapping.yml"
KNOWN_SHEETS = {fold(sheet.name): sheet for sheet in SHEETS}
NO_HISTORY = "none"
"""Stands for ``records_begin`` where every closure is judged."""
_DATE_KINDS = (CellKind.DATE, CellKind.MOMENT)


class Entries:
    """The entries of one file as they are read, and what is wrong with them."""

    def __init__(self, lines: Lines) -> None:
        self.problems: list[Problem] = []
        self.is_whole = True
        """Whether no entry was lost that may name a column which hides rows."""
        self.left_out: list[Tracker] = []
        """Entries for sheets that are not wanted."""
        self._lines = lines

    def fault(self, entry: str, why: str, near: str | None, *path: str | int) -> None:
        """Notes an entry that is not used."""
        particulars = {
            "entry": entry,
            "why": why,
            "suggestion": f", such as {near}" if near else "",
            "line": str(self._lines.of(*path)),
        }
        self.problems.append(Problem(in_mapping.MAPPING_ENTRY, Cell(MAPPING_FILE), particulars))

    def sheet(self, name: str, entry: str, *path: str | int) -> Sheet | None:
        """The sheet that an entry names; a fault where there is none."""
        sheet = KNOWN_SHEETS.get(fold(name))
        if sheet is None:
            near = nearest(fold(name), KNOWN_SHEETS)
            why = f"there is no sheet “{quoted(name)}”"
            self.fault(entry, why, KNOWN_SHEETS[near].name if near else None, *path)
        return sheet

    def column(self, sheet: Sheet, heading: str, entry: str, *path: str | int) -> Column | None:
        """The column of ours that an entry names; a fault where there is none."""
        by_heading = {fold(column.heading): column for column in sheet.columns}
        column = by_heading.get(fold(heading))
        if column is None:
            near = nearest(fold(heading), by_heading)
            why = f"{sheet.name} has no column “{quoted(heading)}”"
            self.fault(entry, why, by_heading[near].heading if near else None, *path)
            return hiding_column(fold(heading), sheet)
        return column

    def words(self, column: Column, words: Mapping[str, str], *path: str | int) -> dict[str, str]:
        """Word as typed -> word of ours, those that map to nothing left out with a fault."""
        known = {fold(each): each for each in words_of(column)}
        found = {}
        for theirs, ours in words.items():
            word = AS_TYPED if fold(ours) == AS_TYPED else known.get(fold(ours)) if known else ours
            if word and column.kind in _DATE_KINDS and word != AS_TYPED and not _is_date(word):
                word = None
            if not word:
                entry = f"“{quoted(theirs)}: {quoted(ours)}”"
                near = nearest(fold(ours), known)
                why = f"{column.heading} has no word “{quoted(ours)}”"
                self.fault(entry, why, known[near] if near else None, *path, theirs)
            else:
                found[theirs] = word
        return found

    def trackers(self, file: WrittenMapping) -> tuple[Tracker, ...]:
        """The entries of ``trackers`` in their order, those that name no sheet left out."""
        for path, line in self._lines.twice:
            entry, why = f"“{quoted(str(path[-1]))}”", "it stands twice in the same place"
            self.fault(entry, f"{why}, the second time in line {line}", None, *path)
        found = []
        for at, each in enumerate(file.trackers):
            path = ("trackers", at)
            if fold(each.taken_as) == LEAVE_OUT:
                files, sheets = tuple(each.files), tuple(each.sheets)
                self.left_out.append(
                    Tracker(line=self._lines.of(*path), files=files, sheets=sheets)
                )
                continue
            name = f"“as: {quoted(each.taken_as)}”"
            sheet = self.sheet(each.taken_as, name, *path, "as")
            if sheet is None:
                self.is_whole = self.is_whole and not any(map(_may_hide, each.columns))
                continue
            found.append(_Entry(self, self._lines, path, each, sheet).tracker())
        self._same_sheet(found)
        return tuple(found)

    def _same_sheet(self, trackers: list[Tracker]) -> None:
        """Two entries that name the same sheets of the same files, with no rows to part them."""
        seen: dict[tuple[str, str], Tracker] = {}
        for tracker in trackers:
            for file in tracker.files:
                for tab in tracker.sheets or ("",):
                    first = seen.setdefault((fold(file), fold(tab)), tracker)
                    if first is tracker or _are_two_tables(first, tracker):
                        continue
                    where = f" sheet “{quoted(tab)}”" if tab else ""
                    entry = f"“{quoted(file)}”{where} again"
                    why = f"the entry in line {first.line} takes it first"
                    place = {"entry": entry, "why": why, "suggestion": ""}
                    place["line"] = str(tracker.line)
                    problem = Problem(in_mapping.MAPPING_ENTRY, Cell(MAPPING_FILE), place)
                    self.problems.append(problem)

    def day(self, text: str) -> date | None:
        """The day that ``records_begin`` names."""
        if not text or fold(text) == NO_HISTORY:
            return None
        if not _is_date(text):
            why = "it is no date like 2026-04-01"
            self.fault(f"“records_begin: {quoted(text)}”", why, None, "records_begin")
            return None
        return date.fromisoformat(text)


class _Entry:
    """One entry of ``trackers``."""

    def __init__(
        self,
        entries: Entries,
        lines: Lines,
        path: tuple[str | int, ...],
        written: WrittenTracker,
        sheet: Sheet,
    ) -> None:
        self._entries, self._lines, self._path = entries, lines, path
        self._written, self._sheet = written, sheet

    def tracker(self) -> Tracker:
        columns, constants, named = self._columns(), {}, {}
        for field, value in self._constants():
            if value in (SHEET_NAME, FILE_NAME):
                named[field] = value
            else:
                constants[field] = value
        for field, theirs in self._copies():
            columns[field] = (*columns.get(field, ()), theirs)
        return Tracker(
            line=self._lines.of(*self._path),
            at=int(self._path[-1]),
            files=tuple(self._written.files),
            sheets=tuple(self._written.sheets),
            sheet=self._sheet.name,
            heading_rows=tuple(sorted(self._written.heading_rows)),
            columns=columns,
            constants=constants,
            named=named,
            prefix=self._written.refs.prefix,
            words={column.field: words for column, words in self._words()},
            ignore=frozenset(fold(each.rstrip("*: ")) for each in self._written.ignore),
        )

    def _column(self, part: str, heading: str) -> Column | None:
        entry = f"“{part}: {quoted(heading)}”"
        return self._entries.column(self._sheet, heading, entry, *self._path, part, heading)

    def _columns(self) -> dict[str, tuple[Theirs, ...]]:
        found = {}
        for heading, theirs in self._written.columns.items():
            column = self._column("columns", heading)
            if column is not None:
                line = self._lines.of(*self._path, "columns", heading)
                found[column.field] = tuple(
                    Theirs(
                        each.column,
                        line,
                        is_fill=each.fill,
                        is_month_first=each.month_first is True,
                        is_month_settled=bool(each.month_first),
                    )
                    for each in theirs
                )
        return found

    def _constants(self) -> Iterator[tuple[str, str]]:
        for heading, value in self._written.constants.items():
            column = self._column("constants", heading)
            if column is None:
                continue
            if not isinstance(value, str):
                if fold(value.taken_from) in (SHEET_NAME, FILE_NAME):
                    yield column.field, fold(value.taken_from)
                continue
            path = (*self._path, "constants")
            if column.words is None or self._entries.words(column, {heading: value}, *path):
                yield column.field, value

    def _copies(self) -> Iterator[tuple[str, Theirs]]:
        by_heading = {fold(column.heading): column for column in self._sheet.columns}
        for heading, value in self._written.constants.items():
            column = by_heading.get(fold(heading))
            if column is None or isinstance(value, str):
                continue
            if fold(value.taken_from) not in (SHEET_NAME, FILE_NAME):
                line = self._lines.of(*self._path, "constants", heading)
                yield column.field, Theirs(value.taken_from, line)

    def _words(self) -> Iterator[tuple[Column, dict[str, str]]]:
        for heading, words in self._written.words.items():
            column = self._column("words", heading)
            if column is not None:
                path = (*self._path, "words", heading)
                found = self._entries.words(column, words, *path)
                yield column, {fold(theirs): ours for theirs, ours in found.items()}


def _are_two_tables(first: Tracker, other: Tracker) -> bool:
    """Whether two entries for one sheet part it between them: by rows, or by their columns."""
    if first.heading_rows != other.heading_rows:
        return True
    if not other.sheets and first.sheet != other.sheet:
        return True
    mine, theirs = _headings_of(first), _headings_of(other)
    return bool(mine and theirs) and mine.isdisjoint(theirs)


def _headings_of(tracker: Tracker) -> frozenset[str]:
    return frozenset(each.folded for theirs in tracker.columns.values() for each in theirs)


def _may_hide(heading: str) -> bool:
    return any(hiding_column(fold(heading), sheet) for sheet in SHEETS)


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True

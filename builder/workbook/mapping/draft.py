"""An entry of ``mapping.yml`` while it is being made, or one that a person wrote and that grows."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from builder.field.sheet import Sheet
from builder.workbook.airlock.cleaning import fold
from builder.workbook.airlock.raw import RawWorkbook
from builder.workbook.mapping.homes import is_everywhere
from builder.workbook.mapping.knowledge import settled_words
from builder.workbook.mapping.profile import Value
from builder.workbook.mapping.synonyms import word_within
from builder.workbook.mapping.tables import FoundTable
from builder.workbook.mapping.tracker import AS_TYPED, SHEET_NAME, Theirs, Tracker

SERVICE = "Service ID"


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A table, with the file that it stands in."""

    file: str
    raw: RawWorkbook
    table: FoundTable
    home: str = ""
    """By what stands above it, its sheet or its file; empty where a column names the home."""
    is_home_of_tab: bool = False

    @property
    def place(self) -> tuple[str, str]:
        """File and sheet."""
        return self.file, self.table.tab


@dataclass(slots=True, kw_only=True)
class Draft:
    """What an entry says, by our headings."""

    sheet: Sheet
    placed: list[Placed] = field(default_factory=list)
    sheets: tuple[str, ...] = ()
    """Those that it is for; empty = every sheet that looks like it."""
    columns: dict[str, tuple[str, ...]] = field(default_factory=dict)
    fills: set[str] = field(default_factory=set)
    """Our headings that are read by colour where there is no word."""
    month_first: set[str] = field(default_factory=set)
    month_as_typed: set[str] = field(default_factory=set)
    """Our headings whose dates may have the month first, and stay as typed."""
    constants: dict[str, str] = field(default_factory=dict)
    words: dict[str, dict[str, str]] = field(default_factory=dict)
    ignore: tuple[str, ...] = ()
    written: Tracker | None = None
    """The entry that stands in the file, as it was read."""
    at: int | None = None
    """Its place among the entries of the file."""

    @property
    def files(self) -> tuple[str, ...]:
        """Each file once, in the order of reading."""
        return tuple(dict.fromkeys(each.file for each in self.placed))

    def column(self, ours: str) -> Iterator[tuple[Placed, str, Sequence[Value]]]:
        """Of each table the values of the first column that is taken for ours, and its heading."""
        for placed in self.placed:
            for theirs in self.columns.get(ours, ()):
                held = placed.table.column(theirs)
                if held is not None:
                    yield placed, theirs, held.profile.values
                    break

    def ignores(self, heading: str) -> bool:
        """Whether a column of theirs is known and not wanted."""
        return fold(heading.rstrip("*: ")) in {fold(each.rstrip("*: ")) for each in self.ignore}

    def is_settled(self, ours: str, word: str) -> bool:
        """Whether it is known what a word means, or that it stays as typed."""
        folded = fold(word)
        own = {fold(each) for each in self._own_words(ours)}
        return folded in own or folded in {fold(each) for each in self.words.get(ours, {})}

    def _own_words(self, ours: str) -> Iterable[str]:
        column = next((each for each in self.sheet.columns if each.heading == ours), None)
        return [word.value for word in column.words or ()] if column else ()

    def widen(self) -> None:
        """Takes columns that have come to a tracker since its entry was written."""
        if self.written is None:
            return
        used = {fold(each) for theirs in self.columns.values() for each in theirs}
        used |= {fold(each) for each in self.ignore}
        for placed in self.placed:
            for ours, theirs in placed.table.taken.columns.items():
                is_new = ours not in self.columns and ours not in self.constants
                if is_new and not used.intersection(map(fold, theirs)):
                    self.columns[ours] = theirs

    def settle(self) -> None:
        """Takes the words whose meaning is the same wherever they stand."""
        for ours in ("Status", "Risk"):
            for word in self.words_of(ours):
                meant = settled_words(ours).get(fold(word))
                if meant and not self.is_settled(ours, word):
                    self.words.setdefault(ours, {})[word] = meant
        column = next((each for each in self.sheet.columns if each.heading == "Source"), None)
        for word in self.words_of("Source") if column else ():
            fitted = word_within(word, column) if column else None
            if fitted and not self.is_settled("Source", word):
                self.words.setdefault("Source", {})[word] = fitted

    def words_of(self, ours: str) -> Counter[str]:
        """The different values of a column, as first typed, with how many rows hold each."""
        first: dict[str, str] = {}
        found: Counter[str] = Counter()
        for _, _, values in self.column(ours):
            for value in values:
                found[first.setdefault(fold(value.text), value.text)] += 1
        return found

    def homes(self) -> tuple[str, ...]:
        """The homes that its rows name, or that its sheets and files are called by."""
        if SERVICE in self.columns:
            return tuple(each for each in self.words_of(SERVICE) if not is_everywhere(each))
        return tuple(dict.fromkeys(each.home for each in self.placed if each.home))

    def value(self) -> dict[str, Any]:
        """The entry as YAML holds it."""
        found: dict[str, Any] = {"files": list(self.files)}
        if self.sheets:
            found["sheets"] = list(self.sheets)
        found["as"] = self.sheet.name
        found["columns"] = {ours: self.column_value(ours) for ours in self.columns}
        if self.constants:
            found["constants"] = {
                ours: {"from": value} if value == SHEET_NAME else value
                for ours, value in self.constants.items()
            }
        if any(self.words.values()):
            found["words"] = {ours: dict(words) for ours, words in self.words.items() if words}
        if self.ignore:
            found["ignore"] = list(self.ignore)
        return found

    def column_value(self, ours: str) -> Any:
        """What stands for a column of ours."""
        more: dict[str, bool | str] = {}
        if ours in self.fills:
            more["fill"] = True
        if ours in self.month_first:
            more["month_first"] = True
        elif ours in self.month_as_typed:
            more["month_first"] = AS_TYPED
        theirs = [{"column": each, **more} if more else each for each in self.columns[ours]]
        return theirs[0] if len(theirs) == 1 else theirs


def of_tracker(tracker: Tracker, sheet: Sheet, placed: Sequence[Placed]) -> Draft:
    """The draft of an entry that stands in the file."""
    heading = {column.field: column.heading for column in sheet.columns}
    named = {heading[field]: SHEET_NAME for field, value in tracker.named.items()
             if value == SHEET_NAME}  # fmt: skip
    return Draft(
        sheet=sheet,
        placed=list(placed),
        sheets=tracker.sheets,
        columns={
            heading[field]: tuple(each.heading for each in theirs)
            for field, theirs in tracker.columns.items()
        },
        fills=_with(tracker, heading, lambda each: each.is_fill),
        month_first=_with(tracker, heading, lambda each: each.is_month_first),
        month_as_typed=_with(
            tracker, heading, lambda each: each.is_month_settled and not each.is_month_first
        ),
        constants={**{heading[f]: value for f, value in tracker.constants.items()}, **named},
        words={heading[field]: dict(words) for field, words in tracker.words.items()},
        ignore=tuple(tracker.ignore),
        written=tracker,
        at=tracker.at,
    )


def _with(tracker: Tracker, heading: Mapping[str, str], says: Callable[[Theirs], bool]) -> set[str]:
    return {heading[f] for f, theirs in tracker.columns.items() if any(map(says, theirs))}


def added(before: Draft, after: Draft) -> Mapping[str, Any]:
    """What a draft says that it did not say before, part by part."""
    words = {}
    for ours, held in after.words.items():
        known = {fold(each) for each in before.words.get(ours, {})}
        new = {word: meant for word, meant in held.items() if fold(word) not in known}
        if new:
            words[ours] = new
    return {
        "columns": {
            ours: after.column_value(ours)
            for ours in after.columns
            if ours not in before.columns or after.column_value(ours) != before.column_value(ours)
        },
        "words": words,
        "ignore": [each for each in after.ignore if each not in before.ignore],
    }

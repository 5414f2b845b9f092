"""The cell being read: where it stands, what its workbook knows, and where problems go."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from builder.field import Moment
from builder.field.column import Column
from builder.frameworks import Catalogue
from builder.problems import Cell, Kind, Problem
from builder.problems.quoted import quoted
from builder.workbook.airlock.cleaning import fold
from builder.workbook.airlock.number_formats import GENERAL, is_date_format
from builder.workbook.airlock.raw import RawCell, Style


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the cells of one workbook are read by."""

    workbook: str
    styles: tuple[Style, ...]
    counts_from_1904: bool
    catalogue: Catalogue
    share_prefixes: tuple[str, ...] = ()
    deadline: float = math.inf
    """When the workbook's time is over, by the monotonic clock."""
    date_styles: dict[int, bool] = field(default_factory=dict)
    """Style -> whether its number format is a date's; filled as styles are met."""

    def number_format(self, style: int) -> str:
        """The number format of a style; ``General`` where the file names none."""
        return self.styles[style].number_format if style < len(self.styles) else GENERAL

    def is_date(self, style: int) -> bool:
        """Whether a style shows numbers as dates or times."""
        known = self.date_styles.get(style)
        if known is None:
            known = self.date_styles[style] = is_date_format(self.number_format(style))
        return known


class Spot:
    """One column's cell; moved from row to row."""

    __slots__ = (
        "_near",
        "_problems",
        "_sheet",
        "column",
        "facts",
        "first_date",
        "has_fractions",
        "is_month_first",
        "letters",
        "read",
        "row",
        "words",
    )

    def __init__(
        self,
        facts: Facts,
        sheet: str,
        column: Column,
        letters: str,
        problems: list[Problem],
        words: Mapping[str, str],
        read: "Reader",
    ) -> None:
        self.facts = facts
        self.column = column
        self.letters = letters
        self.row = 0
        self.read = read
        self.words = known_words(column, words)
        self.first_date: Moment | None = None
        """The first of two dates in the cell that was read last."""
        self.is_month_first = False
        """Whether the dates in figures of this column have the month first."""
        self.has_fractions = False
        """Whether a number between 0 and 1 stands in this column without a % format."""
        self._sheet = sheet
        self._problems = problems
        self._near: dict[str, str] = {}

    @property
    def reference(self) -> str:
        """A1 reference."""
        return f"{self.letters}{self.row}"

    def remembered(self, text: str, near: Callable[[], str]) -> str:
        """What is near to a text, looked for once however many rows hold it."""
        found = self._near.get(text)
        if found is None:
            found = self._near[text] = near()
        return found

    def report(self, kind: Kind, **particulars: str) -> None:
        """Notes a problem here; the value is made short and visible."""
        shown = {name: quoted(value) if name == "value" else value
                 for name, value in particulars.items()}  # fmt: skip
        place = Cell(self.facts.workbook, self._sheet, self.reference)
        self._problems.append(Problem(kind, place, {"heading": self.column.heading, **shown}))


Reader = Callable[[RawCell, Spot], object | None]
"""Gives a cell's value, or ``None`` after reporting at the spot why there is none."""


def known_words(column: Column, mapped: Mapping[str, str]) -> dict[str, str]:
    """Folded text -> the column's own word, with the provider's words of ``mapping.yml``."""
    if column.words is None:
        return {fold(typed): word for typed, word in mapped.items()}
    words = {fold(word.value): word.value for word in column.words}
    return {**words, **{fold(typed): word for typed, word in mapped.items()}}

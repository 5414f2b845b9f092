"""What stands in a workbook before anything is known of its meaning: sparse cells, side facts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple


class Held(StrEnum):
    """What kind of value a cell holds, by the file's own word."""

    TEXT = "text"
    NUMBER = "number"
    BOOLEAN = "boolean"
    ERROR = "error"
    ISO_DATE = "date"
    NO_RESULT = "formula without a saved result"


class RawCell(NamedTuple):
    """One cell with a value."""

    column: int
    """1 = A."""
    held: Held
    value: str
    """Text as stored, a number's digits, ``1``/``0`` of a boolean, an error's code."""
    style: int = 0
    """Index into the workbook's styles."""
    is_formula: bool = False


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row with at least one value."""

    number: int
    """Excel's own row number."""
    cells: tuple[RawCell, ...]
    """By column, ascending."""
    is_hidden: bool = False
    coloured_blanks: tuple[int, ...] = ()
    """Columns whose cell holds nothing but a fill."""
    blank_styles: tuple[int, ...] = ()
    """The styles of these cells, one for each."""


@dataclass(frozen=True, slots=True)
class Merge:
    """One merged range; the value stands in its first cell."""

    first_column: int
    first_row: int
    last_column: int
    last_row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RawSheet:
    """One sheet's cells."""

    name: str
    rows: tuple[RawRow, ...]
    """Ascending; blank rows are left out."""
    is_hidden: bool = False
    hyperlinks: Mapping[str, str] = field(default_factory=dict)
    """A1 reference -> address, those of ``=HYPERLINK("...")`` among them."""
    merges: tuple[Merge, ...] = ()
    read_beside: frozenset[int] = frozenset()
    """Columns that are read where another is blank, whatever their heading says."""
    conditional: tuple[tuple[int, int], ...] = ()
    """First and last column of each range that has a conditional format."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """What a cell's style says that matters to its meaning."""

    number_format: str = "General"
    is_struck: bool = False
    is_filled: bool = False
    colour: str = ""
    """Of the fill: ``red``, ``amber``, ``green`` or ``blue``; empty for any other, and for none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RawWorkbook:
    """The sheets that were asked for, and what all share."""

    sheet_names: tuple[str, ...]
    """Every worksheet, in the order of its tabs."""
    sheets: tuple[RawSheet, ...]
    styles: tuple[Style, ...]
    struck_texts: frozenset[str]
    """Texts whose every rich-text run is struck through."""
    counts_from_1904: bool
    saved_at: datetime | None
    """``dcterms:modified``, aware; ``None`` = not recorded."""

"""What one workbook holds once read: typed records by sheet, and its problems."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from builder.field import SheetRows
from builder.problems import Problem
from builder.workbook.airlock.cleaning import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedSheet:
    """One tab's records."""

    schema: str
    """Which sheet of the schema it is."""
    name: str
    """What the tab is called."""
    columns: Mapping[str, str]
    """Field -> column letters."""
    records: tuple[Any, ...]
    """Of the one record type of its schema."""
    rows: SheetRows
    """How many of its rows are there, and how many are in."""
    headings: tuple[str, ...] = ()
    """Every heading of its heading row, folded, known or not."""
    prefix: str = ""
    """What refs that are made for its rows begin with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedWorkbook:
    """One workbook's records, before anything is compared with other workbooks."""

    workbook: str
    sha256: str
    saved_at: datetime | None
    sheets: tuple[ParsedSheet, ...]
    problems: tuple[Problem, ...]
    tabs: tuple[str, ...] = ()
    """Every tab's name, folded."""
    headings: tuple[str, ...] = ()
    """``Sheet > heading`` of every heading row; tells which names of a mapping are used."""
    unread: tuple[SheetRows, ...] = ()
    """Sheets with the name of a known one in which no headings were found."""

    @property
    def rows(self) -> tuple[SheetRows, ...]:
        """How many rows of each known sheet are there and in, in the order of the tabs."""
        order = {tab: at for at, tab in enumerate(self.tabs)}
        every = (*(each.rows for each in self.sheets), *self.unread)
        return tuple(sorted(every, key=lambda each: order.get(fold(each.sheet), len(order))))

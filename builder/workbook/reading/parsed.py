"""What one workbook holds once read: typed records by sheet, and its problems."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from builder.problems import Problem


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
    headings: tuple[str, ...] = ()
    """Every heading of its heading row, folded, known or not."""


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

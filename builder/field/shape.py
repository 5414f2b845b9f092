"""How records hang together: their own refs, what they refer to, which dates are events.

RATIONALE: the schema of the sheets declares this once and lies above; it is handed down as values.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A field that names other records."""

    field: str
    heading: str
    sheets: tuple[str, ...]
    """Sheets that may hold the record named."""
    is_list: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDate:
    """A field with the day of something that has happened."""

    field: str
    heading: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """One kind of record."""

    sheet: str
    attribute: str
    """Name of the register's field."""
    own: str = ""
    """Field with its own ref; empty where it has none."""
    own_heading: str = ""
    is_unique: bool = False
    """Whether no two rows may have the same own ref."""
    references: tuple[Reference, ...] = ()
    events: tuple[EventDate, ...] = ()

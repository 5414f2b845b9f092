"""What a sheet and a column of the workbook schema are."""

from dataclasses import KW_ONLY, dataclass
from enum import Enum, StrEnum


class CellKind(Enum):
    """What a cell of a column holds."""

    REF = "reference"
    TEXT = "text"
    DATE = "date"
    TIME = "time"
    MOMENT = "date, with a time if known"
    WHOLE = "whole number"
    NUMBER = "number"
    PERCENT = "percent"
    YES_NO = "yes or no"
    LINK = "link"
    WORD = "one of the words given"
    FRAMEWORK_ITEM = "framework item"
    REGULATION = "regulation"
    CATEGORY = "evidence category"
    NOTICE_TYPE = "regulator action"


class DateRole(Enum):
    """What a date column says of its day."""

    EVENT = "happened on that day"
    DEADLINE = "runs to the end of that day"
    PLAN = "may lie in the future"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet."""

    heading: str
    field: str
    """Name of the record's field."""
    kind: CellKind
    _: KW_ONLY
    required: bool = False
    """Whether each row must fill it."""
    is_list: bool = False
    """Whether a cell may hold several values, parted by ``;`` or a new line."""
    words: type[StrEnum] | None = None
    refers_to: tuple[str, ...] = ()
    """Sheets whose own refs this column names; empty for a row's own ref."""
    role: DateRole = DateRole.EVENT
    least: int | None = None
    """Least whole number allowed, inclusive."""
    most: int | None = None
    """Greatest whole number allowed, inclusive."""
    hides: bool = False
    """Whether a yes keeps the row from readers; then anything but a clear no is a yes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One kind of sheet."""

    name: str
    record: type
    """The record that a row becomes."""
    attribute: str
    """Name of the register's field that holds these records."""
    key: tuple[str, ...]
    """Fields without which a row is dropped: its own ref, or what it hangs on."""
    columns: tuple[Column, ...]

    def column(self, field: str) -> Column:
        """The column of a record's field.

        Raises:
            KeyError: there is no such field on this sheet.
        """
        for column in self.columns:
            if column.field == field:
                return column
        raise KeyError(field)

"""What a sheet of the workbook schema is."""

from dataclasses import dataclass

from builder.field.column import CellKind, Column, DateRole

__all__ = ["CellKind", "Column", "DateRole", "Sheet"]


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

"""What a kind of sheet is: a record with its columns, and how it hangs together with others."""

from dataclasses import dataclass
from typing import Any

from builder.field.column import CellKind, Column, DateRole, columns_of, keys_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One kind of sheet."""

    name: str
    record: type
    """The record that a row becomes."""
    attribute: str
    """Name of the register's field that holds these records."""
    key: tuple[str, ...]
    """Fields that tell its rows apart: its own ref, or what it hangs on; empty where blank."""
    columns: tuple[Column, ...]

    @classmethod
    def of(cls, name: str, attribute: str, record: type[Any]) -> "Sheet":
        """The sheet of a kind of record; its key are the fields that tell rows apart."""
        return cls(
            name=name,
            record=record,
            attribute=attribute,
            key=keys_of(record),
            columns=columns_of(record),
        )

    def column(self, field: str) -> Column:
        """The column of a record's field.

        Raises:
            KeyError: there is no such field on this sheet.
        """
        for column in self.columns:
            if column.field == field:
                return column
        raise KeyError(field)

    @property
    def own(self) -> Column | None:
        """The column of a row's own ref: a key that names no other."""
        keys = (each for each in self.columns if each.field in self.key)
        return next((each for each in keys if not each.refers_to), None)

    @property
    def references(self) -> tuple[Column, ...]:
        """The columns that name other records."""
        return tuple(each for each in self.columns if each.refers_to)

    @property
    def events(self) -> tuple[Column, ...]:
        """The columns with the day of something that has happened."""
        dated = (each for each in self.columns if each.kind in (CellKind.DATE, CellKind.MOMENT))
        return tuple(each for each in dated if each.role is DateRole.EVENT)

"""Where a record came from: workbook, sheet, row, and the column of each field."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from builder.problems import Cell

MADE = "ref"
"""Under it stands, in ``Source.typed``, what is typed where the ref was made."""


@dataclass(frozen=True, slots=True)
class Source:
    """The row that a record was read from."""

    workbook: str
    sheet: str
    row: int
    """Excel's own row number."""
    columns: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)
    """Field name -> column letters; one mapping is shared by all rows of a sheet."""
    typed: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)
    """Field name -> what its cell shows, of the columns that say so (``Column.as_typed``); under
    ``ref`` only where the ref was made, with what stands in its place."""

    def cell(self, name: str) -> str:
        """A1 reference of a field, ``"H12"``; column A where its own column is absent."""
        return f"{self.columns.get(name, 'A')}{self.row}"

    def place(self, name: str) -> Cell:
        """The full place of a field."""
        # RATIONALE: past the type's own maker, for speed (decision 10).
        cell = f"{self.columns.get(name, 'A')}{self.row}"
        return tuple.__new__(Cell, (self.workbook, self.sheet, cell))

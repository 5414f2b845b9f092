"""Where in a workbook something stands."""

from typing import NamedTuple


class Cell(NamedTuple):
    """A place in a workbook folder, as precise as is known.

    RATIONALE: a named tuple is as frozen as a record and made in half the time; a large portal has
    hundreds of thousands of places.
    """

    workbook: str
    """File name inside the workbooks folder, with its ending; empty for the folder itself."""
    sheet: str = ""
    """Sheet name as it stands in the workbook; empty for the whole workbook."""
    cell: str = ""
    """A1 reference with Excel's own row number; empty for the whole sheet."""

    def __str__(self) -> str:
        return "!".join(part for part in (self.workbook, self.sheet, self.cell) if part)

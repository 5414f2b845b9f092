"""The one way in which the airlock turns a workbook away."""

from builder.problems import Kind


class RefusedError(Exception):
    """A workbook cannot be read; carries the kind of problem and its particulars.

    Raised and caught inside ``builder.workbook`` only: callers get a ``Problem``.
    """

    def __init__(self, kind: Kind, sheet: str = "", cell: str = "", **particulars: str) -> None:
        super().__init__(kind.code)
        self.kind = kind
        self.sheet = sheet
        self.cell = cell
        self.particulars = particulars

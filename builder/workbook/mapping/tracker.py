"""One entry of ``mapping.yml``, version 2: which sheets it is for, and what their columns hold."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from builder.workbook.airlock.cleaning import fold

SHEET_NAME, FILE_NAME = "sheet name", "file name"
"""What a constant may be taken from beside a column."""
AS_TYPED = "as typed"
"""Stands for a word that is known and left as it is."""
LEAVE_OUT = "leave out"
"""Stands for a sheet that is known and not wanted."""


@dataclass(frozen=True, slots=True)
class Theirs:
    """A column of a tracker, as its heading says."""

    heading: str
    """As ``mapping.yml`` writes it."""
    line: int = 1
    is_fill: bool = False
    is_month_first: bool = False
    is_month_settled: bool = False
    """Whether somebody has decided which number of its dates is the month, or that none is."""

    @property
    def folded(self) -> str:
        """The heading as it is matched."""
        return fold(self.heading.rstrip("*: "))


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracker:
    """One entry of ``trackers``."""

    line: int
    at: int = 0
    """Its place in the list."""
    files: tuple[str, ...]
    sheets: tuple[str, ...] = ()
    """Empty = every sheet that looks like it."""
    sheet: str = "Actions"
    """Which sheet of the schema it is taken as."""
    heading_rows: tuple[int, ...] = ()
    columns: Mapping[str, tuple[Theirs, ...]] = field(default_factory=dict)
    """Field -> columns, the first that holds a value wins."""
    constants: Mapping[str, str] = field(default_factory=dict)
    """Field -> its value where no column gives one."""
    named: Mapping[str, str] = field(default_factory=dict)
    """Field -> ``SHEET_NAME`` or ``FILE_NAME``, whose text is the value."""
    prefix: str = ""
    """Of made refs."""
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Field -> folded word -> word of the schema, or ``AS_TYPED``."""
    ignore: frozenset[str] = frozenset()
    """Folded headings."""

    def fits_file(self, workbook: str) -> bool:
        """Whether a file of this name is meant."""
        return any(_fits(workbook, each) for each in self.files)

    def fits(self, workbook: str, tab: str) -> bool:
        """Whether a sheet is meant, as far as names tell."""
        is_tab = not self.sheets or any(_fits(tab, each) for each in self.sheets)
        return is_tab and self.fits_file(workbook)

    def constant(self, field: str, workbook: str, tab: str) -> str:
        """The value of a field that no column gives; empty where there is none."""
        match self.named.get(field):
            case "sheet name":
                return tab
            case "file name":
                return workbook.rpartition(".")[0] or workbook
            case _:
                return self.constants.get(field, "")


def _fits(name: str, pattern: str) -> bool:
    folded, wanted = fold(name), fold(pattern)
    # RATIONALE: a file may be called "Plan [Recovered].xlsx"; its own name always fits.
    return folded == wanted or fnmatchcase(folded, wanted)

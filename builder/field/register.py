"""The register: every record of every workbook, merged, with what was kept and what was absent."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import NamedTuple

from builder.field.assurance import (
    Batch,
    BurstCycle,
    BurstSample,
    LiveProof,
    PanelDecision,
    RebalanceMove,
    Retest,
    Session,
    ValidityReview,
)
from builder.field.finding import Finding, Notice, WorkforceWeek
from builder.field.telling import Telling
from builder.field.tracker import (
    Action,
    Check,
    Complaint,
    DeadlineChange,
    Evidence,
    Measure,
    Review,
    Risk,
    Step,
)
from builder.field.who import Person, Service, Shift


class LeftOut(NamedTuple):
    """A row below the headings of a sheet that is not among its records."""

    row: int
    """Excel's own row number."""
    why: str
    """In plain words, without anything that was typed."""
    counted: bool = False
    """Whether it is one of the rows there: it is no title, total, legend or repeated heading."""


class SheetRows(NamedTuple):
    """How many rows of a sheet are there, and how many are in."""

    sheet: str
    """As its tab is called."""
    read_as: str | None
    """Which sheet of the schema it was taken for; ``None`` = of none."""
    rows_there: int
    """Rows below the headings that hold a value, but titles, totals, legends and headings."""
    rows_in: int
    left_out: tuple[LeftOut, ...] = ()

    def words(self, workbook: str) -> str:
        """Both numbers, as they are stated wherever the sheet is named."""
        return f"{self.rows_in:,} of {self.rows_there:,} rows of {workbook}, {self.sheet}"

    @property
    def is_whole(self) -> bool:
        """Whether every row that is there is in."""
        return self.rows_in == self.rows_there


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkbookInput:
    """One workbook that the register was read from."""

    workbook: str
    sha256: str
    """Lower-case hex digest of the file's bytes."""
    rows: Mapping[str, int] = field(default_factory=dict)
    """Rows kept, by sheet name of the schema."""
    saved_at: datetime | None = None
    """``dcterms:modified`` inside the workbook, aware UTC; ``None`` = not recorded."""
    is_last_good_reading: bool = False
    """Whether the file could not be read now and an earlier reading stands in."""
    sheets: tuple[SheetRows, ...] = ()
    """Each sheet that was looked at, in the order of its tabs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """All records, canonical: a reference is spelt as the record it names spells its own ref.

    Order is by workbook, sheet and row, and means nothing to the rules.
    """

    inputs: tuple[WorkbookInput, ...] = ()
    columns_kept: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Sheet name -> fields whose column stands in at least one workbook; a sheet that is in no
    workbook has no entry."""
    services: tuple[Service, ...] = ()
    people: tuple[Person, ...] = ()
    shifts: tuple[Shift, ...] = ()
    actions: tuple[Action, ...] = ()
    deadline_changes: tuple[DeadlineChange, ...] = ()
    steps: tuple[Step, ...] = ()
    checks: tuple[Check, ...] = ()
    reviews: tuple[Review, ...] = ()
    measures: tuple[Measure, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    complaints: tuple[Complaint, ...] = ()
    risks: tuple[Risk, ...] = ()
    findings: tuple[Finding, ...] = ()
    notices: tuple[Notice, ...] = ()
    told: tuple[Telling, ...] = ()
    workforce: tuple[WorkforceWeek, ...] = ()
    burst_samples: tuple[BurstSample, ...] = ()
    validity_reviews: tuple[ValidityReview, ...] = ()
    live_proof: tuple[LiveProof, ...] = ()
    retests: tuple[Retest, ...] = ()
    burst_cycles: tuple[BurstCycle, ...] = ()
    panels: tuple[PanelDecision, ...] = ()
    batches: tuple[Batch, ...] = ()
    rebalance: tuple[RebalanceMove, ...] = ()
    sessions: tuple[Session, ...] = ()

    def keeps(self, sheet: str, *fields: str) -> bool:
        """Whether a sheet, and each of these columns of it, stands in some workbook.

        RATIONALE: an absent sheet or column is "not recorded", never zero (workbook-schema.md).
        """
        kept = self.columns_kept.get(sheet)
        return kept is not None and kept.issuperset(fields)

    def holds(self, sheet: str, *fields: str) -> bool:
        """Whether it keeps them, and at least one row of the sheet.

        RATIONALE: an empty template is no record that there was nothing; where nought would read
        as within a limit, a sheet without rows counts as absent.
        """
        return self.keeps(sheet, *fields) and bool(getattr(self, _attribute_of(sheet)))


@cache
def _attribute_of(sheet: str) -> str:
    return sheet.lower().replace(" ", "_")

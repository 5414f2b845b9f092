"""Where a line stands: its risk, its deadline, its closing."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import NamedTuple

from builder.field import Moment, PanelDecision
from builder.problems import Cell

Span = tuple[datetime, datetime]
"""From a moment, inclusive, to another, exclusive."""


class RiskPosition(NamedTuple):
    """How great a line's risk is, then and now."""

    baseline_score: int | None = None
    """Likelihood × Consequence; ``None`` where either is unknown."""
    current_score: int | None = None
    """The current pair's product; ``None`` where either is unknown."""
    score: int | None = None
    """The current pair's product, else the baseline pair's."""
    band: str | None = None
    """Title of its band; ``None`` = unknown."""
    is_high: bool = False
    """High or Extreme; ``False`` where unknown."""
    is_medium_or_high: bool = False
    cells: tuple[Cell, ...] = ()
    """The pair that the score came from."""

    @property
    def counts_as_high(self) -> bool:
        """Whether a limit counts the line as high: in such a band, or not scored yet."""
        return self.is_high or self.band is None


class DeadlinePosition(NamedTuple):
    """How a line stands against its deadline at the as-at moment."""

    is_live: bool
    """Neither cancelled, nor an accepted closure, nor closed before records; a line with an
    unknown status is live, so that it never leaves the lists."""
    due_cell: Cell
    """The cell that the deadline in force stands in."""
    due: Moment | None = None
    """The deadline in force; ``None`` = unknown."""
    is_unapproved: bool = False
    """Whether the latest deadline change has no approval."""
    original_due: Moment | None = None
    evidence_due: date | None = None
    is_overdue: bool | None = None
    """Live and past its deadline; ``None`` = live, and the deadline is unknown."""
    is_overdue_on_original: bool | None = None
    days_overdue: int | None = None
    """Calendar days past a bare date, whole elapsed days past a moment; 0 where not overdue."""
    is_due_48h: bool = False
    is_due_before_next_board: bool = False
    days_open: int | None = None
    """Calendar days since it was raised, to its closing where it is closed."""
    ageing_band: str | None = None
    overdue_band: str | None = None
    """``None`` where not overdue."""
    due_moves: int = 0
    """Rows of Deadline changes, approved or not."""


class ClosingPosition(NamedTuple):
    """Whether, and since when, a line's closure is accepted (rules.md, "Accepted closure")."""

    approval: PanelDecision | None = None
    """The panel decision that stands and approves it, whatever status is claimed."""
    is_accepted: bool = False
    """Claimed closed, and an approval stands; where no Panels sheet is kept, claimed closed."""
    accepted_at: Moment | None = None
    """When its approval was made; Closed on where no Panels sheet is kept."""
    reinstated_at: Moment | None = None
    """When a validity review reopened the line; ``None`` where an approval followed."""
    is_before_records: bool = False
    """Closed before the day on which policy lets records begin."""

    @property
    def is_off_the_lists(self) -> bool:
        """Whether the line is live no longer, by its closing."""
        return self.is_accepted or self.is_before_records


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftSpan:
    """One shift as it ran on a day."""

    name: str | None
    """``None`` where no shift is recorded and eight hours are taken instead."""
    starts_at: datetime
    ends_at: datetime
    is_estimated: bool = False


class Mismatch(Enum):
    """What a deadline contradicts, in the words of a reason."""

    EVIDENCE = "evidence due after the action's deadline"
    NOTICE = "deadline after the notice's comply-by date"
    PARENT = "deadline after the parent's"
    CHANGE = "deadline other than the latest approved change says"


@dataclass(frozen=True, slots=True, kw_only=True)
class IntegrityDefects:
    """The deadline defects of one live line."""

    mismatches: tuple[Mismatch, ...] = ()
    mismatch_cells: tuple[Cell, ...] = ()
    lacks_evidence_due: bool | None = None
    """``None`` where no workbook has the column."""
    has_inactive_owner: bool | None = None
    """``None`` where no People sheet is kept."""

    @property
    def count(self) -> int:
        """Kinds of defect, at most three; unknown ones do not count."""
        known = (bool(self.mismatches), self.lacks_evidence_due, self.has_inactive_owner)
        return sum(1 for each in known if each)

"""What the rules look at, stage by stage: each holds all that stood before it, and more.

A derivation takes the stage that it reads; ``derive`` states their order.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any, TypeVar

from builder.field import (
    Action,
    Batch,
    Check,
    DeadlineChange,
    Finding,
    Measure,
    Moment,
    Notice,
    PanelDecision,
    Person,
    Register,
    Review,
    Risk,
    Service,
    Session,
    Shift,
    Step,
    WorkforceWeek,
)
from builder.field.words import Role, SessionKind, Status
from builder.frameworks import Catalogue
from builder.history import History
from builder.policy import Policy
from builder.rules.assessment import ClosureHold, Fitness
from builder.rules.facts.closing.closings import Closing
from builder.rules.facts.complaints import ThemeCase
from builder.rules.facts.evidence.bursts import Burst
from builder.rules.facts.evidence.files import EvidenceFile, FileThen
from builder.rules.facts.hold import HoldSpan, ResidualRisks, ResidualSpan
from builder.rules.facts.people.load import Workload
from builder.rules.facts.positions import (
    ClosingPosition,
    DeadlinePosition,
    IntegrityDefects,
    RiskPosition,
    Span,
)

Ref = str


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouped:
    """The records, each kind by what it hangs on, oldest first."""

    register: Register
    policy: Policy
    """As of the as-at day."""
    catalogue: Catalogue
    history: History
    as_at: datetime
    """Aware UTC."""
    today: date
    """The Europe/London day of ``as_at``."""
    services: Mapping[Ref, Service]
    scopes: tuple[str, ...]
    """``provider``, then each Service ID that a service or a line names, sorted."""
    actions: Mapping[Ref, Action]
    """By ref, sorted."""
    children: Mapping[Ref, tuple[Action, ...]]
    actions_by_service: Mapping[Ref, tuple[Action, ...]]
    deadline_changes: Mapping[Ref, tuple[DeadlineChange, ...]]
    steps: Mapping[Ref, tuple[Step, ...]]
    checks: Mapping[Ref, tuple[Check, ...]]
    reviews: Mapping[Ref, tuple[Review, ...]]
    measures: Mapping[Ref, tuple[Measure, ...]]
    panels: Mapping[Ref, tuple[PanelDecision, ...]]
    findings: Mapping[Ref, Finding]
    """By finding ref, sorted."""
    notices: Mapping[Ref, Notice]
    """By notice ref, sorted."""
    notices_by_action: Mapping[Ref, tuple[Notice, ...]]
    findings_by_action: Mapping[Ref, tuple[Finding, ...]]
    actions_of_record: Mapping[Ref, tuple[Action, ...]]
    """Finding or notice ref -> the lines that it names, or that name it as their source."""
    workforce: Mapping[Ref, tuple[WorkforceWeek, ...]]
    """Service ID -> its weeks, oldest first."""
    sessions: Mapping[SessionKind, tuple[Session, ...]]
    """By kind, in order of when held, else of when scheduled."""
    shifts: Mapping[Ref, tuple[Shift, ...]]
    """Service ID -> its shifts in order of their start; under "" those of every service."""
    people: Mapping[Ref, Person]
    people_by_role: Mapping[Role, tuple[Ref, ...]]
    """Role -> Person IDs of those active on the day, sorted."""
    families: Mapping[str, str]
    """Theme as typed -> its family."""
    risks_by_action: Mapping[Ref, tuple[Risk, ...]]
    panel_sittings: tuple[tuple[PanelDecision, ...], ...]
    """The decisions of each panel by line, oldest panel first."""
    panel_days: frozenset[date]
    """Days with a panel on record by the as-at moment."""
    batches: tuple[Batch, ...]
    """Oldest first."""
    actions_by_batch: Mapping[Ref, tuple[Ref, ...]]

    def has_happened(self, moment: Moment | None) -> bool:
        """Whether a thing stamped so had happened by the as-at moment; unknown = no."""
        return moment is not None and moment.has_happened(self.as_at)

    def is_delivered(self, files: Iterable[FileThen]) -> bool:
        """Whether one of a line's files is delivery evidence (B1.5).

        RATIONALE: where no Validity reviews are kept, any evidence that was handed in counts
        (decided definitions, B1.5).
        """
        is_validated = self.register.keeps("Validity reviews")
        return any(each.exists and (each.is_accepted or not is_validated) for each in files)

    def actions_of(self, scope: str) -> tuple[Action, ...]:
        """The lines of a scope, by ref."""
        if scope == self.scopes[0]:
            return tuple(self.actions.values())
        return self.actions_by_service.get(scope, ())

    def family(self, theme: str | None) -> str:
        """The family of a theme; empty where none fits or the theme is unknown."""
        return self.families.get(theme or "", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided(Grouped):
    """And which closures are accepted."""

    closing_records: Mapping[Ref, Closing]
    """Each line with what says whether its closure is accepted, at whichever moment."""
    closings: Mapping[Ref, ClosingPosition]
    """Whether it is at the as-at moment."""

    def is_closed_on_word(self, ref: Ref) -> bool:
        """Whether a line is typed Closed, and no approval of a panel stands."""
        closing = self.closings[ref]
        is_typed = self.actions[ref].status is Status.CLOSED and not closing.is_before_records
        return is_typed and closing.approval is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Positioned(Decided):
    """And where each line stands."""

    risk: Mapping[Ref, RiskPosition]
    deadlines: Mapping[Ref, DeadlinePosition]
    managers: Mapping[Ref, Ref]
    """Line -> its accountable manager, typed or worked out; lines without one have no entry."""
    themes: Mapping[tuple[str, str], ThemeCase]
    """(theme key, scope) -> its review points and complaints."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed(Positioned):
    """And what follows from where the lines stand."""

    live: Mapping[str, tuple[Action, ...]]
    """``provider`` or Service ID -> its live lines, by ref."""
    unwatched: frozenset[Ref]
    """Lines that no sign speaks of any more."""
    integrity: Mapping[Ref, IntegrityDefects]
    """Deadline defects of each live line."""
    workloads: Mapping[Ref, Workload]
    """Person ID of each accountable manager -> their load and capacity, sorted."""
    overdue_spans: Mapping[Ref, tuple[Span, ...]]
    """While each line was live and past its deadline; only where challenge sessions look back."""
    high_spans: Mapping[Ref, tuple[Span, ...]]
    """While each line was High or Extreme; only where challenge sessions look back."""
    unscored_spans: Mapping[Ref, tuple[Span, ...]]
    """While each line had no risk score; only where challenge sessions look back."""

    def is_watched(self, ref: Ref) -> bool:
        """Whether the signs of a line are looked for: it is live, or its window runs."""
        is_cancelled = self.actions[ref].status is Status.CANCELLED
        return not is_cancelled and ref not in self.unwatched

    def live_actions_of(self, scope: str) -> tuple[Action, ...]:
        """The live lines of a scope, by ref."""
        return self.live.get(scope, ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidenced(Weighed):
    """And the evidence: files, bursts, residual risks and closure holds."""

    evidence_files: Mapping[Ref, EvidenceFile]
    """Every evidence file with its reviews, by ref; also files that only a review names."""
    files: Mapping[Ref, tuple[EvidenceFile, ...]]
    """Line -> its evidence files, by ref."""
    files_now: Mapping[Ref, tuple[FileThen, ...]]
    """Line -> its evidence files as they stand at the as-at moment."""
    handed_in: Mapping[Ref, tuple[FileThen, ...]]
    """Those of them that had been handed in by then."""
    evidenced: frozenset[Ref]
    """Lines with delivery evidence at the as-at moment (B1.5)."""
    bursts: tuple[Burst, ...]
    """Oldest first."""
    bursts_by_scope: Mapping[str, tuple[Burst, ...]]
    """``provider`` or Service ID -> its bursts, each cut down to the files of the scope."""
    residual_by_scope: Mapping[str, tuple[ResidualSpan, ...]]
    """``provider`` or Service ID -> while each of its files is a residual risk."""
    residual: ResidualRisks
    """Open evidence risks over time."""
    holds: tuple[HoldSpan, ...]
    """Every closure hold that had begun by the as-at moment, oldest first."""
    hold: ClosureHold
    fitness: Mapping[Ref, Fitness]
    """Evidence ref -> how far the file can be relied on, sorted."""

    def deliverable(self, ref: Ref) -> tuple[EvidenceFile, ...]:
        """A line's files that are delivery evidence at some moment, or could be."""
        files = self.files.get(ref, ())
        if not self.register.keeps("Validity reviews"):
            return files
        return tuple(each for each in files if each.reviews)


StageType = TypeVar("StageType", bound="Grouped")


def staged(stage: type[StageType], earlier: Grouped, **derived: Any) -> StageType:
    """The next stage: all that an earlier one holds, and what was derived from it."""
    held = {each.name: getattr(earlier, each.name) for each in fields(earlier)}
    return stage(**held, **derived)

"""What the rules look at: the register grouped once, and what was derived from it once.

A derivation reads the fields above its own; ``derive`` states their order.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

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
from builder.field.words import Role, SessionKind
from builder.frameworks import Catalogue
from builder.history import History
from builder.policy import Policy
from builder.rules.assessment import AssuredStatus, ClosureHold, Fitness, OutcomeChange
from builder.rules.facts.case import ActionCase
from builder.rules.facts.complaints import ThemeCase
from builder.rules.facts.evidence.bursts import Burst
from builder.rules.facts.evidence.files import EvidenceFile, FileThen
from builder.rules.facts.gate import Gate
from builder.rules.facts.hold import HoldSpan, ResidualRisks, ResidualSpan
from builder.rules.facts.people.load import Workload
from builder.rules.facts.positions import (
    ClosingPosition,
    DeadlinePosition,
    IntegrityDefects,
    RiskPosition,
    Span,
)
from builder.rules.facts.reduction import MeasureChange
from builder.rules.verdict import GateCheck

Ref = str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Everything that a rule may look at; records hang on their line's ref, oldest first."""

    register: Register
    policy: Policy
    """As of the as-at day."""
    catalogue: Catalogue
    history: History
    as_at: datetime
    """Aware UTC."""
    today: date
    """The Europe/London day of ``as_at``."""

    services: Mapping[Ref, Service] = field(default_factory=dict)
    scopes: tuple[str, ...] = ()
    """``provider``, then each Service ID that a service or a line names, sorted."""
    actions: Mapping[Ref, Action] = field(default_factory=dict)
    """By ref, sorted."""
    children: Mapping[Ref, tuple[Action, ...]] = field(default_factory=dict)
    actions_by_service: Mapping[Ref, tuple[Action, ...]] = field(default_factory=dict)
    deadline_changes: Mapping[Ref, tuple[DeadlineChange, ...]] = field(default_factory=dict)
    steps: Mapping[Ref, tuple[Step, ...]] = field(default_factory=dict)
    checks: Mapping[Ref, tuple[Check, ...]] = field(default_factory=dict)
    reviews: Mapping[Ref, tuple[Review, ...]] = field(default_factory=dict)
    measures: Mapping[Ref, tuple[Measure, ...]] = field(default_factory=dict)
    panels: Mapping[Ref, tuple[PanelDecision, ...]] = field(default_factory=dict)
    findings: Mapping[Ref, Finding] = field(default_factory=dict)
    """By finding ref, sorted."""
    notices: Mapping[Ref, Notice] = field(default_factory=dict)
    """By notice ref, sorted."""
    notices_by_action: Mapping[Ref, tuple[Notice, ...]] = field(default_factory=dict)
    findings_by_action: Mapping[Ref, tuple[Finding, ...]] = field(default_factory=dict)
    actions_of_record: Mapping[Ref, tuple[Action, ...]] = field(default_factory=dict)
    """Finding or notice ref -> the lines that it names, or that name it as their source."""
    workforce: Mapping[Ref, tuple[WorkforceWeek, ...]] = field(default_factory=dict)
    """Service ID -> its weeks, oldest first."""
    sessions: Mapping[SessionKind, tuple[Session, ...]] = field(default_factory=dict)
    """By kind, in order of when held, else of when scheduled."""
    shifts: Mapping[Ref, tuple[Shift, ...]] = field(default_factory=dict)
    """Service ID -> its shifts in order of their start; under "" those of every service."""
    people: Mapping[Ref, Person] = field(default_factory=dict)
    people_by_role: Mapping[Role, tuple[Ref, ...]] = field(default_factory=dict)
    """Role -> Person IDs of those active on the day, sorted."""

    families: Mapping[str, str] = field(default_factory=dict)
    """Theme as typed -> its family."""
    risk: Mapping[Ref, RiskPosition] = field(default_factory=dict)
    deadlines: Mapping[Ref, DeadlinePosition] = field(default_factory=dict)
    live: Mapping[str, tuple[Action, ...]] = field(default_factory=dict)
    """``provider`` or Service ID -> its live lines, by ref."""
    closings: Mapping[Ref, ClosingPosition] = field(default_factory=dict)
    integrity: Mapping[Ref, IntegrityDefects] = field(default_factory=dict)
    """Deadline defects of each live line."""
    managers: Mapping[Ref, Ref] = field(default_factory=dict)
    """Line -> its accountable manager, typed or worked out; lines without one have no entry."""
    workloads: Mapping[Ref, Workload] = field(default_factory=dict)
    """Person ID of each accountable manager -> their load and capacity, sorted."""
    evidence_files: Mapping[Ref, EvidenceFile] = field(default_factory=dict)
    """Every evidence file with its reviews, by ref; also files that only a review names."""
    files: Mapping[Ref, tuple[EvidenceFile, ...]] = field(default_factory=dict)
    """Line -> its evidence files, by ref."""
    files_now: Mapping[Ref, tuple[FileThen, ...]] = field(default_factory=dict)
    """Line -> its evidence files as they stand at the as-at moment."""
    handed_in: Mapping[Ref, tuple[FileThen, ...]] = field(default_factory=dict)
    """Those of them that had been handed in by then."""
    evidenced: frozenset[Ref] = frozenset()
    """Lines with delivery evidence at the as-at moment (B1.5)."""

    overdue_spans: Mapping[Ref, tuple[Span, ...]] = field(default_factory=dict)
    """While each line was live and past its deadline; only where challenge sessions look back."""
    high_spans: Mapping[Ref, tuple[Span, ...]] = field(default_factory=dict)
    """While each line was High or Extreme; only where challenge sessions look back."""
    unevidenced_spans: Mapping[Ref, tuple[Span, ...]] = field(default_factory=dict)
    """While each line that is or was high-risk was live and without delivery evidence."""
    bursts: tuple[Burst, ...] = ()
    """Oldest first."""
    bursts_by_scope: Mapping[str, tuple[Burst, ...]] = field(default_factory=dict)
    """``provider`` or Service ID -> its bursts, each cut down to the files of the scope."""
    residual_by_scope: Mapping[str, tuple[ResidualSpan, ...]] = field(default_factory=dict)
    """``provider`` or Service ID -> while each of its files is a residual risk."""
    residual: ResidualRisks = field(default_factory=lambda: ResidualRisks((), ()))
    """Open evidence risks over time."""
    holds: tuple[HoldSpan, ...] = ()
    """Every closure hold that had begun by the as-at moment, oldest first."""
    themes: Mapping[tuple[str, str], ThemeCase] = field(default_factory=dict)
    """(theme key, scope) -> its review points and complaints."""
    panel_sittings: tuple[tuple[PanelDecision, ...], ...] = ()
    """The decisions of each panel by line, oldest panel first."""
    batches: tuple[Batch, ...] = ()
    """Oldest first."""
    actions_by_batch: Mapping[Ref, tuple[Ref, ...]] = field(default_factory=dict)
    risks_by_action: Mapping[Ref, tuple[Risk, ...]] = field(default_factory=dict)
    panel_days: frozenset[date] = frozenset()
    """Days with a panel on record by the as-at moment."""
    cases: Mapping[Ref, ActionCase] = field(default_factory=dict)
    """Each line with all that its gate looks at."""
    whole_gates: Mapping[Ref, Gate] = field(default_factory=dict)
    changes: Mapping[Ref, MeasureChange] = field(default_factory=dict)
    """How the measure moved that a line is judged by; also where it is not computable."""
    gates: Mapping[Ref, tuple[GateCheck, ...]] = field(default_factory=dict)
    """Each line's closure gate, check by check."""
    closable: frozenset[Ref] = frozenset()
    """Lines whose whole gate passes."""
    assured: Mapping[Ref, AssuredStatus] = field(default_factory=dict)
    """What the evidence supports of each line."""
    outcome_changes: Mapping[Ref, OutcomeChange] = field(default_factory=dict)
    fitness: Mapping[Ref, Fitness] = field(default_factory=dict)
    """Evidence ref -> how far the file can be relied on, sorted."""
    hold: ClosureHold = field(default_factory=ClosureHold)

    def has_happened(self, moment: Moment | None) -> bool:
        """Whether a thing stamped so had happened by the as-at moment; unknown = no."""
        return moment is not None and moment.has_happened(self.as_at)

    def deliverable(self, ref: Ref) -> tuple[EvidenceFile, ...]:
        """A line's files that are delivery evidence at some moment, or could be."""
        files = self.files.get(ref, ())
        if not self.register.keeps("Validity reviews"):
            return files
        return tuple(each for each in files if each.reviews)

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

    def live_actions_of(self, scope: str) -> tuple[Action, ...]:
        """The live lines of a scope, by ref."""
        return self.live.get(scope, ())

    def family(self, theme: str | None) -> str:
        """The family of a theme; empty where none fits or the theme is unknown."""
        return self.families.get(theme or "", "")

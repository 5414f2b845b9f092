"""The records of the tracker: actions and what hangs on them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from builder.field.link import Link
from builder.field.moment import Moment
from builder.field.source import Source
from builder.field.words import (
    ActionSource,
    Better,
    CheckKind,
    Phase,
    ProposedOutcome,
    RecordedIn,
    ReviewDecision,
    RiskState,
    SourceSeen,
    Status,
    StepKind,
    ValidationMethod,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One tracking line."""

    source: Source
    ref: str
    title: str | None = None
    detail: str | None = None
    service: str | None = None
    """Refers to Services."""
    theme: str | None = None
    source_kind: ActionSource | None = None
    source_ref: str | None = None
    """Refers to Notices or Findings."""
    parent: str | None = None
    """Refers to Actions."""
    quality_statements: tuple[str, ...] = ()
    regulations: tuple[str, ...] = ()
    likelihood: int | None = None
    consequence: int | None = None
    current_likelihood: int | None = None
    current_consequence: int | None = None
    owner: str | None = None
    """Refers to People."""
    accountable_manager: str | None = None
    """Refers to People."""
    raised_on: Moment | None = None
    due: Moment | None = None
    original_due: Moment | None = None
    evidence_due: date | None = None
    evidence_requirement: str | None = None
    validation_method: ValidationMethod | None = None
    closure_rule: str | None = None
    status: Status | None = None
    progress_note: str | None = None
    percent_complete: Decimal | None = None
    """In percent: 15 for 15 %."""
    remaining_hours: Decimal | None = None
    proposed_on: Moment | None = None
    proposed_outcome: ProposedOutcome | None = None
    closed_on: Moment | None = None
    escalation_trigger: str | None = None
    confidential: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineChange:
    """One move of a due date."""

    source: Source
    action: str
    """Refers to Actions."""
    changed_on: Moment | None = None
    from_due: Moment | None = None
    to_due: Moment | None = None
    reason: str | None = None
    approved_by: str | None = None
    """Refers to People."""
    approved_on: Moment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing done, or planned, for an action."""

    source: Source
    action: str
    """Refers to Actions."""
    step: str | None = None
    kind: StepKind | None = None
    planned_for: date | None = None
    done_on: Moment | None = None
    recorded_in: tuple[RecordedIn, ...] = ()
    staff_informed: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One follow-up check in practice."""

    source: Source
    action: str
    """Refers to Actions."""
    checked_on: Moment | None = None
    shift: str | None = None
    team: str | None = None
    kind: CheckKind | None = None
    sample: int | None = None
    compliant: int | None = None
    continued_error: bool | None = None
    escalated_at: Moment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One review of an action's outcome."""

    source: Source
    action: str
    """Refers to Actions."""
    reviewed_on: Moment | None = None
    reviewer: str | None = None
    """Refers to People."""
    sources_seen: tuple[SourceSeen, ...] = ()
    target_met: bool | None = None
    progress: str | None = None
    decision: ReviewDecision | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One period of an outcome measure."""

    source: Source
    action: str
    """Refers to Actions."""
    measure: str | None = None
    better: Better | None = None
    unit: str | None = None
    period_start: date | None = None
    period_end: date | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    target: Decimal | None = None
    phase: Phase | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One file or page that is to prove something."""

    source: Source
    ref: str
    action: str | None = None
    """Refers to Actions."""
    title: str | None = None
    category: str | None = None
    link: Link | None = None
    source_date: date | None = None
    submitted_on: Moment | None = None
    submitted_by: str | None = None
    """Refers to People."""
    shows_outcome: bool | None = None
    external: bool | None = None
    external_source: str | None = None
    team: str | None = None
    shift: str | None = None
    confidential: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """One complaint received."""

    source: Source
    ref: str
    service: str | None = None
    """Refers to Services."""
    theme: str | None = None
    actions: tuple[str, ...] = ()
    """Refers to Actions."""
    received_on: date | None = None
    closed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """One entry of the risk register."""

    source: Source
    ref: str
    actions: tuple[str, ...] = ()
    """Refers to Actions."""
    findings: tuple[str, ...] = ()
    """Refers to Findings."""
    title: str | None = None
    likelihood: int | None = None
    consequence: int | None = None
    state: RiskState | None = None
    reviewed_on: date | None = None

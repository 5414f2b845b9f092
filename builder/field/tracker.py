"""The records of the tracker: actions and what hangs on them."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from builder.field.column import DEADLINE, PLAN, CellKind, column, key, reference
from builder.field.link import Link
from builder.field.moment import Moment
from builder.field.source import Source
from builder.field.words import (
    ActionSource,
    Better,
    CheckKind,
    KeyQuestion,
    Phase,
    ProposedOutcome,
    RecordedIn,
    ReviewDecision,
    RiskState,
    RiskWord,
    SourceSeen,
    Status,
    StepKind,
    ValidationMethod,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One tracking line."""

    source: Source
    ref: str = field(metadata=key("Ref"))
    title: str | None = column("Title", required=True)
    detail: str | None = column("Detail")
    service: str | None = reference("Service ID", "Services", required=True, as_typed=True)
    theme: str | None = column("Theme", required=True)
    source_kind: ActionSource | None = column("Source", required=True)
    source_ref: str | None = reference("Source ref", "Notices", "Findings")
    parent: str | None = reference("Parent ref", "Actions")
    quality_statements: tuple[str, ...] = column(
        "Quality statements", CellKind.FRAMEWORK_ITEM, required=True, is_list=True, as_typed=True
    )
    regulations: tuple[str, ...] = column("Regulations", CellKind.REGULATION, is_list=True)
    likelihood: int | None = column("Likelihood", least=1, most=5)
    consequence: int | None = column("Consequence", least=1, most=5)
    current_likelihood: int | None = column("Current likelihood", least=1, most=5)
    current_consequence: int | None = column("Current consequence", least=1, most=5)
    owner: str | None = reference("Owner", "People", required=True, as_typed=True)
    accountable_manager: str | None = reference("Accountable manager", "People")
    raised_on: Moment | None = column("Raised on", required=True)
    due: Moment | None = column("Due", required=True, role=DEADLINE, as_typed=True)
    original_due: Moment | None = column("Original due", role=DEADLINE)
    evidence_due: date | None = column("Evidence due", role=DEADLINE)
    evidence_requirement: str | None = column("Evidence requirement")
    validation_method: ValidationMethod | None = column("Validation method")
    closure_rule: str | None = column("Closure rule")
    status: Status | None = column("Status", required=True, as_typed=True)
    progress_note: str | None = column("Progress note")
    percent_complete: Decimal | None = column("Percent complete", CellKind.PERCENT)
    """In percent: 15 for 15 %."""
    remaining_hours: Decimal | None = column("Remaining hours")
    proposed_on: Moment | None = column("Proposed on")
    proposed_outcome: ProposedOutcome | None = column("Proposed outcome")
    closed_on: Moment | None = column("Closed on")
    escalation_trigger: str | None = column("Escalation trigger")
    confidential: bool | None = column("Confidential", hides=True)
    risk: RiskWord | None = column("Risk", as_typed=True)
    """Stands where no score is typed."""
    support: tuple[str, ...] = reference("Support", "People", is_list=True)
    key_question: KeyQuestion | None = column("Key question", as_typed=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineChange:
    """One move of a due date."""

    source: Source
    action: str = field(metadata=key("Action ref", "Actions"))
    changed_on: Moment | None = column("Changed on", required=True)
    from_due: Moment | None = column("From", required=True, role=DEADLINE)
    to_due: Moment | None = column("To", required=True, role=DEADLINE)
    reason: str | None = column("Reason", required=True)
    approved_by: str | None = reference("Approved by", "People")
    approved_on: Moment | None = column("Approved on")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing done, or planned, for an action."""

    source: Source
    action: str = field(metadata=key("Action ref", "Actions"))
    step: str | None = column("Step", required=True)
    kind: StepKind | None = column("Kind", required=True)
    planned_for: date | None = column("Planned for", role=PLAN)
    done_on: Moment | None = column("Done on")
    recorded_in: tuple[RecordedIn, ...] = column("Recorded in", is_list=True)
    staff_informed: bool | None = column("Staff informed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One follow-up check in practice."""

    source: Source
    action: str = field(metadata=key("Action ref", "Actions"))
    checked_on: Moment | None = column("Checked on", required=True)
    shift: str | None = column("Shift")
    team: str | None = column("Team")
    kind: CheckKind | None = column("Kind", required=True)
    sample: int | None = column("Sample", required=True, least=0)
    compliant: int | None = column("Compliant", required=True, least=0)
    continued_error: bool | None = column("Continued error")
    escalated_at: Moment | None = column("Escalated at")


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One review of an action's outcome."""

    source: Source
    action: str = field(metadata=key("Action ref", "Actions"))
    reviewed_on: Moment | None = column("Reviewed on", required=True)
    reviewer: str | None = reference("Reviewer", "People", required=True)
    sources_seen: tuple[SourceSeen, ...] = column("Sources seen", is_list=True)
    target_met: bool | None = column("Target met")
    progress: str | None = column("Progress")
    decision: ReviewDecision | None = column("Decision")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One period of an outcome measure."""

    source: Source
    action: str = field(metadata=key("Action ref", "Actions"))
    measure: str | None = column("Measure", required=True)
    better: Better | None = column("Better", required=True)
    unit: str | None = column("Unit", required=True)
    period_start: date | None = column("Period start", required=True)
    period_end: date | None = column("Period end", required=True)
    numerator: Decimal | None = column("Numerator", required=True)
    denominator: Decimal | None = column("Denominator")
    target: Decimal | None = column("Target")
    phase: Phase | None = column("Phase", required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One file or page that is to prove something."""

    source: Source
    ref: str = field(metadata=key("Evidence ref"))
    action: str | None = reference("Action ref", "Actions", required=True)
    title: str | None = column("Title", required=True)
    category: str | None = column("Category", CellKind.CATEGORY, required=True)
    link: Link | None = column("Link", required=True)
    source_date: date | None = column("Source date", required=True)
    submitted_on: Moment | None = column("Submitted on", required=True)
    submitted_by: str | None = reference("Submitted by", "People", required=True)
    shows_outcome: bool | None = column("Shows outcome")
    external: bool | None = column("External")
    external_source: str | None = column("External source")
    team: str | None = column("Team")
    shift: str | None = column("Shift")
    confidential: bool | None = column("Confidential", hides=True)
    staff: tuple[str, ...] = reference("Staff", "People", is_list=True)
    """Whose practice it shows."""
    withdrawn_on: date | None = column("Withdrawn on")
    """No longer offered as proof from this day on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """One complaint received."""

    source: Source
    ref: str = field(metadata=key("Complaint ref"))
    service: str | None = reference("Service ID", "Services", required=True)
    theme: str | None = column("Theme", required=True)
    actions: tuple[str, ...] = reference("Action refs", "Actions", is_list=True)
    received_on: date | None = column("Received on", required=True)
    closed_on: date | None = column("Closed on")


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """One entry of the risk register."""

    source: Source
    ref: str = field(metadata=key("Risk ref"))
    actions: tuple[str, ...] = reference("Action refs", "Actions", is_list=True)
    findings: tuple[str, ...] = reference("Finding refs", "Findings", is_list=True)
    title: str | None = column("Title", required=True)
    likelihood: int | None = column("Likelihood", required=True, least=1, most=5)
    consequence: int | None = column("Consequence", required=True, least=1, most=5)
    state: RiskState | None = column("State", required=True)
    reviewed_on: date | None = column("Reviewed on")

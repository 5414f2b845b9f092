"""The records of assurance: bursts, reviews, panels, batches, sessions."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from builder.field.column import DEADLINE, PLAN, column, key, reference
from builder.field.moment import Moment
from builder.field.source import Source
from builder.field.words import PanelOutcome, SessionKind, Stratum


@dataclass(frozen=True, slots=True, kw_only=True)
class BurstSample:
    """One evidence file drawn for a burst."""

    source: Source
    burst: str = field(metadata=key("Burst ID"))
    drawn_at: Moment | None = column("Drawn at", required=True)
    drawn_by: str | None = reference("Drawn by", "People")
    evidence: str = field(metadata=key("Evidence ref", "Evidence"))
    stratum: Stratum | None = column("Stratum")
    huddle_at: Moment | None = column("Huddle at")


@dataclass(frozen=True, slots=True, kw_only=True)
class ValidityReview:
    """One reviewer's judgement of a drawn file."""

    source: Source
    burst: str = field(metadata=key("Burst ID", "Burst samples"))
    evidence: str = field(metadata=key("Evidence ref", "Evidence"))
    reviewed_at: Moment | None = column("Reviewed at", required=True)
    reviewer: str | None = reference("Reviewer", "People", required=True)
    matches_live_practice: bool | None = column("Matches live practice", required=True)
    source_date_current: bool | None = column("Source date current", required=True)
    outcome_proof: bool | None = column("Outcome proof", required=True)
    escalated_at: Moment | None = column("Escalated at")
    corrected_on: Moment | None = column("Corrected on")
    accepted_after_correction: bool | None = column("Accepted after correction")
    action_reinstated: bool | None = column("Action reinstated")


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveProof:
    """One same-shift comparison of a file with practice."""

    source: Source
    burst: str = field(metadata=key("Burst ID", "Burst samples"))
    evidence: str = field(metadata=key("Evidence ref", "Evidence"))
    checked_at: Moment | None = column("Checked at", required=True)
    checked_by: str | None = reference("Checked by", "People")
    shift: str | None = column("Shift")
    steps_observed: int | None = column("Steps observed", required=True, least=0)
    records_checked: int | None = column("Records checked", required=True, least=0)
    records_matching: int | None = column("Records matching", required=True, least=0)
    staff_prompts: int | None = column("Staff prompts", required=True, least=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Retest:
    """One competence retest of a person."""

    source: Source
    burst: str = field(metadata=key("Burst ID", "Burst samples"))
    person: str = field(metadata=key("Person ID", "People"))
    evidence: str | None = reference("Evidence ref", "Evidence", required=True)
    retested_at: Moment | None = column("Retested at", required=True)
    stages_tested: int | None = column("Stages tested", required=True, least=0)
    stages_correct: int | None = column("Stages correct", required=True, least=0)
    critical_omissions: int | None = column("Critical omissions", required=True, least=0)
    repeated_omissions: int | None = column("Repeated omissions", least=0)
    coaching_minutes: int | None = column("Coaching minutes", required=True, least=0)
    supervision_arranged_on: Moment | None = column("Supervision arranged on")
    retested_by: str | None = reference("Retested by", "People")


@dataclass(frozen=True, slots=True, kw_only=True)
class BurstCycle:
    """The close of one burst's cycle."""

    source: Source
    burst: str = field(metadata=key("Burst ID", "Burst samples"))
    closed_at: Moment | None = column("Closed at", required=True)
    closed_by: str | None = reference("Closed by", "People", required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelDecision:
    """One decision of a closure panel on one line."""

    source: Source
    panel_at: Moment | None = column("Panel at", required=True)
    action: str = field(metadata=key("Action ref", "Actions"))
    decision: PanelOutcome | None = column("Decision", required=True)
    reason: str | None = column("Reason")
    decided_by: str | None = reference("Decided by", "People", required=True)
    external_assurance: tuple[str, ...] = reference(
        "External assurance refs", "Evidence", "Complaints", is_list=True
    )
    re_review_on: date | None = column("Re-review on", role=PLAN)
    batch: str | None = reference("Batch ID", "Batches")


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """One closure batch of the executive."""

    source: Source
    ref: str = field(metadata=key("Batch ID"))
    authorised_at: Moment | None = column("Authorised at", required=True)
    authorised_by: str | None = reference("Authorised by", "People", required=True)
    update_issued_at: Moment | None = column("Update issued at")


@dataclass(frozen=True, slots=True, kw_only=True)
class RebalanceMove:
    """One line moved between managers."""

    source: Source
    moved_on: Moment | None = column("On", required=True)
    action: str = field(metadata=key("Action ref", "Actions"))
    from_person: str | None = reference("From person", "People", required=True)
    to_person: str | None = reference("To person", "People", required=True)
    hours_assigned: Decimal | None = column("Hours assigned", required=True)
    deadline_brought_forward: bool | None = column("Deadline brought forward")
    linked_action: str | None = reference("Linked action", "Actions")


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One kept, or missed, meeting or review."""

    source: Source
    kind: SessionKind | None = column("Kind", required=True)
    scheduled_for: Moment | None = column("Scheduled for", required=True, role=DEADLINE)
    held_at: Moment | None = column("Held at")
    led_by: str | None = reference("Led by", "People")
    service: str | None = reference("Service ID", "Services")
    escalated_at: Moment | None = column("Escalated at")

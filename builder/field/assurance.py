"""The records of assurance: bursts, reviews, panels, batches, sessions."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from builder.field.moment import Moment
from builder.field.source import Source
from builder.field.words import PanelOutcome, SessionKind, Stratum


@dataclass(frozen=True, slots=True, kw_only=True)
class BurstSample:
    """One evidence file drawn for a burst."""

    source: Source
    burst: str
    drawn_at: Moment | None = None
    drawn_by: str | None = None
    """Refers to People."""
    evidence: str
    """Refers to Evidence."""
    stratum: Stratum | None = None
    huddle_at: Moment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ValidityReview:
    """One reviewer's judgement of a drawn file."""

    source: Source
    burst: str
    """Refers to Burst samples."""
    evidence: str
    """Refers to Evidence."""
    reviewed_at: Moment | None = None
    reviewer: str | None = None
    """Refers to People."""
    matches_live_practice: bool | None = None
    source_date_current: bool | None = None
    outcome_proof: bool | None = None
    escalated_at: Moment | None = None
    corrected_on: Moment | None = None
    accepted_after_correction: bool | None = None
    action_reinstated: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveProof:
    """One same-shift comparison of a file with practice."""

    source: Source
    burst: str
    """Refers to Burst samples."""
    evidence: str
    """Refers to Evidence."""
    checked_at: Moment | None = None
    checked_by: str | None = None
    """Refers to People."""
    shift: str | None = None
    steps_observed: int | None = None
    records_checked: int | None = None
    records_matching: int | None = None
    staff_prompts: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Retest:
    """One competence retest of a person."""

    source: Source
    burst: str
    """Refers to Burst samples."""
    person: str
    """Refers to People."""
    evidence: str | None = None
    """Refers to Evidence."""
    retested_at: Moment | None = None
    stages_tested: int | None = None
    stages_correct: int | None = None
    critical_omissions: int | None = None
    repeated_omissions: int | None = None
    coaching_minutes: int | None = None
    supervision_arranged_on: Moment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BurstCycle:
    """The close of one burst's cycle."""

    source: Source
    burst: str
    """Refers to Burst samples."""
    closed_at: Moment | None = None
    closed_by: str | None = None
    """Refers to People."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelDecision:
    """One decision of a closure panel on one line."""

    source: Source
    panel_at: Moment | None = None
    action: str
    """Refers to Actions."""
    decision: PanelOutcome | None = None
    reason: str | None = None
    decided_by: str | None = None
    """Refers to People."""
    external_assurance: tuple[str, ...] = ()
    """Refers to Evidence or Complaints."""
    re_review_on: date | None = None
    batch: str | None = None
    """Refers to Batches."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """One closure batch of the executive."""

    source: Source
    ref: str
    authorised_at: Moment | None = None
    authorised_by: str | None = None
    """Refers to People."""
    update_issued_at: Moment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RebalanceMove:
    """One line moved between managers."""

    source: Source
    moved_on: Moment | None = None
    action: str
    """Refers to Actions."""
    from_person: str | None = None
    """Refers to People."""
    to_person: str | None = None
    """Refers to People."""
    hours_assigned: Decimal | None = None
    deadline_brought_forward: bool | None = None
    linked_action: str | None = None
    """Refers to Actions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One kept, or missed, meeting or review."""

    source: Source
    kind: SessionKind | None = None
    scheduled_for: Moment | None = None
    held_at: Moment | None = None
    led_by: str | None = None
    """Refers to People."""
    service: str | None = None
    """Refers to Services."""
    escalated_at: Moment | None = None

"""The records of finding and escalating: findings, notices, workforce weeks."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from builder.field.moment import Moment
from builder.field.source import Source
from builder.field.words import FindingKind, Role, ServedBy, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing found by an audit, on a round or in a log."""

    source: Source
    ref: str
    service: str | None = None
    """Refers to Services."""
    kind: FindingKind | None = None
    theme: str | None = None
    location: str | None = None
    detail: str | None = None
    found_at: Moment | None = None
    recorded_at: Moment | None = None
    severity: Severity | None = None
    interim_measures: str | None = None
    reported_to_shift_lead_at: Moment | None = None
    history_checked: bool | None = None
    escalated_to: Role | None = None
    escalated_at: Moment | None = None
    manager_reviewed_at: Moment | None = None
    root_cause: str | None = None
    action_logged_at: Moment | None = None
    actions: tuple[str, ...] = ()
    """Refers to Actions."""
    resolved_on: Moment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One notice or request from the regulator."""

    source: Source
    ref: str
    type: str | None = None
    service: str | None = None
    """Refers to Services."""
    regulations: tuple[str, ...] = ()
    served_on: date | None = None
    served_by: ServedBy | None = None
    comply_by: date | None = None
    response_due_on: date | None = None
    response_sent_on: date | None = None
    actions: tuple[str, ...] = ()
    """Refers to Actions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkforceWeek:
    """One service's staffing figures for a week."""

    source: Source
    service: str
    """Refers to Services."""
    week_starting: date | None = None
    vacancies: int | None = None
    absence_percent: Decimal | None = None
    """In percent: 15 for 15 %."""
    visits_planned: int | None = None
    visits_missed: int | None = None
    target_missed_percent: Decimal | None = None
    """In percent: 15 for 15 %."""
    complaints: int | None = None
    recorded_on: Moment | None = None
    shared_with_management_on: Moment | None = None
    escalated_at: Moment | None = None

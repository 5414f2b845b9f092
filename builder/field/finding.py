"""The records of finding and escalating: findings, notices, workforce weeks."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from builder.field.column import DEADLINE, CellKind, column, key, reference
from builder.field.moment import Moment
from builder.field.source import Source
from builder.field.words import FindingKind, NoticeOutcome, Role, ServedBy, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing found by an audit, on a round or in a log."""

    source: Source
    ref: str = field(metadata=key("Finding ref"))
    service: str | None = reference("Service ID", "Services", required=True)
    kind: FindingKind | None = column("Kind", required=True)
    theme: str | None = column("Theme", required=True)
    location: str | None = column("Location")
    detail: str | None = column("Detail")
    found_at: Moment | None = column("Found at", required=True)
    recorded_at: Moment | None = column("Recorded at")
    severity: Severity | None = column("Severity")
    interim_measures: str | None = column("Interim measures")
    reported_to_shift_lead_at: Moment | None = column("Reported to shift lead at")
    history_checked: bool | None = column("History checked")
    escalated_to: Role | None = column("Escalated to")
    escalated_at: Moment | None = column("Escalated at")
    manager_reviewed_at: Moment | None = column("Manager reviewed at")
    root_cause: str | None = column("Root cause")
    action_logged_at: Moment | None = column("Action logged at")
    actions: tuple[str, ...] = reference("Action refs", "Actions", is_list=True)
    resolved_on: Moment | None = column("Resolved on")


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One notice or request from the regulator."""

    source: Source
    ref: str = field(metadata=key("Notice ref"))
    type: str | None = column("Type", CellKind.NOTICE_TYPE, required=True)
    service: str | None = reference("Service ID", "Services", required=True)
    regulations: tuple[str, ...] = column("Regulations", CellKind.REGULATION, is_list=True)
    served_on: date | None = column("Served on", required=True)
    served_by: ServedBy | None = column("Served by")
    comply_by: date | None = column("Comply by", role=DEADLINE)
    response_due_on: date | None = column("Response due date", role=DEADLINE)
    response_sent_on: date | None = column("Response sent on")
    actions: tuple[str, ...] = reference("Action refs", "Actions", is_list=True)
    cqc_outcome: NoticeOutcome | None = column("CQC outcome")
    outcome_on: date | None = column("Outcome on")


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkforceWeek:
    """One service's staffing figures for a week."""

    source: Source
    service: str = field(metadata=key("Service ID", "Services"))
    week_starting: date | None = column("Week starting", required=True)
    vacancies: int | None = column("Vacancies", least=0)
    absence_percent: Decimal | None = column("Absence percent", CellKind.PERCENT)
    """In percent: 15 for 15 %."""
    visits_planned: int | None = column("Visits planned", least=0)
    visits_missed: int | None = column("Visits missed", least=0)
    target_missed_percent: Decimal | None = column("Target missed percent", CellKind.PERCENT)
    """In percent: 15 for 15 %."""
    complaints: int | None = column("Complaints", least=0)
    recorded_on: Moment | None = column("Recorded on")
    shared_with_management_on: Moment | None = column("Shared with management on")
    escalated_at: Moment | None = column("Escalated at")

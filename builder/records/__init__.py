"""The records that workbooks hold, typed and frozen."""

from builder.records.assurance import (
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
from builder.records.finding import Finding, Notice, WorkforceWeek
from builder.records.link import Link
from builder.records.moment import LONDON, Moment, local_date, local_moment
from builder.records.register import Register, WorkbookInput
from builder.records.source import Source
from builder.records.tracker import (
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
from builder.records.who import Person, Service, Shift

__all__ = [
    "LONDON",
    "Action",
    "Batch",
    "BurstCycle",
    "BurstSample",
    "Check",
    "Complaint",
    "DeadlineChange",
    "Evidence",
    "Finding",
    "Link",
    "LiveProof",
    "Measure",
    "Moment",
    "Notice",
    "PanelDecision",
    "Person",
    "RebalanceMove",
    "Register",
    "Retest",
    "Review",
    "Risk",
    "Service",
    "Session",
    "Shift",
    "Source",
    "Step",
    "ValidityReview",
    "WorkbookInput",
    "WorkforceWeek",
    "local_date",
    "local_moment",
]

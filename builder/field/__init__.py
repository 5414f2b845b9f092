"""The records that workbooks hold, typed and frozen."""

from builder.field.assurance import (
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
from builder.field.finding import Finding, Notice, WorkforceWeek
from builder.field.link import Link
from builder.field.moment import LONDON, Moment, local_date, local_moment
from builder.field.register import LeftOut, Register, SheetRows, WorkbookInput
from builder.field.source import Source
from builder.field.telling import Telling
from builder.field.tracker import (
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
from builder.field.who import Person, Service, Shift

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
    "LeftOut",
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
    "SheetRows",
    "Shift",
    "Source",
    "Step",
    "Telling",
    "ValidityReview",
    "WorkbookInput",
    "WorkforceWeek",
    "local_date",
    "local_moment",
]

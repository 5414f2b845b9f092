"""A line whose whole gate passes on 20 November 2026, 17:20, to be spoilt record by record."""

from datetime import date, timedelta
from typing import Any

from builder.field import (
    Action,
    Batch,
    Check,
    Complaint,
    Evidence,
    Measure,
    PanelDecision,
    Person,
    Review,
    Service,
    Shift,
    ValidityReview,
)
from tests.made import make

RAISED = date(2026, 9, 1)
FIRST_REVIEW = date(2026, 9, 8)
REVIEWS = 11
"""Weekly from 8 September to 17 November."""


def action(**typed: Any) -> Action:
    """The line."""
    known = {
        "ref": "A-1",
        "service": "S-1",
        "theme": "Medication",
        "status": "Proposed for closure",
        "proposed_outcome": "Resolved",
        "proposed_on": "2026-11-19 09:00",
        "owner": "P-1",
        "likelihood": 3,
        "consequence": 2,
        "raised_on": RAISED.isoformat(),
        "due": "2026-12-01",
    }
    return make(Action, **{**known, **typed})


def people() -> list[Any]:
    """The service, its owner and a reviewer, and its one shift."""
    return [
        make(Service, ref="S-1", name="Oakfield"),
        make(Person, ref="P-1", display_name="Owner"),
        make(Person, ref="P-2", display_name="Reviewer", roles=("Registered Manager",)),
        make(Person, ref="P-3", display_name="Submitter"),
        make(Shift, service="S-1", shift="Day", starts="08:00", ends="20:00"),
    ]


def evidence(**typed: Any) -> Evidence:
    """Feedback from outside about the line, ten days old."""
    known = {
        "ref": "E-1",
        "action": "A-1",
        "title": "Audit",
        "category": "EC-PEOPLE",
        "source_date": "2026-11-10",
        "submitted_on": "2026-11-11",
        "submitted_by": "P-3",
        "external": True,
        "external_source": "Community pharmacy",
        "shows_outcome": True,
    }
    return make(Evidence, **{**known, **typed})


def review_of_file(**typed: Any) -> ValidityReview:
    """A review that finds the file valid, three days ago."""
    known = {
        "burst": "BU-1",
        "evidence": "E-1",
        "reviewed_at": "2026-11-17 14:00",
        "reviewer": "P-2",
        "matches_live_practice": True,
        "source_date_current": True,
        "outcome_proof": True,
    }
    return make(ValidityReview, **{**known, **typed})


def measures(baseline: Any = 12, current: Any = 3, **typed: Any) -> list[Measure]:
    """Two whole months of a plain count, lower is better."""
    known = {
        "action": "A-1",
        "measure": "Errors",
        "better": "Lower",
        "unit": "errors a month",
        **typed,
    }
    months = (("2026-08-01", "2026-08-31"), ("2026-10-01", "2026-10-31"))
    return [
        make(
            Measure,
            **known,
            phase=phase,
            numerator=value,
            period_start=start,
            period_end=end,
        )
        for (start, end), phase, value in zip(
            months, ("Baseline", "Follow-up"), (baseline, current), strict=True
        )
    ]


def reviews(
    count: int = REVIEWS, first: date = FIRST_REVIEW, off: tuple[int, ...] = (), **typed: Any
) -> list[Review]:
    """Weekly reviews; those numbered in ``off`` missed the target."""
    return [
        make(
            Review,
            **{
                "action": "A-1",
                "reviewed_on": (first + timedelta(weeks=number)).isoformat(),
                "reviewer": "P-2",
                "target_met": number not in off,
                **typed,
            },
        )
        for number in range(count)
    ]


def complaints(*received: str, theme: str = "Medication") -> list[Complaint]:
    """Complaints of the theme, closed two days later."""
    return [
        make(
            Complaint,
            ref=f"C-{number}",
            service="S-1",
            theme=theme,
            received_on=day,
            closed_on=(date.fromisoformat(day) + timedelta(days=2)).isoformat(),
        )
        for number, day in enumerate(received, 1)
    ]


def checks() -> list[Check]:
    """An audit and an observation on the only shift."""
    return [
        make(
            Check,
            action="A-1",
            checked_on=f"2026-11-16 {hour}",
            kind=kind,
            sample=10,
            compliant=10,
        )
        for hour, kind in (("10:00", "Audit"), ("11:00", "Observation"))
    ]


def closable() -> list[Any]:
    """Everything that lets the line through."""
    return [
        action(),
        *people(),
        evidence(),
        review_of_file(),
        *measures(),
        *reviews(),
        *complaints("2026-10-25", "2026-10-28", "2026-11-05"),
        *checks(),
    ]


def closed() -> list[Any]:
    """The same line soundly closed: approved by the panel, in a batch that was authorised."""
    return [
        action(status="Closed", closed_on="2026-11-19", quality_statements=["SAFE-8"]),
        *(each for each in closable() if not isinstance(each, Action)),
        make(Person, ref="P-4", display_name="Director", roles=("Provider Director",)),
        make(
            PanelDecision,
            action="A-1",
            panel_at="2026-11-19 10:15",
            decision="Approved",
            decided_by="P-2",
            batch="BA-1",
        ),
        make(Batch, ref="BA-1", authorised_at="2026-11-19 17:05", authorised_by="P-4"),
    ]


KEPT = ("Panels", "Burst cycles", "Steps", "Findings", "Risks", "Live proof", "Retests")
"""Sheets that stand without a row."""

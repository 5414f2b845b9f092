"""The sheets of a line whose whole gate passes at 17:20 on 20 November 2026."""

from datetime import date, timedelta

from tests.workbook_text import action, evidence, rows

LINE = action(
    Theme="Medication",
    Status="Proposed for closure",
    Proposed_outcome="Resolved",
    Proposed_on="2026-11-19 09:00",
    Raised_on="2026-09-01",
    Likelihood="2",
    Consequence="3",
    Current_likelihood="1",
    Current_consequence="3",
)
SOURCES = "Audit results; Incident data; Staff feedback; Service user outcomes"
WEEKLY = tuple(date(2026, 9, 8) + timedelta(weeks=n) for n in range(11))
"""8 September to 17 November."""


def measures(
    baseline: tuple[str, str] = ("12", ""),
    current: tuple[str, str] = ("3", ""),
    better: str = "Lower",
    unit: str = "errors",
    months: tuple[str, str, str, str] = ("2026-08-01", "2026-08-31", "2026-10-01", "2026-10-31"),
) -> str:
    """A baseline and a follow-up; (numerator, denominator) of each."""
    known = {"Action ref": "A-1", "Measure": "Errors", "Better": better, "Unit": unit}
    return rows(
        {
            **known,
            "Period start": months[0],
            "Period end": months[1],
            "Numerator": baseline[0],
            "Denominator": baseline[1],
            "Phase": "Baseline",
        },
        {
            **known,
            "Period start": months[2],
            "Period end": months[3],
            "Numerator": current[0],
            "Denominator": current[1],
            "Phase": "Follow-up",
        },
    )


def reviews(days: tuple[date, ...] = WEEKLY, off: tuple[date, ...] = ()) -> str:
    return rows(
        *(
            {
                "Action ref": "A-1",
                "Reviewed on": day.isoformat(),
                "Reviewer": "P-2",
                "Target met": "no" if day in off else "yes",
                "Sources seen": SOURCES,
            }
            for day in days
        )
    )


def complaint_rows(*received: str, closed: str = "2026-11-19", theme: str = "Medication") -> str:
    return rows(
        *(
            {
                "Complaint ref": f"C-{n}",
                "Service ID": "OAK",
                "Theme": theme,
                "Action refs": "A-1",
                "Received on": day,
                "Closed on": closed,
            }
            for n, day in enumerate(received)
        )
    )


def passing(**line: str) -> dict[str, str]:
    """Everything that the gate asks for."""
    return {
        "Actions": rows({**LINE, **{key.replace("_", " "): value for key, value in line.items()}}),
        "People": """
            Person ID | Display name | Roles
            P-1 | Ash Reed | Action owner
            P-2 | Bo Lind | Registered Manager
            P-3 | Cy Webb | Unit Manager""",
        "Evidence": rows(
            evidence(
                Category="Feedback from partners",
                External="yes",
                Shows_outcome="yes",
                External_source="Community pharmacy",
                Submitted_by="P-3",
                Source_date="2026-11-10",
                Submitted_on="2026-11-11",
            )
        ),
        "Validity reviews": """
            Burst ID | Evidence ref | Reviewed at | Reviewer | Matches live practice | Source date current | Outcome proof | Action reinstated
            BU-1 | E-1 | 2026-11-17 14:00 | P-2 | yes | yes | yes | no""",  # noqa: E501  # a table
        "Measures": measures(),
        "Reviews": reviews(),
        "Complaints": complaint_rows("2026-10-25", "2026-10-26", "2026-11-12"),
        "Risks": """
            Risk ref | Action refs | Title | Likelihood | Consequence | State
            R-1 | A-1 | Medicines unsigned | 1 | 3 | Open""",
        "Shifts": "Service ID | Shift | Starts | Ends\nOAK | Day | 08:00 | 20:00",
        "Checks": """
            Action ref | Checked on | Shift | Kind | Sample | Compliant
            A-1 | 2026-11-12 10:00 | Day | Audit | 20 | 20
            A-1 | 2026-11-13 10:00 | Day | Observation | 10 | 10""",
    }


def panel(
    decision: str = "Approved", at: str = "2026-11-20 10:15", by: str = "P-2", **more: str
) -> dict[str, str]:
    return {
        "Panel at": at,
        "Action ref": "A-1",
        "Decision": decision,
        "Decided by": by,
        "Batch ID": "",
        "External assurance refs": "",
        "Re-review on": "",
        "Reason": "",
        **{key.replace("_", " "): value for key, value in more.items()},
    }


PEOPLE = """
    Person ID | Display name | Roles
    P-1 | Ash Reed | Action owner
    P-2 | Bo Lind | Registered Manager
    P-3 | Cy Webb | Unit Manager
    P-4 | Di Fenn | Provider Director
    P-5 | Em Holt | Operations Manager
    P-6 | Fay Orr | Registered Manager"""


def closed(*panels: dict[str, str], **line: str) -> dict[str, str]:
    """The same line soundly closed on 19 November 2026, in a batch that was authorised."""
    decisions = panels or (panel(at="2026-11-19 10:15", Batch_ID="BA-1"),)
    return {
        **passing(**{"Status": "Closed", "Closed_on": "2026-11-19", **line}),
        "People": PEOPLE,
        "Panels": rows(*decisions),
        "Batches": "Batch ID | Authorised at | Authorised by\nBA-1 | 2026-11-19 17:05 | P-4",
    }

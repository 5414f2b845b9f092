"""Registers with figures, rows and verdicts, made by hand, for tests of what pages say."""

from datetime import timedelta
from fractions import Fraction
from typing import Any

from builder.problems import Cell
from builder.rules.assessment import RegisterResult, RegisterRow
from builder.rules.verdict import Outcome, Subject, Verdict
from tests.made import as_at

AS_AT = as_at("2026-11-20 17:20")


def verdict(rule: str, outcome: Outcome = Outcome.FIRED, **more: Any) -> Verdict:
    """A verdict with the policy's limit words where the test gives them."""
    return Verdict(rule=rule, outcome=outcome, **more)


def registers() -> tuple[RegisterResult, ...]:
    """B1.1 to B1.5 and some of the rest, provider-wide, and B1.1 of one service."""
    return (
        RegisterResult(
            id="B1.1",
            name="deadline-status dashboard",
            figures={
                "live": 3,
                "overdue": 1,
                "due_48h": 1,
                "due_before_next_board": 1,
                "closed_not_assured": 1,
            },
            counted={
                "live": ("HAR-1", "OAK-1", "OAK-2"),
                "overdue": ("OAK-1",),
                "due_48h": ("OAK-2",),
            },
            left_out={"overdue": ("HAR-1",)},
            bands={"open": {"0": 0, "15-28": 2, "29+": 1}, "overdue": {"8-14": 1}},
        ),
        RegisterResult(
            id="B1.1",
            name="deadline-status dashboard",
            scope="OAK",
            figures={"live": 2, "overdue": 1, "due_48h": 1},
            counted={"overdue": ("OAK-1",)},
            bands={"open": {"29+": 1}, "overdue": {"8-14": 1}},
        ),
        RegisterResult(
            id="B1.2",
            name="deadline-integrity log",
            figures={
                "defects": 6,
                "mismatched_deadlines": 5,
                "missing_evidence_due": 1,
                "inactive_owner": None,
                "lines_with_defects": 1,
            },
            note="Not looked for: owners.",
            rows=(
                RegisterRow(
                    key="ref",
                    subject="OAK-1",
                    values={
                        "mismatched_deadline": "due after the notice",
                        "missing_evidence_due": True,
                        "inactive_owner": False,
                    },
                    cells=(Cell("made.xlsx", "Actions", "Q2"),),
                ),
            ),
            verdicts=(
                verdict(
                    "integrity_defects",
                    observed=6,
                    limit=5,
                    comparison="exceeds",
                    unit="defects",
                    tell="Operations Manager",
                    duty="Agree which date holds.",
                    by=AS_AT - timedelta(hours=5),
                    reason="6 deadline defects found on live lines.",
                ),
            ),
        ),
        RegisterResult(
            id="B1.3",
            name="workload-rebalance sheet",
            figures={"moved": 1, "brought_forward": 0, "hours_assigned": 2},
            rows=(
                RegisterRow(
                    key="person",
                    subject="P1",
                    values={
                        "pressure_percent": Fraction(134),
                        "load_hours": 51,
                        "capacity_hours": 38,
                    },
                ),
                RegisterRow(key="person", subject="P2", values={"pressure_percent": None}),
            ),
            verdicts=(
                verdict(
                    "workload_pressure",
                    subject=Subject("People", "P1"),
                    observed=134,
                    limit=125,
                    comparison="exceeds",
                    unit="%",
                    tell="provider",
                    duty="Arrange support.",
                ),
            ),
        ),
        RegisterResult(
            id="B1.4",
            name="slippage-classification record",
            figures={"on_schedule": 1, "missed_under_24h": 0, "missed_24h_or_more": 0},
            counted={"on_schedule": ("HAR-2",)},
            note="Cycle since 19 November 2026, 17:20.",
            verdicts=(
                verdict(
                    "severe_misses",
                    Outcome.MET,
                    observed=0,
                    limit=3,
                    comparison="reaches",
                    unit="misses",
                ),
            ),
        ),
        RegisterResult(
            id="B1.5",
            name="board deadline summary",
            figures={
                "overdue_open": 1,
                "deadline_changes_approved": 1,
                "high_risk_without_evidence": 1,
                "overdue_high_risk": 1,
            },
            counted={"overdue_high_risk": ("OAK-1",)},
            rows=(
                RegisterRow(
                    key="session",
                    subject="2026-11-17T14:35:00+00:00",
                    values={"overdue_open": 4, "overdue_high_risk": 2},
                ),
            ),
            verdicts=(
                verdict(
                    "overdue_high_risk", Outcome.MET, observed=1, limit=4, comparison="exceeds"
                ),
            ),
        ),
        RegisterResult(
            id="B2.2",
            name="evidence-validity review",
            recorded=False,
            figures={"invalid": None},
            verdicts=(
                verdict(
                    "invalid_evidence",
                    Outcome.NOT_RECORDED,
                    limit=2,
                    comparison="exceeds",
                    unit="files",
                ),
            ),
        ),
        RegisterResult(
            id="B2.3",
            name="live-proof comparison",
            figures={"match_percent": Fraction(8696, 100)},
            verdicts=(
                verdict(
                    "record_match",
                    observed=Fraction(8696, 100),
                    limit=87,
                    comparison="below",
                    unit="%",
                ),
            ),
        ),
    )

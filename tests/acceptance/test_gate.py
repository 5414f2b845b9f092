"""The gate: each check with its verdict, and what is ready for the panel."""

import pytest

from tests.acceptance.closure_sheets import passing
from tests.acceptance.command import Command

CHECKS = [
    "owner active",
    "evidence accepted",
    "validated independently",
    "validation fresh",
    "live proof held",
    "outcome reduction",
    "sustained improvement",
    "risk reduced",
    "complaint movement",
    "external assurance",
    "three kinds of evidence",
    "reviews held",
    "checks across shifts",
    "no closure hold in force",
    "decision independent of the owner",
]


def test_a_line_that_passes_every_check_is_ready_for_panel(assess: Command) -> None:
    answer = assess(passing())
    line = answer.action()
    assert [each["check"] for each in line["gate"]] == CHECKS
    failing = [(each["check"], each["verdict"]) for each in line["gate"] if not each["passes"]]
    assert failing == []
    assert line["closable"] is True
    assert line["assured_status"] == "ready for panel"
    assert line["claimed_status"] == "Proposed for closure"
    assert answer.figures("B3.1") == {"proposed": 1, "ready": 1, "not_ready": 0}
    row = answer.row("B3.1", "ref", "A-1")
    assert row["baseline_risk_score"] == 6
    assert row["latest_validation_on"][:10] == "2026-11-17"


def test_each_check_names_its_verdict_and_reason(assess: Command) -> None:
    for each in assess(passing()).action()["gate"]:
        unrecorded = each["check"] == "live proof held"
        assert each["verdict"] in ({"not_recorded"} if unrecorded else {"met", "not_due"})
        assert each["reason"]
        assert each["clause"]


@pytest.mark.parametrize(
    ("reviewed", "risk", "verdict", "observed"),
    [
        pytest.param("2026-11-06 14:00", "6", "met", 14, id="fourteen days"),
        pytest.param("2026-11-05 14:00", "6", "fired", 15, id="fifteen days"),
        pytest.param("2026-11-13 09:00", "8", "met", 7, id="High, seven days"),
        pytest.param("2026-11-12 23:00", "8", "fired", 8, id="High, eight days"),
        pytest.param("2026-11-12 23:00", "20", "fired", 8, id="Extreme, eight days"),
    ],
)
def test_validation_age(
    assess: Command, reviewed: str, risk: str, verdict: str, observed: int
) -> None:
    pairs = {"6": ("2", "3"), "8": ("2", "4"), "20": ("4", "5")}
    likelihood, consequence = pairs[risk]
    sheets = passing(
        Likelihood="5",
        Consequence="5",
        Current_likelihood=likelihood,
        Current_consequence=consequence,
    )
    sheets["Evidence"] = (
        sheets["Evidence"].replace("2026-11-10", "2026-10-30").replace("2026-11-11", "2026-10-31")
    )
    sheets["Validity reviews"] = sheets["Validity reviews"].replace("2026-11-17 14:00", reviewed)
    answer = assess(sheets)
    gate = answer.gate("validation fresh")
    assert gate is not None
    assert (gate["verdict"], gate["observed"]) == (verdict, observed)
    assert gate["limit"] == (14 if risk == "6" else 7)
    assert answer.action()["assured_status"] == (
        "ready for panel" if verdict == "met" else "not ready"
    )
    limits = answer.limits("B3.1", "validation_fresh")
    assert [each["verdict"] for each in limits] == [verdict]


@pytest.mark.parametrize(
    ("sheet", "check", "verdict"),
    [
        ("People", "owner active", "not_recorded"),
        ("Evidence", "evidence accepted", "not_recorded"),
        ("Evidence", "validated independently", "not_recorded"),
        ("Evidence", "three kinds of evidence", "not_recorded"),
        ("Validity reviews", "validated independently", "not_recorded"),
        ("Validity reviews", "validation fresh", "not_recorded"),
        ("Measures", "outcome reduction", "not_recorded"),
        ("Measures", "sustained improvement", "not_recorded"),
        ("Reviews", "sustained improvement", "not_recorded"),
        ("Risks", "risk reduced", "not_recorded"),
        ("Complaints", "complaint movement", "not_recorded"),
        ("Checks", "checks across shifts", "not_recorded"),
    ],
)
def test_what_is_not_recorded_does_not_pass(
    assess: Command, sheet: str, check: str, verdict: str
) -> None:
    sheets = passing()
    del sheets[sheet]
    answer = assess(sheets)
    gate = answer.gate(check)
    assert gate is not None
    assert (gate["verdict"], gate["passes"]) == (verdict, False)
    assert answer.action()["closable"] is False
    assert answer.action()["assured_status"] == "not ready"

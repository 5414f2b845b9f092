"""The gate: each check on both sides of its limit, and the assured status in its order."""

from datetime import date

import pytest

from tests.acceptance.closure_sheets import (
    LINE,
    WEEKLY,
    complaint_rows,
    measures,
    panel,
    passing,
    reviews,
)
from tests.acceptance.command import Command
from tests.workbook_text import rows

CHECKS = [
    "owner active",
    "evidence accepted",
    "validation fresh",
    "outcome reduction",
    "sustained improvement",
    "complaint movement",
    "external assurance",
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
        assert each["verdict"] in {"met", "not_due"}
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
    sheets = passing(Likelihood=likelihood, Consequence=consequence)
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
        ("Validity reviews", "validation fresh", "not_recorded"),
        ("Measures", "outcome reduction", "not_recorded"),
        ("Reviews", "sustained improvement", "not_recorded"),
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


REDUCTIONS = [
    pytest.param(measures(("20", "100"), ("17", "100"), unit="%"), "met", 15, id="15 percent"),
    pytest.param(measures(("1000", "10000"), ("851", "10000")), "fired", 14.9, id="14.9 percent"),
    pytest.param(measures(("12", ""), ("3", "")), "met", 75, id="12 to 3"),
    pytest.param(measures(("10", ""), ("12", "")), "fired", -20, id="worse"),
    pytest.param(measures(("0", ""), ("0", "")), "not_computable", None, id="baseline nought"),
    pytest.param(measures(("12", "0"), ("3", "100")), "not_computable", None, id="denominator nought"),
    pytest.param(measures(("80", "100"), ("83", "100"), "Higher"), "met", 15, id="higher is better"),
    pytest.param(measures(("80", "100"), ("82", "100"), "Higher"), "fired", 10, id="higher, too little"),
    pytest.param(measures(("80", ""), ("90", ""), "Higher"), "not_computable", None, id="higher, plain count"),
    pytest.param(
        measures(("10", ""), ("5", ""), months=("2026-08-01", "2026-08-10", "2026-10-01", "2026-10-10")),
        "met", 50, id="periods of ten days",
    ),
    pytest.param(
        measures(("10", ""), ("10", ""), months=("2026-08-01", "2026-08-10", "2026-10-01", "2026-10-20")),
        "met", 50, id="twice the days",
    ),
    pytest.param(
        measures(("28", ""), ("28", ""), months=("2026-02-01", "2026-02-28", "2026-10-01", "2026-10-31")),
        "fired", 0, id="whole months are of one length",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("table", "verdict", "observed"), REDUCTIONS)
def test_outcome_reduction(
    assess: Command, table: str, verdict: str, observed: float | None
) -> None:
    answer = assess({**passing(), "Measures": table})
    gate = answer.gate("outcome reduction")
    assert gate is not None
    assert (gate["verdict"], gate["observed"]) == (verdict, observed)
    assert answer.row("B3.2", "ref", "A-1")["reduction_percent"] == observed
    (limit,) = answer.limits("B3.2", "outcome_reduction")
    assert limit["verdict"] == verdict
    if verdict == "fired":
        assert limit["tell"] == "Operations Manager"
        assert limit["by"] is not None


def test_a_baseline_is_the_mean_and_the_current_the_latest(assess: Command) -> None:
    table = """
        Action ref | Measure | Better | Unit | Period start | Period end | Numerator | Phase
        A-1 | Errors | Lower | errors | 2026-10-01 | 2026-10-31 | 3 | Follow-up
        A-1 | Errors | Lower | errors | 2026-07-01 | 2026-07-31 | 14 | Baseline
        A-1 | Errors | Lower | errors | 2026-08-01 | 2026-08-31 | 10 | Baseline
        A-1 | Errors | Lower | errors | 2026-09-01 | 2026-09-30 | 9 | Follow-up"""
    row = assess({**passing(), "Measures": table}).row("B3.2", "ref", "A-1")
    assert (row["baseline_rate"], row["current_rate"], row["reduction_percent"]) == (12, 3, 75)


def test_rates_are_in_percent(assess: Command) -> None:
    sheets = {**passing(), "Measures": measures(("20", "100"), ("10", "100"))}
    row = assess(sheets).row("B3.2", "ref", "A-1")
    assert (row["baseline_rate"], row["current_rate"], row["reduction_percent"]) == (20, 10, 50)


@pytest.mark.parametrize(
    ("outcome", "verdict"),
    [("Resolved", "fired"), ("Partly resolved", "met"), ("Transferred", "met")],
)
def test_only_a_line_proposed_as_resolved_fires_to_the_operations_manager(
    assess: Command, outcome: str, verdict: str
) -> None:
    sheets = {**passing(Proposed_outcome=outcome), "Measures": measures(("10", ""), ("10", ""))}
    words = [each["verdict"] for each in assess(sheets).limits("B3.2", "outcome_reduction")]
    assert ("fired" in words) is (verdict == "fired")


SUSTAINED = [
    pytest.param(WEEKLY[2:], (), "met", id="22 September to 17 November: 8 weeks"),
    pytest.param(WEEKLY[3:], (), "not_due", id="29 September to 17 November: 7 weeks"),
    pytest.param(WEEKLY, (WEEKLY[-1],), "fired", id="the latest is off target"),
    pytest.param(WEEKLY, (WEEKLY[1],), "met", id="a relapse before the window"),
    pytest.param(WEEKLY, (WEEKLY[5],), "not_due", id="a relapse restarts the window"),
    pytest.param(WEEKLY[:5] + WEEKLY[6:-1], (), "fired", id="one missing"),
]


@pytest.mark.parametrize(("days", "off", "verdict"), SUSTAINED)
def test_sustained_improvement(
    assess: Command, days: tuple[date, ...], off: tuple[date, ...], verdict: str
) -> None:
    gate = assess({**passing(), "Reviews": reviews(days, off)}).gate("sustained improvement")
    assert gate is not None
    assert gate["verdict"] == verdict
    assert gate["passes"] is (verdict == "met")


@pytest.mark.parametrize(
    ("theme", "days", "verdict"),
    [
        ("Premises: lighting", tuple(WEEKLY[4:]), "met"),
        ("Premises: lighting", tuple(WEEKLY[5:]), "not_due"),
        ("Staffing", (date(2026, 8, 18), date(2026, 9, 17), date(2026, 10, 17), date(2026, 11, 17)), "met"),
        ("Staffing", (date(2026, 8, 19), date(2026, 9, 17), date(2026, 10, 17), date(2026, 11, 17)), "not_due"),
        ("Falls", tuple(WEEKLY[2:]), "met"),
        ("Falls", tuple(WEEKLY[3:]), "not_due"),
    ],
)  # fmt: skip
def test_windows_of_the_families(
    assess: Command, theme: str, days: tuple[date, ...], verdict: str
) -> None:
    sheets = {**passing(Theme=theme, Raised_on="2026-08-01"), "Reviews": reviews(days)}
    gate = assess(sheets).gate("sustained improvement")
    assert gate is not None
    assert gate["verdict"] == verdict


@pytest.mark.parametrize(
    ("received", "verdict"),
    [
        # Review points 10 and 17 November: periods 4-10 and 11-17 November.
        pytest.param(("2026-11-05", "2026-11-06", "2026-11-12"), "met", id="two, then one"),
        pytest.param(("2026-11-05", "2026-11-12"), "fired", id="one, then one"),
        pytest.param(("2026-11-12",), "fired", id="none, then one"),
        pytest.param(("2026-09-20",), "met", id="none in both"),
        pytest.param(
            ("2026-11-05", "2026-11-10", "2026-11-17"), "met", id="a point's day is its own"
        ),
    ],
)
def test_complaints_at_two_review_points(
    assess: Command, received: tuple[str, ...], verdict: str
) -> None:
    answer = assess({**passing(), "Complaints": complaint_rows(*received)})
    gate = answer.gate("complaint movement")
    assert gate is not None
    assert gate["verdict"] == verdict
    limits = answer.limits("B3.3", "complaints_unchanged")
    assert [each["verdict"] for each in limits] == [verdict]
    if verdict == "fired":
        # A review of a bare date starts its clock at the day's end: 09:00-13:00 the next day.
        assert limits[0]["by"] == "2026-11-18T13:00:00+00:00"


def test_complaint_figures_are_of_the_latest_period(assess: Command) -> None:
    table = """
        Complaint ref | Service ID | Theme | Received on | Closed on
        C-1 | OAK | Medication | 2026-11-05 | 2026-11-11
        C-2 | OAK | Medication | 2026-11-06 | 2026-11-16
        C-3 | OAK | Medication | 2026-11-12 | 2026-11-13
        C-4 | OAK | Medication | 2026-11-13 |
        C-5 | OAK | Falls | 2026-11-13 |"""
    row = assess({**passing(), "Complaints": table}).row("B3.3", "theme", "Medication")
    assert row["complaints_linked"] == 2
    assert row["complaints_closed"] == 3
    assert row["median_closure_days"] == 6


STATUSES = [
    pytest.param({"Status": "Cancelled"}, None, "cancelled", id="cancelled"),
    pytest.param({"Status": "Closed", "Closed_on": "2026-11-20"}, [panel()], "closed - assured", id="closed - assured"),
    pytest.param({"Status": "Closed", "Closed_on": "2026-11-20"}, None, "closed - not assured", id="closed without a panel"),
    pytest.param({"Status": "Closed", "Closed_on": "2026-11-20"}, [panel("Rejected")], "closed - not assured", id="closed though rejected"),
    pytest.param({"Status": "Closed", "Closed_on": "2026-11-20"}, [panel(by="P-1")], "closed - not assured", id="decided by the owner"),
    pytest.param({"Status": "In progress"}, [panel("Rejected")], "rejected", id="rejected"),
    pytest.param({"Status": "In progress"}, [panel("Deferred")], "deferred", id="deferred"),
    pytest.param({"Status": "In progress", "Due": "2026-11-01"}, [panel("Deferred")], "deferred", id="deferred before overdue"),
    pytest.param({}, None, "ready for panel", id="ready"),
    pytest.param({"Owner": "P-9"}, None, "not ready", id="not ready"),
    pytest.param({"Owner": "P-9", "Due": "2026-11-01"}, None, "not ready", id="not ready before overdue"),
    pytest.param({"Status": "In progress", "Due": "2026-11-01"}, None, "overdue", id="overdue"),
    pytest.param({"Status": "In progress"}, None, "open", id="open"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "panels", "status"), STATUSES)
def test_assured_statuses(
    assess: Command, line: dict[str, str], panels: list[dict[str, str]] | None, status: str
) -> None:
    sheets = passing(**line)
    if panels:
        sheets["Panels"] = rows(*panels)
    assert assess(sheets).action()["assured_status"] == status


@pytest.mark.parametrize(
    ("panel_at", "status"),
    [("2026-11-16 10:15", "reinstated"), ("2026-11-18 10:15", "closed - assured")],
)
def test_a_later_approval_ends_reinstated(assess: Command, panel_at: str, status: str) -> None:
    sheets = passing(Status="Closed", Closed_on="2026-11-18")
    head, row = sheets["Validity reviews"].strip().splitlines()
    sheets["Validity reviews"] = "\n".join(
        (
            head,
            row.replace("BU-1", "BU-0").replace("2026-11-17 14:00", "2026-11-12 14:00"),
            row[: row.rindex("no")].replace("2026-11-17 14:00", "2026-11-17 09:00") + "yes",
            row.replace("BU-1", "BU-2").replace("2026-11-17 14:00", "2026-11-17 15:00"),
        )
    )
    sheets["Panels"] = rows(panel(at=panel_at))
    assert assess(sheets).action()["assured_status"] == status


def test_the_gate_of_a_closed_line_is_judged_at_its_decision(assess: Command) -> None:
    sheets = passing(Status="Closed", Closed_on="2026-11-18")
    head, row = sheets["Validity reviews"].strip().splitlines()
    later = row.replace("BU-1", "BU-2").replace("2026-11-17 14:00", "2026-11-20 13:00")
    sheets["Validity reviews"] = "\n".join(
        (head, row, later.replace("| yes | yes | yes |", "| no | yes | yes |"))
    )
    sheets["Panels"] = rows(panel(at="2026-11-18 10:15"))
    answer = assess(sheets)
    assert answer.action()["assured_status"] == "closed - assured"
    assert answer.figures("B1.1")["closed_not_assured"] == 0


def test_a_line_outside_its_family_leaves_out_further_incidents(assess: Command) -> None:
    assert assess(passing()).gate("no further incidents") is None


@pytest.mark.parametrize(
    ("found_at", "verdict"),
    [
        pytest.param("", "met", id="none"),
        pytest.param("2026-11-10 09:00", "fired", id="another after the repair"),
        pytest.param("2026-09-15 09:00", "met", id="before the repair"),
    ],
)
def test_no_further_incidents_after_the_repair(
    assess: Command, found_at: str, verdict: str
) -> None:
    sheets = passing(Theme="Premises: lighting")
    sheets["Steps"] = """
        Action ref | Step | Kind | Done on | Recorded in | Staff informed
        A-1 | New lamp | Repair | 2026-10-01 | Maintenance log | yes"""
    finding = (
        "\n            F-2 | OAK | Environmental hazard | Premises: lighting | Stairs | {} | |"
    )
    sheets["Findings"] = """
            Finding ref | Service ID | Kind | Theme | Location | Found at | Severity | Action refs
            F-1 | OAK | Environmental hazard | Premises: lighting | Stairs | 2026-09-01 09:00 | Low | A-1""" + (
        finding.format(found_at) if found_at else ""
    )
    gate = assess(sheets).gate("no further incidents")
    assert gate is not None
    assert gate["verdict"] == verdict


def test_only_proposed_lines_are_ready_or_not(assess: Command) -> None:
    answer = assess(passing(Status="In progress"))
    assert answer.figures("B3.1") == {"proposed": 0, "ready": 0, "not_ready": 0}
    assert answer.action()["assured_status"] == "open"
    assert LINE["Status"] == "Proposed for closure"

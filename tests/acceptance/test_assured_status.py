"""The assured status in its order, and what a closed line rests on."""

import pytest

from tests.acceptance.closure_sheets import LINE, panel, passing
from tests.acceptance.command import Command
from tests.workbook_text import rows

STATUSES = [
    pytest.param({"Status": "Cancelled"}, None, "cancelled", id="cancelled"),
    pytest.param(
        {"Status": "Closed", "Closed_on": "2026-11-20"},
        [panel()],
        "closed - assured",
        id="closed - assured",
    ),
    pytest.param(
        {"Status": "Closed", "Closed_on": "2026-11-20"},
        None,
        "closed - not assured",
        id="closed without a panel",
    ),
    pytest.param(
        {"Status": "Closed", "Closed_on": "2026-11-20"},
        [panel("Rejected")],
        "closed - not assured",
        id="closed though rejected",
    ),
    pytest.param(
        {"Status": "Closed", "Closed_on": "2026-11-20"},
        [panel(by="P-1")],
        "closed - not assured",
        id="decided by the owner",
    ),
    pytest.param({"Status": "In progress"}, [panel("Rejected")], "rejected", id="rejected"),
    pytest.param({"Status": "In progress"}, [panel("Deferred")], "deferred", id="deferred"),
    pytest.param(
        {"Status": "In progress", "Due": "2026-11-01"},
        [panel("Deferred")],
        "deferred",
        id="deferred before overdue",
    ),
    pytest.param({}, None, "ready for panel", id="ready"),
    pytest.param({"Owner": "P-9"}, None, "not ready", id="not ready"),
    pytest.param(
        {"Owner": "P-9", "Due": "2026-11-01"}, None, "not ready", id="not ready before overdue"
    ),
    pytest.param({"Status": "In progress", "Due": "2026-11-01"}, None, "overdue", id="overdue"),
    pytest.param({"Status": "In progress"}, None, "open", id="open"),
]


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
    assert answer.action()["assured_status"] == "closed - in doubt"
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
    finding = "\n            F-2 | OAK | Incident | Premises: lighting | Stairs | {} |"
    sheets["Findings"] = """
        Finding ref | Service ID | Kind | Theme | Location | Found at | Action refs
        F-1 | OAK | Incident | Premises: lighting | Stairs | 2026-09-01 09:00 | A-1""" + (
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

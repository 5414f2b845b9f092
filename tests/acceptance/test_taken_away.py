"""A met on absent data is impossible: an unknown cell or an absent column makes nothing well."""

from collections.abc import Mapping

import pytest

from tests.acceptance.burst_sheets import drawn, files, lines, review
from tests.acceptance.command import Answer, Command, Row
from tests.workbook_text import action, rows

FILES = tuple(f"E-{number}" for number in range(4))
INVALID = tuple(review(ref, "no") for ref in FILES)
PEOPLE = """
    Person ID | Display name | Roles | Weekly capacity hours
    P-1 | Ann Lee | Action owner | 10
    P-2 | Bo Hart | Registered Manager | 10"""
RISKS = tuple(
    {
        "Risk ref": f"R-{number}",
        "Action refs": "A-1",
        "Title": "Falls",
        "Likelihood": "3",
        "Consequence": "3",
        "State": "Open",
    }
    for number in range(6)
)
PANELS = {
    "Panel at": "2026-11-19 10:00",
    "Action ref": "A-1",
    "Decision": "Approved",
    "Decided by": "P-2",
    "Batch ID": "BA-1",
}
BATCHES = {
    "Batch ID": "BA-1",
    "Authorised at": "2026-11-19 17:00",
    "Authorised by": "P-3",
    "Update issued at": "2026-11-19 18:00",
}


def without(row: Row, *headings: str) -> dict[str, str]:
    return {key: value for key, value in row.items() if key not in headings}


def burst(*reviews: Row) -> dict[str, str]:
    return {
        "Actions": lines("A-1"),
        "Evidence": files(*FILES),
        "Burst samples": drawn(*FILES),
        "Validity reviews": rows(*reviews),
    }


def batch(
    risks: tuple[Row, ...] = RISKS, panel: Row = PANELS, made: Row = BATCHES
) -> dict[str, str]:
    line = action(Status="Closed", Closed_on="2026-11-19")
    return {
        "Actions": rows(line),
        "Risks": rows(*risks),
        "Panels": rows(panel),
        "Batches": rows(made),
    }


def words(answer: Answer, register: str, rule: str, scope: str = "provider") -> tuple[str, object]:
    found = answer.limit(register, rule, scope)
    return found["verdict"], found["observed"]


@pytest.mark.parametrize("rule", ["B2.2 invalid_evidence", "B2.5 residual_evidence_risks"])
@pytest.mark.parametrize(
    ("reviews", "verdict"),
    [
        pytest.param(INVALID, "fired", id="as they are"),
        pytest.param(
            tuple(without(each, "Matches live practice") for each in INVALID),
            "not_computable",
            id="the answer's column taken away",
        ),
        pytest.param(
            (INVALID[0], review("E-1"), review("E-2"), review("E-3", "")),
            "met",
            id="one unknown cannot pass the limit",
        ),
    ],
)
def test_reviews_that_do_not_say_make_nothing_met(
    assess: Command, rule: str, reviews: tuple[Row, ...], verdict: str
) -> None:
    assert words(assess(burst(*reviews)), *rule.split())[0] == verdict


def test_reviews_without_a_date_are_not_no_residual_risk(assess: Command) -> None:
    undated = tuple(without(each, "Reviewed at") for each in INVALID)
    answer = assess(burst(*undated))
    assert words(answer, "B2.5", "residual_evidence_risks")[0] != "met"


@pytest.mark.parametrize(
    ("accepted", "left"), [("yes", 0), ("", 4), ("no", 4)], ids=["yes", "not said", "refused"]
)
def test_only_an_accepted_correction_ends_a_residual_risk(
    assess: Command, accepted: str, left: int
) -> None:
    corrected = {"Corrected on": "2026-11-20 16:00", "Accepted after correction": accepted}
    answer = assess(burst(*({**each, **corrected} for each in INVALID)), "2026-11-20T18:30")
    assert answer.figures("B2.5")["residual_risks"] == left
    assert answer.data["closure_hold"]["in_force"] is (left > 3)


@pytest.mark.parametrize(
    ("sheets", "verdict"),
    [
        pytest.param(batch(), ("fired", 6), id="as they are"),
        pytest.param(
            batch(tuple(without(each, "State") for each in RISKS)),
            ("not_computable", 0),
            id="without State",
        ),
        pytest.param(
            batch(tuple(without(each, "Likelihood") for each in RISKS)),
            ("not_computable", 0),
            id="without Likelihood",
        ),
        pytest.param(
            batch(tuple(without(each, "Action refs") for each in RISKS)),
            ("not_recorded", None),
            id="without Action refs",
        ),
        pytest.param(
            batch(panel=without(PANELS, "Batch ID")), ("not_recorded", None), id="without Batch ID"
        ),
    ],
)
def test_risks_of_a_batch_that_cannot_be_counted_are_not_none(
    assess: Command, sheets: Mapping[str, str], verdict: tuple[str, object]
) -> None:
    answer = assess(sheets)
    assert words(answer, "B3.5", "residual_risk_batch") == verdict
    (issued,) = answer.verdicts("update_issued_while_blocked")
    assert issued["verdict"] == verdict[0]


def test_an_update_that_nobody_records_is_not_held_back(assess: Command) -> None:
    answer = assess(batch(made=without(BATCHES, "Update issued at")))
    assert answer.outcome("update_issued_while_blocked") == "not_recorded"


def test_without_due_dates_nobody_has_no_work(assess: Command) -> None:
    line = without(action(Accountable_manager="P-2"), "Due")
    answer = assess({"Actions": rows(line), "People": PEOPLE})
    assert answer.outcome("workload_pressure") == "not_recorded"
    assert words(answer, "B1.3", "workload_pressure")[0] == "not_recorded"


@pytest.mark.parametrize(
    ("register", "sheets"),
    [
        pytest.param(
            "B1.1", {"Actions": rows(without(action(Due="2026-11-10"), "Service ID"))}, id="B1.1"
        ),
        pytest.param("B2.2", without(burst(*INVALID), "Evidence"), id="B2.2"),
    ],
)
def test_a_home_whose_lines_are_not_known_is_not_without_fault(
    assess: Command, register: str, sheets: Mapping[str, str]
) -> None:
    services = "Service ID | Name | Type\nOAK | Oakfield House | Residential"
    answer = assess({**sheets, "Services": services})
    assert answer.register(register)["recorded"] is True
    home = answer.register(register, "OAK")
    assert home["recorded"] is False
    assert set(home["figures"].values()) == {None}
    assert {each["verdict"] for each in home["verdicts"]} <= {"not_recorded"}


def test_lines_without_a_score_column_are_not_of_low_risk(assess: Command) -> None:
    answer = assess(burst(*INVALID))
    assert answer.figures("B1.5")["high_risk_without_evidence"] is None


def test_a_clock_from_a_day_alone_never_ran_backwards(assess: Command) -> None:
    found = {
        "Finding ref": "F-1",
        "Service ID": "OAK",
        "Kind": "Incident",
        "Theme": "Falls",
        "Found at": "2026-11-18",
        "Severity": "High",
        "Escalated at": "2026-11-18 09:00",
    }
    answer = assess({"Actions": rows(action()), "Findings": rows(found)})
    assert answer.verdict("escalate_to_manager_4h", "F-1")["observed"] is None

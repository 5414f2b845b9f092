"""Claimed and assured, approval, doubt and decisions (rules.md, edition 2)."""

import pytest

from tests.acceptance.closure_sheets import PEOPLE, closed, panel, passing
from tests.acceptance.command import Command, rows

FINDING = "Finding ref | Service ID | Kind | Theme | Found at | Severity\nF-1 | OAK | Incident"
VISIT = (
    "Burst ID | Evidence ref | Checked at | Steps observed | Records checked | Records matching"
    " | Staff prompts\nBU-2 | E-1 | 2026-11-20 10:00 | 5 | 100"
)
RETEST = (
    "Burst ID | Person ID | Evidence ref | Retested at | Stages tested | Stages correct"
    " | Critical omissions | Coaching minutes\nBU-2 | P-3 | E-1 | 2026-11-20 10:00 | 100"
)
ASSURED, NOT_ASSURED = "closed - assured", "closed - not assured"


def by(decider: str) -> dict[str, str]:
    return panel(at="2026-11-19 10:15", by=decider, Batch_ID="BA-1")


@pytest.mark.parametrize(
    ("owner", "decider", "status"),
    [
        pytest.param("P-1", "P-2", ASSURED, id="the home's manager"),
        pytest.param("P-1", "P-5", NOT_ASSURED, id="another role"),
        pytest.param("P-1", "P-1", NOT_ASSURED, id="the owner"),
        pytest.param("P-2", "P-6", NOT_ASSURED, id="a manager's line by a manager"),
        pytest.param("P-2", "P-5", ASSURED, id="a manager's line higher up"),
        pytest.param("P-2", "P-4", ASSURED, id="a manager's line by a director"),
    ],
)
def test_an_approval_stands_by_who_decided(
    assess: Command, owner: str, decider: str, status: str
) -> None:
    sheets = closed(by(decider), Owner=owner)
    sheets["Validity reviews"] = sheets["Validity reviews"].replace("P-2", "P-5")
    answer = assess(sheets)
    assert answer.action()["assured_status"] == status
    assert answer.figures("B1.1")["live"] == (0 if status == ASSURED else 1)
    assert answer.outcome("closed_without_approval", "A-1") == (
        "met" if status == ASSURED else "fired"
    )


@pytest.mark.parametrize(
    ("sheet", "rule"),
    [
        ("Panels", "closed_without_approval"),
        ("Batches", "batch_not_authorised"),
        ("People", "role_not_held"),
    ],
)
def test_a_rule_is_not_recorded_without_its_sheet(assess: Command, sheet: str, rule: str) -> None:
    sheets = closed()
    del sheets[sheet]
    answer = assess(sheets)
    assert answer.outcome(rule) == "not_recorded"
    assert answer.figures("B1.1")["live"] == 0


def test_without_a_column_of_roles_nobody_lacks_one(assess: Command) -> None:
    sheets = closed(by("P-3"))
    sheets["People"] = "\n".join(line.rsplit("|", 1)[0] for line in PEOPLE.strip().splitlines())
    answer = assess(sheets)
    assert answer.outcome("role_not_held") == "not_recorded"
    assert answer.outcome("closed_without_approval", "A-1") == "met"


@pytest.mark.parametrize(
    ("authorised", "as_at", "outcome", "status"),
    [
        pytest.param("2026-11-20 09:00", "2026-11-19T17:10", "not_due", NOT_ASSURED, id="17:10"),
        pytest.param("2026-11-20 09:00", "2026-11-19T17:11", "fired", NOT_ASSURED, id="17:11"),
        pytest.param("2026-11-20 09:00", "2026-11-20T09:00", "met", ASSURED, id="late"),
    ],
)
def test_a_batch_that_was_authorised_late_ends_it(
    assess: Command, authorised: str, as_at: str, outcome: str, status: str
) -> None:
    sheets = closed()
    sheets["Batches"] = sheets["Batches"].replace("2026-11-19 17:05", authorised)
    answer = assess(sheets, as_at)
    assert answer.outcome("batch_not_authorised", "A-1") == outcome
    assert answer.action()["assured_status"] == status


@pytest.mark.parametrize(
    ("sheet", "text", "as_at", "is_doubted"),
    [
        pytest.param("Live proof", f"{VISIT} | 87 | 0", "2026-11-20", False, id="87 %"),
        pytest.param("Live proof", f"{VISIT} | 86 | 0", "2026-11-20", True, id="86 %"),
        pytest.param("Retests", f"{RETEST} | 83 | 0 | 0", "2026-11-20", False, id="83 %"),
        pytest.param("Retests", f"{RETEST} | 82 | 0 | 0", "2026-11-20", True, id="82 %"),
        pytest.param(
            "Findings", f"{FINDING} | Falls | 2026-11-20 | Low", "2026-11-20", False, id="else"
        ),
        pytest.param(
            "Findings", f"{FINDING} | Medication | 2027-01-14 | Low", "2027-03-01", True, id="last"
        ),
        pytest.param(
            "Findings", f"{FINDING} | Medication | 2027-01-15 | Low", "2027-03-01", False, id="past"
        ),
    ],
)
def test_a_closure_is_in_doubt_by_what_happened_inside_its_window(
    assess: Command, sheet: str, text: str, as_at: str, is_doubted: bool
) -> None:
    answer = assess({**closed(), sheet: text}, f"{as_at}T17:20")
    status = "closed - in doubt" if is_doubted else ASSURED
    assert answer.action()["assured_status"] == status
    assert answer.outcome("assurance_in_doubt", "A-1") == ("fired" if is_doubted else "met")
    assert answer.figures("B1.1")["live"] == 0


@pytest.mark.parametrize(
    ("begin", "status"),
    [("2026-11-19", ASSURED), ("2026-11-20", "closed before records")],
)
def test_a_line_closed_before_records_is_history(assess: Command, begin: str, status: str) -> None:
    sheets = closed(by("P-1")) if status != ASSURED else closed()
    answer = assess(sheets, policy=f"records_begin: {begin}\n")
    assert answer.action()["assured_status"] == status
    assert bool(answer.action()["findings"]) is (status == ASSURED)
    assert answer.action()["escalations"] == []


@pytest.mark.parametrize(
    ("decision", "reason", "again_on", "expected"),
    [
        pytest.param("Deferred", "x", "2026-11-20", ("met", "met", "not_due"), id="due today"),
        pytest.param("Deferred", "x", "2026-11-19", ("met", "met", "fired"), id="due yesterday"),
        pytest.param("Deferred", "", "", ("fired", "fired", ""), id="deferred and no more"),
        pytest.param("Rejected", "", "", ("", "fired", ""), id="rejected and no more"),
        pytest.param("Approved", "", "", ("", "", ""), id="approved"),
    ],
)
def test_a_deferral_says_why_and_until_when(
    assess: Command, decision: str, reason: str, again_on: str, expected: tuple[str, ...]
) -> None:
    put = {**panel(decision, at="2026-11-17 10:15", Reason=reason), "Re-review on": again_on}
    answer = assess({**passing(), "People": PEOPLE, "Panels": rows(put)})
    rules = ("deferral_without_review_date", "decision_without_reason", "re_review_overdue")
    found = tuple("".join(each["verdict"] for each in answer.verdicts(r, "A-1")) for r in rules)
    assert found == expected

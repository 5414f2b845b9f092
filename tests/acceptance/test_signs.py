"""Signs, line standards, notices and the kept times of the day."""

import pytest

from tests.acceptance.burst_sheets import drawn, proof, retest
from tests.acceptance.closure_sheets import complaint_rows, measures, panel, passing, reviews
from tests.acceptance.command import Command
from tests.workbook_text import action, evidence, rows


@pytest.mark.parametrize(
    ("count", "verdict", "severity"), [(1, "met", None), (2, "met", "note"), (3, "fired", None)]
)
def test_repeated_date_changes(
    assess: Command, count: int, verdict: str, severity: str | None
) -> None:
    changes = rows(
        *(
            {
                "Action ref": "A-1",
                "Changed on": f"2026-11-0{n}",
                "From": f"2026-11-1{n}",
                "To": f"2026-11-1{n + 1}",
                "Reason": "Parts",
                "Approved by": "P-2",
                "Approved on": f"2026-11-0{n}",
            }
            for n in range(1, count + 1)
        )
    )
    answer = assess({"Actions": rows(action()), "Deadline changes": changes})
    found = answer.verdict("repeated_date_changes", "A-1")
    assert (found["verdict"], found["severity"]) == (verdict, severity)


@pytest.mark.parametrize(
    ("of_one", "of_others", "verdict"),
    [(4, 1, "met"), (5, 1, "fired"), (3, 7, "fired"), (3, 6, "met"), (3, 8, "met")],
)
def test_several_actions_with_one_manager(
    assess: Command, of_one: int, of_others: int, verdict: str
) -> None:
    lines = [
        *(action(Ref=f"A-{n}", Accountable_manager="M-1") for n in range(of_one)),
        *(action(Ref=f"B-{n}", Accountable_manager=f"M-{n + 2}") for n in range(of_others)),
    ]
    assert (
        assess({"Actions": rows(*lines)}).outcome("several_actions_one_manager", "M-1") == verdict
    )


def test_a_home_with_one_manager_shows_no_crowd(assess: Command) -> None:
    lines = [action(Ref=f"A-{n}", Accountable_manager="M-1") for n in range(6)]
    services = "Service ID | Name | Type | Registered manager\nOAK | Oakfield | Residential | {}"
    alone = {"Actions": rows(*lines), "Services": services.format("M-1")}
    assert assess(alone).verdicts("several_actions_one_manager") == []
    two = {**alone, "Services": services.format("M-2")}
    assert assess(two).outcome("several_actions_one_manager", "M-1") == "fired"


@pytest.mark.parametrize(
    ("change", "accepted", "verdict"),
    [
        pytest.param({"Percent_complete": "80%"}, False, "fired", id="80 percent"),
        pytest.param({"Percent_complete": "79%"}, False, "met", id="79 percent"),
        pytest.param({"Percent_complete": "80"}, False, "fired", id="80 in a plain cell"),
        pytest.param({"Progress_note": "Almost complete"}, False, "fired", id="by its words"),
        pytest.param({"Percent_complete": "95%"}, True, "met", id="evidence accepted"),
        pytest.param(
            {"Percent_complete": "95%", "Due": "2026-12-01"}, False, "met", id="not overdue"
        ),
    ],
)
def test_nearly_complete_without_evidence(
    assess: Command, change: dict[str, str], accepted: bool, verdict: str
) -> None:
    line = action(**{"Due": "2026-11-10", **change})
    file = evidence(Action_ref="A-1" if accepted else "A-2")
    answer = assess({"Actions": rows(line, action(Ref="A-2")), "Evidence": rows(file)})
    words = {each["verdict"] for each in answer.verdicts("nearly_complete_without_evidence", "A-1")}
    assert ("fired" in words) is (verdict == "fired")


@pytest.mark.parametrize(("source", "verdict"), [("2026-10-21", "met"), ("2026-10-20", "fired")])
def test_an_attachment_ages_to_the_as_at_day(assess: Command, source: str, verdict: str) -> None:
    sheets = {
        "Actions": rows(action(Raised_on="2026-10-01")),
        "Evidence": rows(evidence(Source_date=source, Submitted_on="2026-10-22")),
    }
    answer = assess(sheets)
    found = [each for each in answer.verdicts("outdated_attachment") if each["verdict"] == verdict]
    assert found
    assert len(answer.verdicts("outdated_attachment")) == 1


@pytest.mark.parametrize(
    ("current", "shows", "verdict"),
    [("12", "yes", "fired"), ("13", "yes", "fired"), ("11", "yes", "met"), ("12", "no", "met")],
)
def test_a_claim_without_movement(assess: Command, current: str, shows: str, verdict: str) -> None:
    sheets = {**passing(), "Measures": measures(("12", ""), (current, ""))}
    sheets["Evidence"] = sheets["Evidence"].replace("| yes | yes", f"| yes | {shows}")
    words = {each["verdict"] for each in assess(sheets).verdicts("claim_without_movement")}
    assert ("fired" in words) is (verdict == "fired")


@pytest.mark.parametrize(
    ("correct", "matching", "prompts", "verdict"),
    [
        ("83", "86", "0", "fired"),
        ("83", "87", "1", "fired"),
        ("83", "87", "0", "met"),
        ("82", "86", "3", "met"),
    ],
)
def test_describes_but_does_not_perform(
    assess: Command, correct: str, matching: str, prompts: str, verdict: str
) -> None:
    sheets = {
        "Actions": rows(action()),
        "Burst samples": drawn("E-1"),
        "Evidence": rows(evidence(Source_date="2026-11-10", Submitted_on="2026-11-11")),
        "Live proof": rows(proof(matching=matching, Staff_prompts=prompts)),
        "Retests": rows(retest("P-8", correct)),
    }
    words = {each["verdict"] for each in assess(sheets).verdicts("describes_but_does_not_perform")}
    assert ("fired" in words) is (verdict == "fired")


@pytest.mark.parametrize(
    ("table", "verdict"),
    [
        (measures(("10", ""), ("10", "")), "fired"),
        (measures(("0", ""), ("0", "")), "fired"),
        (measures(("10", ""), ("9", "")), "met"),
    ],
)
def test_sign_off_without_movement(assess: Command, table: str, verdict: str) -> None:
    answer = assess({**passing(), "Measures": table})
    assert answer.outcome("sign_off_without_movement", "A-1") == verdict


@pytest.mark.parametrize(
    ("received", "closed", "verdict"),
    [
        pytest.param(("2026-11-05", "2026-11-12"), "2026-11-13", "met", id="recorded and closed"),
        pytest.param(("2026-11-05", "2026-11-12"), "", "fired", id="none with a closing date"),
        pytest.param(("2026-09-10",), "2026-09-11", "fired", id="none in the last two periods"),
    ],
)
def test_weak_complaint_data(
    assess: Command, received: tuple[str, ...], closed: str, verdict: str
) -> None:
    sheets = {**passing(), "Complaints": complaint_rows(*received, closed=closed)}
    assert assess(sheets).outcome("weak_complaint_data", "A-1") == verdict


@pytest.mark.parametrize(
    ("missing", "verdict"),
    [
        ("", "met"),
        ("Owner", "fired"),
        ("Evidence due", "fired"),
        ("Validation method", "fired"),
        ("Closure rule", "fired"),
    ],
)
def test_an_enforcement_line_is_complete(assess: Command, missing: str, verdict: str) -> None:
    line = action(
        Source="Enforcement notice",
        Evidence_due="2026-11-30",
        Validation_method="Audit",
        Closure_rule="Two clean audits",
    )
    other = action(
        Ref="A-2", Evidence_due="2026-11-30", Validation_method="Audit", Closure_rule="x"
    )
    answer = assess({"Actions": rows({**line, **({missing: ""} if missing else {})}, other)})
    assert answer.outcome("enforcement_line_incomplete", "A-1") == verdict


def test_a_line_without_a_quality_statement(assess: Command) -> None:
    answer = assess({"Actions": rows(action(Quality_statements=""), action(Ref="A-2"))})
    assert answer.outcome("quality_statement_missing", "A-1") == "fired"
    assert answer.outcome("quality_statement_missing", "A-2") == "met"


@pytest.mark.parametrize(
    ("served", "how", "response", "verdict"),
    [
        pytest.param("2026-10-23", "Hand", "", "not_due", id="28 days from service by hand"),
        pytest.param("2026-10-22", "Hand", "", "fired", id="a day beyond"),
        pytest.param("2026-10-22", "Hand", "2026-11-19", "met", id="sent on the last day"),
        pytest.param("2026-10-22", "Hand", "2026-11-20", "fired", id="sent a day late"),
    ],
)
def test_the_clock_of_a_notice(
    assess: Command, served: str, how: str, response: str, verdict: str
) -> None:
    notices = f"""
        Notice ref | Type | Service ID | Served on | Served by | Response sent on
        N-1 | CQC-NOP | OAK | {served} | {how} | {response}"""
    answer = assess({"Actions": rows(action()), "Notices": notices})
    assert answer.outcome("notice_response", "N-1") == verdict


@pytest.mark.parametrize(
    ("rule", "kind", "held", "verdict"),
    [
        ("board_opened_0815", "Board opened", "2026-11-20 08:15", "met"),
        ("board_opened_0815", "Board opened", "2026-11-20 08:16", "fired"),
        ("integrity_review_by_1030", "Integrity review", "2026-11-20 10:30", "met"),
        ("integrity_review_by_1030", "Integrity review", "2026-11-20 10:31", "fired"),
        ("integrity_review_by_1030", "Integrity review", "", "fired"),
    ],
)
def test_kept_times(assess: Command, rule: str, kind: str, held: str, verdict: str) -> None:
    sessions = f"""
        Kind | Scheduled for | Held at
        {kind} | 2026-11-20 08:00 | {held}"""
    answer = assess({"Actions": rows(action()), "Sessions": sessions})
    assert verdict in {each["verdict"] for each in answer.verdicts(rule)}
    assert len(answer.verdicts(rule)) == 1


@pytest.mark.parametrize("as_at", ["2026-11-21T17:20", "2026-12-28T17:20", "2027-03-29T17:20"])
def test_no_board_is_missed_on_a_day_off(assess: Command, as_at: str) -> None:
    day = as_at[:10]
    sessions = (
        "Kind | Scheduled for | Held at\nIntegrity review | 2026-11-20 08:00 | 2026-11-20 09:00"
    )
    answer = assess({"Actions": rows(action()), "Sessions": sessions}, as_at)
    for each in answer.verdicts("board_opened_0815"):
        assert not (each["by"] or "").startswith(day)


@pytest.mark.parametrize(
    ("escalated", "verdict"),
    [("2026-11-20 11:50", "met"), ("2026-11-20 11:51", "fired"), ("", "fired")],
)
def test_a_late_escalation_of_the_integrity_review(
    assess: Command, escalated: str, verdict: str
) -> None:
    sessions = f"""
        Kind | Scheduled for | Held at | Escalated at
        Integrity review | 2026-11-20 10:00 | 2026-11-20 10:20 | {escalated}"""
    lines = rows(*(action(Ref=f"A-{n}", Owner="P-9", Evidence_due="2026-11-20") for n in range(6)))
    people = "Person ID | Display name | Roles\nP-1 | Ash Reed | Action owner"
    answer = assess({"Actions": lines, "People": people, "Sessions": sessions})
    assert [each["verdict"] for each in answer.verdicts("escalation_late")] == [verdict]


def test_approval_on_one_proof_needs_a_reason(assess: Command) -> None:
    sheets = passing(Status="Closed", Closed_on="2026-11-20")
    sheets["Evidence"] = sheets["Evidence"].replace("| yes | yes", "| no | yes")
    sheets["Complaints"] = complaint_rows("2026-10-25", "2026-11-12")
    sheets["Panels"] = rows(panel("Approved"))
    assert assess(sheets).outcome("one_proof_without_reason", "A-1") == "fired"
    sheets["Panels"] = rows(panel("Approved", Reason="External review booked"))
    assert assess(sheets).outcome("one_proof_without_reason", "A-1") == "met"
    assert reviews()

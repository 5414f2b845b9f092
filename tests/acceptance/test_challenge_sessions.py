"""B1.5: overdue high-risk lines at two held challenge sessions in a row."""

import pytest

from tests.acceptance.command import Command
from tests.workbook_text import action, rows


def high(count: int, due: str = "2026-11-10", **changes: str) -> list[dict[str, str]]:
    return [
        action(
            Ref=f"A-{n}",
            Due=due,
            Likelihood="4",
            Consequence="4",
            Evidence_due="2026-11-09",
            **changes,
        )
        for n in range(count)
    ]


SESSIONS = """
    Kind | Scheduled for | Held at | Led by
    Challenge session | 2026-11-17 14:30 | 2026-11-17 14:30 | P-1
    Challenge session | 2026-11-19 14:30 | 2026-11-19 14:40 | P-1"""
MISSED_BETWEEN = """
    Kind | Scheduled for | Held at | Led by
    Challenge session | 2026-11-12 14:30 | 2026-11-12 14:30 | P-1
    Challenge session | 2026-11-17 14:30 |  | P-1
    Challenge session | 2026-11-19 14:30 | 2026-11-19 14:40 | P-1"""
ONE_ONLY = """
    Kind | Scheduled for | Held at | Led by
    Challenge session | 2026-11-19 14:30 | 2026-11-19 14:40 | P-1"""


@pytest.mark.parametrize(
    ("count", "due", "sessions", "verdict"),
    [
        pytest.param(4, "2026-11-10", SESSIONS, "met", id="four at both"),
        pytest.param(5, "2026-11-10", SESSIONS, "fired", id="five at both"),
        pytest.param(5, "2026-11-17", SESSIONS, "met", id="five at the second alone"),
        pytest.param(5, "2026-11-10", MISSED_BETWEEN, "fired", id="one not held between"),
    ],
)
def test_two_held_sessions_in_a_row(
    assess: Command, count: int, due: str, sessions: str, verdict: str
) -> None:
    answer = assess({"Actions": rows(*high(count, due)), "Sessions": sessions})
    limit = answer.limit("B1.5", "overdue_high_risk")
    assert limit["verdict"] == verdict
    assert (limit["limit"], limit["comparison"], limit["clause"]) == (4, "exceeds", "B1.5")
    if verdict == "fired":
        assert limit["observed"] == 5
        assert limit["by"] == "2026-11-19T14:55:00+00:00"
        assert limit["tell"] == "provider"


def test_one_session_is_no_row_of_two(assess: Command) -> None:
    answer = assess({"Actions": rows(*high(5)), "Sessions": ONE_ONLY})
    assert answer.limit("B1.5", "overdue_high_risk")["verdict"] in {"met", "not_due"}


def test_without_sessions_the_rule_is_not_recorded(assess: Command) -> None:
    answer = assess({"Actions": rows(*high(5))})
    assert answer.limit("B1.5", "overdue_high_risk")["verdict"] == "not_recorded"
    assert answer.figures("B1.5")["overdue_high_risk"] == 5


def test_a_row_per_held_session_as_things_stood_then(assess: Command) -> None:
    lines = [*high(2), action(Ref="B-1", Due="2026-11-18", Likelihood="2", Consequence="5")]
    answer = assess({"Actions": rows(*lines), "Sessions": MISSED_BETWEEN})
    found = answer.register("B1.5")["rows"]
    assert [each["session"][:10] for each in found] == ["2026-11-12", "2026-11-17", "2026-11-19"]
    assert [each["held"] for each in found] == [True, False, True]
    assert [each["overdue_high_risk"] for each in found] == [2, 2, 3]
    assert [each["overdue_open"] for each in found] == [2, 2, 3]


def test_the_session_that_was_not_held_is_told_by_itself(assess: Command) -> None:
    answer = assess({"Actions": rows(*high(1)), "Sessions": MISSED_BETWEEN})
    words = [each["verdict"] for each in answer.verdicts("session_not_held")]
    assert words.count("fired") == 1


@pytest.mark.parametrize(
    ("likelihood", "consequence", "band", "high_risk"),
    [
        ("2", "3", "Moderate", 0),
        ("2", "4", "High", 1),
        ("3", "5", "Extreme", 1),
        ("1", "3", "Low", 0),
    ],
)
def test_high_risk_is_high_or_extreme(
    assess: Command, likelihood: str, consequence: str, band: str, high_risk: int
) -> None:
    line = action(Due="2026-11-10", Likelihood=likelihood, Consequence=consequence)
    answer = assess({"Actions": rows(line)})
    assert answer.action()["risk_band"] == band
    assert answer.figures("B1.5")["overdue_high_risk"] == high_risk


def test_the_current_pair_gives_the_band_and_the_first_the_baseline(assess: Command) -> None:
    line = {
        **action(Due="2026-11-10", Likelihood="5", Consequence="4"),
        "Current likelihood": "1",
        "Current consequence": "4",
    }
    answer = assess({"Actions": rows(line)})
    assert answer.action()["risk_band"] == "Moderate"
    assert answer.action()["baseline_risk_score"] == 20
    assert answer.figures("B1.5")["overdue_high_risk"] == 0


@pytest.mark.parametrize(
    ("approved_on", "count"),
    [
        pytest.param("2026-11-19 14:40", 0, id="at the latest held session"),
        pytest.param("2026-11-19 14:41", 1, id="just after it"),
        pytest.param("", 0, id="not approved"),
    ],
)
def test_changes_are_counted_since_the_latest_held_session(
    assess: Command, approved_on: str, count: int
) -> None:
    change = {
        "Action ref": "A-1",
        "Changed on": "2026-11-19 14:00",
        "From": "2026-11-20",
        "To": "2026-12-01",
        "Reason": "Parts",
        "Approved on": approved_on,
        "Approved by": "P-2" if approved_on else "",
    }
    sheets = {"Actions": rows(action()), "Deadline changes": rows(change), "Sessions": SESSIONS}
    assert assess(sheets).figures("B1.5")["deadline_changes_approved"] == count


@pytest.mark.parametrize(("verdict_of_review", "count"), [("yes", 0), ("no", 1), ("", 1)])
def test_high_risk_without_accepted_evidence(
    assess: Command, verdict_of_review: str, count: int
) -> None:
    sheets = {
        "Actions": rows(*high(1)),
        "Evidence": """
            Evidence ref | Action ref | Title | Category | Link | Source date | Submitted on | Submitted by
            E-1 | A-0 | Audit | Processes | https://example.org/e.pdf | 2026-11-15 | 2026-11-16 | P-1""",  # noqa: E501  # a table
        "Validity reviews": f"""
            Burst ID | Evidence ref | Reviewed at | Reviewer | Matches live practice | Source date current | Outcome proof
            B-1 | E-1 | 2026-11-18 12:00 | P-2 | {verdict_of_review} | yes | yes""",  # noqa: E501  # a table
    }
    if not verdict_of_review:
        sheets["Evidence"] = sheets["Evidence"].replace("A-0", "A-9")
    assert assess(sheets).figures("B1.5")["high_risk_without_evidence"] == count

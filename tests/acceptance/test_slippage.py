"""B1.4: how late closures were, counted once in the cycle in which they cross 24 hours."""

import pytest

from tests.acceptance.command import Command
from tests.workbook_text import action, rows


@pytest.mark.parametrize(
    ("due", "panel_at", "figure"),
    [
        pytest.param("2026-11-20 09:00", "2026-11-20 09:00", "on_schedule", id="at the deadline"),
        pytest.param(
            "2026-11-20 09:00", "2026-11-20 09:01", "missed_under_24h", id="a minute late"
        ),
        pytest.param("2026-11-19 10:16", "2026-11-20 10:15", "missed_under_24h", id="23 h 59 min"),
        pytest.param("2026-11-19 10:15", "2026-11-20 10:15", "missed_24h_or_more", id="24 h"),
        pytest.param("2026-11-20", "2026-11-20 16:00", "on_schedule", id="bare date, its day"),
        pytest.param(
            "2026-11-19", "2026-11-20 16:00", "missed_under_24h", id="bare date, next day"
        ),
    ],
)
def test_a_closure_counts_by_how_late_it_was(
    assess: Command, due: str, panel_at: str, figure: str
) -> None:
    line = action(Due=due, Status="Closed", Closed_on="2026-11-20")
    panel = {"Panel at": panel_at, "Action ref": "A-1", "Decision": "Approved", "Decided by": "P-2"}
    figures = assess({"Actions": rows(line), "Panels": rows(panel)}).figures("B1.4")
    wanted = {"on_schedule": 0, "missed_under_24h": 0, "missed_24h_or_more": 0, figure: 1}
    assert {key: figures[key] for key in wanted} == wanted


def late(count: int, due: str = "2026-11-19 08:00") -> str:
    return rows(*(action(Ref=f"A-{n}", Due=due) for n in range(count)))


@pytest.mark.parametrize(("count", "verdict"), [(2, "met"), (3, "fired")])
def test_the_third_severe_miss_calls_a_recovery_review(
    assess: Command, count: int, verdict: str
) -> None:
    answer = assess({"Actions": late(count)})
    limit = answer.limit("B1.4", "severe_misses")
    assert answer.figures("B1.4")["missed_24h_or_more"] == count
    assert (limit["verdict"], limit["observed"], limit["limit"]) == (verdict, count, 3)
    assert limit["comparison"] == "reaches"
    if verdict == "fired":
        assert limit["by"] == "2026-11-23T09:00:00+00:00"


@pytest.mark.parametrize(
    ("as_at", "due", "by"),
    [
        ("2026-12-24T17:20", "2026-12-23 08:00", "2026-12-29T09:00:00+00:00"),
        ("2027-03-25T17:20", "2027-03-24 08:00", "2027-03-30T09:00:00+01:00"),
        ("2026-10-23T17:20", "2026-10-22 08:00", "2026-10-26T09:00:00+00:00"),
    ],
)
def test_the_recovery_review_waits_for_an_office_day(
    assess: Command, as_at: str, due: str, by: str
) -> None:
    limit = assess({"Actions": late(3, due)}, as_at).limit("B1.4", "severe_misses")
    assert (limit["verdict"], limit["by"]) == ("fired", by)


@pytest.mark.parametrize(
    ("due", "in_cycle", "standing"),
    [
        pytest.param("2026-11-18 17:20", 0, 1, id="crossed as the cycle before closed"),
        pytest.param("2026-11-18 17:21", 1, 1, id="crossed a minute into the cycle"),
        pytest.param("2026-11-19 17:20", 1, 1, id="crosses at the end"),
        pytest.param("2026-11-19 17:21", 0, 0, id="not 24 hours late yet"),
    ],
)
def test_a_cycle_without_reviews_begins_at_1720_of_the_office_day_before(
    assess: Command, due: str, in_cycle: int, standing: int
) -> None:
    figures = assess({"Actions": late(1, due)}).figures("B1.4")
    assert figures["missed_24h_or_more"] == in_cycle
    assert figures["standing_24h_or_more"] == standing


@pytest.mark.parametrize(
    ("due", "in_cycle"),
    [
        ("2026-11-17 17:25", 0),
        ("2026-11-17 17:31", 1),
        ("2026-11-19 16:59", 1),
        ("2026-11-19 17:05", 0),
    ],
)
def test_a_cycle_runs_between_held_end_of_day_reviews(
    assess: Command, due: str, in_cycle: int
) -> None:
    sessions = """
        Kind | Scheduled for | Held at | Led by
        End-of-day review | 2026-11-18 17:20 | 2026-11-18 17:30 | P-1
        End-of-day review | 2026-11-19 17:20 | | P-1
        End-of-day review | 2026-11-20 17:00 | 2026-11-20 17:00 | P-1"""
    sheets = {"Actions": late(1, due), "Sessions": sessions}
    assert assess(sheets).figures("B1.4")["missed_24h_or_more"] == in_cycle

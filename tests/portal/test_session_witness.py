"""Sessions come from the sheets; the history stands beside them where the two disagree."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from builder.history import Figure, Run
from builder.portal.context import PortalContext
from builder.portal.session_witness import NO_SESSION, witness
from builder.rules.assessment import RegisterResult, RegisterRow
from tests.portal.made_assessment import made_context
from tests.portal.page_text import text

HELD = datetime(2026, 11, 17, 14, 30, tzinfo=UTC)
KEY = ("B1.5", "provider", "overdue_high_risk")


def with_run(at: datetime, value: Figure) -> PortalContext:
    context = made_context()
    runs = (Run(as_at=at, figures={KEY: value}),)
    return replace(context, history=replace(context.history, runs=runs, head="ab"))


def sessions(**values: int) -> RegisterResult:
    row = RegisterRow(key="session", subject=HELD.isoformat(), values=values)
    return RegisterResult(id="B1.5", name="Board deadline summary", rows=(row,))


LATER = HELD + timedelta(hours=3)


def test_both_figures_are_shown_where_they_disagree() -> None:
    words = text(witness(with_run(LATER, 5), sessions(overdue_high_risk=6)))
    assert "the sheets give 6 for the session of 17 November 2026, 14:30" in words
    assert "the build of 17 November 2026, 17:30 recorded 5" in words


def test_where_they_agree_that_is_said() -> None:
    words = text(witness(with_run(LATER, 6), sessions(overdue_high_risk=6)))
    assert "the sheets give" not in words
    assert "No build recorded on the day" in words


def test_a_build_before_the_session_or_of_another_day_is_no_witness() -> None:
    for at in (HELD - timedelta(hours=1), HELD + timedelta(days=1)):
        words = text(witness(with_run(at, 5), sessions(overdue_high_risk=6)))
        assert "the sheets give" not in words


def test_without_a_session_the_builds_do_not_stand_in_for_one() -> None:
    assert NO_SESSION in text(witness(with_run(LATER, 5), None))


def test_without_history_nothing_is_said_to_agree() -> None:
    words = text(witness(made_context(), sessions(overdue_high_risk=6)))
    assert "No build recorded on the day" not in words
    assert "too few builds" in words

"""Points in time come from the sheets; the history stands beside them where the two disagree."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from builder.field.registers import BoardSummary, ClosureExperience, Kind, Slippage, Value
from builder.history import Run
from builder.history.disagreement import Disagreement
from builder.portal.context import PortalContext
from builder.portal.parts.figures.session_witness import MOST_NAMED, POINTS, witness
from tests.portal.page_text import text
from tests.portal.portals import small_context

HELD = datetime(2026, 11, 17, 14, 30, tzinfo=UTC)
LATER = HELD + timedelta(hours=3)
OTHERWISE = Disagreement(
    register="B1.5",
    scope="provider",
    figure="overdue_high_risk",
    point_at=HELD,
    sheets=6,
    recorded=5,
    recorded_at=LATER,
)


def with_builds(*found: Disagreement, **audience: Any) -> PortalContext:
    context = small_context()
    return replace(
        context,
        history=replace(context.history, runs=(Run(as_at=LATER),), head="ab"),
        assessment=replace(context.assessment, disagreements=found),
        audience=replace(context.audience, **audience),
    )


def said(context: PortalContext, kind: Kind = BoardSummary, *, has_points: bool = True) -> str:
    return text(witness(context, kind, has_points=has_points))


@pytest.mark.parametrize(
    ("figure", "theme", "words"),
    [
        pytest.param(Slippage.missed_24h_or_more, "", "closing cycle that ended on", id="cycle"),
        pytest.param(BoardSummary.overdue_high_risk, "", "session of", id="session"),
        pytest.param(ClosureExperience.complaints_linked, "Falls", "review point of", id="review"),
    ],
)
def test_both_figures_are_shown_where_they_disagree(figure: Value, theme: str, words: str) -> None:
    found = replace(OTHERWISE, register=figure.register.id, figure=figure.key, theme=theme)
    shown = said(with_builds(found), figure.register)
    assert f"for the {words} 17 November 2026, 14:30, the sheets give 6" in shown
    assert "the build of 17 November 2026, 17:30 recorded 5" in shown
    assert theme in shown
    for other in POINTS.keys() - {figure.register}:
        assert "the sheets give" not in said(with_builds(found), other)


def test_where_they_agree_that_is_said() -> None:
    assert "No build recorded on such a day gives another figure than" in said(with_builds())
    some = said(with_builds(suppress_below=5))
    assert "another figure that is shown to this audience than the sheets" in some


def test_a_review_that_no_sheet_records_any_more_is_named() -> None:
    lost = replace(OTHERWISE, register="B3.3", theme="Falls", point_at=None, sheets=None)
    words = said(with_builds(lost), ClosureExperience, has_points=False)
    assert "Falls: no sheet records a review point any more; the build" in words
    assert "recorded 5" in words


def test_a_disagreement_of_one_service_is_shown_where_only_services_may_be_seen() -> None:
    of_service = replace(OTHERWISE, scope="OAK")
    assert "the sheets give" not in said(with_builds(of_service))
    assert "the sheets give 6" in said(with_builds(of_service, services=("OAK",)))


@pytest.mark.parametrize("kind", POINTS)
def test_without_a_point_the_builds_do_not_stand_in_for_one(kind: Kind) -> None:
    words = said(with_builds(), kind, has_points=False)
    assert POINTS[kind].absent in words
    assert "No build recorded on such a day" not in words


def test_of_many_the_latest_are_named_and_the_rest_counted() -> None:
    many = [
        replace(OTHERWISE, recorded_at=LATER - timedelta(days=day)) for day in range(MOST_NAMED + 2)
    ]
    words = said(with_builds(*many))
    assert words.count("the sheets give") == MOST_NAMED
    assert "2 more stand in the assessment" in words


def test_without_history_nothing_is_said_to_agree() -> None:
    words = said(small_context())
    assert "No build recorded on such a day" not in words
    assert "too few builds" in words

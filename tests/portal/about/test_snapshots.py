from dataclasses import replace
from typing import Any

from builder.history import GivenSnapshot, History
from builder.policy import Audience
from builder.portal.about import snapshots, this_snapshot
from builder.portal.context import PortalContext
from builder.redaction.history import redact_history
from tests.made import as_at
from tests.portal.page_text import anchors, text
from tests.portal.portals import BOARD, assurance_context

GIVEN = GivenSnapshot(
    given_at=as_at("2026-11-19 09:30"),
    as_at=as_at("2026-11-18 17:20"),
    sha256="ab" * 32,
    audience="inspector",
    services=("OAK",),
    recipient="Inspector of the regulator",
    build_id="2026-11-18.made",
)
LATER = replace(GIVEN, given_at=as_at("2026-11-20 08:00"), services=(), recipient="Commissioner")


def shown(audience: Audience, *given: GivenSnapshot) -> PortalContext:
    context = assurance_context(audience)
    return replace(context, history=History(head="h", given=given))


def test_the_board_sees_each_snapshot_the_latest_first() -> None:
    (page,) = snapshots.pages(shown(BOARD, GIVEN, LATER))
    said = text(page)
    assert page.path == "snapshots.html"
    assert "2 snapshots handed over" in said
    assert said.index("Commissioner") < said.index("Inspector of the regulator")
    assert "19 Nov 2026, 09:30" in said
    assert "18 Nov 2026, 17:20" in said
    assert "Oakfield House" in said
    assert "All services" in said
    assert " ".join(["ab" * 8] * 4) in said


def test_without_one_the_board_is_told_so() -> None:
    (page,) = snapshots.pages(shown(BOARD))
    assert "No snapshot is recorded as handed over." in text(page)


def _links(context: PortalContext) -> set[str]:
    return {each.href for each in anchors(this_snapshot.page(context))}


def test_nobody_but_the_board_has_the_page_or_a_link_to_it() -> None:
    audiences: Any = assurance_context().policy.audiences
    for name, audience in audiences.items():
        is_board = name == "board"
        context = shown(audience, GIVEN)
        assert bool(list(snapshots.pages(context))) is is_board, name
        assert ("snapshots.html" in _links(context)) is is_board, name


def test_no_other_audience_is_given_the_register() -> None:
    context = shown(BOARD, GIVEN)
    for name, audience in context.policy.audiences.items():
        left = redact_history(context.history, context.register, audience).given
        assert left == ((GIVEN,) if name == "board" else ()), name

"""When each line's closure was accepted, and whether a later review reopened it."""

from collections.abc import Iterable, Mapping

from builder.field import Action, Moment, PanelDecision
from builder.field.words import PanelOutcome, Status
from builder.problems import Cell
from builder.rules.facts.positions import ClosingPosition
from builder.rules.facts.stages import Grouped


def closing_positions(facts: Grouped) -> Mapping[str, ClosingPosition]:
    """Whether each line's closure was accepted, by ref.

    RATIONALE: where no Panels sheet is kept, Closed on is all that there is (settled questions,
    B1.4); the registers that use it say so.
    """
    keeps_panels = facts.register.keeps("Panels")
    reinstated = _reinstated(facts)
    positions = {}
    for ref, action in facts.actions.items():
        if keeps_panels:
            accepted, cell = _approved(facts, facts.panels.get(ref, ()))
        else:
            accepted, cell = _closed_on(facts, action)
        positions[ref] = ClosingPosition(
            accepted_at=accepted, accepted_cell=cell, reinstated_at=reinstated.get(ref)
        )
    return positions


def _approved(
    facts: Grouped, decisions: Iterable[PanelDecision]
) -> tuple[Moment | None, Cell | None]:
    approved = [
        each
        for each in decisions
        if each.decision is PanelOutcome.APPROVED and facts.has_happened(each.panel_at)
    ]
    if not approved:
        return None, None
    return approved[-1].panel_at, approved[-1].source.place("panel_at")


def _closed_on(facts: Grouped, action: Action) -> tuple[Moment | None, Cell | None]:
    if action.status is not Status.CLOSED or not facts.has_happened(action.closed_on):
        return None, None
    return action.closed_on, action.source.place("closed_on")


def _reinstated(facts: Grouped) -> Mapping[str, Moment]:
    """Line -> the latest moment at which a validity review reopened it."""
    line_of = {each.ref: each.action for each in facts.register.evidence}
    latest: dict[str, Moment] = {}
    for review in facts.register.validity_reviews:
        action, moment = line_of.get(review.evidence), review.reviewed_at
        if not review.action_reinstated or action is None or moment is None:
            continue
        if not facts.has_happened(moment):
            continue
        if action not in latest or latest[action].order < moment.order:
            latest[action] = moment
    return latest

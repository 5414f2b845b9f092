"""B1.1, the deadline-status dashboard: what is live, due soon and overdue, and its ageing."""

from collections.abc import Callable, Iterable

from builder.field import Action
from builder.field.registers import DeadlineStatus, Figure
from builder.rules.assessment import AssuredStatus, RegisterResult
from builder.rules.facts.bands import Bands
from builder.rules.facts.positions import DeadlinePosition
from builder.rules.figure import NOT_RECORDED, Counted, count, result
from builder.rules.gate.facts import Facts
from builder.rules.words import counted

BY_DUE = (DeadlineStatus.due_48h, DeadlineStatus.overdue, DeadlineStatus.due_before_next_board)
"""Figures that the Due column is needed for."""


def deadline_status(facts: Facts, scope: str) -> RegisterResult:
    """The dashboard of a scope; no limit of it fires."""
    live = facts.live_actions_of(scope)
    return result(
        DeadlineStatus,
        scope,
        _figures(facts, facts.actions_of(scope), live),
        recorded=facts.register.keeps("Actions"),
        bands=_bands(facts, live),
        note=_unknown_status(live),
    )


def _figures(
    facts: Facts, actions: Iterable[Action], live: Iterable[Action]
) -> dict[Figure, Counted]:
    positions = facts.deadlines
    figures = {
        DeadlineStatus.live: count(
            live, lambda _: True, _ref, lambda each: each.source.place("status")
        ),
        DeadlineStatus.due_48h: _by_deadline(facts, live, lambda each: each.is_due_48h),
        DeadlineStatus.overdue: _by_deadline(facts, live, lambda each: each.is_overdue),
        DeadlineStatus.due_before_next_board: _by_deadline(
            facts, live, lambda each: each.is_due_before_next_board
        ),
        DeadlineStatus.overdue_on_original: count(
            live,
            lambda each: positions[each.ref].is_overdue_on_original,
            _ref,
            lambda each: each.source.place("original_due"),
        ),
        DeadlineStatus.closed_not_assured: count(
            actions,
            lambda each: facts.assured.get(each.ref) is AssuredStatus.CLOSED_NOT_ASSURED,
            _ref,
            lambda each: each.source.place("status"),
        ),
        DeadlineStatus.closed_on_word: count(
            actions,
            lambda each: facts.is_closed_on_word(each.ref),
            _ref,
            lambda each: each.source.place("status"),
        ),
    }
    if not facts.register.keeps("Actions", "due"):
        for each in BY_DUE:
            figures[each] = NOT_RECORDED
    return figures


def _ref(action: Action) -> str:
    return action.ref


def _by_deadline(
    facts: Facts, live: Iterable[Action], is_counted: Callable[[DeadlinePosition], bool | None]
) -> Counted:
    """Lines counted by their deadline; one without a known deadline is left out."""

    def is_counted_or_unknown(action: Action) -> bool | None:
        position = facts.deadlines[action.ref]
        return None if position.is_overdue is None else is_counted(position)

    return count(
        live,
        is_counted_or_unknown,
        _ref,
        lambda each: facts.deadlines[each.ref].due_cell,
    )


def _bands(facts: Facts, live: Iterable[Action]) -> dict[str, dict[str, int]]:
    labels = Bands.of(facts.policy).labels
    bands = {kind: dict.fromkeys(labels, 0) for kind in ("open", "overdue")}
    for action in live:
        position = facts.deadlines[action.ref]
        if position.ageing_band is not None:
            bands["open"][position.ageing_band] += 1
        if position.overdue_band is not None:
            bands["overdue"][position.overdue_band] += 1
    return bands


def _unknown_status(live: Iterable[Action]) -> str:
    unknown = [each for each in live if each.status is None]
    if not unknown:
        return ""
    return f"{counted(len(unknown), 'action')} with an unknown status counted as live."

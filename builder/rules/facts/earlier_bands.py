"""While each line stood in a High or Extreme risk band: spans of time.

Workbooks do not date a band. What each recorded build saw is all that is known of earlier days;
before the first of them a line's band is taken as that build saw it, without any as it is now.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, time
from typing import Any

from builder.field import Action, local_date, local_moment
from builder.frameworks import RiskMatrix
from builder.rules.facts.board_spans import EVER, NEVER
from builder.rules.facts.positions import RiskPosition, Span
from builder.rules.facts.risk import risk_position
from builder.rules.facts.stages import Positioned

FACTORS = ("likelihood", "consequence", "current_likelihood", "current_consequence")
"""Fields of a line that its band is worked out from."""
ALWAYS: tuple[Span, ...] = ((EVER, NEVER),)
Turn = tuple[datetime, Action]
"""From when a line stood otherwise, and how it stood until then."""


def high_spans_by_action(facts: Positioned) -> Mapping[str, tuple[Span, ...]]:
    """Line -> while it was High or Extreme; empty where no challenge session looks back."""
    return _spans_by_action(facts, lambda risk: risk.is_high)


def unscored_spans_by_action(facts: Positioned) -> Mapping[str, tuple[Span, ...]]:
    """Line -> while it had no risk score; empty where no challenge session looks back."""
    return _spans_by_action(facts, lambda risk: risk.band is None)


def _spans_by_action(
    facts: Positioned, is_so: Callable[[RiskPosition], bool]
) -> Mapping[str, tuple[Span, ...]]:
    if not facts.register.sessions:
        return {}
    turns = _turns_by_action(facts)
    matrix = facts.catalogue.risk_matrix
    return {
        ref: tuple(_spans_where(action, turns[ref], matrix, is_so))
        if ref in turns
        else (ALWAYS if is_so(facts.risk[ref]) else ())
        for ref, action in facts.actions.items()
    }


def _turns_by_action(facts: Positioned) -> Mapping[str, list[Turn]]:
    """Each line that once stood otherwise -> its turns, the latest first."""
    turns: dict[str, list[Turn]] = {}
    recorded: Mapping[str, Any] = facts.history.tables.get("actions", {})
    for ref in facts.actions.keys() & recorded.keys():
        was = _as_recorded(facts.actions[ref], recorded[ref])
        if was != facts.actions[ref]:
            turns[ref] = [(_begins(facts.as_at), was)]
    for run in reversed(facts.history.runs):
        for change in run.changes:
            is_factor = change.sheet == "Actions" and change.field in FACTORS
            if is_factor and change.ref in facts.actions:
                known = turns.setdefault(change.ref, [])
                later = known[-1][1] if known else facts.actions[change.ref]
                value = {change.field: int(change.before) if change.before else None}
                known.append((_begins(run.as_at), _with(later, value)))
    return turns


def _as_recorded(action: Action, recorded: Mapping[str, Any]) -> Action:
    was = {name: recorded.get(name) for name in FACTORS}
    is_same = all(getattr(action, name) == value for name, value in was.items())
    return action if is_same else _with(action, was)


def _with(action: Action, factors: Mapping[str, int | None]) -> Action:
    fields: dict[str, Any] = dict(factors)
    return replace(action, **fields)


def _begins(at: datetime) -> datetime:
    """RATIONALE: a build sees the band of its whole day; the hour of a change is unknown."""
    return local_moment(local_date(at), time(0))


def _spans_where(
    now: Action, turns: list[Turn], matrix: RiskMatrix, is_so: Callable[[RiskPosition], bool]
) -> Iterator[Span]:
    """While a line's risk stood so, the latest span first."""
    end, action = NEVER, now
    for turn, earlier in (*turns, (EVER, now)):
        # RATIONALE: somebody may have recorded an earlier moment after a later one.
        start = min(turn, end)
        if start < end and is_so(risk_position(action, matrix)):
            yield start, end
        end, action = start, earlier

"""What else can be asked of a judged register: a line's gate, an override's effect, a draw."""

from datetime import date

from builder.field import local_moment
from builder.field.moment import LAST_SECOND
from builder.pipeline import Judged, Read, read
from builder.rules.burst.draw import Draw, draw_sample
from builder.rules.derive import derive
from builder.rules.gate.explain.search import Explanation, explain
from builder.rules.policy_effect import OverrideEffect, override_effects
from builder.rules.verdict import PROVIDER, Outcome
from builder.settings import Settings


def blocking_rules(judged: Judged) -> tuple[str, ...]:
    """Rules that fired provider-wide and block a closure update, as policy says which do."""
    wanted = frozenset(judged.policy.words("closure_update_blockers"))
    return tuple(
        sorted(
            verdict.rule
            for register in judged.assessment.registers
            for verdict in register.verdicts
            if verdict.rule in wanted
            and register.scope == PROVIDER
            and verdict.outcome is Outcome.FIRED
        )
    )


def explain_action(judged: Judged, ref: str) -> Explanation:
    """Why a line can or cannot be closed, and the smallest change that would close it.

    Raises:
        KeyError: there is no such line.
    """
    facts = derive(
        judged.register,
        judged.policy,
        judged.catalogue,
        judged.history,
        judged.assessment.as_at,
    )
    return explain(facts, ref)


def effects_of_overrides(judged: Judged) -> tuple[OverrideEffect, ...]:
    """What each override of the policy changes in what fires."""
    return override_effects(
        judged.register,
        judged.policy,
        judged.catalogue,
        judged.history,
        judged.assessment.as_at,
    )


def draw_burst(settings: Settings, on: date, size: int | None = None) -> tuple[Draw, Read]:
    """The burst sample of a day, drawn from today's workbooks."""
    found = read(settings, local_moment(on, LAST_SECOND))
    return draw_sample(found.register, found.policy, found.catalogue, on, size), found

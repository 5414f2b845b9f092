"""What fired, worded as duties: the role that must act, what to do, by when, where to see it."""

from datetime import datetime

from builder.portal.context import PortalContext
from builder.portal.parts.addresses import rule_page
from builder.portal.parts.links import own_limit, rule_title, with_names
from builder.portal.parts.states import has_figure_limit
from builder.portal.parts.subjects import subject_words
from builder.portal.parts.views import Anchor, Duty
from builder.portal.parts.words import (
    capitalised,
    limit_words,
    list_words,
    moment_words,
    role_words,
    scalar_words,
    sentence,
)
from builder.rules.assessment import RegisterResult
from builder.rules.verdict import PROVIDER, Outcome, Verdict, Weight


def is_fired_limit(verdict: Verdict) -> bool:
    """Whether a limit or duty fired; a watch value alone is none."""
    return verdict.outcome is Outcome.FIRED and verdict.weight is Weight.LIMIT


def deadline_words(verdict: Verdict, as_at: datetime) -> str:
    """By when a duty is due, and whether that moment has passed; empty where there is none."""
    if verdict.by is None:
        return ""
    has_passed = verdict.by < as_at and verdict.done_at is None
    return f"by {moment_words(verdict.by)}{' (this time has passed)' if has_passed else ''}"


def _done_words(verdict: Verdict) -> str:
    """When a duty was done, and whether in time; empty where no record says so."""
    if verdict.done_at is None:
        return ""
    if verdict.by is None:
        return f"Done on {moment_words(verdict.done_at)}."
    is_late = verdict.done_at > verdict.by
    return f"Done on {moment_words(verdict.done_at)}, {'late' if is_late else 'in time'}."


def duty_words(context: PortalContext, verdict: Verdict) -> str:
    """Who must do what by when, in one or two sentences."""
    by = deadline_words(verdict, context.assessment.as_at)
    told = list_words(role_words(role) for role in (verdict.tell, *verdict.also_tell) if role)
    duty = f"{sentence(verdict.duty)} {_done_words(verdict)}".strip()
    if not told:
        return " ".join(part for part in (duty, sentence(capitalised(by))) if part)
    if not duty:
        return sentence(f"{capitalised(told)} must be told {by}".strip())
    return f"{capitalised(told)}{f', {by}' if by else ''}: {duty}"


def observed_words(context: PortalContext, verdict: Verdict) -> str:
    """What was observed, in one sentence with its value and what it is about."""
    if verdict.reason:
        reason = with_names(context, verdict.reason)
        about = subject_words(context, verdict.subject) if verdict.subject else ""
        return sentence(f"{about}: {reason}" if about and about not in reason else reason)
    title = rule_title(context, verdict.rule)
    value = scalar_words(verdict.observed, verdict.unit, limit=verdict.limit)
    about = subject_words(context, verdict.subject) if verdict.subject else ""
    parts = (about, title, "" if verdict.observed is None else value)
    return sentence(": ".join(part for part in parts if part))


def verdict_duty(context: PortalContext, verdict: Verdict, see: Anchor | None = None) -> Duty:
    """A fired verdict as one line of a warning."""
    parts = (limit_sentence(context, verdict), duty_words(context, verdict))
    return Duty(
        headline=observed_words(context, verdict),
        detail=" ".join(part for part in parts if part),
        see=see or Anchor("See the rule", rule_page(verdict.rule)),
    )


def limit_sentence(context: PortalContext, verdict: Verdict) -> str:
    """What a figure's limit allows, and whether it is the provider's own; empty for none."""
    if not has_figure_limit(verdict):
        return ""
    words = sentence(limit_words(verdict.limit, verdict.comparison, verdict.unit))
    return f"{words} {own_limit(context, verdict.rule)}".strip()


def not_judged(context: PortalContext, scope: str = PROVIDER) -> tuple[Verdict, ...]:
    """The registers' verdicts that could not be reached in a scope."""
    unknown = (Outcome.NOT_COMPUTABLE, Outcome.NOT_RECORDED)
    return tuple(
        verdict
        for result in context.assessment.registers
        if result.scope == scope
        for verdict in result.verdicts
        if verdict.outcome in unknown
    )


def register_verdict(result: RegisterResult, rule: str) -> Verdict | None:
    """The verdict of a rule in a register, the gravest first; ``None`` where there is none."""
    of_rule = [verdict for verdict in result.verdicts if verdict.rule == rule]
    return min(of_rule, key=_gravity, default=None)


_ORDER = (
    Outcome.FIRED,
    Outcome.NOT_COMPUTABLE,
    Outcome.NOT_RECORDED,
    Outcome.NOT_DUE,
    Outcome.MET,
)


def _gravity(verdict: Verdict) -> tuple[int, bool]:
    return (_ORDER.index(verdict.outcome), verdict.weight is Weight.WATCH)

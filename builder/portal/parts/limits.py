"""The limits that fired in a scope: one duty a rule, however many cases it has."""

from collections.abc import Sequence

from builder.field.registers import kind_of
from builder.portal.context import PortalContext
from builder.portal.parts.addresses import rule_page
from builder.portal.parts.duties import (
    deadline_words,
    duty_words,
    is_fired_limit,
    limit_sentence,
    not_judged,
    observed_words,
    verdict_duty,
)
from builder.portal.parts.links import rule_title, service_name
from builder.portal.parts.views import Anchor, Duty, Tone, Warning
from builder.portal.parts.words import (
    NOT_RECORDED,
    counted,
    is_figure,
    list_words,
    scalar_words,
    sentence,
)
from builder.rules.assessment import RegisterResult
from builder.rules.verdict import PROVIDER, Verdict

Fired = tuple[RegisterResult, tuple[Verdict, ...]]
"""A register and what fired in it of one rule."""
MOST_CASES = 3
"""How many cases of one rule are told before the rest is counted."""


def fired_limits(context: PortalContext, scope: str = PROVIDER) -> tuple[Fired, ...]:
    """The registers' rules that fired in a scope, in the registers' order.

    Where a rule is judged person by person too, the people stand in for the whole.
    """
    found: list[Fired] = []
    for result in context.assessment.registers:
        if result.scope != scope:
            continue
        rules: dict[str, list[Verdict]] = {}
        for verdict in filter(is_fired_limit, result.verdicts):
            rules.setdefault(verdict.rule, []).append(verdict)
        found += [
            (result, _person_by_person(context, rule, scope) or tuple(verdicts))
            for rule, verdicts in rules.items()
        ]
    return tuple(found)


def _person_by_person(context: PortalContext, rule: str, scope: str) -> tuple[Verdict, ...]:
    return tuple(
        each
        for each in context.said.verdicts_of_rule[rule]
        if is_fired_limit(each)
        and each.scope == scope
        and each.subject is not None
        and each.subject.sheet == "People"
    )


def limits_warning(context: PortalContext, scope: str = PROVIDER) -> Warning:
    """The limits that fired in a scope, each with its duty; in plain words where none did."""
    fired = fired_limits(context, scope)
    if not fired:
        return _none_fired(context, scope)
    verb = "is" if len(fired) == 1 else "are"
    return Warning(
        title=f"{counted(len(fired), 'limit')} {verb} reached and must be acted on",
        duties=tuple(_duty(context, result, verdicts) for result, verdicts in fired),
    )


def _none_fired(context: PortalContext, scope: str) -> Warning:
    """Never green where a limit could not be judged."""
    where = "" if scope == PROVIDER else f" for {service_name(context, scope)}"
    if not any(result.scope == scope for result in context.assessment.registers):
        title = f"Limits{where}: {NOT_RECORDED.lower()}"
        return Warning(title=title, tone=Tone.MUTED, body=("No register could be worked out.",))
    rules = {verdict.rule for verdict in not_judged(context, scope)}
    if rules:
        titles = list_words(sorted(rule_title(context, rule) for rule in rules))
        return Warning(
            title=f"No limit is known to be reached{where}, but some cannot be judged",
            tone=Tone.NEUTRAL,
            body=(
                sentence(f"Not assessable or not recorded: {titles}"),
                *_own_counts(context, scope),
            ),
        )
    if not context.assessment.is_whole:
        return Warning(
            title=f"No limit is known to be reached{where}, but not every row is in",
            tone=Tone.NEUTRAL,
            body=("What the rows that are missing would say is not known.",),
        )
    return Warning(
        title=f"No limit is reached{where}",
        tone=Tone.GOOD,
        body=("Every limit could be judged.", *_own_counts(context, scope)),
    )


def _duty(context: PortalContext, result: RegisterResult, verdicts: Sequence[Verdict]) -> Duty:
    return cases_duty(context, verdicts, Anchor(f"See the {result.name}", kind_of(result.id).page))


def _case(context: PortalContext, verdict: Verdict, *, has_time: bool) -> str:
    """One case, with its own time where the cases have not one and the same."""
    words = observed_words(context, verdict)
    by = deadline_words(verdict, context.assessment.as_at) if has_time else ""
    return f"{words} {sentence(f'Due {by}')}" if by else words


def _own_counts(context: PortalContext, scope: str) -> tuple[str, ...]:
    """What a service counts towards limits that are the provider's; empty provider-wide."""
    if scope == PROVIDER:
        return ()
    counted_here = [
        f"{rule_title(context, each.rule)}: {scalar_words(each.observed, each.unit)}"
        for result in context.assessment.registers
        if result.scope == scope
        for each in result.verdicts
        if each.subject is None and is_figure(each.observed) and each.observed > 0
    ]
    whose = "The limits are the provider's, held here against the counts of this service alone"
    return (sentence(f"{whose}: {'; '.join(counted_here)}" if counted_here else whose),)


def cases_duty(
    context: PortalContext, verdicts: Sequence[Verdict], see: Anchor | None = None
) -> Duty:
    """What fired of one rule as one line of a warning: its first cases and their number."""
    if len(verdicts) == 1:
        return verdict_duty(context, verdicts[0], see)
    first = min(verdicts, key=lambda each: (each.by is None, each.by or context.assessment.as_at))
    is_one_time = len({(each.by, each.done_at) for each in verdicts}) == 1
    shown = [_case(context, each, has_time=not is_one_time) for each in verdicts[:MOST_CASES]]
    more = len(verdicts) - len(shown)
    rest = f"And {more:,} more." if more > 0 else ""
    common = first if is_one_time else first._replace(by=None, done_at=None)
    parts = (*shown, rest, limit_sentence(context, first), duty_words(context, common))
    return Duty(
        headline=f"{rule_title(context, first.rule)}: {counted(len(verdicts), 'case')}.",
        detail=" ".join(part for part in parts if part),
        see=see or Anchor("See the rule", rule_page(first.rule)),
    )

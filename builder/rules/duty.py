"""A duty described once: which rule it is, what it cannot do without, and what it is judged of."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from builder.field import Action, Register
from builder.policy import Threshold, ThresholdId
from builder.rules.answers import Answer, answered, not_recorded
from builder.rules.gate.facts import Facts
from builder.rules.verdict import PROVIDER, Outcome, Subject, Verdict

T = TypeVar("T")
Verdicts = Callable[[Facts, Threshold], Iterator[Verdict]]
Judge = Callable[[Facts, Threshold, T], Answer | None]
"""What a rule says of one thing; ``None`` where it does not concern it."""


class Need(NamedTuple):
    """Sheets, and columns of them, without which a rule answers that they are not recorded."""

    said: str
    """As the verdict names them: "Findings, Recorded at"."""
    columns: tuple[tuple[str, ...], ...]
    """Each a sheet and the fields wanted of it."""
    is_any: bool = False
    """Whether one of the sheets is enough."""

    def is_met(self, register: Register) -> bool:
        """Whether a workbook holds them."""
        kept = (register.keeps(*each) for each in self.columns)
        return any(kept) if self.is_any else all(kept)

    def has_rows(self, register: Register) -> bool:
        """Whether the sheets are more than empty templates."""
        held = (register.holds(*each) for each in self.columns)
        return any(held) if self.is_any else all(held)


Needs = tuple[Need, ...]
"""Asked for in this order; the first that is not met is named."""


def sheets(*names: str) -> Needs:
    """Whole sheets, each a need of its own."""
    return tuple(Need(each, ((each,),)) for each in names)


def columns(sheet: str, *fields: str) -> Needs:
    """Columns of a sheet; the last is the one that the rule is about, and is named."""
    heading = fields[-1].replace("_", " ").capitalize()
    return (Need(f"{sheet}, {heading}", ((sheet, *fields),)),)


def together(said: str, *wanted: tuple[str, ...]) -> Needs:
    """Sheets with their columns that are one need, named so."""
    return (Need(said, wanted),)


class Case(NamedTuple, Generic[T]):
    """One thing that a rule judges, with the subject and the scope of the verdict."""

    subject: Subject | None
    scope: str
    of: T


def of_action(action: Action, of: T) -> Case[T]:
    """Something of a line, which is the verdict's subject."""
    # RATIONALE: past the types' own makers, for speed (decision 10).
    subject = tuple.__new__(Subject, ("Actions", action.ref))
    return tuple.__new__(Case, (subject, action.service or PROVIDER, of))


def of_service(service: str, of: T) -> Case[T]:
    """Something of a service, which is the verdict's subject."""
    return Case(Subject("Services", service), service, of)


def actions(
    is_judged: Callable[[Facts, Action], bool],
) -> Callable[[Facts], Iterator[Case[Action]]]:
    """The lines that a rule concerns, by ref."""
    return lambda facts: (
        of_action(each, each) for each in facts.actions.values() if is_judged(facts, each)
    )


def live_actions(facts: Facts) -> Iterator[Case[Action]]:
    """Every live line, by ref."""
    return (of_action(each, each) for each in facts.live_actions_of(PROVIDER))


def watched_actions(facts: Facts) -> Iterator[Case[Action]]:
    """Every line whose signs are looked for, by ref."""
    return (of_action(each, each) for each in facts.actions.values() if facts.is_watched(each.ref))


@dataclass(frozen=True, slots=True)
class Duty:
    """A rule that the policy names, and what it needs."""

    rule: ThresholdId
    needs: Needs
    verdicts: Verdicts

    def __call__(self, facts: Facts) -> Iterator[Verdict]:
        """Its verdicts in order; the one that it is not recorded where a need is not met."""
        threshold = facts.policy.threshold(self.rule)
        for need in self.needs:
            if not need.is_met(facts.register):
                return iter((not_recorded(threshold, need.said),))
        verdicts = self.verdicts(facts, threshold)
        for need in self.needs:
            if not need.has_rows(facts.register):
                return _of_empty(threshold, need, verdicts)
        return verdicts


def _of_empty(threshold: Threshold, need: Need, verdicts: Iterator[Verdict]) -> Iterator[Verdict]:
    """What a rule says by a sheet without rows: all but that something is met.

    RATIONALE: an empty template is no record that nothing happened.
    """
    is_met = False
    for each in verdicts:
        if each.outcome is Outcome.MET:
            is_met = True
        else:
            yield each
    if is_met:
        yield not_recorded(threshold, need.said)


def rule(id: ThresholdId, needs: Needs = ()) -> Callable[[Verdicts], Duty]:
    """A duty whose verdicts are not one for each of some things."""
    return lambda verdicts: Duty(id, needs, verdicts)


def duty(
    id: ThresholdId, needs: Needs, of: Callable[[Facts], Iterable[Case[T]]], idle: str = ""
) -> Callable[[Judge[T]], Duty]:
    """A duty that is judged of each of some things.

    Args:
        id: of the rule and its threshold.
        needs: what it cannot do without.
        of: what it is judged of, in order.
        idle: what is said where there is nothing to judge yet; empty = nothing is.
    """

    def described(judge: Judge[T]) -> Duty:
        def verdicts(facts: Facts, threshold: Threshold) -> Iterator[Verdict]:
            is_idle = bool(idle)
            for subject, scope, each in of(facts):
                is_idle = False
                answer = judge(facts, threshold, each)
                if answer is not None:
                    yield answered(threshold, answer, subject, scope)
            if is_idle:
                yield answered(threshold, Answer(Outcome.NOT_DUE, idle), None, PROVIDER)

        return Duty(id, needs, verdicts)

    return described

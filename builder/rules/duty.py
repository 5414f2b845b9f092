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
    return Case(Subject("Actions", action.ref), action.service or PROVIDER, of)


def of_service(service: str, of: T) -> Case[T]:
    """Something of a service, which is the verdict's subject."""
    return Case(Subject("Services", service), service, of)


def every_action(facts: Facts) -> Iterator[Case[Action]]:
    """Every line, by ref."""
    return (of_action(each, each) for each in facts.actions.values())


def live_actions(facts: Facts) -> Iterator[Case[Action]]:
    """Every live line, by ref."""
    return (of_action(each, each) for each in facts.live_actions_of(PROVIDER))


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
        return self.verdicts(facts, threshold)


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
            made = ((case[0], case[1], judge(facts, threshold, case[2])) for case in of(facts))
            if not idle:
                return answered(threshold, made)
            nothing = (None, PROVIDER, Answer(Outcome.NOT_DUE, idle))
            return answered(threshold, tuple(made) or (nothing,))

        return Duty(id, needs, verdicts)

    return described

"""Escalations: who must be told of what by when, up the ladder owner, manager, provider."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from functools import lru_cache

from builder.field import Action
from builder.field.words import Role
from builder.policy import ThresholdId
from builder.rules.assessment import Escalation, RegisterResult
from builder.rules.facts.board_spans import NEVER
from builder.rules.facts.people.managers import holders
from builder.rules.facts.positions import DeadlinePosition
from builder.rules.gate.facts import Facts
from builder.rules.verdict import PROVIDER, Outcome, Subject, Verdict, Weight

OWNER, MANAGER = "owner", "manager"
ACTION_OWNER = Role.ACTION_OWNER.value
ABOVE_MANAGERS = (Role.PROVIDER_DIRECTOR, Role.NOMINATED_INDIVIDUAL, Role.SENIOR_LEADERSHIP)


def escalations(
    facts: Facts, verdicts: Iterable[Verdict], registers: Iterable[RegisterResult]
) -> tuple[Escalation, ...]:
    """Every escalation that is due or was made late, soonest first; without a time, last."""
    told = Told(facts)
    found = [
        *(_of_verdict(told, each, each.subject) for each in verdicts if _is_due(each)),
        *_of_registers(told, registers),
        *_ladder(facts),
    ]
    return tuple(sorted((each for each in found if each is not None), key=_order))


class Told:
    """Who is told of a verdict; the holders of a role are looked up once a service."""

    def __init__(self, facts: Facts) -> None:
        self.as_at = facts.as_at
        self._facts = facts
        self._holders: dict[tuple[str, str], tuple[str, ...]] = {}

    def people(self, verdict: Verdict, subject: Subject) -> tuple[str, ...]:
        """Person IDs; of an owner's duty, the line's own owner."""
        if verdict.tell == ACTION_OWNER and subject.sheet == "Actions":
            action = self._facts.actions.get(subject.ref)
            if action is not None:
                return (action.owner,) if action.owner is not None else ()
        role_there = (verdict.tell, verdict.scope)
        if role_there not in self._holders:
            self._holders[role_there] = holders(self._facts, *role_there)
        return self._holders[role_there]


def _order(each: Escalation) -> tuple[datetime, str, str, str, str]:
    return (each.by or NEVER, each.service, each.subject.ref, each.because, each.rung)


def _is_due(verdict: Verdict) -> bool:
    """Whether somebody must be told: it fired, or its clock is running."""
    asks = verdict.outcome is Outcome.FIRED or (
        verdict.outcome is Outcome.NOT_DUE and verdict.by is not None
    )
    return asks and bool(verdict.tell) and verdict.weight is not Weight.WATCH


def _of_registers(told: Told, registers: Iterable[RegisterResult]) -> Iterator[Escalation | None]:
    """The registers' limits: provider-wide, and in a service where only there it fired."""
    known = tuple(registers)
    wide = {
        (register.id, each.rule)
        for register in known
        if register.scope == PROVIDER
        for each in register.verdicts
        if each.outcome is Outcome.FIRED
    }
    for register in known:
        for each in register.verdicts:
            is_repeated = register.scope != PROVIDER and (register.id, each.rule) in wide
            if each.outcome is Outcome.FIRED and _is_due(each) and not is_repeated:
                yield _of_verdict(told, each, Subject("Registers", register.id))


def _of_verdict(told: Told, verdict: Verdict, subject: Subject | None) -> Escalation | None:
    if subject is None:
        return None
    is_passed = verdict.by is not None and verdict.by < told.as_at
    is_in_time = (
        verdict.done_at is not None and verdict.by is not None and verdict.done_at <= verdict.by
    )
    return Escalation(
        subject=subject,
        service=verdict.scope,
        rung=rung_of(verdict.tell),
        to="Provider" if verdict.tell == PROVIDER else verdict.tell,
        people=told.people(verdict, subject),
        because=verdict.rule,
        duty=verdict.duty,
        by=verdict.by,
        told_at=verdict.done_at,
        has_passed=is_passed and not is_in_time,
        is_running=verdict.outcome is Outcome.NOT_DUE,
        cells=verdict.cells,
    )


@lru_cache
def rung_of(tell: str) -> str:
    """The rung of the ladder that a role stands on."""
    if tell == PROVIDER or Role(tell) in ABOVE_MANAGERS:
        return PROVIDER
    return OWNER if Role(tell) is Role.ACTION_OWNER else MANAGER


def _ladder(facts: Facts) -> Iterator[Escalation]:
    """The owner's and the manager's rung of each overdue line; the provider's is a rule (A2.X)."""
    for ref, action in facts.actions.items():
        position = facts.deadlines[ref]
        if position.is_overdue:
            owner = (action.owner,) if action.owner is not None else ()
            manager = (facts.managers[ref],) if ref in facts.managers else ()
            yield _rung(facts, action, position, "overdue_owner", OWNER, owner)
            yield _rung(facts, action, position, "overdue_manager", MANAGER, manager)


def _rung(
    facts: Facts,
    action: Action,
    position: DeadlinePosition,
    rule: ThresholdId,
    rung: str,
    people: tuple[str, ...],
) -> Escalation:
    threshold = facts.policy.threshold(rule)
    due = position.due.end if position.due is not None else facts.as_at
    by = due + timedelta(days=float(facts.policy.number(rule)))
    return Escalation(
        subject=Subject("Actions", action.ref),
        service=action.service or PROVIDER,
        rung=rung,
        to=threshold.tell,
        people=people,
        because=rule,
        duty=threshold.duty,
        by=by,
        has_passed=by < facts.as_at,
        is_running=by >= facts.as_at,
        cells=(position.due_cell,),
    )

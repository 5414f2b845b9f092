"""Escalations: one a subject and recipient, with the rules that speak and the earliest time."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from builder.field.words import Role
from builder.policy import ThresholdId
from builder.problems import Cell
from builder.rules.answers import verdict
from builder.rules.assessment import Escalation, RegisterResult
from builder.rules.duties.telling.cited import Cited
from builder.rules.duties.telling.recipients import ACTION_OWNER, Recipient, Recipients
from builder.rules.duties.telling.tellings import Tellings
from builder.rules.facts.board_spans import NEVER
from builder.rules.gate.facts import Facts
from builder.rules.verdict import PROVIDER, Outcome, Subject, Verdict, Weight

OWNER, MANAGER = "owner", "manager"
ABOVE_MANAGERS = (Role.PROVIDER_DIRECTOR, Role.NOMINATED_INDIVIDUAL, Role.SENIOR_LEADERSHIP)
PROVIDER_RUNG: ThresholdId = "overdue_provider_review"


class _Reason(NamedTuple):
    """One rule that speaks, and whom it is told to."""

    said: Verdict
    subject: Subject
    service: str
    recipient: Recipient
    about: tuple[str, ...]
    """Refs by which a telling may name it."""
    listeners: frozenset[str]
    """Whose being told ends it."""


def escalations(
    facts: Facts, verdicts: Iterable[Verdict], registers: Iterable[RegisterResult]
) -> tuple[Escalation, ...]:
    """Every escalation, soonest first; without a time, last.

    What only informs, and a clock that still runs, is told to nobody.
    """
    cited = Cited(facts)
    tellings, recipients = Tellings(facts, cited), Recipients(facts, cited)
    spoken = [
        (each, each.subject, each.subject.ref)
        for each in verdicts
        if each.outcome is Outcome.FIRED and each.subject
    ]
    reasons = [*_reasons(recipients, (*spoken, *_of_registers(registers)))]
    groups: dict[tuple[Subject, Recipient], list[_Reason]] = {}
    for each in _with_ladders(facts, recipients, reasons):
        groups.setdefault((each.subject, each.recipient), []).append(each)
    found = (_escalation(facts, tellings, group) for group in groups.values())
    return tuple(sorted(found, key=_order))


def _order(each: Escalation) -> tuple[datetime, str, str, str, tuple[str, ...], str]:
    subject = each.subject
    return (each.by or NEVER, each.service, subject.ref, each.to, each.people, subject.sheet)


def _speaks(said: Verdict) -> bool:
    return said.outcome is Outcome.FIRED and bool(said.tell) and said.weight is not Weight.WATCH


Spoken = tuple[Verdict, Subject, str]
"""A verdict, what it is about, and the register's id by which it may be named, else its ref."""


def _of_registers(registers: Iterable[RegisterResult]) -> Iterator[Spoken]:
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
        whole = Subject("Registers", register.id)
        for each in register.verdicts:
            if register.scope == PROVIDER or (register.id, each.rule) not in wide:
                yield each, each.subject or whole, register.id


def _reasons(recipients: Recipients, spoken: Iterable[Spoken]) -> Iterator[_Reason]:
    """Each rule that speaks, once a recipient; said twice of a subject, it counts once."""
    known: set[tuple[str, Subject, str]] = set()
    for said, subject, name in spoken:
        if not _speaks(said):
            continue
        key = (said.rule, subject, said.scope)
        if key not in known:
            known.add(key)
            service = recipients.service_of(subject, said.scope)
            for tell in (said.tell, *said.also_tell):
                told = recipients.of(tell, subject, service, said.cells)
                about = (name,) if name == subject.ref else (subject.ref, name)
                yield _Reason(said, subject, service, told, about, frozenset(told.people))


def _with_ladders(
    facts: Facts, recipients: Recipients, reasons: Iterable[_Reason]
) -> Iterator[_Reason]:
    """The rungs of each overdue line told as one, at the highest that it has reached."""
    at_provider: dict[str, _Reason] = {}
    for each in reasons:
        if each.said.rule == PROVIDER_RUNG:
            at_provider[each.subject.ref] = each
        else:
            yield each
    for ref in facts.actions:
        if facts.deadlines[ref].is_overdue:
            rungs = [*_rungs(facts, recipients, ref)]
            if ref in at_provider:
                rungs.append(at_provider[ref])
            yield from _as_one(rungs)


def _rungs(facts: Facts, recipients: Recipients, ref: str) -> Iterator[_Reason]:
    """The owner's and the manager's rung of an overdue line, where it has reached them."""
    action, position = facts.actions[ref], facts.deadlines[ref]
    subject, service = Subject("Actions", ref), action.service or PROVIDER
    owner = Recipient(ACTION_OWNER, (action.owner,) if action.owner else ())
    rungs: tuple[tuple[ThresholdId, Recipient], ...] = (
        ("overdue_owner", owner),
        ("overdue_manager", recipients.manager_of(action)),
    )
    due = position.due.end if position.due is not None else facts.as_at
    for rule, recipient in rungs:
        threshold = facts.policy.threshold(rule)
        by = due + timedelta(days=float(threshold.number))
        if by <= facts.as_at:
            said = verdict(
                threshold,
                Outcome.FIRED,
                "The action is overdue.",
                scope=service,
                subject=subject,
                by=by,
                since=by,
                cells=(position.due_cell,),
            )
            yield _Reason(said, subject, service, recipient, (ref,), frozenset(recipient.people))


def _as_one(rungs: list[_Reason]) -> Iterator[_Reason]:
    """Told to the highest; whoever was told on a rung above knows of those below."""
    listeners: frozenset[str] = frozenset()
    for each in reversed(rungs):
        listeners |= each.listeners
        yield each._replace(recipient=rungs[-1].recipient, listeners=listeners)


def _escalation(facts: Facts, tellings: Tellings, group: list[_Reason]) -> Escalation:
    ordered = sorted(group, key=_soonest) if len(group) > 1 else group
    said = [each.said for each in ordered]
    told = [_told_at(tellings, each) for each in ordered]
    waiting = [each for each, at in zip(said, told, strict=True) if at is None]
    first = ordered[0]
    return Escalation(
        subject=first.subject,
        service=first.service,
        rung=rung_of(first.recipient.to),
        to=first.recipient.to,
        people=first.recipient.people,
        because=tuple(dict.fromkeys([each.rule for each in said])),
        duty=" ".join(dict.fromkeys([each.duty for each in said if each.duty])),
        by=min([each.by for each in waiting or said if each.by], default=None),
        told_at=None if waiting else max(at for at in told if at is not None),
        has_passed=any(
            _has_passed(each, at, facts.as_at)
            for each, at in zip(said, told, strict=True)
            if at is None or not waiting
        ),
        cells=_cells(said),
    )


def _soonest(each: _Reason) -> tuple[datetime, str]:
    return each.said.by or NEVER, each.said.rule


def _told_at(tellings: Tellings, each: _Reason) -> datetime | None:
    """When it was told: by the sheet's own moment, or by a telling on record."""
    done = each.said.done_at
    told = tellings.told_at(each.said, each.about, each.listeners)
    return min(done, told) if done is not None and told is not None else done or told


def _has_passed(said: Verdict, told_at: datetime | None, as_at: datetime) -> bool:
    if said.by is None or said.by >= as_at:
        return False
    return told_at is None or told_at > said.by


def _cells(said: list[Verdict]) -> tuple[Cell, ...]:
    if len(said) == 1:
        return said[0].cells
    return tuple(dict.fromkeys([cell for each in said for cell in each.cells]))


@lru_cache
def rung_of(tell: str) -> str:
    """The rung of the ladder that a role stands on."""
    if tell == PROVIDER or Role(tell) in ABOVE_MANAGERS:
        return PROVIDER
    return OWNER if Role(tell) is Role.ACTION_OWNER else MANAGER

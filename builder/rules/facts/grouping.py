"""The register's records grouped by what they hang on, once, each group oldest first."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import TypeVar

from builder.field import (
    Action,
    Finding,
    Moment,
    Notice,
    Person,
    Register,
    Session,
    Shift,
    local_date,
)
from builder.field.words import Role, SessionKind
from builder.frameworks import Catalogue
from builder.history import History
from builder.policy import Policy
from builder.rules.facts.facts import Facts
from builder.rules.facts.order import grouped, in_order
from builder.rules.facts.people.activity import is_active
from builder.rules.verdict import PROVIDER

RecordType = TypeVar("RecordType")


def grouped_facts(
    register: Register, policy: Policy, catalogue: Catalogue, history: History, as_at: datetime
) -> Facts:
    """Facts with every grouping filled in and nothing derived yet."""
    today = local_date(as_at)
    actions = {each.ref: each for each in sorted(register.actions, key=lambda each: each.ref)}
    services = {each.ref: each for each in sorted(register.services, key=lambda each: each.ref)}
    by_service = grouped(actions.values(), lambda each: each.service)
    named = services.keys() | by_service.keys()
    facts = Facts(
        register=register,
        policy=policy,
        catalogue=catalogue,
        history=history,
        as_at=as_at,
        today=today,
        services=services,
        scopes=(PROVIDER, *sorted(named)),
        actions=actions,
        children=grouped(actions.values(), lambda each: each.parent),
        actions_by_service=by_service,
        deadline_changes=_dated(
            register.deadline_changes, lambda each: each.action, lambda each: each.changed_on
        ),
        steps=_dated(register.steps, lambda each: each.action, lambda each: each.done_on),
        checks=_dated(register.checks, lambda each: each.action, lambda each: each.checked_on),
        reviews=_dated(register.reviews, lambda each: each.action, lambda each: each.reviewed_on),
        measures=_dated(
            register.measures, lambda each: each.action, lambda each: _day(each.period_start)
        ),
        panels=_dated(register.panels, lambda each: each.action, lambda each: each.panel_at),
    )
    return _with_further_records(facts)


def _with_further_records(facts: Facts) -> Facts:
    register, actions = facts.register, facts.actions
    return replace(
        facts,
        findings={each.ref: each for each in sorted(register.findings, key=lambda e: e.ref)},
        notices={each.ref: each for each in sorted(register.notices, key=lambda e: e.ref)},
        notices_by_action=_linked(register.notices, actions),
        findings_by_action=_linked(register.findings, actions),
        actions_of_record={
            **_actions_named(register.notices, actions),
            **_actions_named(register.findings, actions),
        },
        workforce=_dated(
            register.workforce, lambda each: each.service, lambda each: _day(each.week_starting)
        ),
        sessions=_sessions(register.sessions),
        shifts=_shifts(register.shifts),
        people={each.ref: each for each in sorted(register.people, key=lambda each: each.ref)},
        people_by_role=_people_by_role(register.people, facts.today),
        families=_families(register, facts.policy),
    )


def _dated(
    rows: Iterable[RecordType],
    key: Callable[[RecordType], str | None],
    when: Callable[[RecordType], Moment | None],
) -> Mapping[str, tuple[RecordType, ...]]:
    """Rows by key, oldest first; rows without a moment stand before all others."""
    return {name: _in_time(group, when) for name, group in grouped(rows, key).items()}


def _in_time(
    rows: Iterable[RecordType], when: Callable[[RecordType], Moment | None]
) -> tuple[RecordType, ...]:
    known = tuple(rows)
    if len(known) == 1:
        return known
    return (*(each for each in known if when(each) is None), *in_order(known, when))


def _day(on: date | None) -> Moment | None:
    return None if on is None else Moment(on)


LinkedType = TypeVar("LinkedType", Notice, Finding)


def _linked(
    records: tuple[LinkedType, ...], actions: Mapping[str, Action]
) -> Mapping[str, tuple[LinkedType, ...]]:
    """Records by the lines that they name, or that name them as their source; by ref."""
    lines = _actions_named(records, actions)
    groups: dict[str, list[LinkedType]] = {}
    for record in sorted(records, key=lambda each: each.ref):
        for action in lines[record.ref]:
            groups.setdefault(action.ref, []).append(record)
    return {ref: tuple(group) for ref, group in groups.items()}


def _actions_named(
    records: Iterable[Notice | Finding], actions: Mapping[str, Action]
) -> Mapping[str, tuple[Action, ...]]:
    named = {each.ref: {ref for ref in each.actions if ref in actions} for each in records}
    for action in actions.values():
        if action.source_ref in named:
            named[action.source_ref].add(action.ref)
    return {record: tuple(actions[ref] for ref in sorted(refs)) for record, refs in named.items()}


def _sessions(sessions: Iterable[Session]) -> Mapping[SessionKind, tuple[Session, ...]]:
    by_kind = grouped(sessions, lambda each: each.kind)
    return {
        SessionKind(kind): _in_time(group, lambda each: each.held_at or each.scheduled_for)
        for kind, group in by_kind.items()
    }


def _shifts(shifts: Iterable[Shift]) -> Mapping[str, tuple[Shift, ...]]:
    known = (each for each in shifts if each.starts is not None and each.ends is not None)
    ordered = sorted(known, key=lambda each: (str(each.starts), str(each.ends), each.shift or ""))
    return grouped(ordered, lambda each: each.service or "")


def _people_by_role(people: Iterable[Person], on: date) -> Mapping[Role, tuple[str, ...]]:
    by_role: dict[Role, set[str]] = {}
    for person in people:
        if is_active(person, on):
            for role in person.roles:
                by_role.setdefault(role, set()).add(person.ref)
    return {role: tuple(sorted(by_role[role])) for role in Role if role in by_role}


def _families(register: Register, policy: Policy) -> Mapping[str, str]:
    themed: tuple[Iterable[str | None], ...] = (
        (each.theme for each in register.actions),
        (each.theme for each in register.findings),
        (each.theme for each in register.complaints),
    )
    themes = {theme for group in themed for theme in group if theme}
    return {theme: policy.family(theme) for theme in sorted(themes)}

"""The register's records grouped by what they hang on, once, each group oldest first."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import TypeVar

from builder.field import (
    Action,
    Check,
    DeadlineChange,
    Finding,
    Measure,
    Moment,
    Notice,
    PanelDecision,
    Person,
    Register,
    Review,
    Risk,
    Service,
    Session,
    Shift,
    Step,
    WorkforceWeek,
    local_date,
)
from builder.field.words import Role, SessionKind
from builder.frameworks import Catalogue
from builder.history import History
from builder.policy import Policy
from builder.rules.facts.closing.panels import actions_by_batch, batches, panel_days, sittings
from builder.rules.facts.order import grouped, in_order
from builder.rules.facts.people.activity import is_active
from builder.rules.facts.stages import Grouped
from builder.rules.verdict import PROVIDER

RecordType = TypeVar("RecordType")
RefType = TypeVar("RefType", Action, Finding, Notice, Person, Service)
OfActionType = TypeVar("OfActionType", DeadlineChange, Step, Check, Review, Measure, PanelDecision)


def grouped_records(
    register: Register, policy: Policy, catalogue: Catalogue, history: History, as_at: datetime
) -> Grouped:
    """The first stage: every grouping of the records, and nothing derived yet."""
    actions, services = _by_ref(register.actions), _by_ref(register.services)
    by_service = grouped(actions.values(), lambda each: each.service)
    return Grouped(
        register=register,
        policy=policy,
        catalogue=catalogue,
        history=history,
        as_at=as_at,
        today=local_date(as_at),
        services=services,
        scopes=(PROVIDER, *sorted(services.keys() | by_service.keys())),
        actions=actions,
        children=grouped(actions.values(), lambda each: each.parent),
        actions_by_service=by_service,
        deadline_changes=_of_actions(register.deadline_changes, lambda each: each.changed_on),
        steps=_of_actions(register.steps, lambda each: each.done_on),
        checks=_of_actions(register.checks, lambda each: each.checked_on),
        reviews=_of_actions(register.reviews, lambda each: each.reviewed_on),
        measures=_of_actions(register.measures, lambda each: _day(each.period_start)),
        panels=_of_actions(register.panels, lambda each: each.panel_at),
        findings=_by_ref(register.findings),
        notices=_by_ref(register.notices),
        notices_by_action=_linked(register.notices, actions),
        findings_by_action=_linked(register.findings, actions),
        actions_of_record=_actions_named((*register.notices, *register.findings), actions),
        workforce=_dated(register.workforce, lambda each: each.service, _first_day),
        sessions=_sessions(register.sessions),
        shifts=_shifts(register.shifts),
        people=_by_ref(register.people),
        people_by_role=_people_by_role(register.people, local_date(as_at)),
        families=_families(register, policy),
        risks_by_action=_risks_by_action(register.risks),
        panel_sittings=sittings(register.panels, as_at),
        panel_days=panel_days(register.panels, as_at),
        batches=batches(register.batches, as_at),
        actions_by_batch=actions_by_batch(register.panels, as_at),
    )


def _by_ref(records: Iterable[RefType]) -> Mapping[str, RefType]:
    return {each.ref: each for each in sorted(records, key=lambda each: each.ref)}


def _of_actions(
    rows: Iterable[OfActionType], when: Callable[[OfActionType], Moment | None]
) -> Mapping[str, tuple[OfActionType, ...]]:
    return _dated(rows, lambda each: each.action, when)


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


def _first_day(week: WorkforceWeek) -> Moment | None:
    return _day(week.week_starting)


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


def _risks_by_action(risks: Iterable[Risk]) -> Mapping[str, tuple[Risk, ...]]:
    """The entries of the risk register by the lines they name."""
    found: dict[str, list[Risk]] = {}
    for risk in sorted(risks, key=lambda each: each.ref):
        for ref in sorted(set(risk.actions)):
            found.setdefault(ref, []).append(risk)
    return {ref: tuple(risks) for ref, risks in found.items()}

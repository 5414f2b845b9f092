"""What the page of one person reads: what they own and manage, what waits, what they did."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from builder.field import Person, local_date
from builder.field.registers import WorkloadRebalance
from builder.history import Change
from builder.portal.context import PortalContext
from builder.portal.indexes import Grouped, group
from builder.portal.parts.action_table import ActionLine, action_lines, open_lines
from builder.portal.parts.duties import duty_words, observed_words
from builder.portal.parts.figures.drawings import Workload, workload
from builder.portal.parts.inbox.entries import Entry, dated, inbox, undated
from builder.portal.parts.words import date_words
from builder.portal.slices.work import Done, by_week, done_by
from builder.rules.verdict import PROVIDER, Outcome, Subject

MOST_BARS = 8
"""How many of the highest loads stand beside a person's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonSlice:
    """One person with all that their page shows of them."""

    record: Person
    owned: tuple[ActionLine, ...]
    """On the lists, the most urgent first."""
    managed: tuple[ActionLine, ...]
    weeks: tuple[tuple[Entry, ...], ...]
    """What is theirs by a set time, by ``WEEKS``."""
    asked: tuple[Entry, ...]
    """What rules ask of them without a set time."""
    changed: tuple[Change, ...]
    """What happened to lines that they own since the last recorded build."""
    done: tuple[Done, ...]
    """What they checked, the latest first."""
    over_limit: tuple[str, ...]
    """What is said of a load above its limit; empty where it is not."""
    workload: Workload | None
    """The highest loads and their own; ``None`` where none of theirs is known."""
    in_post: str
    """Since when or until when they are in post, in words."""
    reports: tuple[str, ...]
    """Person IDs of those who report to them."""
    shown: Mapping[Subject, str]
    """What their page may link, as in ``About``."""


def person_slices(context: PortalContext) -> Iterator[PersonSlice]:
    """One slice a person, in the order of the register."""
    loaded = {row.subject for row in context.said.result(WorkloadRebalance, PROVIDER).rows}
    work = _Work(
        entries=group(inbox(context), lambda each: (each.to,)),
        changed=group(context.history.since_last, lambda each: (each.owner,)),
        done=done_by(context),
    )
    for person in context.register.people:
        yield _slice(context, person, work, has_load=person.ref in loaded)


class _Work(NamedTuple):
    """What is done and to be done, by person."""

    entries: Grouped[str, Entry]
    changed: Grouped[str, Change]
    done: Grouped[str, Done]


def _slice(context: PortalContext, person: Person, work: _Work, *, has_load: bool) -> PersonSlice:
    ref, said = person.ref, context.said
    owned = tuple(action_lines(context, open_lines(said.actions_of_owner[ref])))
    managed = tuple(action_lines(context, open_lines(said.actions_of_manager[ref])))
    entries, changed, done = work.entries[ref], work.changed[ref], work.done[ref]
    named = {
        *(Subject("Actions", each.said.ref) for each in (*owned, *managed)),
        *(each.subject for each in entries),
        *(each.subject for each in done),
        *(Subject(each.sheet, each.ref) for each in changed),
        *(Subject("Actions", each.action) for each in changed),
    }
    return PersonSlice(
        record=person,
        owned=owned,
        managed=managed,
        weeks=by_week(context, owned, dated(entries)),
        asked=undated(entries),
        changed=changed,
        done=done,
        over_limit=tuple(_over_limit(context, ref)),
        workload=workload(context, most=MOST_BARS, focus=ref) if has_load else None,
        in_post=in_post(context, person),
        reports=tuple(each.ref for each in said.reports_of[ref]),
        shown={each: context.shown[each] for each in named if each in context.shown},
    )


def _over_limit(context: PortalContext, ref: str) -> Iterator[str]:
    for verdict in context.said.verdicts_of_subject[Subject("People", ref)]:
        if verdict.rule == "workload_pressure" and verdict.outcome is Outcome.FIRED:
            yield f"{observed_words(context, verdict)} {duty_words(context, verdict)}"


def in_post(context: PortalContext, person: Person) -> str:
    """Whether somebody is in post, in words."""
    today = local_date(context.assessment.as_at)
    if person.active_to is not None and person.active_to < today:
        return f"Left on {date_words(person.active_to, short=True)}"
    if person.active_from is not None and person.active_from > today:
        return f"From {date_words(person.active_from, short=True)}"
    return "Yes"

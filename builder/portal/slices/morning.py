"""What a home's morning sheet reads: late, due within two days, to be checked, held, away."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple

from builder.field import Evidence, Service
from builder.portal.context import PortalContext
from builder.portal.indexes import Grouped, group
from builder.portal.parts.action_table import ActionLine, action_lines, open_lines
from builder.portal.parts.caveats.hold import hold_words
from builder.portal.parts.inbox.entries import Entry, dated, inbox
from builder.portal.parts.words import moment_key
from builder.portal.slices.person import IN_POST, in_post
from builder.portal.slices.work import deadlines
from builder.rules.verdict import Subject

_TO_CHECK = "untested"


class Out(NamedTuple):
    """Somebody who acts here and is not in post."""

    person: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MorningSlice:
    """One home with all that its morning sheet shows of it."""

    record: Service
    late: tuple[Entry, ...]
    """Overdue lines, the longest first."""
    due: tuple[Entry, ...]
    """Lines due in 48 hours, and what rules ask by then."""
    to_check: tuple[Evidence, ...]
    """Files of live lines that nobody has reviewed."""
    holds: tuple[str, ...]
    """What is suspended, deferred or reopened, as sentences."""
    out: tuple[Out, ...]
    """Owners of live lines, and the manager, who are not in post."""
    shown: Mapping[Subject, str]
    """What its page may link, as in ``About``."""


def morning_slices(context: PortalContext) -> Iterator[MorningSlice]:
    """One slice a service, in the order of the register."""
    entries = group(dated(inbox(context)), lambda each: (each.service,))
    return (_slice(context, service, entries) for service in context.register.services)


def _slice(context: PortalContext, service: Service, entries: Grouped[str, Entry]) -> MorningSlice:
    lines = tuple(action_lines(context, open_lines(context.said.actions_of_service[service.ref])))
    live = tuple(each for each in lines if each.said.is_live)
    late = tuple(deadlines(each for each in live if each.said.overdue))
    due = tuple(_due(context, live, entries[service.ref]))
    to_check = tuple(_to_check(context, live))
    named = {each.subject for each in (*late, *due)}
    named |= {Subject("Evidence", each.ref) for each in to_check}
    named |= {Subject("Actions", each.action or "") for each in to_check}
    return MorningSlice(
        record=service,
        late=late,
        due=due,
        to_check=to_check,
        holds=(*hold_words(context), *_held(lines)),
        out=tuple(_out(context, service, live)),
        shown={each: context.shown[each] for each in named if each in context.shown},
    )


def _due(
    context: PortalContext, live: Iterable[ActionLine], entries: Iterable[Entry]
) -> Iterator[Entry]:
    """Each record once, the soonest first; what is late stands elsewhere."""
    soon = (each for each in live if each.due_tag is not None)
    hours = int(context.policy.number("due_soon"))
    last = context.assessment.as_at + timedelta(hours=hours)
    asked = (each for each in entries if not each.has_passed and each.by and each.by <= last)
    known: dict[Subject, Entry] = {}
    for each in (*deadlines(soon), *asked):
        known.setdefault(each.subject, each)
    yield from sorted(known.values(), key=lambda each: (moment_key(each.by), each.subject))


def _to_check(context: PortalContext, live: Iterable[ActionLine]) -> Iterator[Evidence]:
    for each in live:
        for file in context.of_action.evidence[each.said.ref]:
            fitness = context.by_ref.fitness.get(file.ref)
            if fitness is not None and fitness.state == _TO_CHECK:
                yield file


def _held(lines: Iterable[ActionLine]) -> Iterator[str]:
    return (f"{each.said.ref}: {each.held.words}" for each in lines if each.held is not None)


def _out(context: PortalContext, service: Service, live: Iterable[ActionLine]) -> Iterator[Out]:
    refs = dict.fromkeys((service.registered_manager, *(each.typed.owner for each in live)))
    for ref in refs:
        person = context.people.get(ref or "")
        if person is not None and (words := in_post(context, person)) != IN_POST:
            yield Out(person.ref, words)

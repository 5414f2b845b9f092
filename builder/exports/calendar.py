"""Deadlines as iCalendar files: all, by owner, by service."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, timedelta

from icalendar import Calendar, Event

from builder.field import Action
from builder.portal.context import PortalContext
from builder.portal.parts.downloads import CALENDAR, owner_calendar, service_calendar
from builder.portal.parts.words import moment_words
from builder.rules.assessment import ActionAssessment

_ONE_DAY = timedelta(days=1)
_UID_DIGITS = 16
_END = b"END:VCALENDAR"


def calendars(context: PortalContext) -> Iterator[tuple[str, Iterator[bytes]]]:
    """(path, bytes in pieces) of the calendar of all deadlines, then of each owner and service."""
    typed = context.by_ref.actions
    everything: list[bytes] = []
    owners: dict[str, list[bytes]] = defaultdict(list)
    services: dict[str, list[bytes]] = defaultdict(list)
    for said in sorted(context.assessment.actions, key=lambda each: each.ref):
        line = typed.get(said.ref)
        if line is None or not said.is_live or said.due is None:
            continue
        event = bytes(_event(context, line, said).to_ical())
        everything.append(event)
        if line.owner:
            owners[line.owner].append(event)
        if said.service:
            services[said.service].append(event)
    yield CALENDAR, _calendar("Deadlines", everything)
    for owner, held in sorted(owners.items()):
        person = context.people.get(owner)
        name = (person and person.display_name) or owner
        yield owner_calendar(owner), _calendar(f"Deadlines: {name}", held)
    for ref, held in sorted(services.items()):
        service = context.services.get(ref)
        name = (service and service.name) or ref
        yield service_calendar(ref), _calendar(f"Deadlines: {name}", held)


def _calendar(title: str, events: Sequence[bytes]) -> Iterator[bytes]:
    """An iCalendar file with the events of some deadlines, each written once for all files."""
    calendar = Calendar()
    calendar.add("prodid", "-//Governance portal//Deadlines//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    # RATIONALE: the library escapes no line break here, and a service's name may hold one.
    calendar.add("x-wr-calname", " ".join(title.split()))
    head, end, rest = bytes(calendar.to_ical()).partition(_END)
    yield b"".join((head, *events, end, rest))


def _event(context: PortalContext, typed: Action, said: ActionAssessment) -> Event:
    due = said.due
    assert due is not None
    event = Event()
    event.add("uid", _uid(context.provider_name, typed.ref))
    event.add("dtstamp", context.assessment.as_at.astimezone(UTC))
    # RATIONALE: a calendar replaces an event by one of the same UID and a higher SEQUENCE.
    event.add("sequence", _changes(context, typed.ref))
    if due.at is None:
        event.add("dtstart", due.on)
        event.add("dtend", due.on + _ONE_DAY)
    else:
        # RATIONALE: an end must lie after the start (RFC 5545, 3.8.2.4); a moment has none.
        event.add("dtstart", due.at.astimezone(UTC))
    event.add("summary", f"{typed.ref} due: {typed.title or 'no title recorded'}")
    event.add("description", _description(context, typed, said))
    event.add("transp", "TRANSPARENT")
    return event


def _uid(provider: str, ref: str) -> str:
    """The same for a line in every build; it names neither the provider nor the line."""
    digest = hashlib.sha256(f"{provider}\n{ref.casefold()}".encode()).hexdigest()
    return f"{digest[:_UID_DIGITS]}@governance-portal.invalid"


def _changes(context: PortalContext, ref: str) -> int:
    return len(context.of_action.changes[ref])


def _description(context: PortalContext, typed: Action, said: ActionAssessment) -> str:
    person = context.people.get(typed.owner or "")
    owner = (person and person.display_name) or typed.owner or "not recorded"
    parts = (
        f"Owner: {owner}",
        f"Risk: {said.risk_band or 'not recorded'}",
        f"State: {said.assured_status}",
        f"As at {moment_words(context.assessment.as_at)}",
    )
    return "\n".join(parts)

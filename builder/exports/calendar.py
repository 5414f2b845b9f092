"""Deadlines as iCalendar files (RFC 5545): all, by owner, by service.

RATIONALE: the events are a few lines of text each and there are many; icalendar, which makes an
object of every value, took eight times as long. It reads them in the tests.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta

from builder.exports.blocks import in_blocks
from builder.portal.context import PortalContext
from builder.portal.downloads import CALENDAR, owner_calendar, service_calendar
from builder.portal.wording import moment_words
from builder.records import Action, Moment
from builder.rules.assessment import ActionAssessment

_ONE_DAY = timedelta(days=1)
_UID_DIGITS = 16
_HEAD = (
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Governance portal//Deadlines//EN",
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
)
_MARKED = re.compile(r"[\\;,]")
_BREAK = re.compile(r"\r\n|[\r\n]")
_LONGEST_LINE = 74
"""Octets of a line, one less than the standard allows."""


def calendars(context: PortalContext) -> Iterator[tuple[str, Iterator[bytes]]]:
    """(path, bytes) of the calendar of all live deadlines, then of each owner and service."""
    everything: list[str] = []
    owners: dict[str, list[str]] = defaultdict(list)
    services: dict[str, list[str]] = defaultdict(list)
    for line, judged, due in _deadlines(context):
        event = "".join(_lines(_event(context, line, judged, due)))
        everything.append(event)
        if line.owner:
            owners[line.owner].append(event)
        if judged.service:
            services[judged.service].append(event)
    yield CALENDAR, _calendar("Deadlines", everything)
    for owner, held in sorted(owners.items()):
        person = context.by_ref.people.get(owner)
        name = (person and person.display_name) or owner
        yield owner_calendar(owner), _calendar(f"Deadlines: {name}", held)
    for ref, held in sorted(services.items()):
        service = context.by_ref.services.get(ref)
        name = (service and service.name) or ref
        yield service_calendar(ref), _calendar(f"Deadlines: {name}", held)


def _deadlines(context: PortalContext) -> Iterator[tuple[Action, ActionAssessment, Moment]]:
    """The live lines that have one, by their refs."""
    typed = context.by_ref.actions
    for judged in sorted(context.assessment.actions, key=lambda each: each.ref):
        line = typed.get(judged.ref)
        if line is not None and judged.is_live and judged.due is not None:
            yield line, judged, judged.due


def _calendar(title: str, events: Sequence[str]) -> Iterator[bytes]:
    """A calendar with the events of some deadlines, each written once for all files."""
    head = _lines((*_HEAD, f"X-WR-CALNAME:{_escaped(title)}"))
    yield from in_blocks((*head, *events, *_lines(("END:VCALENDAR",))))


def _event(
    context: PortalContext, typed: Action, judged: ActionAssessment, due: Moment
) -> tuple[str, ...]:
    title = f"{typed.ref} due: {typed.title or 'no title recorded'}"
    return (
        "BEGIN:VEVENT",
        f"SUMMARY:{_escaped(title)}",
        *_span(due),
        f"DTSTAMP:{_stamp(context.assessment.as_at)}",
        f"UID:{_uid(context.provider_name, typed.ref)}",
        # RATIONALE: a calendar replaces an event by one of the same UID and a higher SEQUENCE.
        f"SEQUENCE:{len(context.of_line.changes[typed.ref])}",
        f"DESCRIPTION:{_escaped(_description(context, typed, judged))}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    )


def _span(due: Moment) -> tuple[str, str]:
    """A bare date is a whole day, its end exclusive; a moment has no length."""
    if due.at is None:
        day, next_day = _day(due.on), _day(due.on + _ONE_DAY)
        return f"DTSTART;VALUE=DATE:{day}", f"DTEND;VALUE=DATE:{next_day}"
    return f"DTSTART:{_stamp(due.at)}", f"DTEND:{_stamp(due.at)}"


def _day(on: date) -> str:
    return on.isoformat().replace("-", "")


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _uid(provider: str, ref: str) -> str:
    """The same for a line in every build; it names neither the provider nor the line."""
    digest = hashlib.sha256(f"{provider}\n{ref.casefold()}".encode()).hexdigest()
    return f"{digest[:_UID_DIGITS]}@governance-portal.invalid"


def _description(context: PortalContext, typed: Action, judged: ActionAssessment) -> str:
    person = context.by_ref.people.get(typed.owner or "")
    owner = (person and person.display_name) or typed.owner or "not recorded"
    parts = (
        f"Owner: {owner}",
        f"Risk: {judged.risk_band or 'not recorded'}",
        f"State: {judged.assured_status}",
        f"As at {moment_words(context.assessment.as_at)}",
    )
    return "\n".join(parts)


def _escaped(text: str) -> str:
    return _BREAK.sub(r"\\n", _MARKED.sub(r"\\\g<0>", text))


def _lines(lines: Iterable[str]) -> Iterator[str]:
    """Each line with its end, a long one folded."""
    for line in lines:
        yield (line if line.isascii() and len(line) <= _LONGEST_LINE else _folded(line)) + "\r\n"


def _folded(line: str) -> str:
    """A line in parts of at most so many octets; no letter and no escape is torn apart."""
    parts, part, octets = [], "", 0
    for letter in line:
        size = len(letter.encode())
        if part and octets + size > _LONGEST_LINE:
            kept = "\\" if part.endswith("\\") else ""
            parts.append(part.removesuffix("\\"))
            part, octets = kept, len(kept)
        part += letter
        octets += size
    return "\r\n ".join((*parts, part))

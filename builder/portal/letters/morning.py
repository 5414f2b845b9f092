"""The morning letter of each person: what is late, due by Sunday or asked, one entry a record."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta

from builder.field import local_date
from builder.portal.context import PortalContext
from builder.portal.indexes import Grouped, group
from builder.portal.letters.letter import Item, Letter, Part, place
from builder.portal.parts.action_table import action_lines, open_lines
from builder.portal.parts.addresses import person_page
from builder.portal.parts.inbox.entries import Entry, inbox
from builder.portal.parts.inbox.entry_table import failed, to_do
from builder.portal.parts.links import service_name
from builder.portal.parts.views import Anchor
from builder.portal.parts.words import counted, list_words, moment_key, moment_words
from builder.portal.slices.work import deadlines
from builder.rules.verdict import Subject

LATE, TODAY, WEEK = "Late", "Due today", "Due this week"
LATER, NO_TIME, CONFIDENTIAL = "Asked by a later time", "Asked at no set time", "Confidential"
_SHORT = {LATE: "late", TODAY: "due today", WEEK: "due this week"}
"""Heading -> how the subject counts it; what is under another heading is asked."""
MOST_WHOLE = 20
"""How many items of a part say all that the page says."""


def sunday_of(as_at: datetime) -> date:
    """The last day of the week, which begins on Monday."""
    today = local_date(as_at)
    return today - timedelta(days=today.weekday()) + timedelta(weeks=1) - timedelta(days=1)


def morning_letters(context: PortalContext, hidden: Mapping[str, int]) -> Iterator[Letter]:
    """A letter to each person on record for whom something waits, in the order of the register.

    Args:
        context: The position as the readers of letters may see it.
        hidden: Person ID -> how many confidential actions of theirs are late or due this week;
            a letter tells the number and nothing else.
    """
    entries = group(inbox(context), lambda each: (each.to,))
    for person in context.register.people:
        parts = tuple(_parts(context, person.ref, entries, hidden.get(person.ref, 0)))
        if parts:
            yield Letter(
                to=person.ref,
                subject=f"{context.provider_name}: {_counts(parts)}",
                lead=f"What waits for you, as at {moment_words(context.assessment.as_at)}: "
                f"{_counts(parts)}.",
                parts=parts,
                see=Anchor("Your page", person_page(person.ref)),
            )


def _counts(parts: Iterable[Part]) -> str:
    counts: dict[str, int] = {}
    for part in parts:
        words = _SHORT.get(part.title, "asked" if part.title != CONFIDENTIAL else "")
        counts[words] = counts.get(words, 0) + len(part.items)
    told = [f"{number:,} {words}" for words, number in counts.items() if words]
    return list_words(told) or "something confidential"


def _parts(
    context: PortalContext, person: str, entries: Grouped[str, Entry], hidden: int
) -> Iterator[Part]:
    parts: dict[str, list[Item]] = {
        each: [] for each in (LATE, TODAY, WEEK, LATER, NO_TIME, CONFIDENTIAL)
    }
    for each in _mine(context, person, entries[person]):
        title = _heading(context, each)
        parts[title].append(_item(context, each, title))
    if hidden:
        parts[CONFIDENTIAL].append(_hidden(hidden))
    return (_part(title, items) for title, items in parts.items() if items)


def _part(title: str, items: list[Item]) -> Part:
    """A part whose later items are named alone, so that a long letter can still be read."""
    if len(items) <= MOST_WHOLE:
        return Part(title, tuple(items))
    rest = (each._replace(said="", duty="", record_in="") for each in items[MOST_WHOLE:])
    note = f"The first {MOST_WHOLE} in full, the others by name; your page has each in full."
    return Part(title, (*items[:MOST_WHOLE], *rest), note)


def _mine(context: PortalContext, person: str, asked: Iterable[Entry]) -> list[Entry]:
    """One entry a record, the soonest first: what rules ask, and own deadlines up to Sunday."""
    sunday = sunday_of(context.assessment.as_at)
    owned = action_lines(context, open_lines(context.said.actions_of_owner[person]))
    mine: dict[Subject, Entry] = {}
    for each in asked:
        mine[each.subject] = _both(mine[each.subject], each) if each.subject in mine else each
    for own in deadlines(owned):
        if own.by is not None and (own.has_passed or local_date(own.by) <= sunday):
            each, known = _with_duty(context, own), mine.get(own.subject)
            mine[each.subject] = _both(each, known) if known else each
    return sorted(mine.values(), key=lambda each: (moment_key(each.by), each.subject))


def _with_duty(context: PortalContext, own: Entry) -> Entry:
    """An own deadline; one that has passed says what policy asks of its owner."""
    if not own.has_passed:
        return own
    duty = context.policy.threshold("overdue_owner").duty
    return own._replace(failures=tuple(each._replace(duty=duty) for each in own.failures))


def _both(first: Entry, other: Entry) -> Entry:
    """Two entries of one record as one."""
    times = [each for each in (first.by, other.by) if each is not None]
    return first._replace(
        failures=tuple(dict.fromkeys((*first.failures, *other.failures))),
        by=min(times, default=None),
        has_passed=first.has_passed or other.has_passed,
        record_in=tuple(dict.fromkeys((*first.record_in, *other.record_in))),
    )


def _heading(context: PortalContext, each: Entry) -> str:
    as_at = context.assessment.as_at
    if each.has_passed:
        return LATE
    if each.by is None:
        return NO_TIME
    on = local_date(each.by)
    if on <= local_date(as_at):
        return TODAY
    return WEEK if on <= sunday_of(as_at) else LATER


def _item(context: PortalContext, each: Entry, heading: str) -> Item:
    called, href = place(context, each.subject)
    rules = sorted({failure.rule for failure in each.failures})
    return Item(
        subject=each.subject,
        state="|".join((heading, moment_key(each.by), *rules)),
        title=f"{called} {each.title}".strip(),
        said=failed(each),
        href=href,
        home=service_name(context, each.service, ""),
        duty=to_do(each),
        by=moment_words(each.by, absent=""),
        record_in="; ".join(each.record_in),
    )


def _hidden(number: int) -> Item:
    return Item(
        subject=Subject("", CONFIDENTIAL),
        state=str(number),
        title=counted(number, "confidential action"),
        said="Late or due this week. No letter says more of what is confidential; see the workbook "
        "that you keep it in.",
    )

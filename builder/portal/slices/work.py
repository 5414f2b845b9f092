"""What one person has to do by week, and what they checked, gathered once for everybody."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from builder.field import Moment, local_date
from builder.portal.context import PortalContext
from builder.portal.indexes import Grouped, group
from builder.portal.parts.action_table import ActionLine
from builder.portal.parts.inbox.entries import Entry, Failure
from builder.portal.parts.words import date_words, moment_key
from builder.rules.verdict import Subject

WEEKS = ("Late", "This week", "Next week", "Later")
"""In this order; a week begins on Monday."""
_WEEK = timedelta(weeks=1)
_MATCHES = {True: "Matches practice", False: "Does not match practice"}


class Done(NamedTuple):
    """One thing that somebody checked."""

    by: str
    at: Moment | None
    what: str
    subject: Subject
    outcome: str
    """In words; empty where none is recorded."""


def by_week(
    context: PortalContext, owned: Iterable[ActionLine], entries: Iterable[Entry]
) -> tuple[tuple[Entry, ...], ...]:
    """What has a set time, by ``WEEKS``: what rules ask, and deadlines that no rule speaks of."""
    asked = tuple(entries)
    known = {each.subject for each in asked}
    items = [*asked, *(each for each in _deadlines(owned) if each.subject not in known)]
    today = local_date(context.assessment.as_at)
    sunday = today - timedelta(days=today.weekday()) + _WEEK - timedelta(days=1)
    weeks: tuple[list[Entry], ...] = ([], [], [], [])
    for each in sorted(items, key=lambda item: (moment_key(item.by), item.subject.ref)):
        weeks[_place(each, sunday)].append(each)
    return tuple(tuple(each) for each in weeks)


def _place(each: Entry, sunday: date) -> int:
    if each.has_passed or each.by is None:
        return 0
    on = local_date(each.by)
    return 1 if on <= sunday else 2 if on <= sunday + _WEEK else 3


def _deadlines(owned: Iterable[ActionLine]) -> Iterator[Entry]:
    for each in owned:
        due, said = each.said.due, each.said
        if due is not None and said.is_live:
            words = "Overdue since" if said.overdue else "Due on"
            yield Entry(
                to=each.typed.owner or "",
                subject=Subject("Actions", said.ref),
                title=each.typed.title or "",
                service=said.service,
                failures=(Failure("", f"{words} {date_words(due.on)}.", ""),),
                by=due.end,
                has_passed=said.overdue is True,
                is_new=False,
                record_in=(),
            )


def done_by(context: PortalContext) -> Grouped[str, Done]:
    """Person ID -> their reviews, validity reviews and visits, the latest first."""
    done = sorted(_done(context), key=lambda each: moment_key(each.at), reverse=True)
    return group(done, lambda each: (each.by,) if each.by else ())


def _done(context: PortalContext) -> Iterator[Done]:
    register = context.register
    for review in register.reviews:
        subject, decision = Subject("Actions", review.action), review.decision
        words = decision.value if decision else ""
        yield Done(review.reviewer or "", review.reviewed_on, "Review", subject, words)
    for validity in register.validity_reviews:
        file, matches = Subject("Evidence", validity.evidence), validity.matches_live_practice
        words = "" if matches is None else _MATCHES[matches]
        yield Done(validity.reviewer or "", validity.reviewed_at, "Validity review", file, words)
    for visit in register.live_proof:
        file, words = Subject("Evidence", visit.evidence), ""
        if visit.records_matching is not None and visit.records_checked is not None:
            words = f"{visit.records_matching:,} of {visit.records_checked:,} records match"
        yield Done(visit.checked_by or "", visit.checked_at, "Visit", file, words)

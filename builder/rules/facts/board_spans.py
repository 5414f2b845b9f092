"""While each line was overdue, and while it lacked delivery evidence: spans of time.

With them a session's figures are a look-up for every session, however many lines there are.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from builder.field import Action, DeadlineChange, Moment, local_moment
from builder.field.words import Status
from builder.rules.facts.evidence.files import EvidenceFile
from builder.rules.facts.order import begins
from builder.rules.facts.positions import Span
from builder.rules.facts.stages import Decided, Evidenced, Positioned

# RATIONALE: workbooks hold dates of 2000 to 2099; the very ends of time have no local date.
EVER = datetime(1900, 1, 1, tzinfo=UTC)
NEVER = datetime(2200, 1, 1, tzinfo=UTC)
INSTANT = timedelta(microseconds=1)
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class SpanCount:
    """How many spans hold at a moment."""

    starts: tuple[datetime, ...]
    ends: tuple[datetime, ...]

    @classmethod
    def of(cls, spans: Iterable[Span]) -> "SpanCount":
        """The count over time of spans that do not touch within one line."""
        known = tuple(spans)
        return cls(tuple(sorted(a for a, _ in known)), tuple(sorted(b for _, b in known)))

    def at(self, moment: datetime) -> int:
        """How many hold at a moment."""
        return bisect_right(self.starts, moment) - bisect_right(self.ends, moment)


def overdue_by_action(facts: Positioned) -> Mapping[str, tuple[Span, ...]]:
    """Line -> while it was overdue; empty where no challenge session looks back."""
    if not facts.register.sessions:
        return {}
    return {ref: tuple(overdue_spans(facts, each)) for ref, each in facts.actions.items()}


def unevidenced_by_action(facts: Evidenced) -> Mapping[str, tuple[Span, ...]]:
    """Line that is or was high-risk -> while it lacked delivery evidence; empty where no session
    looks back."""
    if not facts.register.sessions or not facts.register.keeps("Evidence"):
        return {}
    return {
        ref: tuple(unevidenced_spans(facts, each))
        for ref, each in facts.actions.items()
        if facts.high_spans[ref]
    }


def live_spans(facts: Decided, action: Action) -> Iterator[Span]:
    """While a line was live; none where it is unknown when it ceased to be."""
    closing = facts.closings[action.ref]
    if action.status is Status.CANCELLED or closing.is_before_records:
        return
    if closing.is_accepted and closing.accepted_at is None:
        return
    since = EVER if action.raised_on is None else begins(action.raised_on)
    for accepted, reopened in facts.closing_records[action.ref].accepted_spans(facts.as_at):
        if since < accepted:
            yield since, accepted
        if reopened is None:
            return
        since = max(since, reopened)
    yield since, NEVER


def overdue_spans(facts: Positioned, action: Action) -> Iterator[Span]:
    """While a line was live and past the deadline that was in force."""
    live = tuple(live_spans(facts, action))
    if not live:
        return
    for since, until, due in deadlines_over_time(facts, action):
        if due is not None:
            yield from within([(max(since, overdue_from(due)), until)], live)


def within(spans: Iterable[Span], others: tuple[Span, ...]) -> Iterator[Span]:
    """The parts of spans that lie within one of the others; those of one line do not touch."""
    for start, end in spans:
        for since, until in others:
            first, last = max(start, since), min(end, until)
            if first < last:
                yield first, last


def overdue_from(due: Moment) -> datetime:
    """The first instant past a deadline; midnight after a bare date."""
    if due.at is None:
        return local_moment(due.on + ONE_DAY, time(0))
    return due.at + INSTANT


def deadlines_over_time(
    facts: Positioned, action: Action
) -> Iterator[tuple[datetime, datetime, Moment | None]]:
    """The deadlines that were in force, each with its span."""
    changes = facts.deadline_changes.get(action.ref, ())
    if not changes:
        yield EVER, NEVER, action.due
        return
    dated = tuple(each for each in changes if each.changed_on is not None)
    if not dated:
        yield EVER, NEVER, facts.deadlines[action.ref].due
        return
    starts = [begins(each.changed_on) for each in dated if each.changed_on is not None]
    yield EVER, starts[0], dated[0].from_due or action.due
    for change, since, until in zip(dated, starts, [*starts[1:], NEVER], strict=True):
        is_latest = change is changes[-1]
        yield from _after_change(change, action.due if is_latest else change.to_due, since, until)


def _after_change(
    change: DeadlineChange, changed: Moment | None, since: datetime, until: datetime
) -> Iterator[tuple[datetime, datetime, Moment | None]]:
    """From before its approval the old deadline, from then on the changed one."""
    if change.approved_on is not None:
        approved = begins(change.approved_on)
    else:
        approved = EVER if change.approved_by is not None else NEVER
    turn = min(max(approved, since), until)
    if since < turn:
        yield since, turn, change.from_due
    if turn < until:
        yield turn, until, changed


def unevidenced_spans(facts: Evidenced, action: Action) -> Iterator[Span]:
    """While a line was live and had no delivery evidence."""
    files = facts.deliverable(action.ref)
    for live in live_spans(facts, action):
        yield from _undelivered(facts, files, live)


def _undelivered(facts: Evidenced, files: tuple[EvidenceFile, ...], live: Span) -> Iterator[Span]:
    turns = sorted({live[0], *(each for each in _turns(files) if live[0] < each < live[1])})
    lacking_since: datetime | None = None
    for turn in turns:
        if facts.is_delivered(each.then(turn) for each in files):
            if lacking_since is not None:
                yield lacking_since, turn
            lacking_since = None
        elif lacking_since is None:
            lacking_since = turn
    if lacking_since is not None:
        yield lacking_since, live[1]


def _turns(files: Iterable[EvidenceFile]) -> Iterator[datetime]:
    """When one of some files was handed in, withdrawn, reviewed or corrected."""
    for file in files:
        moments = [file.evidence.submitted_on if file.evidence is not None else None]
        if file.evidence is not None and file.evidence.withdrawn_on is not None:
            moments.append(Moment(file.evidence.withdrawn_on))
        for review in file.reviews:
            moments += [review.reviewed_at, review.corrected_on]
        yield from (begins(each) for each in moments if each is not None)

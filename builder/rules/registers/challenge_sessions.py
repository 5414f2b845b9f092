"""The challenge sessions of B1.5, held or due, with the figures as they stood at each."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from builder.field import Action, DeadlineChange, Session, local_date, local_moment
from builder.field.moment import LAST_SECOND
from builder.field.registers import BoardSummary, Value
from builder.field.words import SessionKind
from builder.problems import Cell
from builder.rules.facts.board_spans import SpanCount, within
from builder.rules.facts.due_sessions import missed_challenges
from builder.rules.facts.positions import Span
from builder.rules.facts.sessions import held
from builder.rules.gate.facts import Facts


@dataclass(frozen=True, slots=True)
class SessionFigures:
    """One challenge session with the figures as they stood at it."""

    session: Session | None
    """``None`` where policy alone asked for it."""
    at: datetime
    """When it was held, or was due."""
    is_held: bool
    figures: Mapping[Value, int | None]

    @property
    def known_at(self) -> datetime:
        """When it was certain: as it was held, or at the end of the day on which it was not."""
        return self.at if self.is_held else local_moment(local_date(self.at), LAST_SECOND)

    @property
    def cell(self) -> Cell | None:
        """Where the sheet says so."""
        return None if self.session is None else self.session.source.place("held_at")


@dataclass(frozen=True, slots=True)
class StandingCounts:
    """The figures of a scope that stand at a moment, whichever it is."""

    overdue: SpanCount
    overdue_high: SpanCount
    unevidenced: SpanCount | None
    """``None`` where no Evidence is kept."""

    def at(self, moment: datetime) -> Mapping[Value, int | None]:
        """Figure -> its value at a moment, by what the sheets and the builds know."""
        return {
            BoardSummary.overdue_open: self.overdue.at(moment),
            BoardSummary.high_risk_without_evidence: None
            if self.unevidenced is None
            else self.unevidenced.at(moment),
            BoardSummary.overdue_high_risk: self.overdue_high.at(moment),
        }


def standing_counts(facts: Facts, scope: str) -> StandingCounts:
    """What stands of a scope at each moment; only where challenge sessions look back."""
    actions = facts.actions_of(scope)
    keeps_evidence = facts.register.keeps("Evidence")
    return StandingCounts(
        overdue=_spans(actions, facts.overdue_spans),
        overdue_high=_high_spans(
            actions, facts.overdue_spans, facts.high_spans, facts.unscored_spans
        ),
        unevidenced=_high_spans(actions, facts.unevidenced_spans, facts.high_spans)
        if keeps_evidence
        else None,
    )


def session_figures(facts: Facts, scope: str) -> tuple[SessionFigures, ...]:
    """Each session held, or due and not held, with the figures as they stood, oldest first."""
    held_or_due = sorted(_sessions(facts, scope), key=lambda each: (each[0], each[2]))
    if not held_or_due:
        return ()
    counts = standing_counts(facts, scope)
    changes = _changes_by_session(facts, scope, [at for at, _, _ in held_or_due])
    return tuple(
        SessionFigures(
            session,
            at,
            is_held,
            {**counts.at(at), BoardSummary.deadline_changes_approved: changes[number]},
        )
        for number, (at, session, is_held) in enumerate(held_or_due)
    )


def _sessions(facts: Facts, scope: str) -> Iterator[tuple[datetime, Session | None, bool]]:
    for each in held(facts, SessionKind.CHALLENGE_SESSION, scope):
        if each.held_at is not None:
            yield each.held_at.end, each, True
    for at, row in missed_challenges(facts, scope):
        yield at, row, False


def _spans(actions: Iterable[Action], spans: Mapping[str, tuple[Span, ...]]) -> SpanCount:
    return SpanCount.of(span for each in actions for span in spans.get(each.ref, ()))


def _high_spans(
    actions: Iterable[Action],
    spans: Mapping[str, tuple[Span, ...]],
    *bands: Mapping[str, tuple[Span, ...]],
) -> SpanCount:
    """The same, only while each line stood in one of the bands."""
    return SpanCount.of(
        span
        for each in actions
        for band in bands
        for span in within(spans.get(each.ref, ()), band[each.ref])
    )


def _changes_by_session(facts: Facts, scope: str, ends: list[datetime]) -> list[int | None]:
    """How many changes were approved since the session before, for each session in order."""
    if not facts.register.holds("Deadline changes"):
        return [None] * len(ends)
    days = [local_date(each) for each in ends]
    numbers = [0] * len(ends)
    for change in changes_of(facts, facts.actions_of(scope)):
        approved = change.approved_on
        if approved is None:
            continue
        is_bare = approved.at is None
        place = bisect_left(days, approved.on) if is_bare else bisect_left(ends, approved.end)
        if place < len(numbers):
            numbers[place] += 1
    return list(numbers)


def changes_of(facts: Facts, actions: Iterable[Action]) -> Iterator[DeadlineChange]:
    """The deadline changes of some lines."""
    for action in actions:
        yield from facts.deadline_changes.get(action.ref, ())

"""B1.5, the board deadline summary: overdue lines, approved changes, lines without evidence."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from builder.field import Action, DeadlineChange, Session, local_date
from builder.field.registers import BoardSummary, Figure, Value
from builder.field.words import SessionKind
from builder.rules.answers import verdict
from builder.rules.assessment import RegisterResult, RegisterRow
from builder.rules.facts.board_spans import SpanCount, within
from builder.rules.facts.deadlines import is_approved
from builder.rules.facts.positions import Span
from builder.rules.facts.sessions import falls_within, held
from builder.rules.figure import Counted, count, result, row
from builder.rules.gate.facts import Facts
from builder.rules.verdict import Outcome, Verdict
from builder.rules.words import counted, day_text, listed


@dataclass(frozen=True, slots=True)
class SessionFigures:
    """One challenge session with the figures as they stood when it was held."""

    session: Session
    held_at: datetime
    figures: Mapping[Value, int | None]


def board_summary(facts: Facts, scope: str) -> RegisterResult:
    """The summary of a scope at the as-at moment, and a row per held session."""
    actions = facts.actions_of(scope)
    sessions = tuple(_session_figures(facts, scope, actions))
    since = sessions[-1].held_at if sessions else None
    return result(
        BoardSummary,
        scope,
        _figures(facts, scope, actions, since),
        recorded=facts.register.keeps("Actions"),
        rows=tuple(_held_rows(sessions)),
        verdicts=(_verdict(facts, scope, sessions),),
        note=_note(facts, since),
    )


def _note(facts: Facts, since: datetime | None) -> str:
    if since is None:
        return "No challenge session on record: every approved change is counted."
    first = next((each for each in facts.history.runs if not each.failure), None)
    if first is None:
        return "Workbooks do not date risk bands: earlier sessions are counted by today's."
    return (
        "Workbooks do not date risk bands: earlier sessions are counted by those that builds "
        f"recorded, the ones before {day_text(local_date(first.as_at))} by the first build's."
    )


def _figures(
    facts: Facts, scope: str, actions: tuple[Action, ...], since: datetime | None
) -> dict[Figure, Counted]:
    live = facts.live_actions_of(scope)
    deadlines, risk = facts.deadlines, facts.risk
    figures = {
        BoardSummary.overdue_open: _count(facts, live, lambda each: deadlines[each.ref].is_overdue),
        BoardSummary.overdue_high_risk: _count(
            facts, live, lambda each: _is_overdue_high(facts, each)
        ),
    }
    if facts.register.keeps("Deadline changes"):
        figures[BoardSummary.deadline_changes_approved] = _approved_changes(facts, actions, since)
    if facts.register.keeps("Evidence"):
        figures[BoardSummary.high_risk_without_evidence] = count(
            live,
            lambda each: (
                None
                if risk[each.ref].band is None
                else risk[each.ref].is_high and each.ref not in facts.evidenced
            ),
            lambda each: each.ref,
            lambda each: each.source.place("ref"),
        )
    return figures


def _count(
    facts: Facts, live: Iterable[Action], is_counted: Callable[[Action], bool | None]
) -> Counted:
    return count(
        live,
        is_counted,
        lambda each: each.ref,
        lambda each: facts.deadlines[each.ref].due_cell,
    )


def _is_overdue_high(facts: Facts, action: Action) -> bool | None:
    """Unknown only where the unknown half decides."""
    overdue, risk = facts.deadlines[action.ref].is_overdue, facts.risk[action.ref]
    if overdue is False or (risk.band is not None and not risk.is_high):
        return False
    return None if overdue is None or risk.band is None else True


def _approved_changes(facts: Facts, actions: Iterable[Action], since: datetime | None) -> Counted:
    counted_changes = []
    left_out = []
    for change in _changes(facts, actions):
        if not is_approved(change):
            continue
        if change.approved_on is None:
            left_out.append(change.action)
        elif falls_within(change.approved_on, since, facts.as_at):
            counted_changes.append((change.action, change.source.place("approved_on")))
    counted_changes.sort()
    return Counted(
        len(counted_changes),
        tuple(ref for ref, _ in counted_changes),
        tuple(sorted(left_out)),
        tuple(cell for _, cell in counted_changes),
    )


def _changes(facts: Facts, actions: Iterable[Action]) -> Iterator[DeadlineChange]:
    for action in actions:
        yield from facts.deadline_changes.get(action.ref, ())


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
        overdue_high=_high_spans(facts, actions, facts.overdue_spans),
        unevidenced=_high_spans(facts, actions, facts.unevidenced_spans)
        if keeps_evidence
        else None,
    )


def _session_figures(
    facts: Facts, scope: str, actions: tuple[Action, ...]
) -> Iterator[SessionFigures]:
    """Each held session with the figures as they stood then, oldest first."""
    sessions = held(facts, SessionKind.CHALLENGE_SESSION, scope)
    if not sessions:
        return
    counts = standing_counts(facts, scope)
    changes = _changes_by_session(facts, actions, sessions)
    for number, session in enumerate(sessions):
        at = _held_at(session)
        figures = {**counts.at(at), BoardSummary.deadline_changes_approved: changes[number]}
        yield SessionFigures(session, at, figures)


def _held_at(session: Session) -> datetime:
    if session.held_at is None:
        raise ValueError("only held sessions have figures")
    return session.held_at.end


def _spans(actions: Iterable[Action], spans: Mapping[str, tuple[Span, ...]]) -> SpanCount:
    return SpanCount.of(span for each in actions for span in spans.get(each.ref, ()))


def _high_spans(
    facts: Facts, actions: Iterable[Action], spans: Mapping[str, tuple[Span, ...]]
) -> SpanCount:
    """The same, only while each line was High or Extreme."""
    return SpanCount.of(
        span
        for each in actions
        for span in within(spans.get(each.ref, ()), facts.high_spans[each.ref])
    )


def _changes_by_session(
    facts: Facts, actions: Iterable[Action], sessions: Iterable[Session]
) -> list[int | None]:
    """How many changes were approved since the session before, for each session in order."""
    ends = [_held_at(each) for each in sessions]
    if not facts.register.keeps("Deadline changes"):
        return [None] * len(ends)
    days = [local_date(each) for each in ends]
    numbers = [0] * len(ends)
    for change in _changes(facts, actions):
        approved = change.approved_on
        if approved is None:
            continue
        is_bare = approved.at is None
        place = bisect_left(days, approved.on) if is_bare else bisect_left(ends, approved.end)
        if place < len(numbers):
            numbers[place] += 1
    return list(numbers)


def _held_rows(sessions: Iterable[SessionFigures]) -> Iterator[RegisterRow]:
    for each in sessions:
        yield row(
            "session",
            each.held_at.isoformat(),
            {BoardSummary.held: True, **each.figures},
            (each.session.source.place("held_at"),),
        )


def _verdict(facts: Facts, scope: str, sessions: tuple[SessionFigures, ...]) -> Verdict:
    """RATIONALE: the count is judged as it stood at held sessions; one not held breaks no run."""
    threshold = facts.policy.threshold("overdue_high_risk")
    needed = max(int(facts.policy.number("sessions_in_a_row")), 1)
    if not facts.register.keeps("Sessions") or not facts.register.keeps("Actions"):
        reason = "No workbook holds the Sessions sheet, so no two sessions can be compared."
        return verdict(threshold, Outcome.NOT_RECORDED, reason, scope=scope)
    latest = sessions[-needed:]
    counts = [int(each.figures[BoardSummary.overdue_high_risk] or 0) for each in latest]
    cells = tuple(each.session.source.place("held_at") for each in latest)
    if len(latest) < needed:
        reason = f"{counted(len(latest), 'challenge session')} held so far; {needed} are compared."
        return verdict(threshold, Outcome.NOT_DUE, reason, scope=scope, cells=cells)
    fired = all(threshold.is_fired_by(each) for each in counts)
    at = latest[-1].held_at
    told = latest[-1].session.escalated_at
    return verdict(
        threshold,
        Outcome.FIRED if fired else Outcome.MET,
        f"Overdue high-risk lines at the latest {needed} held sessions: "
        f"{listed(str(each) for each in counts)}.",
        scope=scope,
        observed=counts[-1],
        by=at if fired else None,
        since=at if fired else None,
        done_at=told.end if fired and told is not None and facts.has_happened(told) else None,
        cells=cells,
    )

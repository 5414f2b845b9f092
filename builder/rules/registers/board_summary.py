"""B1.5, the board deadline summary: overdue lines, approved changes, lines without evidence."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from builder.field import Action, Moment, local_date
from builder.field.registers import BoardSummary, Figure
from builder.field.validation.dates import is_before
from builder.policy import Threshold
from builder.rules.answers import verdict
from builder.rules.assessment import RegisterResult, RegisterRow
from builder.rules.facts.deadlines import is_approved
from builder.rules.facts.immediately import immediately_after
from builder.rules.facts.sessions import falls_within
from builder.rules.figure import NOT_RECORDED, Counted, count, result, row
from builder.rules.gate.facts import Facts
from builder.rules.registers.challenge_sessions import (
    SessionFigures,
    changes_of,
    session_figures,
)
from builder.rules.verdict import Outcome, Verdict
from builder.rules.words import counted, day_text, listed


def board_summary(facts: Facts, scope: str) -> RegisterResult:
    """The summary of a scope at the as-at moment, and a row per session held or due."""
    actions = facts.actions_of(scope)
    sessions = session_figures(facts, scope)
    since = max((each.at for each in sessions if each.is_held), default=None)
    return result(
        BoardSummary,
        scope,
        _figures(facts, scope, actions, since),
        recorded=facts.register.keeps("Actions"),
        rows=tuple(_rows(sessions)),
        verdicts=(_verdict(facts, scope, sessions),),
        note=_note(facts, scope, since),
    )


def _rows(sessions: Iterable[SessionFigures]) -> Iterator[RegisterRow]:
    for each in sessions:
        yield row(
            "session",
            each.at.isoformat(),
            {BoardSummary.held: each.is_held, **each.figures},
            () if each.cell is None else (each.cell,),
        )


def _note(facts: Facts, scope: str, since: datetime | None) -> str:
    words = _note_of_sessions(facts, since)
    unscored = sum(
        facts.deadlines[each.ref].is_overdue is True and facts.risk[each.ref].band is None
        for each in facts.live_actions_of(scope)
    )
    if not unscored:
        return words
    number = counted(unscored, "overdue action")
    return f"{number} without a risk score counted as high until scored. {words}"


def _note_of_sessions(facts: Facts, since: datetime | None) -> str:
    if since is None:
        return "No challenge session on record as held: every approved change is counted."
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
    if not facts.register.keeps("Actions", "due"):
        figures = dict.fromkeys(figures, NOT_RECORDED)
    if facts.register.holds("Deadline changes"):
        figures[BoardSummary.deadline_changes_approved] = _approved_changes(facts, actions, since)
    if facts.register.keeps("Evidence") and _knows_risk(facts, live):
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


def _knows_risk(facts: Facts, live: tuple[Action, ...]) -> bool:
    """Whether it is known of any line how grave it is; so it is where there is none."""
    return not live or any(facts.risk[each.ref].band is not None for each in live)


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
    """Unknown only where the deadline decides; without a score a line counts as high."""
    overdue = facts.deadlines[action.ref].is_overdue
    return overdue if facts.risk[action.ref].counts_as_high else False


def _approved_changes(facts: Facts, actions: Iterable[Action], since: datetime | None) -> Counted:
    counted_changes = []
    left_out = []
    for change in changes_of(facts, actions):
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


def _verdict(facts: Facts, scope: str, sessions: tuple[SessionFigures, ...]) -> Verdict:
    """The count as it stood at the latest sessions held, and at the latest held or due."""
    threshold = facts.policy.threshold("overdue_high_risk")
    needed = max(int(facts.policy.number("sessions_in_a_row")), 1)
    if not facts.register.holds("Sessions") or not facts.register.holds("Actions", "due"):
        reason = "No workbook holds Sessions and Due, so no two sessions can be compared."
        return verdict(threshold, Outcome.NOT_RECORDED, reason, scope=scope)
    held = tuple(each for each in sessions if each.is_held)
    pairs = [each[-needed:] for each in (sessions, held) if len(each) >= needed]
    latest = next((each for each in pairs if _is_above(threshold, each)), None)
    fired = latest is not None
    if latest is None and not pairs:
        number = counted(len(sessions), "challenge session")
        reason = f"{number} held or due so far; {needed} are compared."
        cells = tuple(each.cell for each in sessions if each.cell is not None)
        return verdict(threshold, Outcome.NOT_DUE, reason, scope=scope, cells=cells)
    compared = pairs[0] if latest is None else latest
    last = compared[-1]
    told = _told_at(facts, last)
    by = immediately_after(facts.policy, Moment.instant(last.known_at))
    return verdict(
        threshold,
        Outcome.FIRED if fired else Outcome.MET,
        _reason(compared, needed),
        scope=scope,
        observed=_overdue_high(last),
        by=by if fired else None,
        since=last.known_at if fired else None,
        done_at=told if fired else None,
        cells=tuple(each.cell for each in compared if each.cell is not None),
    )


def _told_at(facts: Facts, session: SessionFigures) -> datetime | None:
    """When a session's row says that it was escalated; not before it was held."""
    row = session.session
    if row is None or row.escalated_at is None or row.held_at is None:
        return None
    is_told = facts.has_happened(row.escalated_at) and not is_before(row.escalated_at, row.held_at)
    return row.escalated_at.end if is_told else None


def _is_above(threshold: Threshold, sessions: tuple[SessionFigures, ...]) -> bool:
    return all(threshold.is_fired_by(_overdue_high(each)) for each in sessions)


def _overdue_high(session: SessionFigures) -> int:
    return int(session.figures[BoardSummary.overdue_high_risk] or 0)


def _reason(sessions: tuple[SessionFigures, ...], needed: int) -> str:
    numbers = listed(str(_overdue_high(each)) for each in sessions)
    unheld = sum(not each.is_held for each in sessions)
    which = "held sessions"
    if unheld:
        which = f"sessions held or due, {unheld} of them not held"
    return f"Overdue high-risk actions at the latest {needed} {which}: {numbers}."

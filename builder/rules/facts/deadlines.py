"""How each line stands against its deadline, now and as it stood at an earlier moment."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from builder.field import Action, DeadlineChange, Moment, local_date
from builder.field.words import Status
from builder.problems import Cell
from builder.rules.facts.bands import Bands
from builder.rules.facts.positions import ClosingPosition, DeadlinePosition
from builder.rules.facts.stages import Decided, Grouped, Positioned


def deadline_positions(facts: Decided) -> Mapping[str, DeadlinePosition]:
    """Where each line stands against its deadline at the as-at moment, by ref."""
    bands = Bands.of(facts.policy)
    soon = timedelta(hours=int(facts.policy.number("due_soon")))
    next_board = facts.policy.calendar.next_office_day(facts.today)
    return {
        ref: _position(facts, action, facts.deadline_changes.get(ref, ()), bands, soon, next_board)
        for ref, action in facts.actions.items()
    }


def live_actions(facts: Positioned) -> Mapping[str, tuple[Action, ...]]:
    """``provider`` or Service ID -> its live lines, by ref."""
    return {
        scope: tuple(each for each in facts.actions_of(scope) if facts.deadlines[each.ref].is_live)
        for scope in facts.scopes
    }


def is_live(action: Action, closing: ClosingPosition) -> bool:
    """Whether a line is neither cancelled, nor an accepted closure, nor closed before records.

    A status typed or unknown takes no other line off the lists.
    """
    return action.status is not Status.CANCELLED and not closing.is_off_the_lists


def is_approved(change: DeadlineChange) -> bool:
    """Whether a deadline change has an approval: by whom or on which day."""
    return change.approved_by is not None or change.approved_on is not None


def deadline_in_force(
    action: Action, changes: tuple[DeadlineChange, ...]
) -> tuple[Moment | None, Cell]:
    """The deadline in force, and its cell: Due, or From where the latest change is unapproved."""
    if changes and not is_approved(changes[-1]):
        return changes[-1].from_due, changes[-1].source.place("from_due")
    return action.due, action.source.place("due")


def is_past(due: Moment, at: datetime) -> bool:
    """Whether a deadline has passed; a bare date runs to the end of its day."""
    if due.at is None:
        return due.on < local_date(at)
    return due.at < at


def days_past(due: Moment, at: datetime) -> int:
    """Calendar days past a bare date, whole elapsed days past a moment; 0 where not past."""
    if not is_past(due, at):
        return 0
    if due.at is None:
        return (local_date(at) - due.on).days
    return (at - due.at).days


def _position(
    facts: Decided,
    action: Action,
    changes: tuple[DeadlineChange, ...],
    bands: Bands,
    soon: timedelta,
    next_board: date,
) -> DeadlinePosition:
    due, cell = deadline_in_force(action, changes)
    live = is_live(action, facts.closings[action.ref])
    original = action.original_due or _first_due(action, changes)
    days_open = _days_open(facts, action, live)
    overdue = _is_overdue(live, due, facts.as_at)
    days_overdue = days_past(due, facts.as_at) if overdue and due is not None else 0
    is_ahead = live and due is not None and overdue is False
    return DeadlinePosition(
        is_live=live,
        due=due,
        due_cell=cell,
        is_unapproved=bool(changes) and not is_approved(changes[-1]),
        original_due=original,
        evidence_due=action.evidence_due,
        is_overdue=overdue,
        is_overdue_on_original=_is_overdue(live, original, facts.as_at),
        days_overdue=None if overdue is None else days_overdue,
        is_due_48h=is_ahead and due is not None and _is_soon(due, facts, soon),
        is_due_before_next_board=is_ahead and due is not None and due.on <= next_board,
        days_open=days_open,
        ageing_band=bands.band(days_open),
        overdue_band=bands.band(days_overdue) if overdue else None,
        due_moves=len(changes),
    )


def _is_overdue(live: bool, due: Moment | None, at: datetime) -> bool | None:
    if not live:
        return False
    return None if due is None else is_past(due, at)


def _first_due(action: Action, changes: tuple[DeadlineChange, ...]) -> Moment | None:
    return changes[0].from_due if changes else action.due


def _is_soon(due: Moment, facts: Grouped, soon: timedelta) -> bool:
    """Due today, tomorrow or the day after by a bare date; within so many hours by a moment."""
    if due.at is None:
        return due.on <= facts.today + soon
    return due.at <= facts.as_at + soon


def _days_open(facts: Decided, action: Action, live: bool) -> int | None:
    if action.raised_on is None:
        return None
    closed = facts.closings[action.ref].accepted_at or action.closed_on
    until = facts.today if live or closed is None else closed.on
    days = (until - action.raised_on.on).days
    return days if days >= 0 else None

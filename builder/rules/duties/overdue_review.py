"""Overdue lines go to a provider-level review: some at once, others after days (A2.X)."""

from datetime import datetime, timedelta

from builder.field import Action, Moment, local_date, local_moment
from builder.field.moment import LAST_SECOND
from builder.policy import OUR_OWN, Origin, Threshold
from builder.rules.answers import Answer
from builder.rules.duty import columns, duty, live_actions
from builder.rules.gate.facts import Facts
from builder.rules.verdict import Outcome
from builder.rules.words import counted, moment_text


@duty("overdue_provider_review", columns("Actions", "due"), live_actions)
def overdue_provider_review(facts: Facts, threshold: Threshold, action: Action) -> Answer:
    """Each live line: whether it is overdue far enough for a provider-level review (A2.X)."""
    position, risk = facts.deadlines[action.ref], facts.risk[action.ref]
    by = None
    if position.due is None or position.days_overdue is None:
        outcome, reason = Outcome.NOT_COMPUTABLE, "The action's deadline is not known."
    elif not position.is_overdue:
        outcome, reason = Outcome.MET, "The action is not overdue."
    else:
        days = position.days_overdue
        reason = f"Overdue since {moment_text(position.due)}, {counted(days, 'day')}"
        why = _at_once_words(facts, action)
        fires = bool(why) or threshold.is_fired_by(days)
        outcome = Outcome.FIRED if fires else Outcome.NOT_DUE
        by = position.due.end if why else review_due(threshold, position.due)
        reason = f"{reason}; {why or _after_days_words(threshold, risk.band)}."
    since = position.due.end if by is not None and position.due is not None else None
    cells = (position.due_cell, *risk.cells)
    return Answer(outcome, reason, position.days_overdue, cells, by=by, since=since)


def _at_once_words(facts: Facts, action: Action) -> str:
    """Why a line goes to the provider as soon as it is overdue; empty where it does not."""
    risk = facts.risk[action.ref]
    if risk.band is None:
        return "no risk score is recorded, so it counts as high"
    if risk.is_high:
        return f"risk band {risk.band}"
    if facts.family(action.theme) in facts.policy.words("overdue_at_once_families"):
        return f"risk band {risk.band}, of a family that goes at once"
    return ""


def _after_days_words(threshold: Threshold, band: str | None) -> str:
    """How long any other line has, and whose choice that is."""
    whose = f", {OUR_OWN}" if threshold.in_force_by is Origin.PRODUCT else ""
    return f"risk band {band}, which has {counted(int(threshold.number), 'day')}{whose}"


def review_due(threshold: Threshold, due: Moment) -> datetime:
    """When a line without high risk goes to the provider: so many days past its deadline."""
    days = timedelta(days=float(str(threshold.value)))
    if due.at is None:
        return local_moment(local_date(due.end) + days, LAST_SECOND)
    return due.at + days

"""Workforce figures: recorded, continuity escalated, risk answered and not left to last (A3)."""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import takewhile

from builder.field import Action, WorkforceWeek
from builder.field.moment import LAST_SECOND, Moment, local_moment
from builder.field.words import RecordedIn, StepKind
from builder.policy import Threshold
from builder.rules.answers import Answer, outcome_of, places
from builder.rules.duties.clock import Clock, happened
from builder.rules.duty import Case, Need, duty, live_actions, of_service, together
from builder.rules.facts.immediately import immediately_after
from builder.rules.facts.people.workforce import (
    WEEK,
    WORKFORCE,
    last_day,
    missed_percent,
    monthly_rates,
    services_with_workforce,
    target_percent,
)
from builder.rules.gate.facts import Facts
from builder.rules.verdict import Outcome, Subject
from builder.rules.words import counted, day_text, number_text

SHEET = "Workforce"
Weeks = tuple[WorkforceWeek, ...]
VISITS = together(SHEET, (SHEET, "visits_planned", "visits_missed"))
MONITORED = (Need("Checks, Reviews or Steps", (("Checks",), ("Reviews",), ("Steps",)), True),)


def _services(facts: Facts) -> Iterator[Case[tuple[str, Weeks]]]:
    """Each service with its weeks."""
    for service, weeks in services_with_workforce(facts).items():
        yield of_service(service, (service, weeks))


def _services_with_weeks(facts: Facts) -> Iterator[Case[tuple[str, Weeks]]]:
    return (each for each in _services(facts) if each.of[1])


def _weeks(facts: Facts) -> Iterator[Case[WorkforceWeek]]:
    """Each week of each service."""
    for service, weeks in services_with_workforce(facts).items():
        for week in weeks:
            start = week.week_starting or facts.today
            yield Case(Subject(SHEET, f"{service} {start.isoformat()}"), service, week)


@duty("continuity_escalated", VISITS, _weeks)
def continuity_escalated(facts: Facts, _: Threshold, week: WorkforceWeek) -> Answer:
    """A week whose missed visits are above target reaches senior leadership at once (A3.2)."""
    percent, target = missed_percent((week,)), target_percent(facts, (week,))
    start = week.week_starting or facts.today
    trigger = week.recorded_on or Moment(last_day(week) or start)
    clock = Clock(
        since=trigger.end,
        by=immediately_after(facts.policy, trigger),
        done=happened(week.escalated_at, facts.as_at),
        began=None if week.week_starting is None else Moment(week.week_starting),
    )
    is_above = percent is not None and percent > target
    if percent is None:
        outcome, reason = Outcome.NOT_COMPUTABLE, "Visits planned or missed are not known."
    elif not is_above:
        outcome = Outcome.MET
        reason = f"{number_text(percent)}% of visits were missed; the target is not passed."
    else:
        outcome = clock.outcome(facts.as_at)
        reason = (
            f"{number_text(percent)}% of visits were missed. "
            f"{clock.words(facts.as_at, 'told to senior leadership')}"
        )
    return Answer(
        outcome,
        reason,
        percent,
        places((week,), "visits_planned", "visits_missed", "escalated_at"),
        limit=target.numerator if target.denominator == 1 else target,
        by=clock.by if is_above else None,
        since=clock.since if is_above else None,
        done_at=clock.done_at if is_above else None,
    )


@duty("sustained_workforce_risk", VISITS, _services)
def sustained_workforce_risk(facts: Facts, threshold: Threshold, of: tuple[str, Weeks]) -> Answer:
    """The share of missed visits is above target at reviews in a row (A3.X)."""
    service, weeks = of
    rates = monthly_rates(facts, service)
    run = tuple(takewhile(lambda each: each.is_above, reversed(rates)))
    outcome = outcome_of(threshold, len(run)) if rates else Outcome.NOT_DUE
    reason = "No monthly review lies in the weeks recorded."
    if rates:
        reason = f"Missed visits above target at the latest {counted(len(run), 'monthly review')}."
    above = [week for rate in run for week in rate.weeks] or weeks[-1:]
    by = local_moment(run[0].on, LAST_SECOND) if run and outcome is Outcome.FIRED else None
    return Answer(outcome, reason, len(run), places(above, "visits_missed"), by=by)


@duty(
    "workforce_actions_assigned",
    together("Workforce and Steps", (SHEET, "visits_missed"), ("Steps",)),
    _services,
)
def workforce_actions_assigned(facts: Facts, _: Threshold, of: tuple[str, Weeks]) -> Answer | None:
    """A service above its target has a live line with owner, deadline and a fitting step (A3.3)."""
    service, weeks = of
    kinds = tuple(StepKind(each) for each in facts.policy.words("workforce_actions_assigned"))
    known = tuple(each for each in weeks if missed_percent((each,)) is not None)
    if not known:
        return None
    percent = missed_percent(known[-1:])
    if percent is None or percent <= target_percent(facts, known[-1:]):
        outcome, reason = Outcome.MET, "The latest share of missed visits is within target."
    elif any(_answers(facts, each, kinds) for each in _workforce_actions(facts, service)):
        outcome, reason = Outcome.MET, "A live action with a fitting step answers the risk."
    else:
        outcome = Outcome.FIRED
        reason = "No live action with owner, deadline and a fitting step answers the risk."
    return Answer(outcome, reason, percent, places(known[-1:], "visits_missed"))


def _workforce_actions(facts: Facts, service: str) -> tuple[Action, ...]:
    return tuple(
        each for each in facts.live_actions_of(service) if facts.family(each.theme) == WORKFORCE
    )


def _answers(facts: Facts, action: Action, kinds: tuple[StepKind, ...]) -> bool:
    has_step = any(each.kind in kinds for each in facts.steps.get(action.ref, ()))
    return has_step and action.owner is not None and action.due is not None


@duty("monitored_weekly", MONITORED, live_actions)
def monitored_weekly(facts: Facts, threshold: Threshold, action: Action) -> Answer | None:
    """A live workforce line shows what came of it at least weekly (A3.4)."""
    if facts.family(action.theme) != WORKFORCE:
        return None
    days_seen = _days_monitored(facts, action)
    raised = action.raised_on.on if action.raised_on is not None else None
    last = max(days_seen, default=raised)
    days = None if last is None else (facts.today - last).days
    outcome = outcome_of(threshold, days)
    if outcome is Outcome.MET and not days_seen:
        outcome = Outcome.NOT_DUE
    reason = "Nothing shows what came of the action, nor when it was raised."
    if last is not None:
        seen = "Last monitored" if days_seen else "Not monitored since it was raised"
        reason = f"{seen} on {day_text(last)}."
    return Answer(outcome, reason, days, places((action,), "ref"))


def _days_monitored(facts: Facts, action: Action) -> set[date]:
    records = {RecordedIn(each) for each in facts.policy.words("monitoring_records")}
    moments = [each.checked_on for each in facts.checks.get(action.ref, ())]
    moments += [each.reviewed_on for each in facts.reviews.get(action.ref, ())]
    moments += [
        each.done_on
        for each in facts.steps.get(action.ref, ())
        if records.intersection(each.recorded_in)
    ]
    return {each.on for each in moments if each is not None and facts.has_happened(each)}


@duty(
    "missed_visits_rising",
    together("Workforce, missed visits", (SHEET, "week_starting", "visits_missed")),
    _services_with_weeks,
)
def missed_visits_rising(_: Facts, threshold: Threshold, of: tuple[str, Weeks]) -> Answer:
    """Weeks in a row in which a service missed more visits (A3.S)."""
    run = _rises(of[1], lambda week: week.visits_missed)
    return _rising(threshold, of[1], run, "visits_missed", "missed visits")


@duty(
    "complaints_rising",
    together("Workforce, complaints", (SHEET, "week_starting", "complaints")),
    _services_with_weeks,
)
def complaints_rising(_: Facts, threshold: Threshold, of: tuple[str, Weeks]) -> Answer:
    """Weeks in a row in which a service had more complaints (A3.S)."""
    run = _rises(of[1], lambda week: week.complaints)
    return _rising(threshold, of[1], run, "complaints", "complaints")


def _rising(threshold: Threshold, weeks: Weeks, run: int, field: str, noun: str) -> Answer:
    reason = f"More {noun} than the week before in {counted(run, 'week')} in a row."
    return Answer(outcome_of(threshold, run), reason, run, places(weeks[-(run + 1) :], field))


def _rises(weeks: tuple[WorkforceWeek, ...], figure: Callable[[WorkforceWeek], int | None]) -> int:
    """How many of the latest weeks each rose above the week before; a gap ends the run."""
    run = 0
    for before, after in zip(reversed(weeks[:-1]), reversed(weeks[1:]), strict=True):
        low, high = figure(before), figure(after)
        if before.week_starting is None or after.week_starting is None:
            break
        is_next = after.week_starting - before.week_starting == WEEK
        if not is_next or low is None or high is None or high <= low:
            break
        run += 1
    return run

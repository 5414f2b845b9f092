"""Workforce figures: recorded, continuity escalated, risk answered and not left to last (A3)."""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import takewhile

from builder.field import Action, WorkforceWeek
from builder.field.moment import LAST_SECOND, Moment, local_moment
from builder.field.words import RecordedIn, StepKind
from builder.policy import Threshold
from builder.rules.answers import not_recorded, outcome_of, scalar_of, verdict
from builder.rules.duties.clock import Clock, happened
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
from builder.rules.verdict import PROVIDER, Outcome, Subject, Verdict
from builder.rules.words import counted, day_text, number_text

SHEET = "Workforce"


def workforce_recorded_weekly(facts: Facts) -> Iterator[Verdict]:
    """Each service's week is recorded in full and shared in time (A3.1)."""
    threshold = facts.policy.threshold("workforce_recorded_weekly")
    if not facts.register.keeps(SHEET, "week_starting"):
        yield not_recorded(threshold, SHEET)
        return
    for service, weeks in services_with_workforce(facts).items():
        if weeks:
            yield _recorded(facts, service, weeks[-1])


def _recorded(facts: Facts, service: str, week: WorkforceWeek) -> Verdict:
    """The latest week: whether it is recent enough, complete and shared."""
    threshold = facts.policy.threshold("workforce_recorded_weekly")
    end = last_day(week) or facts.today
    days = max((facts.today - end).days, 0)
    blank = [
        name
        for name, value in (
            ("vacancies", week.vacancies),
            ("absence", week.absence_percent),
            ("visits missed", week.visits_missed),
        )
        if value is None
    ]
    shared = facts.has_happened(week.shared_with_management_on)
    is_late = threshold.is_fired_by(days)
    if is_late:
        outcome, reason = Outcome.FIRED, f"The latest week recorded ended on {day_text(end)}."
    elif blank:
        outcome, reason = Outcome.FIRED, f"The latest week does not give {', '.join(blank)}."
    elif not shared:
        outcome, reason = Outcome.NOT_DUE, "The latest week is still to be shared with management."
    else:
        outcome, reason = Outcome.MET, f"The week that ended on {day_text(end)} was shared."
    return verdict(
        threshold,
        outcome,
        reason,
        scope=service,
        subject=Subject("Services", service),
        observed=days,
        cells=(week.source.place("week_starting"), week.source.place("shared_with_management_on")),
    )


def continuity_escalated(facts: Facts) -> Iterator[Verdict]:
    """A week whose missed visits are above target reaches senior leadership at once (A3.2)."""
    threshold = facts.policy.threshold("continuity_escalated")
    if not facts.register.keeps(SHEET, "visits_planned", "visits_missed"):
        yield not_recorded(threshold, SHEET)
        return
    for service, weeks in services_with_workforce(facts).items():
        for week in weeks:
            yield _continuity(facts, service, week)


def _continuity(facts: Facts, service: str, week: WorkforceWeek) -> Verdict:
    threshold = facts.policy.threshold("continuity_escalated")
    percent, target = missed_percent((week,)), target_percent(facts, (week,))
    start = week.week_starting or facts.today
    trigger = week.recorded_on or Moment(last_day(week) or start)
    clock = Clock(since=trigger.end, by=trigger.end, done=happened(week.escalated_at, facts.as_at))
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
    return verdict(
        threshold,
        outcome,
        reason,
        scope=service,
        subject=Subject(SHEET, f"{service} {start.isoformat()}"),
        observed=percent,
        limit=target.numerator if target.denominator == 1 else target,
        by=clock.by if is_above else None,
        since=clock.since if is_above else None,
        done_at=clock.done_at if is_above else None,
        cells=tuple(
            week.source.place(field)
            for field in ("visits_planned", "visits_missed", "escalated_at")
        ),
    )


def sustained_workforce_risk(facts: Facts) -> Iterator[Verdict]:
    """The share of missed visits is above target at reviews in a row (A3.X)."""
    threshold = facts.policy.threshold("sustained_workforce_risk")
    if not facts.register.keeps(SHEET, "visits_planned", "visits_missed"):
        yield not_recorded(threshold, SHEET)
        return
    for service, weeks in services_with_workforce(facts).items():
        rates = monthly_rates(facts, service)
        run = tuple(takewhile(lambda each: each.is_above, reversed(rates)))
        outcome = outcome_of(threshold, len(run)) if rates else Outcome.NOT_DUE
        reason = "No monthly review lies in the weeks recorded."
        if rates:
            reviews = counted(len(run), "monthly review")
            reason = f"Missed visits above target at the latest {reviews}."
        yield verdict(
            threshold,
            outcome,
            reason,
            scope=service,
            subject=Subject("Services", service),
            observed=len(run),
            by=local_moment(run[0].on, LAST_SECOND) if run and outcome is Outcome.FIRED else None,
            cells=tuple(
                each.source.place("visits_missed")
                for each in ([week for rate in run for week in rate.weeks] or weeks[-1:])
            ),
        )


def workforce_actions_assigned(facts: Facts) -> Iterator[Verdict]:
    """A service above its target has a live line with owner, deadline and a fitting step (A3.3)."""
    threshold = facts.policy.threshold("workforce_actions_assigned")
    if not facts.register.keeps(SHEET, "visits_missed") or not facts.register.keeps("Steps"):
        yield not_recorded(threshold, "Workforce and Steps")
        return
    value = threshold.value
    kinds = tuple(StepKind(each) for each in value) if isinstance(value, tuple) else ()
    for service, weeks in services_with_workforce(facts).items():
        known = tuple(each for each in weeks if missed_percent((each,)) is not None)
        if not known:
            continue
        percent = missed_percent(known[-1:])
        if percent is None or percent <= target_percent(facts, known[-1:]):
            outcome, reason = Outcome.MET, "The latest share of missed visits is within target."
        elif any(_answers(facts, each, kinds) for each in _workforce_actions(facts, service)):
            outcome, reason = Outcome.MET, "A live line with a fitting step answers the risk."
        else:
            outcome = Outcome.FIRED
            reason = "No live line with owner, deadline and a fitting step answers the risk."
        yield verdict(
            threshold,
            outcome,
            reason,
            scope=service,
            subject=Subject("Services", service),
            observed=percent,
            limit=scalar_of(value),
            cells=(known[-1].source.place("visits_missed"),),
        )


def _workforce_actions(facts: Facts, service: str) -> tuple[Action, ...]:
    return tuple(
        each for each in facts.live_actions_of(service) if facts.family(each.theme) == WORKFORCE
    )


def _answers(facts: Facts, action: Action, kinds: tuple[StepKind, ...]) -> bool:
    has_step = any(each.kind in kinds for each in facts.steps.get(action.ref, ()))
    return has_step and action.owner is not None and action.due is not None


def monitored_weekly(facts: Facts) -> Iterator[Verdict]:
    """A live workforce line shows what came of it at least weekly (A3.4)."""
    threshold = facts.policy.threshold("monitored_weekly")
    keeps = facts.register.keeps
    if not (keeps("Checks") or keeps("Reviews") or keeps("Steps")):
        yield not_recorded(threshold, "Checks, Reviews or Steps")
        return
    value = facts.policy.threshold("monitoring_records").value
    records = {RecordedIn(each) for each in value} if isinstance(value, tuple) else set()
    for action in facts.live_actions_of(PROVIDER):
        if facts.family(action.theme) == WORKFORCE:
            yield _monitored(facts, threshold, action, _days_monitored(facts, action, records))


def _monitored(facts: Facts, threshold: Threshold, action: Action, days_seen: set[date]) -> Verdict:
    raised = action.raised_on.on if action.raised_on is not None else None
    last = max(days_seen, default=raised)
    days = None if last is None else (facts.today - last).days
    outcome = outcome_of(threshold, days)
    if outcome is Outcome.MET and not days_seen:
        outcome = Outcome.NOT_DUE
    reason = "Nothing shows what came of the line, nor when it was raised."
    if last is not None:
        seen = "Last monitored" if days_seen else "Not monitored since it was raised"
        reason = f"{seen} on {day_text(last)}."
    return verdict(
        threshold,
        outcome,
        reason,
        scope=action.service or PROVIDER,
        subject=Subject("Actions", action.ref),
        observed=days,
        cells=(action.source.place("ref"),),
    )


def _days_monitored(facts: Facts, action: Action, records: set[RecordedIn]) -> set[date]:
    moments = [each.checked_on for each in facts.checks.get(action.ref, ())]
    moments += [each.reviewed_on for each in facts.reviews.get(action.ref, ())]
    moments += [
        each.done_on
        for each in facts.steps.get(action.ref, ())
        if records.intersection(each.recorded_in)
    ]
    return {each.on for each in moments if each is not None and facts.has_happened(each)}


def missed_visits_rising(facts: Facts) -> Iterator[Verdict]:
    """Weeks in a row in which a service missed more visits (A3.S)."""
    yield from _rising(facts, "missed_visits_rising", "visits_missed", "missed visits")


def complaints_rising(facts: Facts) -> Iterator[Verdict]:
    """Weeks in a row in which a service had more complaints (A3.S)."""
    yield from _rising(facts, "complaints_rising", "complaints", "complaints")


def _rising(facts: Facts, rule: str, field: str, noun: str) -> Iterator[Verdict]:
    threshold = facts.policy.thresholds[rule]
    if not facts.register.keeps(SHEET, "week_starting", field):
        yield not_recorded(threshold, f"{SHEET}, {noun}")
        return
    for service, weeks in services_with_workforce(facts).items():
        if not weeks:
            continue
        run = _rises(weeks, lambda week: getattr(week, field))
        yield verdict(
            threshold,
            outcome_of(threshold, run),
            f"More {noun} than the week before in {counted(run, 'week')} in a row.",
            scope=service,
            subject=Subject("Services", service),
            observed=run,
            cells=tuple(each.source.place(field) for each in weeks[-(run + 1) :]),
        )


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

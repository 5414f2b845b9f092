"""Steps of a line: done in time, recorded in three places, staff informed (A1.3, A2.4)."""

from collections.abc import Iterator
from datetime import datetime

from builder.field import Action, Step
from builder.field.words import RecordedIn, StepKind
from builder.rules.answers import not_recorded, verdict
from builder.rules.duties.clock import is_late
from builder.rules.gate.facts import Facts
from builder.rules.verdict import PROVIDER, Outcome, Subject, Verdict
from builder.rules.words import counted, listed, moment_text

OF_STAFF = (StepKind.SUPERVISION, StepKind.COMPETENCY_CHECK)
OF_PLACES = (StepKind.REPAIR, StepKind.INTERIM_CONTROL)


def implementation_5_working_days(facts: Facts) -> Iterator[Verdict]:
    """Supervision and competency checks are done within office days of Raised on (A1.3)."""
    threshold = facts.policy.threshold("implementation_5_working_days")
    if not facts.register.keeps("Steps", "kind", "done_on"):
        yield not_recorded(threshold, "Steps, Done on")
        return
    days = int(threshold.number)
    for action, steps in _lines_with(facts, OF_STAFF):
        if action.raised_on is None:
            yield verdict(
                threshold,
                Outcome.NOT_COMPUTABLE,
                "It is not recorded when the line was raised.",
                scope=action.service or PROVIDER,
                subject=Subject("Actions", action.ref),
                cells=(action.source.place("raised_on"),),
            )
            continue
        by = facts.policy.calendar.end_of_office_days(action.raised_on.on, days)
        yield _implemented(facts, action, steps, by)


def _implemented(facts: Facts, action: Action, steps: tuple[Step, ...], by: datetime) -> Verdict:
    done = tuple(each for each in steps if facts.has_happened(each.done_on))
    late = tuple(each for each in done if each.done_on is not None and is_late(each.done_on, by))
    undone = tuple(each for each in steps if each not in done)
    if late or (undone and facts.as_at > by):
        outcome = Outcome.FIRED
        reason = f"{counted(len(late) + len(undone), 'step')} not done by {moment_text(by)}."
    elif undone:
        outcome = Outcome.NOT_DUE
        reason = f"{counted(len(undone), 'step')} to be done by {moment_text(by)}."
    else:
        outcome = Outcome.MET
        reason = f"All supervision and competency checks done by {moment_text(by)}."
    return verdict(
        facts.policy.threshold("implementation_5_working_days"),
        outcome,
        reason,
        scope=action.service or PROVIDER,
        subject=Subject("Actions", action.ref),
        by=by,
        since=action.raised_on.end if action.raised_on else None,
        cells=(
            action.source.place("raised_on"),
            *(each.source.place("done_on") for each in (late + undone) or steps),
        ),
    )


def recorded_in_three_places(facts: Facts) -> Iterator[Verdict]:
    """Each supervision and competency check done stands in all three records (A1.3)."""
    threshold = facts.policy.threshold("recorded_in_three_places")
    if not facts.register.keeps("Steps", "kind", "recorded_in"):
        yield not_recorded(threshold, "Steps, Recorded in")
        return
    value = threshold.value
    wanted = tuple(RecordedIn(each) for each in value) if isinstance(value, tuple) else ()
    for action, steps in _lines_with(facts, OF_STAFF):
        done = tuple(each for each in steps if facts.has_happened(each.done_on))
        faulty = tuple(each for each in done if not set(wanted) <= set(each.recorded_in))
        missing = [
            place.value for place in wanted if any(place not in each.recorded_in for each in faulty)
        ]
        if faulty:
            outcome, reason = Outcome.FIRED, f"Not in: {listed(missing)}."
        elif done:
            outcome, reason = Outcome.MET, "Each step done stands in every record asked for."
        else:
            outcome, reason = Outcome.NOT_DUE, "No supervision or competency check is done yet."
        yield verdict(
            threshold,
            outcome,
            reason,
            scope=action.service or PROVIDER,
            subject=Subject("Actions", action.ref),
            observed=len(faulty) if done else None,
            cells=tuple(each.source.place("recorded_in") for each in faulty or steps),
        )


def staff_informed(facts: Facts) -> Iterator[Verdict]:
    """Each repair and interim control done is recorded, and staff know of it (A2.4)."""
    threshold = facts.policy.threshold("staff_informed")
    if not facts.register.keeps("Steps", "kind", "staff_informed"):
        yield not_recorded(threshold, "Steps, Staff informed")
        return
    for action, steps in _lines_with(facts, OF_PLACES):
        done = tuple(each for each in steps if facts.has_happened(each.done_on))
        faulty = tuple(each for each in done if not (each.staff_informed and each.recorded_in))
        if faulty:
            reason = f"{counted(len(faulty), 'step')} done without a record or word to staff."
            outcome = Outcome.FIRED
        elif done:
            outcome, reason = Outcome.MET, "Staff were informed of each step done."
        else:
            outcome, reason = Outcome.NOT_DUE, "No repair or interim control is done yet."
        yield verdict(
            threshold,
            outcome,
            reason,
            scope=action.service or PROVIDER,
            subject=Subject("Actions", action.ref),
            observed=len(faulty) if done else None,
            cells=tuple(each.source.place("staff_informed") for each in faulty or steps),
        )


def _lines_with(
    facts: Facts, kinds: tuple[StepKind, ...]
) -> Iterator[tuple[Action, tuple[Step, ...]]]:
    """Lines with steps of some kinds, by ref."""
    for ref in sorted(facts.steps):
        steps = tuple(each for each in facts.steps[ref] if each.kind in kinds)
        if steps and ref in facts.actions:
            yield facts.actions[ref], steps

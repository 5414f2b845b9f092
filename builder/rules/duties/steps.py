"""Steps of a line: done in time, recorded in three places, staff informed (A1.3, A2.4)."""

from collections.abc import Iterator

from builder.field import Action, Step
from builder.field.validation.dates import is_before
from builder.field.words import RecordedIn, StepKind
from builder.policy import Threshold
from builder.rules.answers import Answer, places
from builder.rules.duties.clock import is_late
from builder.rules.duty import Case, columns, duty, of_action
from builder.rules.gate.facts import Facts
from builder.rules.verdict import Outcome
from builder.rules.words import capitalised, counted, listed, moment_text

OF_STAFF = (StepKind.SUPERVISION, StepKind.COMPETENCY_CHECK)
OF_PLACES = (StepKind.REPAIR, StepKind.INTERIM_CONTROL)


Stepped = tuple[Action, tuple[Step, ...]]


def _with_steps(facts: Facts, kinds: tuple[StepKind, ...]) -> Iterator[Case[Stepped]]:
    """Lines with steps of some kinds, by ref."""
    for ref in sorted(facts.steps):
        steps = tuple(each for each in facts.steps[ref] if each.kind in kinds)
        if steps and ref in facts.actions:
            yield of_action(facts.actions[ref], (facts.actions[ref], steps))


def _of_staff(facts: Facts) -> Iterator[Case[Stepped]]:
    return _with_steps(facts, OF_STAFF)


def _of_places(facts: Facts) -> Iterator[Case[Stepped]]:
    return _with_steps(facts, OF_PLACES)


@duty("implementation_5_working_days", columns("Steps", "kind", "done_on"), _of_staff)
def implementation_5_working_days(facts: Facts, threshold: Threshold, of: Stepped) -> Answer:
    """Supervision and competency checks are done within office days of Raised on (A1.3)."""
    action, steps = of
    raised = places((action,), "raised_on")
    if action.raised_on is None:
        reason = "It is not recorded when the action was raised."
        return Answer(Outcome.NOT_COMPUTABLE, reason, cells=raised)
    days = int(threshold.number)
    by = facts.policy.calendar.end_of_office_days(action.raised_on.on, days)
    done = tuple(each for each in steps if facts.has_happened(each.done_on))
    late = tuple(each for each in done if each.done_on is not None and is_late(each.done_on, by))
    undone = tuple(each for each in steps if each not in done)
    early = tuple(
        each for each in done if each.done_on and is_before(each.done_on, action.raised_on)
    )
    if late or (undone and facts.as_at > by):
        outcome = Outcome.FIRED
        kinds = listed(dict.fromkeys(each.kind for each in late + undone if each.kind))
        reason = f"{capitalised(kinds.lower())} not done by {moment_text(by)}."
    elif undone:
        outcome = Outcome.NOT_DUE
        reason = f"{counted(len(undone), 'step')} to be done by {moment_text(by)}."
    elif early:
        outcome = Outcome.NOT_COMPUTABLE
        reason = f"{counted(len(early), 'step')} done before the action was raised, by the record."
    else:
        outcome = Outcome.MET
        reason = f"All supervision and competency checks done by {moment_text(by)}."
    cells = (*raised, *places((late + undone) or early or steps, "done_on"))
    return Answer(outcome, reason, cells=cells, by=by, since=action.raised_on.end)


@duty("recorded_in_three_places", columns("Steps", "kind", "recorded_in"), _of_staff)
def recorded_in_three_places(facts: Facts, _: Threshold, of: Stepped) -> Answer:
    """Each supervision and competency check done stands in all three records (A1.3)."""
    steps = of[1]
    wanted = [RecordedIn(each) for each in facts.policy.words("recorded_in_three_places")]
    done = tuple(each for each in steps if facts.has_happened(each.done_on))
    faulty = tuple(each for each in done if not set(wanted) <= set(each.recorded_in))
    missing = [
        place.value for place in wanted if any(place not in each.recorded_in for each in faulty)
    ]
    cells = places(faulty or steps, "recorded_in")
    if faulty:
        return Answer(Outcome.FIRED, f"Not in: {listed(missing)}.", len(faulty), cells)
    if done:
        return Answer(Outcome.MET, "Each step done stands in every record asked for.", 0, cells)
    reason = "No supervision or competency check is done yet."
    return Answer(Outcome.NOT_DUE, reason, cells=cells)


@duty("staff_informed", columns("Steps", "kind", "staff_informed"), _of_places)
def staff_informed(facts: Facts, _: Threshold, of: Stepped) -> Answer:
    """Each repair and interim control done is recorded, and staff know of it (A2.4)."""
    steps = of[1]
    done = tuple(each for each in steps if facts.has_happened(each.done_on))
    faulty = tuple(each for each in done if not (each.staff_informed and each.recorded_in))
    cells = places(faulty or steps, "staff_informed")
    if faulty:
        reason = f"{counted(len(faulty), 'step')} done without a record or word to staff."
        return Answer(Outcome.FIRED, reason, len(faulty), cells)
    if done:
        return Answer(Outcome.MET, "Staff were informed of each step done.", 0, cells)
    return Answer(Outcome.NOT_DUE, "No repair or interim control is done yet.", cells=cells)

"""Standards of a line: quality statement, enforcement fields, approved deadline (B0.4, B0.6)."""

from collections.abc import Iterator
from datetime import date

from builder.field import Action, DeadlineChange
from builder.field.words import ActionSource, Status
from builder.policy import Threshold
from builder.rules.answers import Answer, outcome_of, places
from builder.rules.duty import Case, actions, columns, duty, of_action, sheets
from builder.rules.facts.deadlines import is_approved
from builder.rules.gate.facts import Facts
from builder.rules.verdict import Outcome
from builder.rules.words import counted, day_text, listed


def _raised(facts: Facts) -> Iterator[Case[tuple[Action, frozenset[str]]]]:
    """Lines that are not cancelled, with the framework items in force when each was raised."""
    in_force: dict[date, frozenset[str]] = {}
    for action in facts.actions.values():
        raised = facts.today if action.raised_on is None else action.raised_on.on
        if action.status is not Status.CANCELLED:
            if raised not in in_force:
                in_force[raised] = items_in_force(facts, raised)
            yield of_action(action, (action, in_force[raised]))


@duty("quality_statement_missing", columns("Actions", "quality_statements"), _raised)
def quality_statement_missing(_: Facts, __: Threshold, of: tuple[Action, frozenset[str]]) -> Answer:
    """Each line names a quality statement that was in force when it was raised (B0.4)."""
    action, in_force = of
    if not action.quality_statements:
        outcome, reason = Outcome.FIRED, "The action names no quality statement."
    elif action.raised_on is None:
        outcome, reason = Outcome.NOT_COMPUTABLE, "It is not recorded when the action was raised."
    elif any(each.casefold() in in_force for each in action.quality_statements):
        outcome, reason = Outcome.MET, "A quality statement in force is named."
    else:
        day = day_text(action.raised_on.on)
        outcome, reason = Outcome.FIRED, f"No statement named was in force on {day}."
    return Answer(outcome, reason, cells=places((action,), "quality_statements"))


def items_in_force(facts: Facts, on: date) -> frozenset[str]:
    """The ids, folded, of every framework item that lines raised on a day may name."""
    return frozenset(
        item.id.casefold()
        for framework in facts.catalogue.frameworks_in_force(on)
        for item in framework.items
    )


def _is_enforced(facts: Facts, action: Action) -> bool:
    return action.status is not Status.CANCELLED and is_enforcement(facts, action)


@duty("enforcement_line_incomplete", sheets("Actions"), actions(_is_enforced))
def enforcement_line_incomplete(_: Facts, __: Threshold, action: Action) -> Answer:
    """A line from an enforcement notice has owner, evidence due, method and closure rule (B0.6)."""
    missing = [field for field in _FIELDS if getattr(action, field) is None]
    words = listed(_FIELDS[field] for field in missing)
    return Answer(
        Outcome.FIRED if missing else Outcome.MET,
        f"The action lacks {words}." if missing else "All four fields are filled.",
        len(missing),
        places((action,), *(missing or _FIELDS)),
    )


_FIELDS = {
    "owner": "an owner",
    "evidence_due": "an evidence due date",
    "validation_method": "a validation method",
    "closure_rule": "a closure rule",
}


def is_enforcement(facts: Facts, action: Action) -> bool:
    """Whether a line comes from an enforcement notice: by its source, or by its notice's kind."""
    if action.source_kind is ActionSource.ENFORCEMENT_NOTICE:
        return True
    for notice in facts.notices_by_action.get(action.ref, ()):
        kind = facts.catalogue.regulator_action(notice.type or "")
        if kind is not None and kind.is_enforcement:
            return True
    return False


Changes = tuple[DeadlineChange, ...]


def changed_deadlines(facts: Facts) -> Iterator[Case[Changes]]:
    """The deadline changes of each live line that has some, by ref."""
    for ref in sorted(facts.deadline_changes):
        position = facts.deadlines.get(ref)
        if position is not None and position.is_live:
            yield of_action(facts.actions[ref], facts.deadline_changes[ref])


@duty("deadline_change_unapproved", columns("Deadline changes", "approved_by"), changed_deadlines)
def deadline_change_unapproved(_: Facts, threshold: Threshold, changes: Changes) -> Answer:
    """Each change of a live line's deadline is approved (B1.5)."""
    unapproved = tuple(each for each in changes if not is_approved(each))
    number = len(unapproved)
    reason = f"{counted(number, 'deadline change')} without approval."
    cells = places(unapproved or changes, "approved_by")
    return Answer(outcome_of(threshold, number), reason, number, cells)

"""Standards of a line: quality statement, enforcement fields, approved deadline (B0.4, B0.6)."""

from collections.abc import Iterator
from datetime import date

from builder.field import Action
from builder.field.words import ActionSource, Status
from builder.rules.answers import not_recorded, outcome_of, verdict
from builder.rules.facts.deadlines import is_approved
from builder.rules.gate.facts import Facts
from builder.rules.verdict import PROVIDER, Outcome, Subject, Verdict
from builder.rules.words import counted, day_text, listed


def quality_statement_missing(facts: Facts) -> Iterator[Verdict]:
    """Each line names a quality statement that was in force when it was raised (B0.4)."""
    threshold = facts.policy.threshold("quality_statement_missing")
    if not facts.register.keeps("Actions", "quality_statements"):
        yield not_recorded(threshold, "Actions, Quality statements")
        return
    in_force: dict[date, frozenset[str]] = {}
    for action in facts.actions.values():
        if action.status is Status.CANCELLED:
            continue
        outcome, reason = _statement(facts, action, in_force)
        yield verdict(
            threshold,
            outcome,
            reason,
            scope=action.service or PROVIDER,
            subject=Subject("Actions", action.ref),
            cells=(action.source.place("quality_statements"),),
        )


def _statement(
    facts: Facts, action: Action, in_force: dict[date, frozenset[str]]
) -> tuple[Outcome, str]:
    if not action.quality_statements:
        return Outcome.FIRED, "The line names no quality statement."
    if action.raised_on is None:
        return Outcome.NOT_COMPUTABLE, "It is not recorded when the line was raised."
    raised = action.raised_on.on
    if raised not in in_force:
        in_force[raised] = items_in_force(facts, raised)
    if any(each.casefold() in in_force[raised] for each in action.quality_statements):
        return Outcome.MET, "A quality statement in force is named."
    return Outcome.FIRED, f"No statement named was in force on {day_text(raised)}."


def items_in_force(facts: Facts, on: date) -> frozenset[str]:
    """The ids, folded, of every framework item that lines raised on a day may name."""
    return frozenset(
        item.id.casefold()
        for framework in facts.catalogue.frameworks_in_force(on)
        for item in framework.items
    )


def enforcement_line_incomplete(facts: Facts) -> Iterator[Verdict]:
    """A line from an enforcement notice has owner, evidence due, method and closure rule (B0.6)."""
    threshold = facts.policy.threshold("enforcement_line_incomplete")
    if not facts.register.keeps("Actions"):
        yield not_recorded(threshold, "Actions")
        return
    for action in facts.actions.values():
        if action.status is Status.CANCELLED or not is_enforcement(facts, action):
            continue
        missing = [field for field in _FIELDS if getattr(action, field) is None]
        words = listed(_FIELDS[field] for field in missing)
        yield verdict(
            threshold,
            Outcome.FIRED if missing else Outcome.MET,
            f"The line lacks {words}." if missing else "All four fields are filled.",
            scope=action.service or PROVIDER,
            subject=Subject("Actions", action.ref),
            observed=len(missing),
            cells=tuple(action.source.place(field) for field in missing or _FIELDS),
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


def deadline_change_unapproved(facts: Facts) -> Iterator[Verdict]:
    """Each change of a live line's deadline is approved (B1.5)."""
    threshold = facts.policy.threshold("deadline_change_unapproved")
    if not facts.register.keeps("Deadline changes", "approved_by"):
        yield not_recorded(threshold, "Deadline changes, Approved by")
        return
    for ref in sorted(facts.deadline_changes):
        position, changes = facts.deadlines.get(ref), facts.deadline_changes[ref]
        if position is None or not position.is_live:
            continue
        unapproved = tuple(each for each in changes if not is_approved(each))
        yield verdict(
            threshold,
            outcome_of(threshold, len(unapproved)),
            f"{counted(len(unapproved), 'deadline change')} without approval.",
            scope=facts.actions[ref].service or PROVIDER,
            subject=Subject("Actions", ref),
            observed=len(unapproved),
            cells=tuple(each.source.place("approved_by") for each in unapproved or changes),
        )

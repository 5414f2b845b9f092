"""Deadline defects of each live line: which dates contradict which, and owners who are gone."""

from collections.abc import Iterator, Mapping

from builder.field import Action, Moment
from builder.problems import Cell
from builder.rules.facts.deadlines import is_approved
from builder.rules.facts.people.activity import is_active
from builder.rules.facts.positions import IntegrityDefects, Mismatch
from builder.rules.facts.stages import Grouped, Positioned


def integrity_defects(facts: Positioned) -> Mapping[str, IntegrityDefects]:
    """The defects of each live line, by ref."""
    keeps_evidence_due = facts.register.keeps("Actions", "evidence_due")
    keeps_people = facts.register.holds("People") and facts.register.keeps("Actions", "owner")
    defects = {}
    for ref, action in facts.actions.items():
        if not facts.deadlines[ref].is_live:
            continue
        found = tuple(_mismatches(facts, action))
        defects[ref] = IntegrityDefects(
            mismatches=tuple(kind for kind, _ in found),
            mismatch_cells=tuple(cell for _, cells in found for cell in cells),
            lacks_evidence_due=(action.evidence_due is None) if keeps_evidence_due else None,
            has_inactive_owner=(not owner_is_active(facts, action)) if keeps_people else None,
        )
    return defects


def owner_is_active(facts: Grouped, action: Action) -> bool:
    """Whether a line has an owner who stands in People and acts on the as-at day."""
    person = facts.people.get(action.owner or "")
    return person is not None and is_active(person, facts.today)


def _mismatches(facts: Positioned, action: Action) -> Iterator[tuple[Mismatch, tuple[Cell, ...]]]:
    position = facts.deadlines[action.ref]
    due, cell = position.due, position.due_cell
    if due is None:
        return
    if action.evidence_due is not None and Moment(action.evidence_due).end > due.end:
        yield Mismatch.EVIDENCE, (action.source.place("evidence_due"), cell)
    for notice in facts.notices_by_action.get(action.ref, ()):
        if notice.comply_by is not None and due.end > Moment(notice.comply_by).end:
            yield Mismatch.NOTICE, (cell, notice.source.place("comply_by"))
            break
    parent = facts.deadlines.get(action.parent or "")
    if parent is not None and parent.due is not None and due.end > parent.due.end:
        yield Mismatch.PARENT, (cell, parent.due_cell)
    approved = [each for each in facts.deadline_changes.get(action.ref, ()) if is_approved(each)]
    if approved and approved[-1].to_due is not None and _differs(due, approved[-1].to_due):
        yield Mismatch.CHANGE, (cell, approved[-1].source.place("to_due"))


def _differs(due: Moment, to: Moment) -> bool:
    """Whether two deadlines differ: by their days, and by their times where both have one."""
    if due.at is None or to.at is None:
        return due.on != to.on
    return due.at != to.at

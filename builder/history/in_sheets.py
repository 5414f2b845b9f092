"""Discrepancies that one version of the workbooks shows by itself, once two rows are compared."""

from collections.abc import Iterator

from builder.field import Action, Moment, Register
from builder.history.change import Change, ChangeKind
from builder.history.discrepancy import Discrepancy, DiscrepancyKind
from builder.history.normal import keyed
from builder.history.seen_changes import SeenChanges


def found_in_sheets(seen: SeenChanges, register: Register) -> Iterator[Discrepancy]:
    """Due dates that no row explains, and approvals later than the move that they approve.

    When each was first seen comes from the runs; without any it is the moment judged.
    """
    if not register.keeps("Deadline changes"):
        return
    lines = {each.ref: each for each in register.actions}
    yield from _moved(seen, register)
    for key, row, _ in keyed("deadline_changes", register.deadline_changes):
        changed, approved = row.changed_on, row.approved_on
        if changed is not None and approved is not None and approved.on > changed.on:
            yield Discrepancy(
                kind=DiscrepancyKind.APPROVED_LATE,
                first_seen=seen.since("Deadline changes", key, "approved_on"),
                change=_change(
                    lines.get(row.action), "Deadline changes", key, "approved_on", None, approved
                ),
            )


def _moved(seen: SeenChanges, register: Register) -> Iterator[Discrepancy]:
    explained = {(each.action, each.to_due) for each in register.deadline_changes}
    for line in register.actions:
        before, after = line.original_due, line.due
        if before is None or after is None or before == after:
            continue
        if (line.ref, after) not in explained:
            yield Discrepancy(
                kind=DiscrepancyKind.DUE_MOVED,
                first_seen=seen.since("Actions", line.ref, "due", "original_due"),
                change=_change(line, "Actions", line.ref, "due", before, after),
            )


def _change(
    line: Action | None,
    sheet: str,
    ref: str,
    field: str,
    before: Moment | None,
    after: Moment | None,
) -> Change:
    return Change(
        kind=ChangeKind.CHANGED,
        sheet=sheet,
        ref=ref,
        action=line.ref if line else "",
        service=(line.service if line else None) or "",
        owner=(line.owner if line else None) or "",
        field=field,
        before="" if before is None else str(before),
        after="" if after is None else str(after),
        is_confidential=bool(line and line.confidential),
    )

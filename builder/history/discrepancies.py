"""Where what the workbooks say now does not agree with what they said at earlier runs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from builder.history.change import Change, ChangeKind
from builder.history.history import History
from builder.records import Register
from builder.records.words import PanelOutcome


class DiscrepancyKind(StrEnum):
    """What does not agree."""

    DUE_MOVED = "Due date moved without a row in Deadline changes"
    APPROVED_LATE = "Deadline change approved after the deadline had moved"
    PAST_EDITED = "Past record edited"
    ROW_VANISHED = "Row no longer there"
    REF_REUSED = "Ref used again for another matter"
    PANEL_JUMPED = "Closed without an approving panel decision"


@dataclass(frozen=True, slots=True, kw_only=True)
class Discrepancy:
    """One thing that somebody should be able to explain."""

    kind: DiscrepancyKind
    first_seen: datetime
    """As-at moment of the run that saw it first."""
    change: Change
    """What it was told from: record, field, before, after."""


_HAPPENED = frozenset(
    {
        *("Checks", "Reviews", "Measures", "Validity reviews", "Live proof"),
        *("Retests", "Burst cycles", "Panels", "Sessions", "Workforce"),
    }
)
"""Sheets whose rows say what happened; what once stood in them does not change."""
_FIXED: Mapping[str, frozenset[str]] = {
    "Actions": frozenset({"raised_on", "original_due"}),
    "Deadline changes": frozenset({"from_due", "to_due", "changed_on"}),
    "Findings": frozenset({"found_at"}),
    "Evidence": frozenset({"source_date", "submitted_on"}),
    "Complaints": frozenset({"received_on"}),
}
"""Fields of other sheets that say what happened."""


def discrepancies(history: History, register: Register, as_at: datetime) -> tuple[Discrepancy, ...]:
    """Every disagreement, by when it was first seen.

    Args:
        history: The recorded runs, with what changed since the last.
        register: What the workbooks say now.
        as_at: The moment that the changes since the last run were seen at.
    """
    seen = [(run.as_at, run.changes) for run in history.runs if not run.failure]
    found = _Finding(register)
    told = [
        each
        for at, changes in (*seen, (as_at, history.since_last))
        for change in changes
        for each in found.of(change, at)
    ]
    return tuple(sorted(told, key=lambda each: each.first_seen))


class _Finding:
    def __init__(self, register: Register) -> None:
        self._moved_to = {(each.action, str(each.to_due)) for each in register.deadline_changes}
        self._late = {
            each.action
            for each in register.deadline_changes
            if each.approved_on is not None
            and each.changed_on is not None
            and each.approved_on.on > each.changed_on.on
        }
        self._keeps_panels = register.keeps("Panels")
        self._approved = {
            each.action for each in register.panels if each.decision is PanelOutcome.APPROVED
        }
        self._gone: set[tuple[str, str]] = set()

    def of(self, change: Change, at: datetime) -> Iterator[Discrepancy]:
        """What a change gives away."""
        for kind in self._kinds(change):
            yield Discrepancy(kind=kind, first_seen=at, change=change)

    def _kinds(self, change: Change) -> Iterator[DiscrepancyKind]:
        record = (change.sheet, change.ref)
        if change.kind is ChangeKind.GONE:
            self._gone.add(record)
            yield DiscrepancyKind.ROW_VANISHED
        elif change.kind is ChangeKind.NEW and record in self._gone:
            yield DiscrepancyKind.REF_REUSED
        elif change.kind is ChangeKind.CLOSED and change.after == "Closed":
            if self._keeps_panels and change.ref not in self._approved:
                yield DiscrepancyKind.PANEL_JUMPED
        elif change.kind is ChangeKind.CHANGED:
            yield from self._edits(change)

    def _edits(self, change: Change) -> Iterator[DiscrepancyKind]:
        if (change.sheet, change.field) == ("Actions", "due") and change.before:
            if (change.action, change.after) not in self._moved_to:
                yield DiscrepancyKind.DUE_MOVED
        elif (change.sheet, change.field) == ("Deadline changes", "approved_on"):
            if change.action in self._late and not change.before:
                yield DiscrepancyKind.APPROVED_LATE
        elif change.before and self._has_happened(change):
            yield DiscrepancyKind.PAST_EDITED

    @staticmethod
    def _has_happened(change: Change) -> bool:
        fixed = _FIXED.get(change.sheet, frozenset())
        return change.sheet in _HAPPENED or change.field in fixed

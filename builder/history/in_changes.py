"""Discrepancies that only a comparison of what two runs saw can tell."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime

from builder.field import DeadlineChange, Moment, PanelDecision, Register, local_date
from builder.field.words import PanelOutcome, Status
from builder.history.change import Change, ChangeKind
from builder.history.discrepancy import Discrepancy, DiscrepancyKind
from builder.history.normal import keyed
from builder.history.seen_changes import SeenChanges, Sight

_HAPPENED = frozenset(
    {
        *("Checks", "Reviews", "Measures", "Validity reviews", "Live proof"),
        *("Retests", "Burst cycles", "Panels", "Sessions", "Workforce", "Told"),
    }
)
"""Sheets whose rows say what happened; what once stood in them does not change."""
_FIXED: Mapping[str, frozenset[str]] = {
    "Actions": frozenset({"raised_on", "original_due", "closed_on"}),
    "Deadline changes": frozenset(
        {"from_due", "to_due", "changed_on", "approved_by", "approved_on"}
    ),
    "Findings": frozenset({"found_at", "recorded_at", "escalated_at", "manager_reviewed_at"}),
    "Evidence": frozenset({"source_date", "submitted_on"}),
    "Complaints": frozenset({"received_on"}),
}
"""Fields of other sheets that say what happened."""
_REOPENING = ("Actions", "closed_on")
"""A line that is reopened has no closing date any more: emptying it is no edit of the past."""
_APPROVING = frozenset({("Deadline changes", "approved_on"), ("Panels", "decision")})
"""Where an approval is entered."""
_MATTERS: Mapping[str, frozenset[str]] = {
    "Actions": frozenset({"title", "raised_on"}),
    "Findings": frozenset({"theme", "found_at"}),
    "Evidence": frozenset({"title", "submitted_on"}),
    "Complaints": frozenset({"theme", "received_on"}),
}
"""Fields that say what a ref stands for; where all of them change at once, it is another matter."""


def found_in_changes(seen: SeenChanges, register: Register) -> tuple[Discrepancy, ...]:
    """What the changes that runs saw give away, oldest first."""
    finding = _Finding(register)
    return tuple(
        Discrepancy(kind=kind, first_seen=sight.at, change=change)
        for sight in seen.sights
        for kind, change in finding.of(sight)
    )


Found = tuple[DiscrepancyKind, Change]


class _Finding:
    def __init__(self, register: Register) -> None:
        self._moved_to = {(each.action, str(each.to_due)) for each in register.deadline_changes}
        self._lines = {each.ref: each for each in register.actions}
        self._approvals = _approvals(register)
        self._keeps_panels = register.keeps("Panels")
        self._decisions = _approving_decisions(register)
        self._gone: dict[tuple[str, str], str] = {}
        self._reopened: dict[str, date] = {}

    def of(self, sight: Sight) -> Iterator[Found]:
        """What one run saw."""
        reused = _overwritten(sight.changes)
        for change in sight.changes:
            if (change.sheet, change.ref) not in reused:
                yield from self._of_change(change, sight)
            elif change.field in ("title", "theme"):
                yield DiscrepancyKind.REF_REUSED, change

    def _of_change(self, change: Change, sight: Sight) -> Iterator[Found]:
        match change.kind:
            case ChangeKind.GONE:
                self._gone[change.sheet, change.ref] = change.before
                yield DiscrepancyKind.ROW_VANISHED, change
            case ChangeKind.NEW:
                yield from self._new(change, sight)
            case ChangeKind.CLOSED if change.after == Status.CLOSED:
                if self._has_jumped(change.ref, sight.at):
                    yield DiscrepancyKind.PANEL_JUMPED, change
            case ChangeKind.REOPENED:
                self._reopened[change.ref] = sight.day_before or local_date(sight.at)
            case ChangeKind.CHANGED:
                yield from self._edits(change, sight)

    def _new(self, change: Change, sight: Sight) -> Iterator[Found]:
        was = self._gone.get((change.sheet, change.ref))
        if was is not None and was != change.after:
            field = "title" if change.sheet in ("Actions", "Evidence", "Risks") else "theme"
            yield DiscrepancyKind.REF_REUSED, replace(change, field=field, before=was)
        approved = self._approvals.get((change.sheet, change.ref))
        if _is_entered_late(approved, sight):
            yield DiscrepancyKind.ENTERED_LATE, change
        line = self._lines.get(change.ref) if change.sheet == "Actions" else None
        if line is not None and line.status is Status.CLOSED and line.closed_on is not None:
            # RATIONALE: a row that comes already closed was never seen open.
            is_closed_by_then = line.closed_on.has_happened(sight.at)
            if is_closed_by_then and self._has_jumped(line.ref, sight.at):
                closed = replace(change, field="status", before="", after=Status.CLOSED.value)
                yield DiscrepancyKind.PANEL_JUMPED, closed

    def _has_jumped(self, ref: str, at: datetime) -> bool:
        """Whether no panel approved the closing: by its day, and since it was last reopened."""
        if not self._keeps_panels:
            return False
        line = self._lines.get(ref)
        closed = local_date(at) if line is None or line.closed_on is None else line.closed_on.on
        since = self._reopened.get(ref, date.min)
        return not any(
            panel_at is None or since <= panel_at.on <= closed
            for panel_at in self._decisions.get(ref, ())
        )

    def _edits(self, change: Change, sight: Sight) -> Iterator[Found]:
        place = (change.sheet, change.field)
        if place == ("Actions", "due") and change.before:
            if (change.action, change.after) not in self._moved_to:
                yield DiscrepancyKind.DUE_MOVED, change
        elif place in _APPROVING and not change.before:
            approved = self._approvals.get((change.sheet, change.ref))
            if _is_entered_late(approved, sight):
                yield DiscrepancyKind.ENTERED_LATE, change
        elif change.before and _has_happened(change):
            yield DiscrepancyKind.PAST_EDITED, change


def _has_happened(change: Change) -> bool:
    if (change.sheet, change.field) == _REOPENING and not change.after:
        return False
    return change.sheet in _HAPPENED or change.field in _FIXED.get(change.sheet, frozenset())


def _overwritten(changes: tuple[Change, ...]) -> frozenset[tuple[str, str]]:
    """Rows in which all that says what the ref stands for was replaced."""
    fields: dict[tuple[str, str], set[str]] = {}
    for each in changes:
        if each.field in _MATTERS.get(each.sheet, frozenset()) and each.before and each.after:
            fields.setdefault((each.sheet, each.ref), set()).add(each.field)
    return frozenset(row for row, found in fields.items() if found == _MATTERS[row[0]])


def _approving_decisions(register: Register) -> Mapping[str, list[Moment | None]]:
    """Line -> when a panel approved its closure; ``None`` = on an unknown day."""
    found: dict[str, list[Moment | None]] = {}
    for each in register.panels:
        if each.decision is PanelOutcome.APPROVED:
            found.setdefault(each.action, []).append(each.panel_at)
    return found


def _approvals(register: Register) -> Mapping[tuple[str, str], Moment]:
    """(sheet, key) of each approved deadline change and closure -> when it is said to have been."""
    found: dict[tuple[str, str], Moment] = {}
    changes: Iterator[tuple[str, DeadlineChange, object]]
    changes = keyed("deadline_changes", register.deadline_changes)
    for key, change, _ in changes:
        if change.approved_on is not None:
            found["Deadline changes", key] = change.approved_on
    panels: Iterator[tuple[str, PanelDecision, object]] = keyed("panels", register.panels)
    for key, decision, _ in panels:
        if decision.decision is PanelOutcome.APPROVED and decision.panel_at is not None:
            found["Panels", key] = decision.panel_at
    return found


def _is_entered_late(approved: Moment | None, sight: Sight) -> bool:
    """Whether an approval is dated before the day of a run that did not see it yet."""
    return approved is not None and sight.day_before is not None and approved.on < sight.day_before

"""The sample's register as it stood on an earlier day: what came later is taken out."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from builder.field import Action, Check, DeadlineChange, Moment, Register, local_date
from builder.field.words import Status
from builder.workbook.schema import SHEETS

_MAKES_THE_ROW: Mapping[str, str] = {
    "actions": "raised_on",
    "deadline_changes": "changed_on",
    "checks": "checked_on",
    "reviews": "reviewed_on",
    "measures": "period_end",
    "evidence": "submitted_on",
    "complaints": "received_on",
    "findings": "found_at",
    "notices": "served_on",
    "workforce": "recorded_on",
    "burst_samples": "drawn_at",
    "validity_reviews": "reviewed_at",
    "live_proof": "checked_at",
    "retests": "retested_at",
    "burst_cycles": "closed_at",
    "panels": "panel_at",
    "batches": "authorised_at",
    "rebalance": "moved_on",
}
"""Field with the moment at which somebody wrote the row; other rows always stood there."""
_WITH: Mapping[str, tuple[str, ...]] = {
    "approved_on": ("approved_by",),
    "corrected_on": ("accepted_after_correction", "action_reinstated"),
    "proposed_on": ("proposed_outcome",),
    "escalated_at": ("escalated_to",),
}
"""Fields that are filled in together with a date."""

_QUIET_LINE = "HAR-011"
_QUIET_UNTIL = date(2026, 11, 9)
_EDITED_LINE = "OAK-002"
_EDITED_UNTIL = date(2026, 11, 12)
_VANISHED_UNTIL = date(2026, 11, 16)
_LATE_APPROVAL_OF, _APPROVAL_ENTERED = "OAK-018", date(2026, 11, 19)
_LATE_COMPLAINT, _COMPLAINT_ENTERED = "C-BIR-003", date(2026, 10, 30)
_ONE_DAY, _TWO_WEEKS = timedelta(days=1), timedelta(days=14)


def as_it_stood(register: Register, at: datetime) -> Register:
    """The register with nothing in it that happened after a moment.

    A due date that was moved later is what it was before; a status is what its dates allow.
    Five oddities are put in, so that the history has something to find: a line's original due
    date and due date that were rewritten without a row in Deadline changes, a past check whose
    result was edited, a check that is no longer there, and an approval and a complaint that were
    entered days after they are dated, so that the builds of those days recorded other figures.
    """
    cut: dict[str, Any] = {each.attribute: _kept(register, each.attribute, at) for each in SHEETS}
    cut["actions"] = tuple(_line(each, register.deadline_changes, at) for each in cut["actions"])
    whole = replace(register, **cut)
    return _with_digests(register, _with_oddities(_linked(whole), local_date(at)))


def _is_later(value: Any, at: datetime) -> bool:
    match value:
        case Moment():
            return value.is_after(at)
        case date():
            return value > local_date(at)
        case _:
            return False


def _kept(register: Register, attribute: str, at: datetime) -> tuple[Any, ...]:
    makes = _MAKES_THE_ROW.get(attribute)
    rows = getattr(register, attribute)
    stood = [row for row in rows if makes is None or not _is_later(getattr(row, makes), at)]
    (sheet,) = [each for each in SHEETS if each.attribute == attribute]
    return tuple(_without_later(row, [each.field for each in sheet.events], at) for row in stood)


def _without_later(row: Any, events: list[str], at: datetime) -> Any:
    later = [name for name in events if _is_later(getattr(row, name), at)]
    fields = [*later, *(name for each in later for name in _WITH.get(each, ()))]
    empty = {name: None for name in fields if hasattr(row, name)}
    return replace(row, **empty) if empty else row


def _line(line: Action, changes: tuple[DeadlineChange, ...], at: datetime) -> Action:
    moved_later = sorted(
        (
            (each.changed_on.order, each.from_due)
            for each in changes
            if each.action == line.ref and each.changed_on and each.changed_on.is_after(at)
        ),
        key=lambda each: each[0],
    )
    return replace(line, due=moved_later[0][1] if moved_later else line.due, status=_status(line))


def _status(line: Action) -> Status | None:
    """RATIONALE: dates that lie ahead are already taken out, and a status must fit what is left."""
    if line.status is Status.CLOSED and line.closed_on is None:
        return Status.PROPOSED_FOR_CLOSURE if line.proposed_on else Status.IN_PROGRESS
    if line.status is Status.PROPOSED_FOR_CLOSURE and line.proposed_on is None:
        return Status.IN_PROGRESS
    return line.status


def _linked(register: Register) -> Register:
    """Without references to rows that did not stand there yet."""
    refs = {
        each.name: {getattr(row, each.own.field) for row in getattr(register, each.attribute)}
        for each in SHEETS
        if each.own
    }
    cut: dict[str, Any] = {}
    for sheet in SHEETS:
        rows = getattr(register, sheet.attribute)
        for link in sheet.references:
            held = set().union(*(refs.get(name, set()) for name in link.refers_to))
            rows = [_relinked(row, link.field, held) for row in rows]
        cut[sheet.attribute] = tuple(row for row in rows if row is not None)
    return replace(register, **cut)


def _relinked(row: Any, field: str, held: set[str]) -> Any:
    value = getattr(row, field, None) if row is not None else None
    if isinstance(value, tuple):
        left = tuple(each for each in value if each in held)
        return row if left == value else replace(row, **{field: left})
    if value is None or value in held:
        return row
    return None if field in ("action", "evidence", "burst") else replace(row, **{field: None})


def _with_oddities(register: Register, on: date) -> Register:
    actions = register.actions
    if on < _QUIET_UNTIL:
        actions = tuple(_two_weeks_sooner(row) for row in actions)
    panels, complaints = register.panels, register.complaints
    if on < _APPROVAL_ENTERED:
        panels = tuple(row for row in panels if row.action != _LATE_APPROVAL_OF)
    if on < _COMPLAINT_ENTERED:
        complaints = tuple(row for row in complaints if row.ref != _LATE_COMPLAINT)
    return replace(
        register,
        actions=actions,
        checks=tuple(_checks(register.checks, on)),
        panels=panels,
        complaints=complaints,
    )


def _checks(checks: tuple[Check, ...], on: date) -> Iterator[Check]:
    first = next((row for row in checks if row.action == _EDITED_LINE), None)
    for row in checks:
        is_first = row is first and row.compliant is not None
        is_worse = is_first and on < _EDITED_UNTIL
        yield replace(row, compliant=(row.compliant or 0) - 1) if is_worse else row
    if first is not None and first.checked_on is not None and on < _VANISHED_UNTIL:
        day_after = Moment(first.checked_on.on + _ONE_DAY)
        if day_after.on <= on:
            yield replace(first, checked_on=day_after, compliant=0)


def _two_weeks_sooner(line: Action) -> Action:
    if line.ref != _QUIET_LINE or line.due is None:
        return line
    sooner = Moment(line.due.on - _TWO_WEEKS)
    return replace(line, due=sooner, original_due=sooner)


def _with_digests(now: Register, then: Register) -> Register:
    """RATIONALE: workbooks of those days never existed; a digest of their rows stands for them."""
    inputs = []
    for each in now.inputs:
        rows = {sheet.name: _rows_of(then, sheet.attribute, each.workbook) for sheet in SHEETS}
        is_as_now = all(
            held == _rows_of(now, sheet.attribute, each.workbook)
            for sheet, held in zip(SHEETS, rows.values(), strict=True)
        )
        of_rows = hashlib.sha256(repr(rows).encode()).hexdigest()
        digest = each.sha256 if is_as_now else of_rows
        counts = {sheet: len(held) for sheet, held in rows.items() if sheet in each.rows}
        inputs.append(replace(each, sha256=digest, rows=counts))
    return replace(then, inputs=tuple(inputs))


def _rows_of(register: Register, attribute: str, workbook: str) -> list[Any]:
    return [row for row in getattr(register, attribute) if row.source.workbook == workbook]

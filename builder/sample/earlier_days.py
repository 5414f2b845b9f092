"""A register as it stood on an earlier day: what came later is taken out."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from builder.field import Action, DeadlineChange, Moment, Register, local_date
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Otherwise:
    """Rows that stood otherwise on some days."""

    rows: str
    """The register's field that holds them."""
    where: Mapping[str, Any]
    """What marks the rows: field -> value, a moment by its day."""
    until: date
    """The first day on which they stood as they stand now."""
    since: date = date.min
    stood: Mapping[str, Any] | None = None
    """What stood there instead; without it and without ``also``, the rows were not there."""
    also: Mapping[str, Any] | None = None
    """What a further row of the same kind said otherwise."""


def as_it_stood(register: Register, at: datetime, oddities: tuple[Otherwise, ...] = ()) -> Register:
    """The register with nothing in it that happened after a moment.

    A due date that was moved later is what it was before; a status is what its dates allow.

    Args:
        register: What the workbooks hold now.
        at: The moment.
        oddities: Rows that stood otherwise, for which no date in the workbooks speaks.
    """
    cut: dict[str, Any] = {each.attribute: _kept(register, each.attribute, at) for each in SHEETS}
    cut["actions"] = tuple(_action(each, register.deadline_changes, at) for each in cut["actions"])
    then = _linked(replace(register, **cut))
    for each in oddities:
        if each.since <= local_date(at) < each.until:
            rows = tuple(_otherwise(getattr(then, each.rows), each))
            stood: dict[str, Any] = {each.rows: rows}
            then = replace(then, **stood)
    return _with_digests(register, then)


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


def _action(action: Action, changes: tuple[DeadlineChange, ...], at: datetime) -> Action:
    moved_later = sorted(
        (
            (each.changed_on.order, each.from_due)
            for each in changes
            if each.action == action.ref and each.changed_on and each.changed_on.is_after(at)
        ),
        key=lambda each: each[0],
    )
    return replace(
        action, due=moved_later[0][1] if moved_later else action.due, status=_status(action)
    )


def _status(action: Action) -> Status | None:
    """RATIONALE: dates that lie ahead are already taken out, and a status must fit what is left."""
    if action.status is Status.CLOSED and action.closed_on is None:
        return Status.PROPOSED_FOR_CLOSURE if action.proposed_on else Status.IN_PROGRESS
    if action.status is Status.PROPOSED_FOR_CLOSURE and action.proposed_on is None:
        return Status.IN_PROGRESS
    return action.status


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


def _otherwise(rows: tuple[Any, ...], oddity: Otherwise) -> Iterator[Any]:
    """The rows as they stood: those that match changed or gone, and the further ones last."""
    further: list[Any] = []
    for row in rows:
        if any(_day_or_value(getattr(row, name)) != value for name, value in oddity.where.items()):
            yield row
            continue
        if oddity.also:
            further.append(replace(row, **_typed(oddity.also)))
            yield row
        elif oddity.stood:
            yield replace(row, **_typed(oddity.stood))
    yield from further


def _day_or_value(value: Any) -> Any:
    return value.on if isinstance(value, Moment) else value


def _typed(values: Mapping[str, Any]) -> dict[str, Any]:
    """Days as the register holds them; anything else as written."""
    return {n: Moment(each) if isinstance(each, date) else each for n, each in values.items()}


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

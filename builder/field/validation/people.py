"""People who act on a day when they are not active, or without the role that it takes."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from builder.field.acts import ActKind, acts_of
from builder.field.column import heading_of
from builder.field.moment import Moment
from builder.field.register import Register
from builder.field.validation.dates import shown
from builder.field.who import Person
from builder.problems import Problem, between_records
from builder.problems.quoted import quoted

_ACTS: tuple[tuple[str, str, str], ...] = (
    ("deadline_changes", "approved_by", "approved_on"),
    ("reviews", "reviewer", "reviewed_on"),
    ("evidence", "submitted_by", "submitted_on"),
    ("burst_samples", "drawn_by", "drawn_at"),
    ("validity_reviews", "reviewer", "reviewed_at"),
    ("live_proof", "checked_by", "checked_at"),
    ("retests", "person", "retested_at"),
    ("burst_cycles", "closed_by", "closed_at"),
    ("panels", "decided_by", "panel_at"),
    ("batches", "authorised_by", "authorised_at"),
    ("rebalance", "to_person", "moved_on"),
    ("sessions", "led_by", "held_at"),
)
"""Attribute of the register, field of the person, field of the day."""


def active_when_acting(register: Register) -> Iterator[Problem]:
    """Each person is active on the day on which they act."""
    limited = {
        person.ref: person
        for person in register.people
        if person.active_from is not None or person.active_to is not None
    }
    if not limited:
        return
    for attribute, person_field, day_field in _ACTS:
        for row in getattr(register, attribute):
            person = limited.get(getattr(row, person_field))
            if person is not None:
                yield from _act(row, person, person_field, getattr(row, day_field))


def _act(row: Any, person: Person, field: str, stamp: Moment | None) -> Iterator[Problem]:
    if stamp is None or is_active(person, stamp.on):
        return
    particulars = {
        "heading": heading_of(type(row), field),
        "value": quoted(person.ref),
        "on": shown(stamp.on),
    }
    yield Problem(between_records.NOT_ACTIVE, row.source.place(field), particulars)


def is_active(person: Person, on: date) -> bool:
    """Whether a person is active on a day; both ends count."""
    if person.active_from is not None and on < person.active_from:
        return False
    return person.active_to is None or on <= person.active_to


def acting_in_role(
    register: Register, roles: Mapping[ActKind, tuple[str, ...]]
) -> Iterator[Problem]:
    """Each person who acts holds a role that may; somebody without any role is told elsewhere."""
    held = {person.ref: frozenset(person.roles) for person in register.people if person.roles}
    for acted in acts_of(register):
        own, wanted = held.get(acted.person or ""), roles.get(acted.kind, ())
        if own is not None and wanted and own.isdisjoint(wanted):
            particulars = {
                "heading": acted.heading,
                "value": quoted(acted.person or ""),
                "roles": " or ".join(wanted),
            }
            yield Problem(between_records.ROLE_NOT_HELD, acted.cell, particulars)

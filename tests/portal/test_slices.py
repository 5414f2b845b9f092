"""A page depends on its slice and on what all pages share, and on nothing else."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any, NamedTuple

import pytest

from builder.field import Register
from builder.portal.actions import action
from builder.portal.context import PortalContext
from builder.portal.frameworks.coverage import coverage
from builder.portal.frameworks.item import item_view
from builder.portal.frameworks.item_slice import ItemSlice, item_slice
from builder.portal.parts.views import PageView
from builder.portal.places import person
from builder.portal.shared import About
from builder.portal.slices.action import action_slices
from builder.portal.slices.person import person_slices
from tests.portal.portals import sample_context

SHARED = ("people", "services")
"""Their records stand behind every page."""
SHEETS = tuple(
    each.name for each in fields(Register) if each.name not in ("inputs", "columns_kept", *SHARED)
)

AT_MOST_TWO = 2
"""The action of a row, and the one that the row names once it is changed."""


def canonical(value: Any) -> object:
    """Pure data in one order, each scalar with its type; anything else has no place in a slice."""
    if is_dataclass(value):
        return type(value).__name__, [
            canonical(getattr(value, each.name)) for each in fields(value)
        ]
    match value:
        case tuple():
            return [canonical(each) for each in value]
        case frozenset():
            return sorted(repr(canonical(each)) for each in value)
        case Mapping():
            return sorted(repr((canonical(key), canonical(each))) for key, each in value.items())
        case None | str() | int() | Enum() | date() | datetime() | Fraction() | Decimal():
            return repr(value)
        case _:
            raise TypeError(f"{value!r} is not pure data")


def digest(part: object) -> str:
    return repr(canonical(part))


def item_slices(context: PortalContext) -> Iterator[ItemSlice]:
    known = coverage(context)
    for framework in context.catalogue.frameworks:
        for each in framework.items:
            yield item_slice(context, framework, each, known)


class Kind(NamedTuple):
    """A kind of record page: its slices, the page of one, and what names one."""

    slices: Callable[[PortalContext], Iterable[Any]]
    page: Callable[[Any, About], PageView]
    name: Callable[[Any], str]

    def named(self, context: PortalContext) -> dict[str, Any]:
        return {self.name(each): each for each in self.slices(context)}


ACTIONS = Kind(action_slices, action.page, lambda each: str(each.record.ref))
PEOPLE = Kind(person_slices, person.page, lambda each: str(each.record.ref))
ITEMS = Kind(item_slices, item_view, lambda each: str(each.item.id))
KINDS = (ACTIONS, PEOPLE, ITEMS)


def changed(register: Register, sheet: str) -> Iterator[Register]:
    """The register with each field of one row of a sheet as another row of it has the field."""
    first, *others = getattr(register, sheet)
    for each in fields(first):
        values = (getattr(other, each.name) for other in others)
        value = next((it for it in values if it != getattr(first, each.name)), None)
        if value is not None:
            rows: dict[str, Any] = {sheet: (replace(first, **{each.name: value}), *others)}
            yield replace(register, **rows)


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_changed_field_changes_the_slice_or_no_byte_of_the_page(sheet: str) -> None:
    context = sample_context()
    about = context.about()
    known = [(kind, kind.named(context)) for kind in KINDS]
    for register in changed(context.register, sheet):
        other = replace(context, register=register)
        assert other.about() == about
        for kind, before in known:
            after = kind.named(other)
            unlike = [name for name in before if after.get(name) != before[name]]
            for name in unlike:
                assert name not in after or digest(after[name]) != digest(before[name])
            for name in [name for name in before if name not in unlike][::15]:
                assert kind.page(after[name], about) == kind.page(before[name], about)


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_row_reaches_the_slices_of_its_own_actions_alone(sheet: str) -> None:
    before = ACTIONS.named(sample_context())
    for register in changed(sample_context().register, sheet):
        after = ACTIONS.named(replace(sample_context(), register=register))
        assert sum(after.get(name) != before[name] for name in before) <= AT_MOST_TWO


@pytest.mark.parametrize("kind", KINDS, ids=["actions", "people", "items"])
@pytest.mark.parametrize("days", [1, 31])
def test_a_later_day_changes_the_slice_of_each_page_that_tells_of_it(kind: Kind, days: int) -> None:
    context = sample_context()
    at = context.assessment.as_at + timedelta(days=days)
    later = replace(context, assessment=replace(context.assessment, as_at=at))
    about, before, after = context.about(), kind.named(context), kind.named(later)
    assert later.about() == about
    moved = {name for name in before if digest(after[name]) != digest(before[name])}
    told = {
        name for name in before if kind.page(after[name], about) != kind.page(before[name], about)
    }
    assert told <= moved < set(before)
    assert kind is not ACTIONS or told == moved != set()

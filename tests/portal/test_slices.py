"""A page depends on its slice and on what all pages share, and on nothing else."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any

import pytest

from builder.field import Register
from builder.portal.actions import action
from builder.portal.context import PortalContext
from builder.portal.slices.action import ActionSlice, action_slices
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


def digest(part: ActionSlice) -> str:
    return repr(canonical(part))


def slices(context: PortalContext) -> dict[str, ActionSlice]:
    return {each.record.ref: each for each in action_slices(context)}


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
def test_a_changed_field_changes_few_slices_or_no_byte_of_the_page(sheet: str) -> None:
    context = sample_context()
    about, before = context.about(), slices(context)
    for register in changed(context.register, sheet):
        after = slices(replace(context, register=register))
        unlike = [ref for ref in before if after.get(ref) != before[ref]]
        assert len(unlike) <= AT_MOST_TWO
        for ref in unlike:
            assert ref not in after or digest(after[ref]) != digest(before[ref])
        for ref in [ref for ref in before if ref not in unlike][::9]:
            assert action.page(after[ref], about) == action.page(before[ref], about)


@pytest.mark.parametrize("days", [1, 4, 31])
def test_a_later_day_changes_the_slices_of_the_pages_that_tell_of_it_and_no_other(
    days: int,
) -> None:
    context = sample_context()
    at = context.assessment.as_at + timedelta(days=days)
    later = replace(context, assessment=replace(context.assessment, as_at=at))
    about, before, after = context.about(), slices(context), slices(later)
    assert later.about() == about
    moved = {ref for ref in before if digest(after[ref]) != digest(before[ref])}
    pages = {
        ref for ref in before if action.page(after[ref], about) != action.page(before[ref], about)
    }
    assert moved == pages
    assert 0 < len(moved) < len(before)

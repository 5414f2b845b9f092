"""Arbitrary records and registers, drawn from the types of their fields."""

from dataclasses import fields
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import StrEnum
from typing import Any, get_args, get_type_hints

from hypothesis import strategies as st

from builder.field import Link, Moment, Register, Source, WorkbookInput
from builder.field.references import RECORD_KINDS, sheet_of

_DATES = st.dates(date(2000, 1, 1), date(2099, 12, 31))
_MOMENTS = st.datetimes(
    datetime.fromisoformat("2000-01-01"), datetime.fromisoformat("2099-12-31")
).map(lambda at: at.replace(microsecond=0, tzinfo=UTC))
_TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=12)
_REFS = st.sampled_from(["A-1", "A-2", "B-1", "EV-1", "P-1", "OAK", "a 1"])
_OF_TYPE: dict[type, st.SearchStrategy[Any]] = {
    str: st.one_of(_REFS, _TEXTS),
    int: st.integers(-5, 10_000),
    bool: st.booleans(),
    Decimal: st.decimals(-1000, 1000, allow_nan=False, places=2),
    date: _DATES,
    time: st.times().map(lambda at: at.replace(microsecond=0)),
    Moment: st.one_of(_DATES.map(Moment), _MOMENTS.map(Moment.instant)),
    Link: st.builds(Link, _TEXTS, st.none() | _TEXTS),
}


def _field(hint: Any) -> st.SearchStrategy[Any]:
    wanted = [each for each in get_args(hint) if each not in (type(None), Ellipsis)] or [hint]
    inner = wanted[0]
    is_word = isinstance(inner, type) and issubclass(inner, StrEnum)
    one = st.sampled_from(list(inner)) if is_word else _OF_TYPE[inner]
    if Ellipsis in get_args(hint):
        return st.lists(one, max_size=3).map(tuple)
    return one | st.none() if type(None) in get_args(hint) else one


def records(attribute: str) -> st.SearchStrategy[Any]:
    """Arbitrary records of one sheet."""
    kind = RECORD_KINDS[attribute]
    hints = get_type_hints(kind)
    sources = st.builds(
        Source,
        st.sampled_from(["a.xlsx", "b.xlsx"]),
        st.just(sheet_of(attribute)),
        st.integers(2, 40),
        st.just({"ref": "A", "title": "C"}),
    )
    named = {each.name: _field(hints[each.name]) for each in fields(kind) if each.name != "source"}
    return st.builds(kind, source=sources, **named)


def _unique(attribute: str, held: list[Any]) -> tuple[Any, ...]:
    if attribute != "burst_samples" and all(hasattr(each, "ref") for each in held):
        return tuple({each.ref: each for each in held}.values())
    return tuple(held)


@st.composite
def registers(draw: st.DrawFn) -> Register:
    """Arbitrary registers: no ref twice, as reading leaves them."""
    held = {
        attribute: _unique(attribute, draw(st.lists(records(attribute), max_size=3)))
        for attribute in RECORD_KINDS
    }
    digest = draw(st.sampled_from(["aa", "bb", "cc"]))
    return Register(
        inputs=(WorkbookInput(workbook="a.xlsx", sha256=digest * 32, rows={"Actions": 1}),),
        columns_kept={"Actions": frozenset({"ref", "title"})},
        **held,
    )

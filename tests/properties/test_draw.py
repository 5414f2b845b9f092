"""Laws of the burst draw, over many made registers."""

from datetime import date
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from builder.rules.burst.draw import HIGH_RISK, NEWLY_CLOSED, Draw, draw_sample
from tests.made import register
from tests.rules.burst.test_draw import file, line
from tests.rules.judged import CATALOGUE, POLICY

KIND = st.tuples(st.booleans(), st.booleans())
"""(high-risk, newly closed)."""


@st.composite
def providers(draw: Any) -> list[Any]:
    records: list[Any] = []
    for number, (high, closed) in enumerate(draw(st.lists(KIND, max_size=25))):
        ref = f"A-{number}"
        records.append(line(ref, high=high, closed_on="2026-11-19" if closed else ""))
        records.append(file(f"E-{number}", ref))
    return records


def drawn(records: list[Any], size: int) -> Draw:
    return draw_sample(register(*records), POLICY, CATALOGUE, date(2026, 11, 20), size)


@settings(max_examples=150, deadline=None)
@given(providers(), st.integers(1, 12))
def test_strata_hold_for_any_register(records: list[Any], size: int) -> None:
    found = drawn(records, size)
    count = len(found.files)
    assert count == min(size, len(found.candidates))
    assert len({each.evidence for each in found.files}) == count
    third = -(-count // 3)
    high = sum(each.stratum in HIGH_RISK for each in found.candidates)
    closed = sum(each.stratum in NEWLY_CLOSED for each in found.candidates)
    if count > 1:
        assert found.from_high_risk >= min(third, high)
        assert found.from_newly_closed >= min(third, closed)


@settings(max_examples=50, deadline=None)
@given(providers(), st.randoms(use_true_random=False))
def test_the_draw_does_not_hang_on_the_order_of_rows(records: list[Any], random: Random) -> None:
    shuffled = list(records)
    random.shuffle(shuffled)
    assert drawn(shuffled, 6) == drawn(records, 6)


@settings(max_examples=50, deadline=None)
@given(providers())
def test_what_is_drawn_could_be_drawn(records: list[Any]) -> None:
    found = drawn(records, 6)
    assert set(found.files) <= set(found.candidates)

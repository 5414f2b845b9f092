"""Laws of every tracker: no row is lost, however it is sorted, spread, moved or called."""

import random
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from builder.workbook.airlock.refusal import RefusedError
from builder.workbook.mapping.mapping import load_mapping
from builder.workbook.mapping.tracker_file import open_tracker
from builder.workbook.reading.workbook_reading import parse_workbook
from tests.workbook.damage import damaged
from tests.workbook.made_reading import CATALOGUE_OF_CARE
from tests.workbook.trackers.adopted import Adopted, adopt, proposed
from tests.workbook.trackers.like_providers import LIKE_PROVIDERS
from tests.workbook.trackers.shapes import SHAPES

MANY = 5_000
FAST = 200
SLOWLY = settings(max_examples=15, deadline=None,
                  suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
HEADINGS = ("Ref", "Issue", "Action", "Named lead", "Target date", "Status", "Comments")
WORDS = st.sampled_from(["Oil the hinges", "Fit a ramp", "Mend the gate", "Sow the lawn"])
CELLS = st.one_of(
    st.none(), WORDS, st.sampled_from(["Jo", "ASAP", "Closed", "12/11/2026", "Total", "QIP/1", 7])
)


def _saved(book: Workbook) -> bytes:
    held = BytesIO()
    book.save(held)
    return held.getvalue()


def _table(rows: list[list[Any]], before: int = 0, columns: list[int] | None = None) -> bytes:
    """A tracker with these rows below our headings, its columns in an order."""
    order = columns or list(range(len(HEADINGS)))
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Plan"
    for _ in range(before):
        sheet.append([])
    sheet.append([HEADINGS[at] for at in order])
    for row in rows:
        sheet.append([row[at] for at in order] if row else [None])
    return _saved(book)


def _line(number: int) -> list[Any]:
    return [f"P/{number}", None, f"Do thing {number}", "Jo", "2026-12-01", "In progress", None]


LINES = [_line(number) for number in range(1, 7)]


def _titles(adopted: Adopted) -> list[str | None]:
    return sorted(adopted.titles, key=str)


@SLOWLY
@given(order=st.permutations(LINES))
def test_sorting_loses_no_row(order: list[list[Any]], tmp_path_factory: Any) -> None:
    adopted = adopt(tmp_path_factory.mktemp("t"), {"plan.xlsx": _table(order)})
    assert _titles(adopted) == [line[2] for line in LINES]


@SLOWLY
@given(places=st.lists(st.integers(0, 6), max_size=5), before=st.integers(0, 12))
def test_blank_rows_lose_no_row(places: list[int], before: int, tmp_path_factory: Any) -> None:
    spread: list[list[Any]] = list(LINES)
    for at in places:
        spread.insert(at, [])
    adopted = adopt(tmp_path_factory.mktemp("t"), {"plan.xlsx": _table(spread, before)})
    assert _titles(adopted) == [line[2] for line in LINES]


@SLOWLY
@given(
    columns=st.permutations(range(len(HEADINGS))), name=st.sampled_from(["Plan 2.xlsx", "ö.xlsx"])
)
def test_moving_columns_and_renaming_lose_no_row(
    columns: list[int], name: str, tmp_path_factory: Any
) -> None:
    adopted = adopt(tmp_path_factory.mktemp("t"), {name: _table(LINES, columns=list(columns))})
    assert _titles(adopted) == [line[2] for line in LINES]
    assert {line.ref for line in adopted.actions} == {line[0] for line in LINES}


@SLOWLY
@given(rows=st.lists(st.lists(CELLS, min_size=7, max_size=7), min_size=1, max_size=12))
def test_each_row_is_in_or_named(rows: list[list[Any]], tmp_path_factory: Any) -> None:
    adopted = adopt(tmp_path_factory.mktemp("t"), {"plan.xlsx": _table([*rows, *LINES])})
    (book,) = adopted.reading.register.inputs
    (sheet,) = [each for each in book.sheets if each.read_as]
    filled = sum(any(cell is not None for cell in row) for row in rows) + len(LINES)
    named = {each.row for each in sheet.left_out}
    assert sheet.rows_in + len(named) == filled
    assert sheet.rows_in == len(adopted.actions)
    counted = sum(each.counted for each in sheet.left_out)
    assert sheet.rows_there == sheet.rows_in + counted


@cache
def _seeds() -> list[tuple[str, bytes]]:
    shapes = (*SHAPES.values(), *LIKE_PROVIDERS.values())
    return [each for shape in shapes for each in shape.files.items()]


def _answers(name: str, content: bytes) -> None:
    """A damaged tracker is proposed for and read, or refused in words."""
    try:
        open_tracker(name, content)
    except RefusedError as refused:
        refused.kind.says.format_map({"sheet": "", **refused.particulars})
        return
    proposal = proposed({name: content})
    mapping, _ = load_mapping(proposal.text)
    try:
        parse_workbook(name, content, mapping=mapping, catalogue=CATALOGUE_OF_CARE)
    except RefusedError as refused:
        refused.kind.says.format_map({"sheet": "", **refused.particulars})


def _shuffled(content: bytes, rng: random.Random) -> bytes:
    """The tracker with cells moved, doubled, blanked and retyped."""
    book = load_workbook(BytesIO(content))
    for sheet in book:
        cells = [
            cell for row in sheet.iter_rows() for cell in row if hasattr(cell, "column_letter")
        ]
        for _ in range(rng.randint(1, 12)):
            one, other = rng.choice(cells), rng.choice(cells)
            one.value = rng.choice([None, other.value, "=1/0", "\u202e", 2e300, True, "x" * 400])
    return _saved(book)


def _damage(seed: int) -> None:
    rng = random.Random(seed)
    seeds = _seeds()
    name, content = seeds[seed % len(seeds)]
    if name.endswith(".xlsx") and rng.random() < 0.5:
        content = _shuffled(content, rng)
    else:
        content = damaged(content, seed) if name.endswith(".xlsx") else content[rng.randint(0, 9) :]
    _answers(name, content)


@pytest.mark.parametrize("seed", range(0, FAST, 20))
def test_a_damaged_tracker_gets_an_answer(seed: int) -> None:
    for each in range(seed, seed + 20):
        _damage(each)


@pytest.mark.slow
@pytest.mark.broad
def test_thousands_of_damaged_trackers_get_an_answer() -> None:
    for seed in range(FAST, MANY):
        _damage(seed)


def test_a_second_look_at_a_grown_tracker_adds_and_never_rewrites(tmp_path: Path) -> None:
    first = proposed({"plan.xlsx": _table(LINES)})
    grown = [*LINES, [*LINES[0][:5], "Finished", None]]
    later = proposed({"plan.xlsx": _table(grown)}, first.text)
    assert "Finished: Closed" in later.text
    before = [line for line in first.text.splitlines() if line.strip()]
    after = later.text.splitlines()
    assert all(line in after for line in before)

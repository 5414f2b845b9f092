"""The suite's own arithmetic; it measures nothing."""

from pathlib import Path

import pytest

from tests.benchmarks.bars import Measured
from tests.benchmarks.report import BEGIN, END, write_page


@pytest.mark.parametrize(
    ("value", "is_least", "is_held"),
    [
        pytest.param(2.0, False, True, id="at the most"),
        pytest.param(2.1, False, False, id="over the most"),
        pytest.param(2.0, True, True, id="at the least"),
        pytest.param(1.9, True, False, id="under the least"),
    ],
)
def test_a_bar_is_held_at_its_limit(value: float, is_least: bool, is_held: bool) -> None:
    measured = Measured(what="x", actions=1, value=value, bar=2.0, is_least=is_least)
    assert measured.is_held is is_held


def test_only_the_figures_of_the_page_are_replaced(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"Before\n{BEGIN}\nold\n{END}\nAfter\n", encoding="utf-8")
    write_page(page, ["new"])
    assert page.read_text(encoding="utf-8") == f"Before\n{BEGIN}\n\nnew\n\n{END}\nAfter\n"


def test_a_page_without_marks_is_left_alone(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("Before\n", encoding="utf-8")
    with pytest.raises(ValueError, match="lacks"):
        write_page(page, ["new"])
    assert page.read_text(encoding="utf-8") == "Before\n"

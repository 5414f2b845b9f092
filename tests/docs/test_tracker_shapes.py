"""The pages on trackers show what comes of them, and no more than was measured."""

import re

import pytest

from builder.workbook.mapping.questions import MOST_ASKED
from tests.docs.pages import DOCS
from tests.docs.tracker_shapes import DRAWN, NINE, PICTURES
from tests.workbook.trackers.adopted import proposed

ADOPTING = (DOCS / "how-to" / "adopt-your-tracker.md").read_text(encoding="utf-8")
SHAPES = (DOCS / "how-to" / "tracker-shapes.md").read_text(encoding="utf-8")
MOST_BYTES = 60_000
ROW = re.compile(r"^\| ([^|]+) \| (\d+) \| (\d+) s \|$", re.MULTILINE)


def test_the_table_names_each_shape_with_the_decisions_that_it_leaves() -> None:
    told = {name.casefold(): int(decisions) for name, decisions, _ in ROW.findall(ADOPTING)}
    found = {name: min(MOST_ASKED, len(proposed(each).questions)) for name, each in NINE.items()}
    assert told == found


def test_no_shape_takes_more_than_five_minutes() -> None:
    assert all(int(seconds) <= 300 for _, _, seconds in ROW.findall(ADOPTING))


@pytest.mark.parametrize("name", DRAWN)
def test_each_shape_is_drawn_before_and_after(name: str) -> None:
    assert f"\n## {name.capitalize()}\n" in SHAPES
    for when in ("before", "after"):
        picture = PICTURES / f"{DRAWN[name]}-{when}.png"
        assert f"../pictures/trackers/{picture.name}" in SHAPES
        assert picture.stat().st_size < MOST_BYTES

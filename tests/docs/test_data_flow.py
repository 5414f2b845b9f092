"""The drawing of the data's way is fresh, true to the packages, and readable."""

from xml.etree import ElementTree

import pytest

from tests.core import ROOT, packages
from tests.docs.data_flow import (
    BOX_WIDTH,
    BOXES,
    HEIGHT,
    INSIDE,
    PICTURE,
    SAID,
    TITLE,
    WIDTH,
    Box,
    drawing,
)

BEYOND_THE_CORE = {"workbook", "pages", "exports", "ledger", "site", "release"}
WIDE, NARROW = 9.2, 7.9
"""Units that a letter of the larger and of the smaller type takes on average, and some more."""


def named(box: Box) -> set[str]:
    return set() if "*" in box.name else set(box.name.split(", "))


def test_the_drawing_is_not_stale() -> None:
    assert PICTURE.read_text(encoding="utf-8") == drawing(), "run: python -m tests.docs.data_flow"


def test_it_names_each_package_that_data_goes_through_and_none_that_is_not_there() -> None:
    assert set().union(*map(named, BOXES)) == set(packages()) | BEYOND_THE_CORE
    assert all((ROOT / "builder" / name).is_dir() for name in BEYOND_THE_CORE)


def test_its_colours_tell_the_core_from_the_edge() -> None:
    for box in BOXES:
        assert box.is_core is bool(named(box) and named(box) <= set(packages())), box.name


def test_it_says_the_same_in_words_to_who_cannot_see_it() -> None:
    root = ElementTree.fromstring(drawing())
    names = {each.get("id"): each.text for each in root if each.get("id")}
    assert root.get("role") == "img"
    assert [names[id] for id in (root.get("aria-labelledby") or "").split()] == [TITLE, SAID]


@pytest.mark.parametrize("box", BOXES, ids=lambda box: box.name)
def test_each_box_holds_its_words_and_stands_within_the_drawing(box: Box) -> None:
    assert len(box.name) * WIDE <= BOX_WIDTH - INSIDE
    assert all(len(words) * NARROW <= BOX_WIDTH - INSIDE for words in box.lines)
    assert box.x + BOX_WIDTH < WIDTH
    assert box.y < HEIGHT

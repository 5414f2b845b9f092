"""What the pages on mapping.yml promise is what is read and asked."""

import re

import yaml

from builder.workbook.mapping.answers import read_answers
from builder.workbook.mapping.mapping import load_mapping
from tests.docs.pages import ROOT
from tests.workbook.trackers.adopted import proposed
from tests.workbook.trackers.like_providers import LIKE_PROVIDERS
from tests.workbook.trackers.shapes import SHAPES

PAGE = (ROOT / "docs/reference/mapping.md").read_text(encoding="utf-8")
HOW_TO = (ROOT / "docs/how-to/adopt-your-tracker.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)


def test_the_example_of_an_entry_is_read_without_a_fault() -> None:
    mapping, problems = load_mapping(EXAMPLES[0])
    assert problems == ()
    (tracker,) = mapping.trackers
    assert str(mapping.records_begin) == "2026-04-01"
    assert tracker.heading_rows == (3, 4)
    assert tracker.prefix == "ROW-"
    assert tracker.words["due"] == {"end of q3": "2026-09-30"}


def test_the_example_of_answers_is_read() -> None:
    assert [each.ask for each in read_answers(EXAMPLES[1], "page")] == ["status-word", "date"]


def test_every_kind_of_question_is_explained() -> None:
    told = set(re.findall(r"^\| `([a-z-]+)` \|", HOW_TO, re.MULTILINE))
    shapes = (*SHAPES.values(), *LIKE_PROVIDERS.values())
    asked = {q.ask for shape in shapes for q in proposed(shape.files).questions}
    assert asked == told


def test_the_page_names_the_lists_that_the_engine_knows() -> None:
    folder = ROOT / "builder/workbook/mapping"
    lists = {path.name for path in folder.glob("*.yml")}
    assert lists == set(re.findall(r"`(\w+\.yml)` \(", PAGE))
    names = {each["name"] for each in yaml.safe_load((folder / "presets.yml").read_text())}
    assert {name.rpartition(" ")[2] for name in names} <= set(re.findall(r"\w+", PAGE))

"""What is added to a ``mapping.yml`` leaves every other line as a person wrote it."""

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from builder.workbook.mapping.editing import MappingText, flow, scalar

BLOCK = """\
# ours
version: 2
trackers:
  - files: [a.xlsx]  # the first
    words:
      Status:
        Done: Closed   # agreed
      # more to come
    # to decide: a colour
# the end
"""
FLOW = "version: 2\ntrackers: [{files: [a.xlsx], words: {Status: {Done: Closed}}}] # all\n"
MIXED = "trackers:\n- files: a.xlsx\n  words: {Status: {Done: Closed,\n    Over: Closed, }}\n"
EMPTY = "version: 2\ntrackers:\n  - files: a.xlsx\n    words:\n"
PATH = ("trackers", 0, "words", "Status")


def loaded(text: str) -> Any:
    return yaml.load(text, Loader=yaml.BaseLoader)


@pytest.mark.parametrize("text", [BLOCK, FLOW, MIXED, EMPTY, "", "trackers: []\n"])
def test_a_pair_is_added_and_the_rest_stays(text: str) -> None:
    edited = MappingText(text)
    if not text or "[]" in text:
        edited.add_entry(["  - files: [a.xlsx]"], {"files": ["a.xlsx"]})
    edited.put(PATH, "Yes", "In progress")
    found = loaded(edited.text)["trackers"][0]["words"]["Status"]
    assert found["Yes"] == "In progress"
    if "Done" in text:
        assert found["Done"] == "Closed"
    comments = [line.partition("#")[2] for line in text.splitlines() if "#" in line]
    assert all(comment in edited.text for comment in comments)


@pytest.mark.parametrize("text", [BLOCK, FLOW, MIXED, EMPTY, "sheets: {Log: Actions}\n", ""])
def test_an_entry_is_added_last(text: str) -> None:
    edited = MappingText(text)
    edited.add_entry(["  - files: [b.xlsx]", "    as: Actions"], {"files": ["b.xlsx"]})
    found = loaded(edited.text)
    assert found["version"] == "2"
    assert found["trackers"][-1]["files"] == ["b.xlsx"]
    before = loaded(text) or {}
    assert found["trackers"][:-1] == (before.get("trackers") or [])
    assert found.get("sheets") == before.get("sheets")


def test_a_comment_within_an_entry_stays_with_it() -> None:
    edited = MappingText(BLOCK)
    edited.add_entry(["  - files: [b.xlsx]"], {"files": ["b.xlsx"]})
    assert edited.text.index("to decide") < edited.text.index("b.xlsx")
    assert edited.text.index("b.xlsx") < edited.text.index("# the end")


def test_a_value_is_replaced_in_its_place() -> None:
    edited = MappingText("trackers:\n  - columns: {Status: RAG, Title: [A, B]} # mine\n")
    edited.replace(("trackers", 0, "columns", "Status"), {"column": "RAG", "fill": True})
    assert edited.text == (
        "trackers:\n  - columns: {Status: {column: RAG, fill: true}, Title: [A, B]} # mine\n"
    )


@given(st.text())
def test_any_text_is_written_so_that_it_is_read_back(text: str) -> None:
    written = loaded(f"{{{scalar(text)}: {flow([text, text])}}}")
    ((key, values),) = written.items()
    assert values == [key, key]


@pytest.mark.parametrize(
    "ignore",
    [
        pytest.param("[Key]  # ours", id="on one line"),
        pytest.param("\n    - Key  # ours", id="a line each"),
        pytest.param("Key  # ours", id="one alone"),
    ],
)
def test_a_column_is_added_to_those_that_are_ignored(ignore: str) -> None:
    edited = MappingText(f"trackers:\n  - files: [a.xlsx]\n    ignore: {ignore}\n    # the end\n")
    edited.append(("trackers", 0), "ignore", "Colour: key")
    assert loaded(edited.text)["trackers"][0]["ignore"] == ["Key", "Colour: key"]
    assert "# ours" in edited.text
    assert "# the end" in edited.text

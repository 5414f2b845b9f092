"""The readers' help: every sheet and what it needs, every state that pages show."""

import re

import pytest

from builder.field.sheet import Sheet
from builder.portal.parts.states import outcome_tag
from builder.rules.verdict import Outcome
from builder.shipped import shipped_folder
from builder.workbook.schema import SHEETS

PAGES = {
    path.name: path.read_text(encoding="utf-8") for path in shipped_folder("help").glob("*.md")
}


def _about(sheet: str) -> str:
    found = re.search(
        rf"^### {re.escape(sheet)}\n(.*?)(?=^##|\Z)", PAGES["managers.md"], re.M | re.S
    )
    return found[1] if found else ""


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_the_managers_page_names_what_each_sheet_needs_and_nothing_else(sheet: Sheet) -> None:
    needed = {column.heading for column in sheet.columns if column.required}
    assert set(re.findall(r"\*\*([^*]+)\*\*", _about(sheet.name))) == needed


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_columns_named_in_passing_are_columns(sheet: Sheet) -> None:
    known = {column.heading for each in SHEETS for column in each.columns} | {"Current"}
    assert set(re.findall(r"(?<!\*)\*([^*\n]+)\*(?!\*)", _about(sheet.name))) <= known


@pytest.mark.parametrize("outcome", Outcome)
def test_every_verdict_is_explained_as_it_is_shown(outcome: Outcome) -> None:
    assert f"| {outcome_tag(outcome).text} |" in PAGES["index.md"]


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_to_help_pages_that_are_there(name: str) -> None:
    linked = set(re.findall(r"\]\(([^)]+)\)", PAGES[name]))
    assert linked <= PAGES.keys()


@pytest.mark.parametrize("name", PAGES)
def test_each_page_has_one_first_heading(name: str) -> None:
    assert len(re.findall(r"^# ", PAGES[name], re.M)) == 1

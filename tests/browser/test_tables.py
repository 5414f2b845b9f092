"""Lists are filtered, sorted, counted, saved and linked to, from a folder."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser
Open = Callable[..., Visit]
LIST = "actions/index.html"


def status(page: Page) -> str:
    """What the count says."""
    return page.locator(".tablebar p").first.inner_text()


def refs(page: Page) -> list[str]:
    """Refs of the rows shown, in their order."""
    return page.locator("#actions tbody tr:not([hidden]) th").all_inner_texts()


def test_a_word_and_a_choice_filter_the_rows_and_stay_in_the_address(opened: Open) -> None:
    page = opened().open(LIST)
    assert status(page) == "Showing all 30 rows"
    page.get_by_label("Risk").select_option("High")
    page.get_by_label("Find in this table").fill("priya")
    page.wait_for_function("location.hash.includes('q=priya')")
    assert page.url.endswith("#q=priya&risk=High")
    shown = page.locator("#actions tbody tr:not([hidden])")
    assert status(page) == f"Showing {shown.count()} of 30 rows"
    assert all("High" in row and "Priya" in row for row in shown.all_inner_texts())


def test_a_link_with_a_state_shows_that_state(opened: Open) -> None:
    page = opened().open(f"{LIST}#status=Overdue&sort=due-down")
    assert page.get_by_label("Status").input_value() == "Overdue"
    dates = page.locator("#actions tbody tr:not([hidden]) td[data-v^='2026']")
    keys = [each.get_attribute("data-v") or "" for each in dates.all()]
    assert keys == sorted(keys, reverse=True)
    assert status(page) == f"Showing {len(keys)} of 30 rows"


def test_back_keeps_what_was_filtered(opened: Open) -> None:
    page = opened().open(LIST)
    page.get_by_label("Owner").select_option("Siân Pryce")
    before = refs(page)
    page.locator("#actions tbody tr:not([hidden]) a").first.click()
    page.wait_for_url("**/actions/oak-*.html")
    page.go_back()
    page.wait_for_selector("table[data-ready]")
    assert page.get_by_label("Owner").input_value() == "Siân Pryce"
    assert refs(page) == before
    assert len(before) < 30


def test_what_is_not_recorded_comes_last_either_way(opened: Open) -> None:
    page = opened().open(LIST)
    button = page.get_by_role("button", name="Days late")
    for _ in range(2):
        button.click()
        last = page.locator("#actions tbody tr:not([hidden]) td.num").last
        assert last.inner_text() == "Not recorded"


def test_clearing_shows_every_row_in_its_first_order(opened: Open) -> None:
    page = opened().open(LIST)
    before = refs(page)
    page.get_by_label("Risk").select_option("Low")
    page.get_by_role("button", name="Ref").click()
    page.get_by_role("button", name="Clear filters").click()
    assert refs(page) == before
    assert page.get_by_role("button", name="Clear filters").count() == 0


def test_the_rows_shown_are_saved_as_csv(opened: Open, tmp_path: Path) -> None:
    page = opened().open(f"{LIST}#risk=High")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download these rows (CSV)").click()
    waiting.value.save_as(tmp_path / "rows.csv")
    lines = (tmp_path / "rows.csv").read_bytes().decode("utf-8-sig").split("\r\n")
    assert lines[0].startswith('"Ref","Action","Status","Risk"')
    assert len(lines) - 1 == len(refs(page))


def test_a_long_list_shows_its_first_rows_and_offers_the_rest(opened: Open) -> None:
    page = opened().open("actions/closed-2025.html")
    assert status(page) == "Showing the first 200 of 300 rows"
    page.get_by_role("button", name="Show all 300 rows").click()
    assert status(page) == "Showing all 300 rows"


def test_a_second_table_keeps_its_own_state(opened: Open) -> None:
    page = opened().open("rules/index.html#risk=Low&more.risk=High")
    first = page.locator("#list tbody tr:not([hidden])").all_inner_texts()
    second = page.locator("#more tbody tr:not([hidden])").all_inner_texts()
    assert first
    assert second
    assert all("Low" in row for row in first)
    assert all("High" in row for row in second)
    page.locator("#more-f3").select_option("Moderate")
    assert page.url.endswith("#risk=Low&more.risk=Moderate")


def test_a_link_to_a_row_opens_the_list_far_enough(opened: Open) -> None:
    page = opened().open("actions/closed-2025.html#closed-250")
    assert page.locator("#closed-250").is_visible()
    assert status(page) == "Showing all 300 rows"


def test_an_old_build_says_so_itself(opened: Open) -> None:
    visit = opened()
    page = visit.open("index.html")
    assert page.locator(".stale").count() == 0
    page.evaluate(
        """() => { const facts = document.documentElement.style;
        facts.setProperty('--stale-after-hours', 36);
        facts.setProperty('--as-at', `"${new Date(Date.now() - 72 * 3600000).toISOString()}"`); }"""
    )
    page.add_script_tag(path=str(visit.folder / "assets/portal/portal.js"))
    assert "This portal is 3 days old." in page.locator(".stale").inner_text()

"""The provider's colours show on the bar and the foot; without any, the portal's own."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from builder.settings import read_settings
from builder.site.build import build_content
from tests.browser.conftest import WIDE, BuiltSite, opened_in
from tests.site.made_site import content

pytestmark = pytest.mark.browser
TEAL, OURS, OURS_AT_NIGHT = "rgb(0, 148, 133)", "rgb(15, 61, 86)", "rgb(12, 44, 62)"


@pytest.fixture(params=["{name: material, palette: {primary: teal}}", "material"])
def opened_look(
    browser: Browser, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[tuple[bool, Any]]:
    """Whether the provider set a colour, and the way to open its portal."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(
        f"site_name: x\ntheme: {request.param}\nplugins: [portal]\n"
    )
    made = content(1)
    build_content(made, tmp_path / "site", read_settings(tmp_path / "mkdocs.yml"))
    for opened in opened_in(browser, BuiltSite(tmp_path / "site", made, ())):
        yield "teal" in request.param, opened


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_bar_and_foot_have_the_providers_colour(opened_look: tuple[bool, Any], scheme: str) -> None:
    is_set, opened = opened_look
    page = opened(WIDE, scheme).open("index.html")
    wanted = TEAL if is_set else OURS if scheme == "light" else OURS_AT_NIGHT
    for part in (".md-header", ".md-tabs", ".md-footer-meta"):
        shown = page.evaluate(
            "part => getComputedStyle(document.querySelector(part)).backgroundColor", part
        )
        assert shown == wanted, part

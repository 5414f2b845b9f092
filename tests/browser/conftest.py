"""A real Chromium, a site opened from a folder, and no way to any host."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    Page,
    sync_playwright,
)

from builder.shipped import CHECKOUT
from builder.site.alone import judged_content
from builder.site.build import build_content
from builder.site.content import SiteContent
from tests.site.made_site import content

CHROMIUM = Path("/usr/bin/chromium")
AXE = CHECKOUT / "node_modules" / "axe-core" / "axe.min.js"
IS_CI = os.environ.get("CI") == "true"
WIDE, PHONE, NARROW = 1440, 390, 320


def needed(path: Path, what: str) -> None:
    """Skips the test where something is not installed; in CI that is a failure."""
    if path.exists():
        return
    message = f"{what} is not installed ({path.name})"
    if IS_CI:
        pytest.fail(message)
    pytest.skip(message)


@dataclass
class Visit:
    """A page with what went wrong while it was open."""

    page: Page
    folder: Path
    faults: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        """Opens a page of the site from its folder."""
        self.page.goto("about:blank")
        self.page.goto(address(self.folder, path))
        return self.page


def address(folder: Path, path: str) -> str:
    """A page of a site as a ``file://`` address; the fragment stays as it is."""
    file, mark, fragment = path.partition("#")
    return f"file://{quote(str(folder / file))}{mark}{fragment}"


@dataclass(frozen=True)
class BuiltSite:
    """A site in a folder, with what it was made from."""

    folder: Path
    content: SiteContent

    shown: tuple[str, ...]
    """The pages that stand for all the others."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    needed(CHROMIUM, "Chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield started
        started.close()


@pytest.fixture(scope="session")
def made_up_site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """Every part in every state, in a folder with a space and letters outside ASCII."""
    made = content(30)
    folder = tmp_path_factory.mktemp("made up") / "Pflege & Größe"
    build_content(made, folder)
    return BuiltSite(folder, made, ("rules/index.html", "deadlines/board.html"))


@pytest.fixture(scope="session")
def sample_site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The sample portal; the first page of every kind stands for it."""
    sample = judged_content(CHECKOUT / "mkdocs.yml")
    folder = tmp_path_factory.mktemp("sample") / "portal"
    build_content(sample, folder)
    first: dict[str, str] = {}
    for page in sample.pages:
        first.setdefault(page.kind, page.path)
    help_pages = sorted(path.relative_to(folder).as_posix() for path in folder.glob("help/*.html"))
    return BuiltSite(folder, sample, (*first.values(), *help_pages[:1]))


@pytest.fixture(params=["made_up_site", "sample_site"])
def site(request: pytest.FixtureRequest) -> BuiltSite:
    """First the made-up site, then the sample."""
    built: BuiltSite = request.getfixturevalue(request.param)
    return built


@pytest.fixture
def opened_site(browser: Browser, site: BuiltSite) -> Iterator[Any]:
    """Opens ``site`` in a fresh context."""
    yield from opened_in(browser, site)


@pytest.fixture
def opened_sample(browser: Browser, sample_site: BuiltSite) -> Iterator[Any]:
    """Opens the sample in a fresh context."""
    yield from opened_in(browser, sample_site)


def watch(context: BrowserContext, visit: Visit) -> None:
    """Blocks every request that leaves the folder, and notes it with every fault."""

    def route(handled: Any) -> None:
        url = handled.request.url
        if url.startswith(("file:", "data:", "blob:", "about:")):
            handled.continue_()
            return
        visit.requests.append(url)
        handled.abort()

    context.route("**/*", route)
    page = visit.page
    page.on("console", lambda said: _note_console(visit, said))
    page.on("pageerror", lambda error: visit.faults.append(str(error)))
    page.on("requestfailed", lambda failed: _note_failure(visit, failed))


def _note_console(visit: Visit, said: ConsoleMessage) -> None:
    if said.type == "error":
        visit.faults.append(said.text)


def _note_failure(visit: Visit, failed: Any) -> None:
    # A page left before its icon was read is no fault.
    if failed.failure != "net::ERR_ABORTED":
        visit.faults.append(f"failed: {failed.url}: {failed.failure}")


@pytest.fixture
def opened(browser: Browser, made_up_site: BuiltSite) -> Iterator[Any]:
    """Opens the made-up site in a fresh context: ``opened(width=390, scheme="dark")``."""
    yield from opened_in(browser, made_up_site)


def opened_in(browser: Browser, site: BuiltSite) -> Iterator[Any]:
    visits: list[Visit] = []

    def start(
        width: int = WIDE, scheme: str = "light", *, scripts: bool = True, height: int = 900
    ) -> Visit:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,  # type: ignore[arg-type]  # "light" or "dark"
            java_script_enabled=scripts,
            reduced_motion="reduce",
            accept_downloads=True,
        )
        visit = Visit(context.new_page(), site.folder)
        watch(context, visit)
        visits.append(visit)
        return visit

    yield start
    for visit in visits:
        try:
            visit.page.context.close()
        except Error:
            continue
    assert [visit.requests for visit in visits if visit.requests] == []
    assert [visit.faults for visit in visits if visit.faults] == []

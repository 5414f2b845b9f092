"""What the pages of 10,000 actions weigh and hold: an old computer is to open each of them."""

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from builder.pipeline import judge
from builder.portal.parts.caveats.long_lists import MOST_BESIDE, MOST_ROWS
from builder.redaction.audiences import audience_named
from builder.release.build import build_portal
from builder.settings import read_settings
from tests.benchmarks.made_portal import make_portal
from tests.scale.test_counts import NOW

pytestmark = pytest.mark.slow
ACTIONS = 10_000
MOST_PAGE, MOST_LIST, MOST_LIST_ZIPPED, MOST_NODES = 500_000, 1_500_000, 60_000, 6_000
SEVERAL_LISTS = ("closure/index.html",)
"""A page of several lists, each with its first rows: it weighs what a list may."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What a browser has to do with one page."""

    path: str
    bytes: int
    zipped: int
    nodes: int
    most_rows: int
    """Rows of its longest table."""

    @property
    def is_list(self) -> bool:
        """Whether it is a list, and so may weigh more."""
        return self.most_rows > MOST_BESIDE or self.path in SEVERAL_LISTS


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("large") / "portal"
    make_portal(folder, ACTIONS)
    settings = read_settings(folder / "mkdocs.yml")
    judged = judge(settings, NOW)
    audience = audience_named(judged.policy, settings.audience, settings.services)
    build_portal(
        judged,
        settings,
        audience=audience,
        site_dir=settings.site_dir,
        clock=lambda: NOW,
    )
    return settings.site_dir


@pytest.fixture(scope="module")
def pages(site: Path) -> tuple[Opened, ...]:
    return tuple(_opened(site))


def _opened(site: Path) -> Iterator[Opened]:
    for file in sorted(site.rglob("*.html")):
        html = file.read_bytes()
        text = html.decode()
        tables = re.findall(r"<tbody.*?</tbody>", text, re.DOTALL)
        yield Opened(
            path=file.relative_to(site).as_posix(),
            bytes=len(html),
            zipped=len(gzip.compress(html)),
            nodes=len(re.findall(r"<[a-z]", text)),
            most_rows=max((each.count("<tr") for each in tables), default=0),
        )


def _loaded(site: Path) -> int:
    """Bytes that every page loads beside itself: styles, scripts, font."""
    first = (site / "index.html").read_text(encoding="utf-8")
    named = set(re.findall(r'(?:src|href)="(assets/[^"]+\.(?:css|js))"', first))
    return sum((site / each).stat().st_size for each in {*named, "assets/portal/inter.woff2"})


def test_a_list_is_never_longer_nor_heavier_than_people_wait_for(pages: tuple[Opened, ...]) -> None:
    lists = [each for each in pages if each.is_list]
    assert len(lists) > 50
    assert max(each.most_rows for each in lists) == MOST_ROWS
    assert [each for each in lists if each.bytes > MOST_LIST] == []
    assert [each for each in lists if each.zipped > MOST_LIST_ZIPPED] == []


def test_any_other_page_is_light_with_all_that_it_loads(
    site: Path, pages: tuple[Opened, ...]
) -> None:
    loaded = _loaded(site)
    assert loaded > 300_000
    others = [each for each in pages if not each.is_list]
    assert len(others) > ACTIONS
    assert [each for each in others if each.bytes + loaded > MOST_PAGE] == []


def test_any_other_page_holds_few_nodes(pages: tuple[Opened, ...]) -> None:
    few = [each for each in pages if not each.is_list or each.path in SEVERAL_LISTS]
    assert [each for each in few if each.nodes > MOST_NODES] == []

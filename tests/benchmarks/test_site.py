"""The frame against mkdocs alone, in processor seconds, so that a busy machine changes little."""

import gc
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config.defaults import MkDocsConfig

from builder.pages.page import Page
from builder.site.build import build_content
from tests.pages.made_up_words import action_path
from tests.site.made_site import content, pages

pytestmark = pytest.mark.benchmark
RECORDS = 2_000
MOST_SHARE = 0.1
"""Share of mkdocs's processor time that the frame may take."""


def cpu_seconds(work: Callable[[], None]) -> float:
    """Processor seconds of one run; rubbish of earlier runs is not its cost."""
    gc.collect()
    before = time.process_time()
    work()
    return time.process_time() - before


def records() -> tuple[Page, ...]:
    """As many records as the bar names, each with the content of a made-up line."""
    made = [page for page in pages(9) if page.kind == "action"]
    return tuple(
        replace(made[number % len(made)], path=action_path(number)) for number in range(RECORDS)
    )


def mkdocs_alone(folder: Path, given: tuple[Page, ...]) -> MkDocsConfig:
    """The same pages as Markdown files outside the navigation of a plain Material site."""
    for page in given:
        file = folder / "docs" / page.path.replace(".html", ".md")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"# {page.title}\n\n<div>\n{page.html}\n</div>\n", encoding="utf-8")
    (folder / "docs/index.md").write_text("# First page\n", encoding="utf-8")
    config = MkDocsConfig()
    config.load_dict(
        {
            "site_name": "Plain",
            "docs_dir": str(folder / "docs"),
            "site_dir": str(folder / "plain"),
            "theme": {"name": "material"},
            "plugins": ["search"],
            "nav": [{"First page": "index.md"}],
            "not_in_nav": "actions/",
            "use_directory_urls": False,
        }
    )
    assert config.validate() == ([], [])
    return config


def test_the_frame_takes_a_tenth_of_what_mkdocs_alone_takes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = records()
    portal = replace(content(9), pages=(*content(9).pages[:7], *given))
    build_content(content(2), tmp_path / "warm")
    framed = cpu_seconds(lambda: build_content(portal, tmp_path / "framed"))
    config = mkdocs_alone(tmp_path, given)
    plain = cpu_seconds(lambda: build(config))
    with capsys.disabled():
        print(
            f"\n{RECORDS} records, processor seconds: in the portal's frame {framed:.2f}, "
            f"mkdocs alone {plain:.2f} ({plain / framed:.1f} times the frame)"
        )
    assert framed <= MOST_SHARE * plain

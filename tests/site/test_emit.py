"""The project for another generator: the same pages, built by Zensical where it is installed."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from lxml import html as parser

from builder.pages.page import Page
from builder.site.build import build_content
from builder.site.emit import emit_project
from tests.site.made_site import content, page

ZENSICAL = Path(sys.executable).with_name("zensical")


def words(html: bytes, path: str) -> list[str]:
    return " ".join(parser.fromstring(html).xpath(path)[0].text_content().split()).split()


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("project")
    emit_project(content(), folder)
    return folder


def test_a_project_holds_pages_assets_downloads_and_navigation(project: Path) -> None:
    config = yaml.safe_load((project / "mkdocs.yml").read_text(encoding="utf-8"))
    assert [*config["nav"][0]] == ["Today"]
    for each in (*config["extra_css"], *config["extra_javascript"], config["theme"]["logo"]):
        assert (project / "docs" / each).is_file()
    assert (project / "docs/data/actions.csv").is_file()
    assert (project / "docs/search/search_index.json").is_file()


def test_front_matter_survives_any_title(tmp_path: Path) -> None:
    odd: Page = page("actions/a.html", 'He said: "no" --- # &\u2028 [x]')
    made = content(1)
    emit_project(replace(made, pages=(*made.pages, odd)), tmp_path)
    text = (tmp_path / "docs/actions/a.md").read_text(encoding="utf-8")
    assert yaml.safe_load(text.split("\n---\n")[0])["title"] == odd.title


def test_zensical_builds_each_page_with_the_same_words(project: Path, tmp_path: Path) -> None:
    subprocess.run([str(ZENSICAL), "build"], cwd=project, check=True, capture_output=True)
    build_content(content(), tmp_path / "site")
    for each in content().pages:
        ours = words((tmp_path / "site" / each.path).read_bytes(), "//article")
        theirs = words((project / "site" / each.path).read_bytes(), "//article")
        assert theirs == ours, each.path

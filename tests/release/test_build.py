"""A build is whole or not at all: whatever is wrong with it, the site before stays."""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from builder.pipeline import Judged, judge
from builder.progress import Progress
from builder.redaction.audiences import audience_named
from builder.release.build import Built, build_portal
from builder.release.checks import SiteFaultError
from builder.release.folder import NotOurFolderError
from builder.release.manifest import digests, read_manifest
from builder.settings import Settings
from tests.made import as_at
from tests.workbook_text import PERSON, SERVICE, action, book, rows

NOW = as_at("2026-11-20 17:20")
SECRET = "Ask why the night keys were missing"
CONFIG = "site_name: Elm Care\ntheme:\n  name: material\nplugins:\n  - portal\n"


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A portal of two lines, one of them confidential."""
    root = tmp_path_factory.mktemp("portal")
    (root / "workbooks").mkdir()
    (root / "docs").mkdir()
    (root / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    lines = rows(action(), action(Ref="A-2", Title=SECRET, Confidential="Yes"))
    sheets = {"Actions": lines, "People": rows(PERSON), "Services": rows(SERVICE)}
    (root / "workbooks" / "tracker.xlsx").write_bytes(book(sheets))
    return Settings(
        root=root,
        config_file=root / "mkdocs.yml",
        workbooks=root / "workbooks",
        ledger=root / "ledger",
        site_dir=root / "site",
        cache=root / ".cache",
    )


@pytest.fixture(scope="module")
def judged(settings: Settings) -> Judged:
    return judge(settings, NOW)


@pytest.fixture(scope="module")
def good(judged: Judged, settings: Settings) -> Built:
    """The site before: built once, and never changed by a build that fails."""
    return build(judged, settings)


def build(judged: Judged, settings: Settings) -> Built:
    audience = audience_named(judged.policy, "staff")
    return build_portal(
        judged,
        settings,
        audience=audience,
        site_dir=settings.site_dir,
        clock=lambda: NOW,
    )


def bytes_of(site: Path) -> Mapping[str, bytes]:
    return {
        p.relative_to(site).as_posix(): p.read_bytes()
        for p in site.rglob("*")
        if p.is_file() and ".portal" not in p.parts
    }


def test_a_build_is_put_in_place_with_a_manifest_of_every_file(
    good: Built, settings: Settings
) -> None:
    assert good.index.is_file()
    manifest = read_manifest(settings.site_dir)
    assert manifest is not None
    assert manifest["files"] == digests(settings.site_dir)
    assert manifest["build_id"] == good.build_id
    assert manifest["pages"] == good.pages
    assert not any(SECRET.encode() in each for each in bytes_of(settings.site_dir).values())


def test_a_leak_in_a_page_of_their_own_is_refused_and_the_site_before_stays(
    good: Built, judged: Judged, settings: Settings
) -> None:
    before = bytes_of(settings.site_dir)
    page = settings.root / "docs" / "notes.md"
    page.write_text(f"# Notes\n\n{SECRET}.\n", encoding="utf-8")
    try:
        with pytest.raises(SiteFaultError, match=r"notes\.html shows tracker\.xlsx!A") as fault:
            build(judged, settings)
    finally:
        page.unlink()
    assert SECRET not in str(fault.value)
    assert "Take those words out of the page." in str(fault.value)
    assert bytes_of(settings.site_dir) == before


def damaged(site_before: Path, how: Callable[[Path], None]) -> Callable[..., None]:
    """The step that makes the site, with something going wrong at its end."""

    def step(_portal: object, _settings: Settings, site_dir: Path, _progress: Progress) -> None:
        shutil.copytree(site_before, site_dir, dirs_exist_ok=True)
        how(site_dir)

    return step


def lose_a_page(site: Path) -> None:
    (site / "actions" / "a-1.html").unlink()


def break_a_link(site: Path) -> None:
    index = site / "index.html"
    text = index.read_text(encoding="utf-8").replace("</body>", '<a href="gone.html">x</a></body>')
    index.write_text(text, encoding="utf-8")


def stop(_site: Path) -> None:
    raise OSError(28, "no space left")


@pytest.mark.parametrize(
    ("how", "error"),
    [
        pytest.param(lose_a_page, (SiteFaultError, FileNotFoundError), id="a page is missing"),
        pytest.param(break_a_link, SiteFaultError, id="a link leads nowhere"),
        pytest.param(stop, OSError, id="the disk is full"),
    ],
)
def test_a_damaged_build_is_refused_and_the_site_before_stays(
    good: Built,
    judged: Judged,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    how: Callable[[Path], None],
    error: type[Exception],
) -> None:
    before = bytes_of(settings.site_dir)
    monkeypatch.setattr("builder.release.build.build_site", damaged(settings.site_dir, how))
    with pytest.raises(error):
        build(judged, settings)
    assert bytes_of(settings.site_dir) == before
    assert not [each for each in settings.root.iterdir() if "staging" in each.name]


def test_a_first_build_that_fails_leaves_no_site(
    good: Built, judged: Judged, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    step = damaged(settings.site_dir, break_a_link)
    monkeypatch.setattr("builder.release.build.build_site", step)
    first = replace(settings, site_dir=settings.root / "first")
    with pytest.raises(SiteFaultError, match=r"index\.html: gone\.html"):
        build(judged, first)
    assert not first.site_dir.exists()


def test_a_folder_of_somebody_elses_is_refused_before_any_work(
    judged: Judged, settings: Settings, tmp_path: Path
) -> None:
    theirs = tmp_path / "letters"
    theirs.mkdir()
    (theirs / "letter.docx").write_bytes(b"mine")
    with pytest.raises(NotOurFolderError):
        build(judged, replace(settings, site_dir=theirs))
    assert bytes_of(theirs) == {"letter.docx": b"mine"}

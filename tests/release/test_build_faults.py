"""Builds hit half way: the words are true, the next build finishes, nobody else's file is lost."""

import errno
import os
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from builder.lock import LockedError
from builder.pipeline import Judged, judge
from builder.progress import Progress
from builder.redaction.audiences import audience_named
from builder.release import build as build_step
from builder.release.build import Built, build_portal
from builder.release.disk import Disk
from builder.release.folder import NotOurFolderError
from builder.release.manifest import write_manifest
from builder.release.placing import HalfDoneError
from builder.release.publish import publish
from builder.settings import Settings
from tests.made import as_at
from tests.release.made_site import FailingDisk, KilledError, content, make_site
from tests.workbook_text import PERSON, SERVICE, action, book, rows

NOW = as_at("2026-11-20 17:20")
OLD = {"index.html": "old index", "a.html": "old a", "same.html": "s", "gone.html": "gone"}
NEW = {"index.html": "new index", "a.html": "new a", "same.html": "s", "new.html": "new"}
EFFECTS = 9
"""Journal, three pages, build.json, one page removed, mark, journal removed; one more to see."""

Build = Callable[..., Built]


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    root = tmp_path_factory.mktemp("portal")
    sheets = {"Actions": rows(action()), "People": rows(PERSON), "Services": rows(SERVICE)}
    (root / "workbooks").mkdir()
    (root / "workbooks" / "tracker.xlsx").write_bytes(book(sheets))
    return Settings(
        root=root,
        config_file=None,
        workbooks=root / "workbooks",
        ledger=root / "ledger",
        site_dir=root / "site",
        cache=root / ".cache",
    )


@pytest.fixture(scope="module")
def judged(settings: Settings) -> Judged:
    return judge(settings, NOW)


@pytest.fixture
def build(
    settings: Settings, judged: Judged, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Build:
    """Builds small made-up pages by the product's own way."""

    def built(
        files: dict[str, str] = NEW, disk: Disk | None = None, audience: str = "staff"
    ) -> Built:
        def pages(_portal: object, _settings: Settings, site: Path, *_more: Progress) -> None:
            for path, text in files.items():
                (site / path).write_text(text, encoding="utf-8")

        monkeypatch.setattr(build_step, "build_site", pages)
        return build_portal(
            judged,
            replace(settings, site_dir=tmp_path / "site"),
            audience=audience_named(judged.policy, audience),
            site_dir=tmp_path / "site",
            clock=lambda: NOW,
            is_draft=True,
            disk=disk,
        )

    return built


@pytest.mark.parametrize(
    "failure",
    [
        pytest.param(KilledError(), id="killed"),
        pytest.param(OSError(errno.ENOSPC, "No space left on device"), id="full disk"),
        pytest.param(PermissionError(errno.EACCES, "in use"), id="replace refused"),
    ],
)
@pytest.mark.parametrize("is_after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("step", range(1, EFFECTS))
def test_a_build_that_fails_at_any_step_leaves_whole_files_and_is_finished_by_the_next(
    build: Build, tmp_path: Path, step: int, is_after: bool, failure: BaseException
) -> None:
    build(OLD)
    with pytest.raises((KilledError, HalfDoneError)) as stopped:
        build(NEW, FailingDisk(step, failure, is_after=is_after))
    site = tmp_path / "site"
    for path, text in content(site).items():
        if not path.endswith(".tmp"):
            assert text in (OLD.get(path), NEW.get(path)), path
    if isinstance(stopped.value, HalfDoneError):
        done = int(str(stopped.value).split(" of 4 changes")[0].split()[-1])
        changed = sum(content(site).get(path) != OLD.get(path) for path in {**OLD, **NEW})
        assert changed - is_after <= done <= changed
        assert "run the same command again" in str(stopped.value)
    build(NEW)
    assert content(site) == NEW
    assert [each.name for each in tmp_path.iterdir()] == ["site"]
    assert [each.name for each in (site / ".portal").iterdir()] == ["site.json"]


def test_the_steps_of_the_fault_injection_reach_the_end(build: Build, tmp_path: Path) -> None:
    build(OLD)
    build(NEW, FailingDisk(EFFECTS, KilledError()))
    assert content(tmp_path / "site") == NEW


def test_a_file_that_a_reader_holds_for_a_moment_is_tried_again(
    build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(OLD)
    refused: list[Path] = []
    replace_file = os.replace

    def held(new: Path, old: Path) -> None:
        if old.suffix == ".html" and refused.count(old) < 2:
            refused.append(old)
            raise PermissionError(13, "in use", str(old))
        replace_file(new, old)

    monkeypatch.setattr("builder.release.disk.os.replace", held)
    build(NEW, Disk(sleep=lambda _seconds: None))
    assert len(refused) == 2 * 3
    assert content(tmp_path / "site") == NEW


def test_a_folder_of_sources_with_a_build_json_is_refused_untouched(
    build: Build, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    (site / ".git").mkdir(parents=True)
    (site / "main.py").write_text("print()")
    (site / "build.json").write_text('{"scripts": {}}')
    with pytest.raises(NotOurFolderError, match="empty folder"):
        build()
    assert content(site) == {"main.py": "print()"}
    assert not (site / ".portal").exists()


def test_a_site_of_the_version_before_is_updated_and_what_others_put_there_stays(
    build: Build, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    site.mkdir()
    for path, text in OLD.items():
        (site / path).write_text(text)
    write_manifest(site, {"build_id": "one", "audience": "staff"})
    (site / "letter.docx").write_text("theirs")
    built = build()
    assert content(site) == {**NEW, "letter.docx": "theirs"}
    assert any("letter.docx" in each for each in built.said)


def test_a_build_for_other_readers_takes_the_pages_of_the_first_away_first(
    build: Build, tmp_path: Path
) -> None:
    build(OLD)
    with pytest.raises(KilledError):
        build(NEW, FailingDisk(EFFECTS - 4, KilledError()), audience="inspector")
    assert not set(content(tmp_path / "site").values()) & {"old index", "old a", "gone"}


def test_two_builds_at_once_never_share_anything(build: Build, tmp_path: Path) -> None:
    build(OLD)
    inside, go_on = threading.Event(), threading.Event()

    class Waiting(Disk):
        def move(self, new: Path, old: Path) -> None:
            inside.set()
            go_on.wait(20)
            super().move(new, old)

    first = threading.Thread(target=build, args=(NEW, Waiting()))
    first.start()
    inside.wait(20)
    try:
        with pytest.raises(LockedError, match="Another run holds the lock"):
            build({"index.html": "third"})
    finally:
        go_on.set()
        first.join()
    assert content(tmp_path / "site") == NEW


def test_a_build_for_other_readers_lets_go_of_the_releases_of_the_first(
    build: Build, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    publish(make_site(tmp_path / "staff", OLD, "one"), site, keep_releases=3)
    build(NEW, audience="inspector")
    assert content(site) == NEW
    files = [each for each in site.rglob("*") if each.is_file()]
    assert not [each for each in files if "old index" in each.read_text(encoding="utf-8")]

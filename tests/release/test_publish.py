"""Publishing: changed files only, whole files only, always finishable."""

import errno
import random
from itertools import count
from pathlib import Path

import pytest

from builder.lock import LockLostError
from builder.policy.load import load_policy
from builder.release.disk import Disk
from builder.release.folder import NotOurFolderError
from builder.release.manifest import MANIFEST, read_manifest
from builder.release.placing import HalfDoneError
from builder.release.publish import Guards, RefusedError, publish, refuse_unfit, rollback
from builder.release.store import Store
from builder.shipped import policy_texts
from tests.release.made_site import FailingDisk, KilledError, content, make_site

OLD = {"index.html": "old index", "a.html": "old a", "gone.html": "gone", "assets/x.css": "old x"}
NEW = {"index.html": "new index", "a.html": "old a", "b.html": "new b", "assets/x.css": "new x"}
NEWEST = {"index.html": "newest", "a.html": "old a"}
MOST_EFFECTS = 60
LIMIT = load_policy(policy_texts())[0].threshold("pages_may_fall")


def published_old(tmp_path: Path) -> tuple[Path, Path]:
    target = tmp_path / "target"
    publish(make_site(tmp_path / "old", OLD, "one"), target, keep_releases=3)
    return target, make_site(tmp_path / "new", NEW, "two")


def test_a_first_publication_holds_exactly_the_site(tmp_path: Path) -> None:
    target, _ = published_old(tmp_path)
    assert content(target) == OLD
    assert (read_manifest(target) or {})["build_id"] == "one"


def test_only_changed_files_are_written_and_vanished_ones_deleted(tmp_path: Path) -> None:
    target, new = published_old(tmp_path)
    untouched = (target / "a.html").stat().st_mtime_ns
    result = publish(new, target, keep_releases=3)
    assert content(target) == NEW
    assert (result.files_written, result.files_deleted) == (3, 1)
    assert (target / "a.html").stat().st_mtime_ns == untouched


def test_a_file_that_somebody_deleted_from_the_target_is_written_again(tmp_path: Path) -> None:
    target, new = published_old(tmp_path)
    (target / "a.html").unlink()
    publish(new, target, keep_releases=3)
    assert content(target) == NEW


def test_rollback_puts_the_release_before_in_place(tmp_path: Path) -> None:
    target, new = published_old(tmp_path)
    publish(new, target, keep_releases=3)
    assert rollback(target).build_id == "one"
    assert content(target) == OLD
    with pytest.raises(RefusedError):
        rollback(target)


def test_only_the_last_releases_and_their_files_are_kept(tmp_path: Path) -> None:
    target, new = published_old(tmp_path)
    publish(new, target, keep_releases=2)
    publish(make_site(tmp_path / "newest", NEWEST, "three"), target, keep_releases=2)
    store = Store(target, Disk())
    assert [each.build_id for each in store.releases()] == ["two", "three"]
    stored = {each.name for each in (store.folder / "store").glob("*/*")}
    assert stored == {d for each in store.releases() for d in each.files.values()}


@pytest.mark.parametrize(
    "failure",
    [
        pytest.param(KilledError(), id="killed"),
        pytest.param(OSError(errno.ENOSPC, "No space left on device"), id="full disk"),
        pytest.param(OSError(errno.EROFS, "Read-only file system"), id="read-only"),
        pytest.param(PermissionError(errno.EACCES, "in use"), id="replace refused"),
    ],
)
@pytest.mark.parametrize("is_after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("step", range(1, 13))
def test_a_run_that_fails_at_any_step_leaves_whole_files_and_can_be_finished(
    tmp_path: Path, step: int, is_after: bool, failure: BaseException
) -> None:
    target, new = published_old(tmp_path)
    try:
        disk = FailingDisk(step, failure, is_after=is_after)
        publish(new, target, keep_releases=3, disk=disk)
    except (type(failure), HalfDoneError):
        pass
    for path, text in content(target).items():
        if not path.endswith(".tmp"):
            assert text in (OLD.get(path), NEW.get(path)), path
    assert (target / MANIFEST).is_file()
    publish(new, target, keep_releases=3)
    assert content(target) == NEW
    assert not list(target.rglob("*.tmp"))
    assert rollback(target).build_id in ("one", "two")


def test_the_steps_of_the_fault_injection_reach_the_end(tmp_path: Path) -> None:
    target, new = published_old(tmp_path)
    disk = FailingDisk(13, KilledError())
    publish(new, target, keep_releases=3, disk=disk)
    assert content(target) == NEW


def test_a_killed_run_is_finished_by_the_next_even_with_another_build(tmp_path: Path) -> None:
    target, new = published_old(tmp_path)
    with pytest.raises(KilledError):
        publish(new, target, keep_releases=3, disk=FailingDisk(7, KilledError()))
    newest = make_site(tmp_path / "newest", NEWEST, "three")
    assert publish(newest, target, keep_releases=3).finished_earlier
    assert content(target) == NEWEST


def test_a_target_that_is_not_ours_is_refused_untouched(tmp_path: Path) -> None:
    foreign = tmp_path / "documents"
    foreign.mkdir()
    (foreign / "letter.txt").write_text("mine")
    new = make_site(tmp_path / "new", NEW, "two")
    with pytest.raises(NotOurFolderError):
        refuse_unfit(read_manifest(new) or {}, foreign, LIMIT, force=True)
    assert [each.name for each in foreign.iterdir()] == ["letter.txt"]


def test_an_empty_build_is_refused_even_by_force(tmp_path: Path) -> None:
    empty = make_site(tmp_path / "empty", {"assets/x.css": "x"}, "none")
    with pytest.raises(RefusedError):
        refuse_unfit(read_manifest(empty) or {}, tmp_path / "target", LIMIT, force=True)


@pytest.mark.parametrize(("pages", "is_refused"), [(8, False), (7, True)])
def test_pages_may_fall_to_the_limit_and_no_further(
    tmp_path: Path, pages: int, is_refused: bool
) -> None:
    target = tmp_path / "target"
    ten = {f"{n}.html": "x" for n in range(10)}
    publish(make_site(tmp_path / "ten", ten, "ten"), target, keep_releases=2)
    fewer = make_site(tmp_path / "fewer", {f"{n}.html": "x" for n in range(pages)}, "fewer")
    manifest = read_manifest(fewer) or {}
    if is_refused:
        with pytest.raises(RefusedError, match="--force"):
            refuse_unfit(manifest, target, LIMIT, force=False)
    refuse_unfit(manifest, target, LIMIT, force=is_refused)


def test_earlier_releases_that_cannot_go_are_told_and_go_with_the_next_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target, new = published_old(tmp_path)

    def refused(*_given: object) -> None:
        raise PermissionError(13, "in use", str(target / ".portal"))

    with monkeypatch.context() as patch:
        patch.setattr(Store, "prune", refused)
        with pytest.raises(HalfDoneError, match="is the new one; earlier releases"):
            publish(new, target, keep_releases=1)
    assert content(target) == NEW
    publish(new, target, keep_releases=1)
    assert len(Store(target, Disk()).releases()) == 1


def test_a_lock_lost_half_way_is_told_with_how_far_it_came(tmp_path: Path) -> None:
    target, new = published_old(tmp_path)
    asked = count()

    def check() -> None:
        if next(asked) == 4:
            raise LockLostError("Another run took over.")

    with pytest.raises(HalfDoneError, match=r"took over\. \d changes to .* were made"):
        publish(new, target, keep_releases=3, guards=Guards(check=check))
    publish(new, target, keep_releases=3)
    assert content(target) == NEW


@pytest.mark.slow
def test_two_hundred_kills_at_random_steps_lose_nothing(tmp_path: Path) -> None:
    chance = random.Random(20261120)
    target, new = published_old(tmp_path)
    sites = [tmp_path / "old", new, make_site(tmp_path / "newest", NEWEST, "three")]
    texts = [OLD, NEW, NEWEST]
    for _ in range(200):
        number = chance.randrange(3)
        disk = FailingDisk(
            chance.randrange(1, MOST_EFFECTS), KilledError(), is_after=chance.random() < 0.5
        )
        try:
            publish(sites[number], target, keep_releases=3, disk=disk)
        except KilledError:
            for path, text in content(target).items():
                if not path.endswith(".tmp"):
                    assert text in [each.get(path) for each in texts]
    publish(sites[1], target, keep_releases=3)
    assert content(target) == NEW

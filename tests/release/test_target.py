"""A target that others can write to: it heals, and nothing outside it or of theirs is touched."""

import json
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from builder.policy.load import load_policy
from builder.release.folder import NotOurFolderError
from builder.release.manifest import is_site_path, read_manifest
from builder.release.publish import Guards, Published, RefusedError, publish, refuse_unfit, rollback
from builder.release.store import DamagedReleaseError
from builder.shipped import policy_texts
from builder.storage import sha256_of
from tests.release.made_site import content, make_site

OLD = {"index.html": "old index", "a.html": "a", "pages/b.html": "b", "gone.html": "gone"}
NEW = {"index.html": "new index", "a.html": "a", "pages/b.html": "b"}
LIMIT = load_policy(policy_texts())[0].threshold("pages_may_fall")
SAYS_NOTHING = ""


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """Published once."""
    publish(make_site(tmp_path / "old", OLD, "one"), tmp_path / "target", keep_releases=3)
    return tmp_path / "target"


def again(target: Path, files: dict[str, str] = NEW, audience: str = "staff") -> Published:
    """As the product does it: judged fit first, then published."""
    number = len(list(target.parent.iterdir()))
    site = make_site(target.parent / f"build-{number}", files, f"build {number}", audience)
    refuse_unfit(read_manifest(site) or {}, target, LIMIT, force=True)
    return publish(site, target, keep_releases=3)


def blob(target: Path, text: str) -> Path:
    digest = sha256_of(text.encode())
    return target / ".portal" / "store" / digest[:2] / digest


def empty(path: str) -> Callable[[Path], object]:
    return lambda target: (target / path).write_text("")


def without(path: str) -> Callable[[Path], object]:
    return lambda target: (target / path).unlink()


def folder_for(path: str) -> Callable[[Path], object]:
    def harm(target: Path) -> None:
        (target / path).unlink()
        (target / path).mkdir()

    return harm


def put(path: str, text: str) -> Callable[[Path], object]:
    return lambda target: (target / path).write_text(text)


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        pytest.param(without("build.json"), SAYS_NOTHING, id="no manifest"),
        pytest.param(empty("build.json"), "build.json could not be used", id="empty manifest"),
        pytest.param(put("build.json", "[7]"), "build.json could not be used", id="odd manifest"),
        pytest.param(empty(".portal/site.json"), "site.json could not be used", id="empty mark"),
        pytest.param(without(".portal/site.json"), SAYS_NOTHING, id="no mark"),
        pytest.param(put(".portal/journal.json", "{"), "journal.json", id="odd journal"),
        pytest.param(put("a.html", "theirs"), "put right: a.html", id="a page changed by hand"),
        pytest.param(folder_for("build.json"), "by others", id="a folder for a manifest"),
        pytest.param(folder_for(".portal/site.json"), "by others", id="a folder for a mark"),
        pytest.param(without("a.html"), SAYS_NOTHING, id="a page removed by hand"),
        pytest.param(lambda t: blob(t, "a").write_text("x"), "damaged", id="a damaged blob"),
        pytest.param(lambda t: blob(t, "a").unlink(), SAYS_NOTHING, id="a missing blob"),
        pytest.param(
            put(".portal/releases/000001.json", "[]"), "000001.json could not", id="odd release"
        ),
    ],
)
def test_the_next_publication_puts_right_what_it_can_prove_and_says_so(
    target: Path, harm: Callable[[Path], object], said: str
) -> None:
    harm(target)
    result = again(target)
    assert content(target) == NEW
    assert said in "\n".join(result.said)
    assert (read_manifest(target) or {})["build_id"] == result.build_id
    assert blob(target, "a").read_text() == "a"
    (target / ".portal" / "releases" / "000001.json").unlink()
    assert again(target).said == ()


def test_what_others_put_into_a_target_stays_and_is_named(target: Path) -> None:
    (target / ".git").mkdir()
    (target / ".git" / "config").write_text("theirs")
    (target / "letter.docx").write_text("theirs")
    (target / "empty").mkdir()
    result = again(target)
    assert (target / "letter.docx").read_text() == "theirs"
    assert (target / ".git" / "config").read_text() == "theirs"
    assert (target / "empty").is_dir()
    assert not (target / "gone.html").exists()
    assert any("letter.docx" in each and ".git/config" in each for each in result.said)


def test_a_page_that_goes_but_was_changed_by_hand_stays_and_is_named(target: Path) -> None:
    (target / "gone.html").write_text("theirs")
    assert any("gone.html" in each for each in again(target).said)
    assert (target / "gone.html").read_text() == "theirs"


def test_what_lies_where_a_page_must_go_is_kept_aside(target: Path) -> None:
    (target / "new.html").write_text("theirs")
    (target / "more").write_text("a file, where a folder must go")
    result = again(target, {**NEW, "new.html": "ours", "more/c.html": "c"})
    assert (target / "new.html").read_text() == "ours"
    assert (target / "more" / "c.html").read_text() == "c"
    aside = sorted(each.read_text() for each in (target / ".portal" / "aside").glob("*/*"))
    assert aside == ["a file, where a folder must go", "theirs"]
    assert sum("put there by others" in each for each in result.said) == 2


OUTSIDE = ("../evil.html", "/tmp/evil.html", "C:/evil.html", "C:evil", "a\\..\\..\\evil.html")
DEVICES = ("nul", "pages/CON.html", "com1.txt", "lpt¹", "a./b", "a/../../b", ".portal/lock", "")


@pytest.mark.parametrize("path", [*OUTSIDE, *DEVICES, "a\x00b", "./a", "a//b", "build.json", "x:y"])
def test_no_other_name_than_one_inside_the_site_is_a_name_of_a_page(path: str) -> None:
    assert not is_site_path(path)


@pytest.mark.parametrize("path", ["a.html", "actions/a-1.html", "evidence/files/x y.pdf", "é.html"])
def test_names_inside_the_site_are_names_of_pages(path: str) -> None:
    assert is_site_path(path)


@pytest.mark.parametrize("name", ["build.json", ".portal/site.json", ".portal/journal.json"])
@pytest.mark.parametrize("path", OUTSIDE)
def test_planted_lists_touch_nothing_outside_the_target(target: Path, name: str, path: str) -> None:
    outside = target.parent / "evil.html"
    outside.write_text("precious")
    digest = sha256_of(b"precious")
    planted = {"build_id": "planted", "files": {path: digest, "a.html": sha256_of(b"a")}}
    (target / name).write_text(json.dumps(planted))
    result = again(target)
    assert outside.read_text() == "precious"
    assert content(target) == NEW
    assert any(name.rpartition("/")[2] in each for each in result.said)


def test_a_planted_release_is_never_put_back(target: Path) -> None:
    again(target)
    for number, files in ((1, {"../evil.html": sha256_of(b"old index")}), (3, {"a": 7})):
        planted = target / ".portal" / "releases" / f"{number:06}.json"
        planted.write_text(json.dumps({"build_id": "x", "audience": "staff", "files": files}))
    with pytest.raises(RefusedError, match="no earlier release"):
        rollback(target)
    assert content(target) == NEW
    assert not (target.parent / "evil.html").exists()


@pytest.mark.parametrize("where", ["pages", ".portal/store", ".portal/releases", ".portal"])
def test_a_link_inside_a_target_is_refused_and_nothing_is_written_through_it(
    target: Path, where: str
) -> None:
    theirs = target.parent / "theirs"
    (target / where).rename(theirs)
    (target / where).symlink_to(theirs)
    before = content(theirs)
    with pytest.raises(NotOurFolderError, match="is a link"):
        again(target, {**NEW, "pages/b.html": "other b"})
    assert content(theirs) == before
    (target / where).unlink()
    assert again(target).build_id


def test_a_planted_temporary_link_is_not_written_through(target: Path) -> None:
    theirs = target.parent / "theirs.txt"
    theirs.write_text("precious")
    (target / ".index.html.tmp").symlink_to(theirs)
    again(target)
    assert theirs.read_text() == "precious"
    assert content(target) == NEW


def test_a_target_that_is_a_link_is_refused_and_the_folder_itself_is_not(target: Path) -> None:
    link = target.parent / "link"
    link.symlink_to(target)
    new = make_site(target.parent / "new", NEW, "two")
    with pytest.raises(NotOurFolderError, match="Name that folder itself"):
        refuse_unfit(read_manifest(new) or {}, link, LIMIT, force=True)


@pytest.mark.skipif(os.name == "nt", reason="Windows has rights of another kind")
def test_what_is_kept_is_for_its_owner_alone(target: Path) -> None:
    again(target)
    (target / ".portal" / "store").chmod(0o755)
    (target / ".portal").chmod(0o755)
    again(target)
    for each in (target / ".portal", *(target / ".portal").rglob("*")):
        wanted = 0o700 if each.is_dir() else 0o600
        assert stat.S_IMODE(each.stat().st_mode) == wanted, each


def test_a_site_for_other_readers_is_refused_and_its_remedy_works(target: Path) -> None:
    before = content(target)
    with pytest.raises(RefusedError, match="delete this one"):
        again(target, audience="inspector")
    assert content(target) == before
    elsewhere = target.parent / "elsewhere"
    again(elsewhere, audience="inspector")
    assert content(elsewhere) == NEW


def test_releases_for_other_readers_that_an_earlier_version_kept_are_let_go(target: Path) -> None:
    other = make_site(target.parent / "other", {"index.html": "for the board"}, "two", "board")
    publish(other, target, keep_releases=3)
    with pytest.raises(RefusedError, match="readers that it has now"):
        rollback(target)
    assert content(target) == {"index.html": "for the board"}
    assert not any("old index" in each.read_text() for each in target.rglob("*") if each.is_file())


def test_a_damaged_release_is_not_put_back_and_nothing_changes(target: Path) -> None:
    again(target)
    blob(target, "old index").write_text("x")
    with pytest.raises(DamagedReleaseError, match="portal publish"):
        rollback(target)
    assert content(target) == NEW
    again(target)
    assert content(target) == NEW


def test_a_run_that_lost_its_lock_changes_nothing_more(target: Path) -> None:
    def lost() -> None:
        raise RefusedError("lost")

    new = make_site(target.parent / "new", NEW, "two")
    with pytest.raises(RefusedError, match="lost"):
        publish(new, target, keep_releases=3, guards=Guards(check=lost))
    assert content(target) == OLD

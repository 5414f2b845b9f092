"""A failed build leaves the last good site."""

from pathlib import Path

import pytest

from builder.release.staging import NotOurFolderError, refuse_foreign, staged, swap
from tests.release.made_site import content, make_site


def test_a_swap_makes_the_site_hold_exactly_the_new_one(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site", {"a.html": "1", "old/b.html": "2"}, "one")
    with staged(site) as staging:
        make_site(staging, {"a.html": "1", "c.html": "3"}, "two")
        assert swap(staging, site) == (2, 1)
    assert content(site) == {"a.html": "1", "c.html": "3"}
    assert not (site / "old").exists()
    assert not staging.exists()


def test_a_failure_while_building_leaves_the_site_before(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site", {"a.html": "1"}, "one")

    def fail_half_way() -> None:
        with staged(site) as staging:
            (staging / "a.html").write_text("half")
            raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        fail_half_way()
    assert content(site) == {"a.html": "1"}
    assert list(tmp_path.iterdir()) == [site]


def test_a_folder_with_other_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "photo.png").write_bytes(b"x")
    with pytest.raises(NotOurFolderError, match="empty folder"):
        refuse_foreign(tmp_path)


@pytest.mark.parametrize("is_there", [False, True], ids=["absent", "empty"])
def test_an_absent_or_empty_folder_is_accepted(tmp_path: Path, is_there: bool) -> None:
    site = tmp_path / "site"
    if is_there:
        site.mkdir()
    refuse_foreign(site)

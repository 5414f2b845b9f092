"""Sites, manifests and archives hold only names that Windows takes."""

import zipfile
from pathlib import Path, PureWindowsPath

import pytest

from builder.release import doctor
from builder.release.doctor import LONGEST_PAGE, LONGEST_PATH
from builder.release.manifest import digests, site_files
from builder.release.snapshot.given_files import NotASnapshotError
from builder.release.snapshot.verify import verify
from builder.site.build import build_content
from tests.portal.test_windows_names import FORBIDDEN
from tests.release.made_site import make_site
from tests.site.made_site import content


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("portal with a space") / "site"
    build_content(content(), folder)
    return folder


def test_every_file_of_a_site_has_a_name_that_windows_takes(site: Path) -> None:
    for path in site_files(site):
        there = PureWindowsPath(path)
        assert not there.is_reserved(), path
        assert not FORBIDDEN.search(path), path
        assert not any(part.endswith((".", " ")) for part in there.parts), path


def test_no_two_files_of_a_site_differ_by_case_alone(site: Path) -> None:
    paths = site_files(site)
    assert len({PureWindowsPath(each) for each in paths}) == len(paths)


def test_pages_are_no_longer_than_the_doctor_counts_with(site: Path) -> None:
    longest = max((each for each in site_files(site) if each.endswith(".html")), key=len)
    assert len(longest) <= len(LONGEST_PAGE)


@pytest.mark.parametrize(
    ("target", "fits"),
    [
        (r"C:\Portals\Elm Care\site", True),
        (r"\\server\governance\portal", True),
        ("C:\\" + "a" * 140, False),
    ],
)
def test_the_room_for_a_target_is_known_before(target: str, fits: bool) -> None:
    longest = len(str(PureWindowsPath(target) / LONGEST_PAGE))
    assert (longest <= LONGEST_PATH) is fits


def test_a_manifest_names_files_with_forward_slashes(tmp_path: Path) -> None:
    site = make_site(tmp_path, {"actions/a-1.html": "x", "index.html": "y"}, "one")
    assert list(digests(site)) == ["actions/a-1.html", "index.html"]


@pytest.mark.parametrize(
    ("root", "is_share"),
    [
        (r"\\server\portal", True),
        ("//server/portal", True),
        (r"C:\portal", False),
        ("/srv/portal", False),
    ],
)
def test_a_share_is_told_from_a_disk(root: str, is_share: bool) -> None:
    assert doctor._is_share(Path(root)) is is_share


@pytest.mark.parametrize("name", ["..\\evil.html", "C:\\evil.html", "data\\..\\..\\evil.html"])
def test_an_archive_cannot_write_outside_by_backslashes(tmp_path: Path, name: str) -> None:
    packed = tmp_path / "snapshot.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(f"snapshot/{name}", "x")
    with pytest.raises(NotASnapshotError):
        verify(packed)
    assert [each.name for each in tmp_path.iterdir()] == ["snapshot.zip"]

"""What others made is named with its licence, and is what it is said to be."""

import hashlib
from pathlib import Path

import pytest

from builder.shipped import CHECKOUT, shipped_folder
from tests.site.vendored import FOLDER, PARTS, made

VENDOR = shipped_folder("site_templates") / "vendor"
VENDORED = sorted(path for path in VENDOR.rglob("*") if path.is_file())


@pytest.fixture(scope="module")
def page() -> str:
    return (CHECKOUT / "docs/reference/third-party.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("file", VENDORED, ids=lambda file: file.name)
def test_every_vendored_file_is_named(file: Path, page: str) -> None:
    assert file.name in page


@pytest.mark.parametrize("folder", sorted(VENDOR.iterdir()), ids=lambda folder: folder.name)
def test_every_vendored_folder_holds_its_licence(folder: Path) -> None:
    assert [path for path in folder.iterdir() if path.name.endswith("LICENSE.txt")]


@pytest.mark.parametrize(
    "file",
    [path for path in VENDORED if not path.name.endswith("LICENSE.txt")],
    ids=lambda file: file.name,
)
def test_a_vendored_file_has_the_hash_that_is_stated(file: Path, page: str) -> None:
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    assert f"{digest}  {file.relative_to(CHECKOUT).as_posix()}" in page


@pytest.mark.parametrize("name", PARTS)
def test_the_shipped_frame_is_that_of_the_pinned_material(name: str) -> None:
    assert made(name) == (FOLDER / name).read_bytes(), "renew: python -m tests.site.vendored"

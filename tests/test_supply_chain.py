"""What is installed: one version a package, each of its files known by its digest."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
HASHES = ROOT / "requirements-hashes.txt"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def constraints() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("==") for line in lines)
    return {canonicalize_name(name): version for name, version in pairs}


def hashed() -> Iterator[tuple[Requirement, list[str]]]:
    """Each requirement of the file with hashes, with its digests."""
    text = HASHES.read_text(encoding="utf-8").replace("\\\n", "")
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        requirement, *digests = re.split(r"\s+--hash=sha256:", line.strip())
        yield Requirement(requirement), digests


def test_both_files_name_the_same_packages_and_versions() -> None:
    found = {canonicalize_name(each.name): str(each.specifier) for each, _ in hashed()}
    assert found == {name: f"=={version}" for name, version in constraints().items()}, (
        "renew the hashes: bash .ci/hashes"
    )


def test_each_package_has_a_digest_of_each_file_and_nothing_else() -> None:
    for each, digests in hashed():
        assert digests, each.name
        assert len(set(digests)) == len(digests)
        assert all(re.fullmatch("[0-9a-f]{64}", digest) for digest in digests), each.name


@pytest.mark.parametrize("name", ["constraints.txt", "requirements-hashes.txt"])
def test_neither_file_names_an_index_or_a_host(name: str) -> None:
    for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
        assert "//" not in line
        assert not line.startswith("-")
        assert line.isascii()


def test_each_version_lies_in_the_range_that_the_package_asks_for() -> None:
    versions = constraints()
    asked = map(Requirement, (*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["test"]))
    for each in asked:
        assert versions[canonicalize_name(each.name)] in each.specifier, each.name


def test_no_version_of_the_theme_before_the_mended_search_is_taken() -> None:
    (theme,) = (
        each for each in map(Requirement, PROJECT["dependencies"]) if each.name == "mkdocs-material"
    )
    assert "9.7.6" not in theme.specifier
    assert "9.7.7" in theme.specifier

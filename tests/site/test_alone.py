"""Where mkdocs runs alone, the portal's moment and audience come from its file."""

import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from builder.policy import Audience, Policy
from builder.settings import Settings, SettingsError, read_settings
from builder.shipped import CHECKOUT
from builder.site.alone import as_at_of, audience_of, judged_content
from builder.site.build import build_content
from builder.site.standalone import build_alone

HERE = Path("/portal")
SETTINGS = Settings(
    root=HERE,
    workbooks=HERE / "workbooks",
    ledger=HERE / "ledger",
    site_dir=HERE / "site",
    cache=HERE / ".cache",
)
STAFF = Audience(id="staff", title="Staff")


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        pytest.param("2026-11-20T17:20", (2026, 11, 20, 17, 20), id="winter"),
        pytest.param("2026-06-20 17:20", (2026, 6, 20, 16, 20), id="summer"),
        pytest.param("2026-11-20T17:20+02:00", (2026, 11, 20, 15, 20), id="offset"),
    ],
)
def test_a_fixed_moment_is_londons_unless_it_says_otherwise(
    typed: str, moment: tuple[int, int, int, int, int]
) -> None:
    assert as_at_of(replace(SETTINGS, as_at=typed)) == datetime(*moment, tzinfo=UTC)


def test_a_bare_date_is_the_end_of_that_day() -> None:
    end = as_at_of(replace(SETTINGS, as_at="2026-11-20"))
    assert end.date().isoformat() == "2026-11-20"
    assert end.hour == 23


def test_without_a_fixed_moment_it_is_now() -> None:
    assert as_at_of(SETTINGS).tzinfo == UTC


def test_what_is_no_moment_says_what_to_type() -> None:
    with pytest.raises(SettingsError, match="Type it like 2026-11-20T17:20"):
        as_at_of(replace(SETTINGS, as_at="yesterday"))


def test_an_unknown_audience_is_refused() -> None:
    policy = Policy(edition="made", thresholds={}, audiences={"staff": STAFF})
    with pytest.raises(SettingsError, match="audience"):
        audience_of(policy, replace(SETTINGS, audience="press"))
    assert audience_of(policy, SETTINGS).id == "staff"


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def by_mkdocs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("alone") / "site"
    config = load_config(
        config_file=str(CHECKOUT / "mkdocs.yml"), site_dir=str(folder), strict=True
    )
    build(config)
    return folder


def test_mkdocs_alone_builds_what_portal_builds(by_mkdocs: Path, tmp_path: Path) -> None:
    sample = judged_content(CHECKOUT / "mkdocs.yml")
    build_content(sample, tmp_path / "site", read_settings(CHECKOUT / "mkdocs.yml"))
    assert files(tmp_path / "site") == files(by_mkdocs)


def test_the_portal_without_mkdocs_writes_the_same_bytes(by_mkdocs: Path, tmp_path: Path) -> None:
    sample = judged_content(CHECKOUT / "mkdocs.yml")
    build_alone(sample, tmp_path / "site", read_settings(CHECKOUT / "mkdocs.yml"))
    assert files(tmp_path / "site") == files(by_mkdocs)


def test_the_products_own_documentation_is_no_part_of_a_portal(by_mkdocs: Path) -> None:
    built = files(by_mkdocs)
    assert not [path for path in built if path.startswith(("decisions/", "reference/", "how-to/"))]
    assert [path for path in built if path.startswith("help/")]


def test_no_id_stands_twice_on_a_page_of_the_sample(by_mkdocs: Path) -> None:
    for path, data in files(by_mkdocs).items():
        if path.endswith(".html"):
            ids = re.findall(rb'\sid="([^"]*)"', data)
            assert len(ids) == len(set(ids)), path


def test_a_folder_named_like_the_package_does_not_stand_in_its_way(tmp_path: Path) -> None:
    theirs = tmp_path / "builder" / "__init__.py"
    theirs.parent.mkdir()
    theirs.write_text('raise SystemExit("theirs was imported")\n')
    (tmp_path / "mkdocs.yml").write_text("site_name: x\ntheme: material\nplugins: [portal]\n")
    (tmp_path / "docs").mkdir()
    (tmp_path / "workbooks").mkdir()
    command = Path(sys.executable).with_name("mkdocs")
    built = subprocess.run(
        [str(command), "build", "--quiet"], cwd=tmp_path, capture_output=True, text=True
    )
    assert built.returncode == 0, built.stderr
    assert (tmp_path / "site" / "index.html").is_file()

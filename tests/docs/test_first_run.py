"""The README and the tutorial, command by command, as a new user types them."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from tests.docs.pages import DOCS, ROOT, blocks
from tests.workbook.trackers.like_providers import LIKE_PROVIDERS

README = ROOT / "README.md"
TUTORIAL = DOCS / "tutorial" / "first-portal.md"
ADOPTING = DOCS / "how-to" / "adopt-your-tracker.md"
INSTALL = "python3 -m pip install"
"""Run by .ci/run, word for word: it reaches for packages."""
PORTAL = shutil.which("portal", path=str(Path(sys.executable).parent))
WAITS_FOR = 300
"""Seconds; a machine under load may need minutes for what takes seconds."""

pytestmark = pytest.mark.skipif(PORTAL is None, reason="portal is not installed beside this Python")


def typed(path: Path) -> Iterator[str]:
    """Each command of a page's blocks, without the installing and without comments."""
    for block in blocks(path):
        if not block.language:
            for line in block.lines:
                for part in line.partition("#")[0].split("&&"):
                    if part.strip() and not part.strip().startswith(INSTALL):
                        yield part.strip()


def run(command: str, folder: Path) -> Path:
    """Types one command in a folder; returns the folder that one is in afterwards."""
    words = command.split()
    if words[0] == "cd":
        return folder / words[1]
    assert words[0] == "portal", command
    result = subprocess.run(
        [str(PORTAL), *words[1:]],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        timeout=WAITS_FOR,
        check=False,
    )
    assert result.returncode == 0, f"{command}: {result.stdout}{result.stderr}"
    return folder


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """What a checkout holds that a build needs, under a name with a space."""
    folder = tmp_path / "governance portal"
    folder.mkdir()
    shutil.copyfile(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
    shutil.copytree(ROOT / "workbooks", folder / "workbooks")
    (folder / "docs").mkdir()
    return folder


def fill_in(tracker: Path) -> None:
    """The tutorial's third step: a row of Services, of People and of Actions."""
    rows = {
        "Services": {"Service ID": "ELM", "Name": "Elm House", "Type": "Residential"},
        "People": {"Person ID": "P-1", "Display name": "Ana Reed", "Roles": "Registered Manager"},
        "Actions": {
            "Ref": "ELM-001",
            "Title": "Recheck the hoists",
            "Service ID": "ELM",
            "Theme": "Moving and handling",
            "Source": "Audit",
            "Quality statements": "SAFE-4",
            "Owner": "P-1",
            "Raised on": "2026-11-02",
            "Due": "2026-12-18",
            "Status": "In progress",
        },
    }
    book = openpyxl.load_workbook(tracker)
    for name, cells in rows.items():
        sheet = book[name]
        heads = next(row for row in sheet.iter_rows() if set(cells) <= {c.value for c in row})
        for head in heads:
            if isinstance(head.value, str) and head.value in cells:
                sheet.cell(head.row + 1, head.column).value = cells[head.value]
    book.save(tracker)


def test_the_commands_of_the_readme_run_as_written(checkout: Path) -> None:
    commands = list(typed(README))
    assert commands[0] == "portal build"
    here = checkout
    for command in commands:
        if "venv" not in command and "pytest" not in command:
            here = run(command, here)
    assert (checkout / "site" / "index.html").is_file()
    assert (here / "site" / "index.html").is_file()
    assert here != checkout


def test_the_commands_of_the_tutorial_run_as_written_and_give_a_page_of_the_action(
    checkout: Path,
) -> None:
    here = checkout
    files = LIKE_PROVIDERS["a plan for the regulator"].files
    (tracker,) = files.values()
    (checkout / "our-tracker.xlsx").write_bytes(tracker)
    for command in typed(TUTORIAL):
        if command == "portal check":
            fill_in(here / "workbooks" / "tracker.xlsx")
        here = run(command, here)
    page = here / "site" / "actions" / "elm-001.html"
    assert "Recheck the hoists" in page.read_text(encoding="utf-8")
    adopted = checkout / "our-portal"
    assert (adopted / "workbooks" / "our-tracker.xlsx").read_bytes() == tracker
    assert "4 of 4 rows of our-tracker.xlsx" in (adopted / "site" / "index.html").read_text(
        encoding="utf-8"
    )


def test_the_commands_for_adopting_a_tracker_run_as_written(tmp_path: Path) -> None:
    here = tmp_path
    (tracker,) = LIKE_PROVIDERS["letters for a status"].files.values()
    (tmp_path / "our-tracker.xlsx").write_bytes(tracker)
    for command in typed(ADOPTING):
        if command.startswith("portal adopt"):
            run(command, tmp_path)
        else:
            here = run(command, here)
    assert (here / "site" / "index.html").is_file()


def test_the_two_commands_of_the_readme_install_before_they_run() -> None:
    first, second = (line for block in blocks(README) for line in block.lines if INSTALL in line)
    assert first == "python3 -m pip install -c constraints.txt . && portal build"
    assert second.endswith(' ".[test]" && python3 -m pytest')
    assert second in (ROOT / ".ci" / "run").read_text(encoding="utf-8")

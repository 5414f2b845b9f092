"""A portal of the sample, and the commands as a person runs them."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builder.cli import main
from builder.shipped import shipped_folder

AS_AT = "2026-11-20T17:20"
Portal = Callable[..., Result]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty workbooks folder of a portal without ``mkdocs.yml``."""
    (tmp_path / "workbooks").mkdir()
    return tmp_path


@pytest.fixture
def sample(folder: Path) -> Path:
    """The sample's workbooks in a portal without ``mkdocs.yml``."""
    for book in shipped_folder("workbooks").glob("*.xlsx"):
        shutil.copyfile(book, folder / "workbooks" / book.name)
    return folder


@pytest.fixture
def portal(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Portal:
    """Runs ``portal`` with words, in the portal's folder."""
    monkeypatch.chdir(folder)
    monkeypatch.delenv("PORTAL_DEBUG", raising=False)

    def run(*words: str, **more: str) -> Result:
        return CliRunner().invoke(main, [*words], catch_exceptions=False, **more)  # type: ignore[arg-type]  # input is text

    return run

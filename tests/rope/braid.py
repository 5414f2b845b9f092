"""Runs the strands in portals of their own, and leaves every file that they wrote."""

import re
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import chdir, contextmanager
from datetime import datetime, tzinfo
from pathlib import Path
from unittest.mock import patch

from click.testing import CliRunner

import builder
from builder.cli import main, moments
from builder.field.moment import LONDON
from builder.ledger.key import key_path
from tests.golden.make_planted_mistakes import FOLDER as PLANTED
from tests.rope.strands import NOW, RECORDED, Strand

VERSION = "0"
"""The product's version, in every file: raising it changes nothing here."""
KEY = "00" * 32
"""What the recorded portal's confidential words are hashed with; a portal makes its own."""
FILES, TERMINAL = "files", "terminal.txt"
_SECONDS = re.compile(r": \d+\.\d s")


class _FixedClock(datetime):
    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]  # always this one
        return datetime.fromisoformat(NOW).replace(tzinfo=LONDON).astimezone(tz)


@contextmanager
def frozen() -> Iterator[None]:
    """While it holds, the version and the wall clock of every command stand still."""
    real = builder.__version__
    # RATIONALE: patched wherever a module holds it, so that a module may be moved or renamed.
    with patch.object(moments, "datetime", _FixedClock):
        _set_version(VERSION)
        try:
            yield
        finally:
            _set_version(real)


def _set_version(version: str) -> None:
    for name, module in list(sys.modules.items()):
        if name.split(".")[0] == "builder" and "__version__" in vars(module):
            vars(module)["__version__"] = version


def braid(folder: Path, strands: Iterable[Strand]) -> None:
    """Runs strands; the files of each stand in its folder beneath ``folder``."""
    portals, files = folder / "portals", folder / FILES
    portals.mkdir(parents=True)
    with frozen():
        for strand in strands:
            portal = _portal(portals, strand.portal)
            out = files / strand.folder
            out.mkdir(parents=True)
            said = _run(portal, out, strand.words).replace(str(folder), "")
            (out / TERMINAL).write_text(_SECONDS.sub("", said), encoding="utf-8", newline="\n")
    if (portals / RECORDED).is_dir():
        shutil.copytree(portals / RECORDED / "ledger", files / RECORDED / "ledger")


def _run(portal: Path, out: Path, words: tuple[str, ...]) -> str:
    """What a command says at the terminal, and the code that it ends with."""
    typed = [word.replace("{out}", str(out)) for word in words]
    with chdir(portal):
        result = CliRunner().invoke(main, typed, catch_exceptions=False)
    return f"{result.output}exit code {result.exit_code}\n"


def _portal(portals: Path, name: str) -> Path:
    """The folder of a portal, made where there is none."""
    folder = portals / name
    if folder.is_dir():
        return folder
    is_sample = name != "planted"
    words = ["init", str(folder), *(["--sample"] if is_sample else [])]
    CliRunner().invoke(main, words, catch_exceptions=False)
    if name == RECORDED:
        shutil.rmtree(folder / "ledger")
        key_path(folder / "ledger").write_text(KEY, encoding="ascii")
    if not is_sample:
        shutil.rmtree(folder / "workbooks")
        shutil.copytree(PLANTED, folder / "workbooks")
        (folder / "workbooks" / "expected.json").unlink()
    return folder

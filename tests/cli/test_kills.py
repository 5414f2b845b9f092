"""A process killed at each kind of effect on the disk: what stood stands, the next run finishes."""

import json
import re
import shutil
import signal
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from builder.ledger.verify import verify
from builder.release.manifest import files_of, read_manifest
from builder.storage import sha256_of_file
from tests.cli.small_portal import run, small_portal

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="no signal kills there"),
]
_KILLED = """
import json, os, signal, sys
root, at, told = os.path.realpath(os.getcwd()), int(sys.argv.pop(1)), sys.argv.pop(1)
effects = []
def effect(event, args):
    if event == "open":
        if not isinstance(args[0], (str, bytes)) or not args[2] & (os.O_WRONLY | os.O_RDWR):
            return
    elif event not in ("os.rename", "os.link", "os.remove", "os.mkdir", "os.rmdir"):
        return
    path = os.path.relpath(os.path.realpath(os.fsdecode(args[0])), root)
    if path.startswith("..") or path == told:
        return
    effects.append((event, path))
    if len(effects) == at:
        os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(effect)
from builder.cli import main
try:
    main()
finally:
    if told != "-":
        with open(told, "w") as file:
            json.dump(effects, file)
"""
"""Ends by itself at the effect of that number; 0 tells of them all."""
AS_AT = ("--as-at", "2026-11-21T17:20", "--quiet")
_PLACES = ("ledger", "out/.portal/store", "out/.portal", "site/.portal", "out", "site")


def _kind(event: str, path: str) -> tuple[str, str, str]:
    """An effect without the names that differ from page to page and from run to run."""
    place = next((each for each in _PLACES if path == each or path.startswith(f"{each}/")), "")
    name = re.sub(r"[0-9a-f]{6,}|[0-9]{6,}\\S*", "#", path.rsplit("/", 1)[-1])
    is_own = place in ("ledger", "out/.portal", "site/.portal")
    return event, place, name if is_own or "build.json" in name else Path(name).suffix


def _places_to_kill(effects: list[tuple[str, str]]) -> list[int]:
    """The first and the last effect of each kind, counted from 1."""
    kinds: dict[tuple[str, str, str], list[int]] = {}
    for number, (event, path) in enumerate(effects, 1):
        kinds.setdefault(_kind(event, path), []).append(number)
    chosen = {each[n] for each in kinds.values() for n in (0, -1)}
    return sorted(chosen)


def _torn(site: Path) -> Iterator[str]:
    for path in site.rglob("*.html"):
        if not path.read_text(encoding="utf-8").rstrip().endswith("</html>"):
            yield path.name
    for path in (*site.glob("build.json"), *site.glob(".portal/releases/*.json")):
        json.loads(path.read_text(encoding="utf-8"))


def _faults(site: Path) -> Iterator[str]:
    """What of a finished site is not as its manifest says."""
    manifest = read_manifest(site)
    assert manifest is not None
    listed = files_of(manifest)
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        is_listed = path.is_file() and not name.startswith(".portal/") and name != "build.json"
        if is_listed and listed.get(name) != sha256_of_file(path):
            yield name
    yield from (name for name in listed if not (site / name).is_file())


@pytest.mark.parametrize("command", ["build", "publish", "record"])
def test_a_process_killed_at_any_kind_of_effect_loses_nothing_and_is_finished_by_the_next(
    tmp_path: Path, command: str
) -> None:
    before = small_portal(tmp_path / "before")
    words = {"build": ("build",), "publish": ("publish", "--to", "out"), "record": ("record",)}
    site = {"build": "site", "publish": "out", "record": ""}[command]
    earlier = ("--as-at", "2026-11-20T17:20", "--quiet")
    for each in (words[command], ("record",)):
        assert run(before, *each, *earlier)[0] == 0
    small_portal(before, Title="Mend the gate")
    again = (*words[command], *AS_AT)
    whole = shutil.copytree(before, tmp_path / "whole")
    assert run(whole, "0", "effects.json", *again, code=_KILLED)[0] == 0
    effects = json.loads((whole / "effects.json").read_text(encoding="utf-8"))
    kept = {path.name: path.read_bytes() for path in (before / "ledger").glob("*.jsonl")}
    for number in _places_to_kill([(event, path) for event, path in effects]):
        at = f"{number}: {effects[number - 1]}"
        folder = shutil.copytree(before, tmp_path / "killed")
        assert run(folder, str(number), "-", *again, code=_KILLED)[0] == -signal.SIGKILL, at
        ledger = folder / "ledger"
        assert verify(ledger).problem is None, at
        assert {name: (ledger / name).read_bytes() for name in kept} == kept, at
        if site:
            assert list(_torn(folder / site)) == [], at
        code, said = run(folder, *again)
        assert code == 0, f"{at}: {said}"
        assert verify(ledger).problem is None, at
        if site:
            assert list(_faults(folder / site)) == [], at
            assert "Mend the gate" in (folder / site / "actions" / "a-1.html").read_text("utf-8")
        # What a killed run was building is nobody else's to read, and goes after a day.
        left = [each for each in folder.iterdir() if ".staging-" in each.name]
        assert [stat.S_IMODE(each.stat().st_mode) for each in left] in ([], [0o700]), at
        shutil.rmtree(folder)

"""What could stop tonight's run on this machine, each with a remedy."""

import os
import platform
import shutil
import socket
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from builder.ledger.key import UnusableKeyError, key_path, read_key
from builder.ledger.verify import verify
from builder.lock import holder_of
from builder.policy.calendar import england_bank_holidays
from builder.portal.parts.words import counted, moment_words
from builder.redaction.sealing import SEALED
from builder.release.against import OTHER_HISTORY, against_target, difference
from builder.release.manifest import MANIFEST, read_manifest
from builder.release.snapshot.countersign import countersignatures
from builder.settings import Settings
from builder.workbook.reading.folder import chosen
from builder.workbook.reading.saved import saved_at_in
from builder.workbook.refs_file import read_refs

LONGEST_PATH = 240
"""Windows' limit with room for the temporary ending (architecture.md, "Publishing")."""
LONGEST_PAGE = "frameworks/" + "x" * 40 + "/" + "x" * 40 + ".html"
FREE_BYTES = 500 * 1024**2
OLD_BUILD = timedelta(hours=36)
LIBRARIES = (
    *("openpyxl", "xlrd", "jinja2", "mkdocs", "mkdocs-material", "pydantic", "holidays", "tzdata"),
)
FIRST_YEAR, LAST_YEAR = 2000, 2100


class State(StrEnum):
    """How a check came out."""

    GOOD = "good"
    WARNING = "warning"
    BAD = "bad"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One check with what it saw and what to do."""

    check: str
    state: State
    saw: str
    remedy: str = ""


def examine(settings: Settings, now: datetime) -> tuple[Finding, ...]:
    """Every check, in the order of a run."""
    checks: tuple[Callable[[Settings, datetime], Iterator[Finding]], ...] = (
        _versions,
        _clock,
        _bank_holidays,
        _workbooks_folder,
        _workbooks,
        _made_refs,
        _folders,
        _disk_space,
        _path_lengths,
        _last_build,
        _lock,
        _ledger,
        _ledger_key,
        _published_history,
        _share,
    )
    return tuple(finding for check in checks for finding in check(settings, now))


def _good(check: str, saw: str) -> Finding:
    return Finding(check=check, state=State.GOOD, saw=saw)


def _warning(check: str, saw: str, remedy: str) -> Finding:
    return Finding(check=check, state=State.WARNING, saw=saw, remedy=remedy)


def _bad(check: str, saw: str, remedy: str) -> Finding:
    return Finding(check=check, state=State.BAD, saw=saw, remedy=remedy)


def _versions(_settings: Settings, _now: datetime) -> Iterator[Finding]:
    python = platform.python_version()
    yield _good("Python", f"{python} on {platform.system()}")
    for library in LIBRARIES:
        try:
            yield _good("Library", f"{library} {version(library)}")
        except PackageNotFoundError:
            yield _bad("Library", f"{library} is missing", "Install the portal again with pip.")


def _clock(_settings: Settings, now: datetime) -> Iterator[Finding]:
    try:
        local = now.astimezone(ZoneInfo("Europe/London"))
    except ZoneInfoNotFoundError:
        yield _bad("Clock", "no time zone data", "Install tzdata: python -m pip install tzdata")
        return
    if FIRST_YEAR < local.year < LAST_YEAR:
        yield _good("Clock", f"{moment_words(now)} in London")
    else:
        yield _bad("Clock", f"the year is {local.year}", "Set this machine's clock.")


def _bank_holidays(_settings: Settings, now: datetime) -> Iterator[Finding]:
    for year in (now.year, now.year + 1):
        if england_bank_holidays(year):
            yield _good("Bank holidays", f"{year} is known")
        else:
            yield _bad("Bank holidays", f"{year} is missing", "Upgrade the package holidays.")


def _workbooks_folder(settings: Settings, _now: datetime) -> Iterator[Finding]:
    folder = settings.workbooks
    if not folder.is_dir():
        yield _bad("Workbooks", f"there is no folder {folder}", "Name it in mkdocs.yml.")
    elif not os.access(folder, os.R_OK):
        yield _bad("Workbooks", f"{folder} cannot be read", "Give this account the right to read.")
    else:
        yield _good("Workbooks", f"{folder} can be read")


def _workbooks(settings: Settings, _now: datetime) -> Iterator[Finding]:
    folder = settings.workbooks
    there = [each.name for each in folder.iterdir()] if folder.is_dir() else []
    names, copies = chosen(there, saved_at_in(folder))
    if not names:
        yield _bad("Workbooks", "none in the folder", "Put a tracker there: portal template")
        return
    for name in names:
        try:
            with (folder / name).open("rb") as file:
                file.read(1)
        except OSError:
            yield _warning("Locked", f"{name} is open elsewhere", "Close it in Excel.")
    for copy in copies:
        yield _warning("Duplicate", f"{copy.place.workbook}: {copy.message}", copy.remedy)
    yield _good("Workbooks", f"{len(names)} found")


def _made_refs(settings: Settings, _now: datetime) -> Iterator[Finding]:
    held = read_refs(settings.workbooks)
    for each in held.problems:
        yield _bad("Made refs", each.message, each.remedy)
    if held.kept and not held.problems:
        yield _good("Made refs", f"{len(held.kept):,} kept")


def _target(settings: Settings) -> Path | None:
    """Where readers open the site, if the settings name it."""
    return (settings.root / settings.publish_to).absolute() if settings.publish_to else None


def _folders(settings: Settings, _now: datetime) -> Iterator[Finding]:
    target = _target(settings)
    for what, folder in (
        ("Site", settings.site_dir),
        ("Ledger", settings.ledger),
        ("Cache", settings.cache),
        *((("Published site", target),) if target else ()),
    ):
        existing = next(each for each in (folder, *folder.parents) if each.exists())
        try:
            with tempfile.TemporaryFile(dir=existing):
                yield _good(what, f"{existing} can be written")
        except OSError:
            yield _bad(what, f"{existing} cannot be written", "Give this account that right.")


def _disk_space(settings: Settings, _now: datetime) -> Iterator[Finding]:
    free = shutil.disk_usage(settings.root).free
    saw = f"{free // 1024**2:,} MB free"
    if free < FREE_BYTES:
        yield _bad("Disk", saw, f"Free at least {FREE_BYTES // 1024**2} MB.")
    else:
        yield _good("Disk", saw)


def _path_lengths(settings: Settings, _now: datetime) -> Iterator[Finding]:
    folders = (settings.site_dir, _target(settings) or settings.site_dir)
    longest = max(len(str(folder / LONGEST_PAGE)) for folder in folders)
    saw = f"the longest page's path has up to {longest} characters"
    if longest > LONGEST_PATH:
        yield _warning("Path length", saw, "Use a folder nearer to the drive's root.")
    else:
        yield _good("Path length", saw)


def _last_build(settings: Settings, now: datetime) -> Iterator[Finding]:
    folders = (settings.site_dir, _target(settings) or settings.site_dir)
    built = [each / MANIFEST for each in folders if read_manifest(each) is not None]
    if not built:
        yield _warning("Last build", "none yet", "Run: portal build")
        return
    newest = max(each.stat().st_mtime for each in built)
    age = now - datetime.fromtimestamp(newest, now.tzinfo)
    hours = int(age.total_seconds() // 3600)
    if age > OLD_BUILD:
        yield _warning("Last build", f"{hours} hours old", "See why the nightly run stopped.")
    else:
        yield _good("Last build", f"{max(hours, 0)} hours old")


def _lock(settings: Settings, now: datetime) -> Iterator[Finding]:
    target = _target(settings)
    if target is None:
        return
    lock = target / ".portal" / "lock"
    holder = holder_of(lock)
    if holder is None and lock.exists():
        yield _warning("Lock", f"{lock} cannot be read", "Nothing: a run takes it in ten minutes.")
    elif holder is None:
        yield _good("Lock", f"nobody publishes to {target}")
    elif holder.is_stale(now, socket.gethostname()):
        yield _warning("Lock", "left by a run that was stopped", "Nothing: the next run takes it.")
    else:
        yield _warning("Lock", f"held by {holder.host}, process {holder.pid}", "Wait, or end it.")


def _ledger(settings: Settings, _now: datetime) -> Iterator[Finding]:
    if not settings.ledger.is_dir():
        yield _warning("Ledger", "none is kept yet", "Run: portal record")
        return
    found = verify(settings.ledger)
    if found.problem is not None:
        fault = found.problem
        yield _bad("Ledger", f"{fault.place}: {fault.message}", fault.remedy)
    else:
        yield _good("Ledger", f"{counted(found.runs, 'run')}, unbroken")
    for each in countersignatures(settings.ledger, found.files):
        if each.problem is None:
            yield _good("Countersigned", each.words)
        else:
            yield _bad("Countersigned", each.words, each.problem.remedy)


def _ledger_key(settings: Settings, _now: datetime) -> Iterator[Finding]:
    path = key_path(settings.ledger)
    try:
        read_key(settings.ledger)
    except UnusableKeyError as error:
        yield _bad("Key of the ledger", f"{path} cannot be used", str(error))
        return
    files = settings.ledger.glob("*.jsonl")
    if not path.exists() and any(SEALED.encode() in each.read_bytes() for each in files):
        yield _warning(
            "Key of the ledger",
            f"{path} is not there, and the ledger holds confidential words as digests",
            "Restore it from a backup: with a new one each such word counts as changed once.",
        )


def _published_history(settings: Settings, _now: datetime) -> Iterator[Finding]:
    target = _target(settings)
    found = against_target(settings.ledger, target) if target else None
    if found is None:
        return
    if found.is_found:
        yield _good("Published history", f"all {found.looked_for} heads stand in the ledger")
    else:
        yield _bad("Published history", difference(found), OTHER_HISTORY)


def _share(settings: Settings, _now: datetime) -> Iterator[Finding]:
    if _is_share(settings.root):
        yield _warning("Share", "the portal is on a share", "Build on a local disk, then publish.")
    else:
        yield _good("Share", f"local; file names are in {sys.getfilesystemencoding()}")
    if _is_share(settings.workbooks):
        yield _good("Share", "the workbooks are on a share: use portal watch --polling")


def _is_share(folder: Path) -> bool:
    return str(folder).startswith(("\\\\", "//"))

"""Which files of the workbooks folder are read, which are copies, and what else lies there."""

import os
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path, PurePath

from builder.field import Register
from builder.field.address import WORKBOOK_ENDINGS, file_parts
from builder.problems import Cell, Problem, in_folder, in_workbook
from builder.problems.quoted import quoted

_COPY = (
    re.compile(r"copy (?:\(\d+\) )?of (?P<stem>.+)", re.IGNORECASE),
    re.compile(r"(?P<stem>.+?) ?- copy(?: \(\d+\))?", re.IGNORECASE),
    re.compile(r"(?P<stem>.+?) ?\(\d{1,3}\)"),
)
_MACHINE = re.compile(
    r"(?P<stem>.+?)-(?:(?:DESKTOP|LAPTOP|SURFACE|MACBOOK|IMAC|PC)(?:-[A-Z0-9]+|[0-9]+)?"
    r"|(?=[A-Z-]*[0-9])(?=[0-9-]*[A-Z])[A-Z0-9-]{6,15})"
)
"""A name that a synchroniser made from the computer's: capitals and figures, as computers have."""
_VERSION = (
    re.compile(
        r"(?P<stem>.+?) ?[(\[](?:autosaved|auto-?recovered|recovered)[^)\]]*[)\]]", re.IGNORECASE
    ),
    re.compile(r"(?P<stem>.+?)\.sync-conflict-\d{8}-\d{6}(?:-[a-z0-9]+)?", re.IGNORECASE),
    re.compile(r"(?P<stem>.+?)[ _-]*\(?[^()]*conflicted copy[^()]*\)?", re.IGNORECASE),
    re.compile(r"(?P<stem>.+?) ?\((?:version|v) ?\d+(?:\.\d+)*\)", re.IGNORECASE),
    re.compile(r"(?P<stem>.+?)[ _-]+(?:version|v) ?\d+(?:\.\d+)*", re.IGNORECASE),
    re.compile(r"(?P<stem>.+?)[ _-]+\(?final\)?(?: ?\d+)?", re.IGNORECASE),
)
"""Marks that name a version of one tracker, also where no file has the plain name."""
_COPIES = (*_VERSION, *_COPY, _MACHINE)
_ONE_BOOK = (".xlsx", ".xlsm", ".xls", ".ods")
"""Endings that one workbook has when it is saved as another kind."""
BUSY = datetime.max.replace(tzinfo=UTC)
"""Saved later than any other: a file that is open or half written is the one in use."""
BROKEN = datetime.min.replace(tzinfo=UTC)
"""Saved before any other: a file that cannot be read."""
_NEVER = datetime(1601, 1, 1, tzinfo=UTC)
SavedAt = Callable[[str], datetime | None]
"""A file's name -> when it says that it was last saved; ``BUSY``, ``BROKEN``, or not recorded."""
_Key = tuple[str, str]
_OWN_FOLDERS = ("frameworks",)
_OWN_ENDINGS = (".yml", ".yaml", ".md", *WORKBOOK_ENDINGS)
_MOST_LOOKED_AT = 5_000
"""Files in subfolders; of more the rest is not counted."""


def is_ignored(name: str) -> bool:
    """Whether a file is an office program's own scrap, or no workbook by its ending."""
    return is_scrap(name) or not name.casefold().endswith(WORKBOOK_ENDINGS)


def is_scrap(name: str) -> bool:
    """Whether a program keeps the file for itself."""
    lower = name.casefold()
    return lower.startswith(("~$", ".")) or lower.endswith(".tmp")


def chosen(names: Iterable[str], saved_at: SavedAt) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """The workbooks to read, sorted, and a problem for each copy that is left out.

    Of the copies and versions of one tracker the one saved last is read; where none says when,
    the one with the plainest name.
    """
    kept = sorted((name for name in names if not is_ignored(name)), key=lambda n: (n.casefold(), n))
    read: list[str] = []
    problems: list[Problem] = []
    for family in _families(kept):
        live = family[0] if len(family) == 1 else _saved_last(family, saved_at)
        read.append(live)
        problems += [
            Problem(in_workbook.COPY_NOT_READ, Cell(name), {"original": quoted(live)})
            for name in family
            if name != live
        ]
    order = {name: at for at, name in enumerate(kept)}
    problems.sort(key=lambda each: order[each.place.workbook])
    return tuple(sorted(read, key=order.__getitem__)), tuple(problems)


def _saved_last(family: list[str], saved_at: SavedAt) -> str:
    # RATIONALE: of equals the first is the greatest, and the plainest name stands first.
    return max(family, key=lambda name: saved_at(name) or _NEVER)


def _families(names: list[str]) -> list[list[str]]:
    """The files of each tracker, the plainest name first."""
    by_key: dict[_Key, str] = {}
    for name in names:
        by_key.setdefault(_key(name), name)
    found: dict[_Key, list[str]] = {}
    for name in names:
        found.setdefault(_tracker(name, by_key), []).append(name)
    return [sorted(each, key=_plainness) for each in found.values()]


def _plainness(name: str) -> tuple[int, int]:
    path = PurePath(name)
    ending = path.suffix.casefold()
    return len(path.stem), _ONE_BOOK.index(ending) if ending in _ONE_BOOK else 0


def _key(name: str) -> _Key:
    path = PurePath(name)
    ending = path.suffix.casefold()
    return path.stem.strip().casefold(), "" if ending in _ONE_BOOK else ending


def _tracker(name: str, by_key: dict[_Key, str]) -> _Key:
    """The name of the tracker that a file is a version of; its own where it is none."""
    own = _key(name)
    versions = own
    for stem, is_version in _without_marks(PurePath(name).stem.strip()):
        key = (stem.casefold(), own[1])
        if key in by_key:
            # RATIONALE: what it is a copy of may itself be a version of another file.
            return _tracker(by_key[key], by_key)
        versions = key if is_version else versions
    return versions


def _without_marks(stem: str) -> Iterator[tuple[str, bool]]:
    """The stem with one mark less each time, and whether it was the mark of a version."""
    while found := next(((p, each) for p in _COPIES if (each := p.fullmatch(stem))), None):
        pattern, match = found
        stem = match.group("stem").strip()
        yield stem, pattern in _VERSION


def strays(folder: Path, register: Register) -> Iterator[Problem]:
    """A problem for each subfolder with workbooks, and for each ending that is not read.

    What the register names as evidence is no stray.
    """
    linked = _linked(register)
    try:
        entries = sorted(os.scandir(folder), key=lambda each: each.name)
    except OSError:
        return
    others: dict[str, list[str]] = {}
    for entry in entries:
        if is_scrap(entry.name):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _in_subfolder(folder, entry.name, linked)
        elif not entry.name.casefold().endswith(_OWN_ENDINGS) and (
            entry.name.casefold() not in linked
        ):
            others.setdefault(PurePath(entry.name).suffix.casefold(), []).append(entry.name)
    for ending, names in sorted(others.items()):
        particulars = {"count": str(len(names)), "ending": ending or "no ending"}
        yield Problem(in_folder.OTHER_ENDING, Cell(names[0]), particulars)


def _in_subfolder(folder: Path, name: str, linked: frozenset[str]) -> Iterator[Problem]:
    if name.casefold() in _OWN_FOLDERS:
        return
    count = looked_at = 0
    for at, _, files in os.walk(folder / name):
        for each in sorted(files):
            path = (Path(at) / each).relative_to(folder).as_posix()
            count += not is_ignored(each) and path.casefold() not in linked
        looked_at += len(files)
        if looked_at > _MOST_LOOKED_AT:
            break
    if count:
        particulars = {"folder": quoted(name), "count": str(count)}
        yield Problem(in_folder.SUBFOLDER, Cell(f"{name}/"), particulars)


def _linked(register: Register) -> frozenset[str]:
    """Paths in the folder that evidence leads to, as they are compared."""
    links = [each.link for each in register.evidence if each.link is not None]
    targets = {each.target or each.text for each in links}
    return frozenset("/".join(file_parts(target)[0]).casefold() for target in targets if target)

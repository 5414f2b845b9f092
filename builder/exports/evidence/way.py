"""The way from an address to a file: step by step, no link followed, nothing of the portal's own.

Each step is looked up in its folder's listing, so that no short or odd spelling leads elsewhere.
"""

import os
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePath

from builder.field.address import WORKBOOK_ENDINGS, file_parts, own_kind, share_parts

_Identity = tuple[int, int]
COPY_OF_TRACKER = "a copy of a workbook that the portal is made from"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnFiles:
    """What is the portal's own, so that it is never evidence."""

    folders: tuple[Path, ...] = ()
    """Of the ledger, the cache, the site, releases."""
    inputs: frozenset[str] = frozenset()
    """SHA-256 of every workbook read."""
    is_tracker: Callable[[Path], bool] = lambda _: False
    """Whether a file is a workbook with sheets that the portal reads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Where an address leads."""

    path: Path | None = None
    """A plain file that may be opened."""
    own: str = ""
    """What of the portal's own it is, in words."""
    is_followed: bool = True
    """Whether the address could be followed as far as it leads."""
    is_at_hand: bool = True
    """Whether the folder in which it should stand is there."""


_REFUSED = Found(is_followed=False)


@dataclass
class EvidenceWay:
    """Finds files from their addresses; a folder is listed once."""

    root: Path
    """The workbooks' folder: relative addresses start here."""
    prefixes: tuple[str, ...] = ()
    """Shares that policy names."""
    own: OwnFiles = field(default_factory=OwnFiles)
    _listings: dict[Path, dict[str, os.DirEntry[str]] | None] = field(default_factory=dict)

    def find(self, target: str) -> Found:
        """Where an address leads; nothing is touched before it is judged by its letters."""
        on_share = share_parts(target, self.prefixes)
        if on_share is not None:
            share, parts = on_share
            return self._walk(Path(_plain(share)), parts)
        parts, why = file_parts(target)
        return _REFUSED if why or not parts else self._in_folder(parts)

    def _in_folder(self, parts: tuple[str, ...]) -> Found:
        kind = own_kind(parts)
        return Found(own=kind, is_followed=False) if kind else self._walk(self.root, parts)

    def _walk(self, start: Path, parts: tuple[str, ...]) -> Found:
        at = start
        for number, part in enumerate(parts):
            entry = self._entry(at, part)
            if entry is None:
                is_last = number == len(parts) - 1
                return Found(is_at_hand=is_last and self._listing(at) is not None)
            at = at / entry.name
            if entry.is_symlink() or _is_junction(at):
                return _REFUSED
            if entry.is_dir(follow_symlinks=False):
                found = self._own_folder(at, parts[number + 1 :])
                if found is not None:
                    return found
        return self._file(at) if at != start else Found()

    def _own_folder(self, folder: Path, rest: tuple[str, ...]) -> Found | None:
        """What a folder on the way means, where it is the portal's; a share may lead there too."""
        identity = _identity(folder)
        if identity in self._own_folders:
            return Found(own="a file that the portal itself writes", is_followed=False)
        if identity == _identity(self.root):
            return self._in_folder(rest)
        return None

    def _file(self, path: Path) -> Found:
        status = path.stat(follow_symlinks=False)
        if path.is_dir():
            return Found()
        if not path.is_file():
            return _REFUSED
        names = {PurePath(name).stem.casefold() for name in self._inputs_here}
        is_book = path.name.casefold().endswith(WORKBOOK_ENDINGS)
        is_copy = (status.st_dev, status.st_ino) in self._inputs_here.values() or (
            is_book and path.stem.casefold() in names
        )
        if is_copy or self.own.is_tracker(path):
            return Found(own=COPY_OF_TRACKER, is_followed=False)
        return Found(path=path)

    @cached_property
    def _own_folders(self) -> frozenset[_Identity]:
        return frozenset(_identity(each) for each in self.own.folders if each.is_dir())

    @cached_property
    def _inputs_here(self) -> dict[str, _Identity]:
        """Name -> identity of each workbook and setting beside which evidence may stand."""
        folders = (self.root, self.root / "frameworks")
        listed = [path for each in folders if each.is_dir() for path in each.iterdir()]
        ours = (*WORKBOOK_ENDINGS, ".yml", ".yaml")
        return {
            path.name: _identity(path)
            for path in listed
            if path.is_file() and path.name.casefold().endswith(ours)
        }

    def _entry(self, folder: Path, name: str) -> os.DirEntry[str] | None:
        listing = self._listing(folder)
        return None if listing is None else listing.get(name) or listing.get(_folded(name))

    def _listing(self, folder: Path) -> dict[str, os.DirEntry[str]] | None:
        """Name -> entry, by its spelling and by how Windows and macOS compare it."""
        if folder not in self._listings:
            try:
                with os.scandir(folder) as entries:
                    found = sorted(entries, key=lambda each: each.name)
            except OSError:
                self._listings[folder] = None
            else:
                folded = {_folded(each.name): each for each in found}
                self._listings[folder] = {**folded, **{each.name: each for each in found}}
        return self._listings[folder]


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _plain(share: str) -> str:
    plain = share.replace("\\", "/")
    return plain[len("file:") :] if plain.casefold().startswith("file://") else plain


def _identity(path: Path) -> _Identity:
    status = os.stat(path)
    return status.st_dev, status.st_ino


def _is_junction(path: Path) -> bool:
    """Whether Windows sends whoever opens the folder elsewhere; Python 3.12 and later can tell."""
    told = getattr(os.path, "isjunction", None)
    return bool(told and told(path))

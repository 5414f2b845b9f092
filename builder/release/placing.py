"""Puts a site in place file by file: whole files only, and nothing of anybody else's removed."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from uuid import uuid4

from builder.field.pages import FRONT_PAGE
from builder.lock import LockLostError
from builder.release.disk import Disk
from builder.release.folder import OWN, NotOurFolderError, Standing, is_plain, plain_bytes, standing
from builder.release.manifest import MANIFEST, files_of, is_site_path
from builder.release.mark import JOURNAL, MARK, in_place, odd_lists, readers_of
from builder.storage import TEMPORARY_ENDING, canonical_json, sha256_of_file

NAMED = 5
"""Files named in a line; the total stands beside them."""


class UnusableNameError(Exception):
    """A file of a build has a name that some system does not take; nothing was changed."""


class HalfDoneError(Exception):
    """A site is partly new; the next run puts the rest in place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """What was done to a site's folder."""

    written: int
    deleted: int
    said: tuple[str, ...]
    """What a person should know: what was put right, and what others put there."""


@dataclass(slots=True, kw_only=True)
class Placing:
    """One site on its way into its folder; the caller holds the folder's lock."""

    target: Path
    manifest: Mapping[str, object]
    put: Callable[[str], None]
    """Puts one file of the manifest in place, as a whole."""
    known: Mapping[str, frozenset[str]]
    """Path -> digests of what the portal itself put there."""
    disk: Disk
    check: Callable[[], None] = lambda: None
    """Called before each effect; raises where the lock was lost."""
    done: int = 0
    said: list[str] = field(default_factory=list)

    def run(self) -> Placed:
        """Assets, pages, index, ``build.json``; then what the site no longer has.

        Raises:
            NotOurFolderError: a folder of the site is a link; nothing was changed.
            UnusableNameError: a file cannot be put there under its name; nothing was changed.
            HalfDoneError: a file could not be written or removed, or the lock was lost half way.
            LockLostError: the lock was lost before anything was changed.
        """
        _refuse_names(self.manifest)
        found = standing(self.target)
        wanted = files_of(self.manifest)
        _refuse_links(self.target, found, wanted)
        digests = self._digests(found)
        changed = sorted((p for p in wanted if digests.get(p) != wanted[p]), key=_order)
        gone = sorted(p for p in digests if p not in wanted and digests[p] in self.known[p])
        self._tell(found, digests, changed, gone)
        old = [p for p in changed if p in digests and digests[p] in self.known.get(p, ())]
        first, last = ([*gone, *old], []) if self._is_for_others() else ([], gone)
        try:
            self._place(found, first, changed, last)
        except OSError as error:
            raise HalfDoneError(self._half_done(error, len([*first, *changed, *last]))) from error
        except LockLostError as error:
            if not self.done:
                raise
            so_far = f"{self.done} changes to {self.target} were made before that."
            raise HalfDoneError(f"{error} {so_far}") from error
        return Placed(written=len(changed), deleted=len(gone), said=tuple(self.said))

    def _digests(self, found: Standing) -> Mapping[str, str]:
        """Digests of the files that stand there and that the portal knows or is about to put."""
        paths = (found.files - found.links) & (self.known.keys() | files_of(self.manifest).keys())
        known: dict[str, str] = {}
        for path in sorted(paths):
            # RATIONALE: what cannot be read is not known to stand, and is written again.
            if is_plain(self.target / path):
                try:
                    known[path] = sha256_of_file(self.target / path)
                except OSError:
                    known[path] = ""
        return known

    def _place(
        self, found: Standing, first: list[str], changed: list[str], last: list[str]
    ) -> None:
        own = self.target / OWN
        text = (canonical_json(self.manifest) + "\n").encode()
        for each in (own / JOURNAL, own / MARK, self.target / MANIFEST):
            if each.is_dir():
                self._move_aside(each)
        self._write(own / JOURNAL, text, is_private=True)
        self._remove(first)
        self._set_aside(found, changed)
        for path in changed:
            self.check()
            self.put(path)
            self.done += 1
        if plain_bytes(self.target / MANIFEST) != text:
            self._write(self.target / MANIFEST, text)
        self._remove(last)
        self._remove_unfinished(found)
        self._write(own / MARK, text, is_private=True)
        self.check()
        self.disk.remove(own / JOURNAL)

    def _write(self, path: Path, content: bytes, *, is_private: bool = False) -> None:
        self.check()
        self.disk.write(path, content, is_private=is_private)

    def _is_for_others(self) -> bool:
        """Whether the site before was for other readers: then its files go first."""
        before, after = readers_of(in_place(self.target)), readers_of(self.manifest)
        return before is not None and after is not None and not before.are(after)

    def _set_aside(self, found: Standing, changed: list[str]) -> None:
        """Moves what others put where the site needs to be into ``.portal/aside/``."""
        for path in self._in_the_way(found, changed):
            self._move_aside(self.target / path)

    def _move_aside(self, path: Path) -> None:
        self.check()
        aside = self.target / OWN / "aside" / uuid4().hex / path.name
        self.disk.move(path, aside)
        self.said.append(f"{path} was put there by others; it is now {aside}.")

    def _in_the_way(self, found: Standing, changed: list[str]) -> list[str]:
        theirs = {p for p in changed if p in found.files and p not in self.known}
        folders = {p for p in changed if p in found.folders}
        above = {p for path in changed for p in _above(path) if p in found.files}
        return sorted(theirs | folders | above)

    def _remove(self, paths: Iterable[str]) -> None:
        for path in paths:
            self.check()
            self.disk.remove(self.target / path)
            self.done += 1
            _remove_empty(self.target, path)

    def _remove_unfinished(self, found: Standing) -> None:
        """Removes what stopped runs began to write: a file of the site with the ending of such."""
        ours = self.known.keys() | files_of(self.manifest).keys() | {MANIFEST}
        for path in sorted(found.files):
            if _finished(path) in ours:
                self.check()
                self.disk.remove(self.target / path)

    def _tell(
        self, found: Standing, digests: Mapping[str, str], changed: list[str], gone: list[str]
    ) -> None:
        self.said += odd_lists(self.target)
        by_hand = [p for p in changed if p in self.known and p in digests]
        by_hand = [p for p in by_hand if digests[p] not in self.known[p]]
        if by_hand:
            self.said.append(
                f"Changed by others in {self.target}, and put right: {named(by_hand)}."
            )
        ours = files_of(self.manifest).keys() | set(gone) | {MANIFEST}
        left = [p for p in found.files if p not in ours and _finished(p) not in ours]
        if left:
            self.said.append(f"Left in {self.target}, as no build put it there: {named(left)}.")

    def _half_done(self, error: OSError, total: int) -> str:
        where = error.filename2 or error.filename or self.target
        reason = error.strerror or str(error) or type(error).__name__
        return (
            f"{where}: {reason}. {self.done} of {total} changes to {self.target} were made before "
            "that. See that nobody holds the file, that the disk has room and that this account "
            "may write there; then run the same command again: it finishes."
        )


def named(paths: Iterable[str]) -> str:
    """A few of some paths and how many more there are."""
    first = sorted(paths)
    more = f" and {len(first) - NAMED} more" if len(first) > NAMED else ""
    return ", ".join(first[:NAMED]) + more


def _refuse_links(target: Path, found: Standing, wanted: Iterable[str]) -> None:
    above = {folder for path in wanted for folder in _above(path)}
    for path in sorted(found.links & above):
        raise NotOurFolderError(
            f"{target / path} is a link, and the site has a folder there. Remove the link, "
            "then run again; nothing was changed."
        )


def _above(path: str) -> list[str]:
    """The folders that a path lies in, without the root."""
    return [each.as_posix() for each in PurePosixPath(path).parents][:-1]


def _finished(path: str) -> str:
    """The file that a temporary one was to become; empty for any other."""
    name = PurePosixPath(path).name
    if not (name.startswith(".") and name.endswith(TEMPORARY_ENDING)):
        return ""
    return PurePosixPath(path).with_name(name[1 : -len(TEMPORARY_ENDING)] or "-").as_posix()


def _remove_empty(target: Path, path: str) -> None:
    for folder in _above(path):
        try:
            (target / folder).rmdir()
        except OSError:
            return


def _order(path: str) -> tuple[int, str]:
    if path == FRONT_PAGE:
        return (2, path)
    return (1 if path.endswith(".html") else 0, path)


def _refuse_names(manifest: Mapping[str, object]) -> None:
    """Makes sure that every file of a build has a name that each system takes.

    Raises:
        UnusableNameError: one has not.
    """
    for path in files_of(manifest):
        if not is_site_path(path):
            raise UnusableNameError(f"{path} has a name that Windows does not take. Rename it.")

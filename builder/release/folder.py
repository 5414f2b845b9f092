"""What stands in a folder that others can write to, looked at without following a link."""

import os
import stat
from dataclasses import dataclass
from pathlib import Path

OWN = ".portal"
"""The folder in a site that holds what is not the site itself."""
_JUNCTION = 0xA0000003
"""How Windows marks a folder that leads to another one."""


class NotOurFolderError(Exception):
    """A folder is not the portal's to write into; nothing in it was touched."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Everything below a site's folder but ``.portal/``; paths from the folder, with ``/``."""

    files: frozenset[str]
    """Whatever is no folder; a link to a folder is such a thing."""
    folders: frozenset[str]
    links: frozenset[str]
    """The files that are links."""


def is_link(path: Path) -> bool:
    """Whether a path leads elsewhere; a thing that is not there leads nowhere."""
    try:
        facts = path.lstat()
    except OSError:
        return False
    return stat.S_ISLNK(facts.st_mode) or getattr(facts, "st_reparse_tag", 0) == _JUNCTION


def is_plain(path: Path) -> bool:
    """Whether a file stands there: no link, folder, pipe or device."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False


def plain_bytes(path: Path) -> bytes | None:
    """What a file holds; ``None`` where none stands or it cannot be read."""
    try:
        return path.read_bytes() if is_plain(path) else None
    except OSError:
        return None


def standing(folder: Path) -> Standing:
    """Looks at a whole folder; an absent one holds nothing."""
    files: set[str] = set()
    folders: set[str] = set()
    links: set[str] = set()
    for root, below, names in os.walk(folder):
        here = Path(root)
        if here == folder and OWN in below:
            below.remove(OWN)
        leading = [each for each in below if is_link(here / each)]
        below[:] = sorted(set(below) - set(leading))
        inside = here.relative_to(folder)
        folders.update((inside / each).as_posix() for each in below)
        links.update((inside / each).as_posix() for each in leading)
        links.update((inside / each).as_posix() for each in names if (here / each).is_symlink())
        files.update((inside / each).as_posix() for each in (*names, *leading))
    return Standing(files=frozenset(files), folders=frozenset(folders), links=frozenset(links))


def refuse_links(target: Path) -> None:
    """Makes sure that nothing written into a site can end up elsewhere by a link.

    Raises:
        NotOurFolderError: the folder, or one that the portal keeps in it, is a link.
    """
    if is_link(target):
        raise NotOurFolderError(
            f"{target} is a link to {target.resolve()}. Name that folder itself for the site."
        )
    own = target / OWN
    store = own / "store"
    for each in (own, own / "releases", store):
        if is_link(each):
            raise NotOurFolderError(f"{each} is a link. Remove the link, then run again.")
    for each in sorted(store.iterdir()) if store.is_dir() else ():
        if is_link(each):
            raise NotOurFolderError(f"{each} is a link. Remove the link, then run again.")

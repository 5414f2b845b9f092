"""Files for download, to the disk as they are made."""

from collections.abc import Iterable
from pathlib import Path

from builder.settings import SettingsError
from builder.site.collisions import two_for_one


def write_files(
    site_dir: Path, files: Iterable[tuple[str, Iterable[bytes]]], *, may_replace: bool = False
) -> int:
    """Writes each file piece by piece and returns how many there were.

    Args:
        site_dir: the site's root.
        files: (path from the root, bytes in pieces), gone through once, in order.
        may_replace: whether what stands there already is written over.

    Raises:
        SettingsError: a file of the provider has the address of one of the portal.
        OSError: the disk is full, or a file to be copied changed or went away.
    """
    written = 0
    for path, pieces in files:
        target = site_dir / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if not may_replace and target.exists():
            raise SettingsError(two_for_one(path, path))
        with target.open("wb") as file:
            file.writelines(pieces)
        written += 1
    return written

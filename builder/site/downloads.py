"""Files for download, to the disk as they are made."""

from collections.abc import Iterable
from pathlib import Path


def write_files(site_dir: Path, files: Iterable[tuple[str, Iterable[bytes]]]) -> int:
    """Writes each file piece by piece and returns how many there were.

    Args:
        site_dir: the site's root.
        files: (path from the root, bytes in pieces), gone through once, in order.

    Raises:
        OSError: the disk is full, or a file to be copied changed or went away.
    """
    written = 0
    for path, pieces in files:
        target = site_dir / path
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as file:
            file.writelines(pieces)
        written += 1
    return written

"""Builds beside the site and swaps file by file: a failed build leaves the last good one."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from builder.release.manifest import MANIFEST, read_manifest, site_files
from builder.storage import same_bytes

PAGE_ENDINGS = (".html",)


class NotOurFolderError(Exception):
    """The target holds files that no build of ours wrote; nothing in it was touched."""


@contextmanager
def staged(site_dir: Path) -> Iterator[Path]:
    """An empty sibling folder to build into; removed afterwards, whatever happens."""
    staging = site_dir.parent / f".{site_dir.name}.staging"
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir(parents=True)
    try:
        yield staging
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def refuse_foreign(site_dir: Path) -> None:
    """Makes sure that a folder is absent, empty, or a site that was built here.

    Raises:
        NotOurFolderError: it holds something else.
    """
    if not site_dir.exists():
        return
    if not site_dir.is_dir():
        raise NotOurFolderError(f"{site_dir} is a file. Name a folder for the site.")
    if any(site_dir.iterdir()) and read_manifest(site_dir) is None:
        raise NotOurFolderError(
            f"{site_dir} holds files that are no portal site. Name an empty folder for the site."
        )


def swap(staging: Path, site_dir: Path) -> tuple[int, int]:
    """Makes ``site_dir`` hold exactly what ``staging`` holds: assets, pages, index, manifest last.

    Returns:
        How many files were written and how many deleted; unchanged files are left alone.
    """
    before, after = set(site_files(site_dir)), site_files(staging)
    written = 0
    for path in (*sorted(after, key=_order), MANIFEST):
        if (staging / path).is_file() and _replace(staging / path, site_dir / path):
            written += 1
    gone = sorted(before - set(after))
    for path in gone:
        (site_dir / path).unlink(missing_ok=True)
    _remove_empty_folders(site_dir)
    return written, len(gone)


def _order(path: str) -> tuple[int, str]:
    if path == "index.html":
        return (2, path)
    return (1 if path.endswith(PAGE_ENDINGS) else 0, path)


def _replace(new: Path, old: Path) -> bool:
    if old.is_file() and same_bytes(new, old):
        return False
    old.parent.mkdir(parents=True, exist_ok=True)
    # RATIONALE: the staged file is a sibling's, so that it moves as a whole or not at all.
    os.replace(new, old)
    return True


def _remove_empty_folders(site_dir: Path) -> None:
    for folder in sorted((p for p in site_dir.rglob("*") if p.is_dir()), reverse=True):
        if not any(folder.iterdir()):
            folder.rmdir()

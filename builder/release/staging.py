"""Builds beside the site, each run in a folder of its own: a failed build leaves no trace."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

LEFT_AFTER = timedelta(days=1)
"""No build takes so long: an older folder belongs to a run that was killed."""
_PRIVATE = 0o700


@contextmanager
def staged(site_dir: Path, now: datetime) -> Iterator[Path]:
    """An empty sibling folder to build into; removed afterwards, whatever happens.

    Folders that killed runs left a day ago are removed too.
    """
    site_dir.parent.mkdir(parents=True, exist_ok=True)
    name = f".{site_dir.name}.staging"
    for each in site_dir.parent.iterdir():
        is_left = each.name == name or each.name.startswith(f"{name}-")
        if is_left and not each.is_symlink() and _age(each, now) > LEFT_AFTER:
            shutil.rmtree(each, ignore_errors=True)
    staging = site_dir.parent / f"{name}-{uuid4().hex}"
    staging.mkdir(_PRIVATE)
    try:
        yield staging
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _age(folder: Path, now: datetime) -> timedelta:
    try:
        return timedelta(seconds=now.timestamp() - folder.stat().st_mtime)
    except OSError:
        return timedelta()

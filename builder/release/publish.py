"""A checked build to its readers: changed files only, whole files only, always finishable."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from builder.policy import Threshold
from builder.release.disk import Disk
from builder.release.manifest import MANIFEST, read_manifest, site_files
from builder.release.staging import refuse_foreign
from builder.release.store import Release, Store
from builder.storage import canonical_json

JOURNAL = "journal.json"


class RefusedError(Exception):
    """The build is not fit to be published; the target was not touched."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What a publication did."""

    release: int
    build_id: str
    files_written: int
    files_deleted: int
    finished_earlier: bool
    """Whether a run that was killed before was finished first."""


def refuse_unfit(
    manifest: Mapping[str, object], target: Path, limit: Threshold, *, force: bool
) -> None:
    """Refuses an empty build, and one whose pages fell too far since the last.

    Args:
        manifest: of the build.
        target: where it would go.
        limit: the policy's ``pages_may_fall``, in percent of the pages before.
        force: whether a person takes the fall upon them.

    Raises:
        RefusedError: the build is not fit.
        NotOurFolderError: the target holds something else.
    """
    refuse_foreign_target(target)
    pages = _pages(manifest)
    if pages == 0:
        raise RefusedError("The build has no page. Nothing was published.")
    before = read_manifest(target)
    if before is None or force:
        return
    pages_before = _pages(before)
    fell_percent = Fraction(100 * (pages_before - pages), pages_before or 1)
    if limit.is_fired_by(fell_percent):
        raise RefusedError(
            f"The build has {pages} pages and the published site {pages_before}: more than "
            f"{limit.value}% fewer. See what is missing, or publish with --force."
        )


def refuse_foreign_target(target: Path) -> None:
    """Makes sure that a target is absent, empty, or ours: a site, or the start of one.

    Raises:
        NotOurFolderError: it holds something else.
    """
    if target.is_dir() and [each.name for each in target.iterdir()] == [".portal"]:
        return
    if (target / ".portal" / JOURNAL).is_file():
        return
    refuse_foreign(target)


def publish(
    staging: Path,
    target: Path,
    *,
    keep_releases: int,
    disk: Disk | None = None,
    beat: Callable[[], None] = lambda: None,
) -> Published:
    """Publishes a staged and checked site; the caller holds the target's lock.

    A run killed at any point leaves the old or the new version of each file, and the next run
    finishes what it began.

    Raises:
        OSError: the target cannot be written; run again when it can.
    """
    store = Store(target, disk or Disk())
    finished = finish_earlier(store)
    manifest = read_manifest(staging)
    if manifest is None:
        raise RefusedError("The build has no manifest. Build it again.")
    release = store.keep(manifest, staging)
    written, deleted = put_in_place(store, release, beat)
    store.prune(keep_releases)
    return Published(
        release=release.number,
        build_id=release.build_id,
        files_written=written,
        files_deleted=deleted,
        finished_earlier=finished,
    )


def rollback(target: Path, *, disk: Disk | None = None) -> Published:
    """Puts the release before the last in place and forgets the last.

    Raises:
        RefusedError: no earlier release is kept.
    """
    store = Store(target, disk or Disk())
    finished = finish_earlier(store)
    releases = store.releases()
    if len(releases[:-1]) == 0:
        raise RefusedError(f"{target} keeps no earlier release. Nothing was changed.")
    earlier = releases[-2]
    written, deleted = put_in_place(store, earlier)
    store.drop(releases[-1])
    return Published(
        release=earlier.number,
        build_id=earlier.build_id,
        files_written=written,
        files_deleted=deleted,
        finished_earlier=finished,
    )


def finish_earlier(store: Store) -> bool:
    """Finishes a publication that was killed; ``False`` where there was none."""
    journal = store.folder / JOURNAL
    if not journal.is_file():
        return False
    wanted = _journalled(journal)
    for release in store.releases():
        if release.number == wanted:
            put_in_place(store, release)
            return True
    store.disk.remove(journal)
    return False


def _journalled(journal: Path) -> int | None:
    try:
        return int(json.loads(journal.read_text(encoding="utf-8"))["release"])
    except (ValueError, KeyError, TypeError):
        return None


def put_in_place(
    store: Store, release: Release, beat: Callable[[], None] = lambda: None
) -> tuple[int, int]:
    """Makes the target hold a stored release: assets, pages, index, ``build.json``; then deletes.

    Returns:
        How many files were written and how many deleted.
    """
    journal = store.folder / JOURNAL
    was_killed = journal.is_file()
    before = {} if was_killed else _files(read_manifest(store.target))
    store.disk.write(journal, canonical_json({"release": release.number}).encode())
    changed = [path for path in release.files if not _stands(store.target, path, before, release)]
    for path in sorted(changed, key=_order):
        store.disk.write(store.target / path, store.content(release.files[path]))
        beat()
    store.disk.write(store.target / MANIFEST, (canonical_json(release.manifest) + "\n").encode())
    gone = [path for path in site_files(store.target) if path not in release.files]
    for path in gone:
        store.disk.remove(store.target / path)
    store.disk.remove(journal)
    return len(changed), len(gone)


def _stands(target: Path, path: str, before: Mapping[str, str], release: Release) -> bool:
    return before.get(path) == release.files[path] and (target / path).is_file()


def _order(path: str) -> tuple[int, str]:
    if path == "index.html":
        return (2, path)
    return (1 if path.endswith(".html") else 0, path)


def _files(manifest: Mapping[str, object] | None) -> Mapping[str, str]:
    files = manifest.get("files") if manifest else None
    return files if isinstance(files, Mapping) else {}


def _pages(manifest: Mapping[str, object]) -> int:
    return sum(path.endswith(".html") for path in _files(manifest))

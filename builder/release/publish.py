"""A checked build to its readers: changed files only, whole files only, always finishable."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from builder.policy import Threshold
from builder.release.disk import Disk
from builder.release.manifest import files_of, read_manifest
from builder.release.mark import JOURNAL, Readers, in_place, known_files, readers_of, refuse_foreign
from builder.release.placing import HalfDoneError, Placing
from builder.release.store import Release, Store


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
    """Whether a run that was stopped before was finished by this one."""
    said: tuple[str, ...] = ()
    """What a person should know: what was put right, let go, or left by others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guards:
    """What is asked while a build is published."""

    check: Callable[[], None] = lambda: None
    """Raises where the target's lock was lost; asked before each effect on the site."""
    let_go: Callable[[Store, Release], int] = lambda _store, _release: 0
    """Drops earlier releases that show what is now withheld; how many."""


NO_GUARDS = Guards()


def refuse_unfit(
    manifest: Mapping[str, object], target: Path, limit: Threshold, *, force: bool
) -> None:
    """Refuses an empty build, one for other readers, and one whose pages fell too far.

    Args:
        manifest: of the build.
        target: where it would go.
        limit: the policy's ``pages_may_fall``, in percent of the pages before.
        force: whether a person takes the fall upon them.

    Raises:
        RefusedError: the build is not fit.
        NotOurFolderError: the target holds something else.
    """
    refuse_foreign(target)
    pages = _pages(manifest)
    if pages == 0:
        raise RefusedError("The build has no page. Nothing was published.")
    before = _published_before(target)
    _refuse_other_readers(manifest, before, target)
    if before is None or force:
        return
    pages_before = _pages(before)
    fell_percent = Fraction(100 * (pages_before - pages), pages_before or 1)
    if limit.is_fired_by(fell_percent):
        raise RefusedError(
            f"The build has {pages} pages and the published site {pages_before}: more than "
            f"{limit.value}% fewer. See what is missing, or publish with --force."
        )


def _refuse_other_readers(
    manifest: Mapping[str, object], before: Mapping[str, object] | None, target: Path
) -> None:
    now, then = readers_of(manifest), readers_of(before)
    if now is not None and then is not None and not now.are(then):
        raise RefusedError(
            f"{target} holds the site for {then.words}; this build is for {now.words}. "
            "Nothing was published. Name another folder with --to, or delete this one first."
        )


def _published_before(target: Path) -> Mapping[str, object] | None:
    releases = Store(target, Disk()).releases()
    return in_place(target) or (releases[-1].manifest if releases else None)


def publish(
    staging: Path,
    target: Path,
    *,
    keep_releases: int,
    disk: Disk | None = None,
    guards: Guards = NO_GUARDS,
) -> Published:
    """Publishes a staged and checked site; the caller holds the target's lock.

    A run killed at any point leaves the old or the new version of each file, and the next run
    finishes what it began.

    Raises:
        HalfDoneError: a file could not be written or removed, or earlier releases could not be let
            go; a rerun finishes.
        OSError: the store cannot be written; no page was changed.
    """
    store = Store(target, disk or Disk())
    manifest = read_manifest(staging)
    if manifest is None:
        raise RefusedError("The build has no manifest that can be used. Build it again.")
    was_stopped = (store.folder / JOURNAL).exists()
    store.close()
    said = [*store.odd(), *let_go_of_others(store, manifest)]
    release, mended = store.keep(manifest, staging)
    if mended:
        said.append(f"{mended} stored files of {target} were damaged and are whole again.")
    placed = _placing(
        store, release, lambda path: (staging / path).read_bytes(), guards.check
    ).run()
    try:
        let_go = guards.let_go(store, release)
        store.prune(keep_releases)
    except OSError as error:
        raise HalfDoneError(
            f"{error}. The site in {target} is the new one; earlier releases that were to go are "
            "still kept. Run the same command again: it finishes."
        ) from error
    if let_go:
        said.append(f"{let_go} earlier releases showed what is now withheld, and are gone.")
    return Published(
        release=release.number,
        build_id=release.build_id,
        files_written=placed.written,
        files_deleted=placed.deleted,
        finished_earlier=was_stopped,
        said=(*said, *placed.said),
    )


def let_go_of_others(store: Store, manifest: Mapping[str, object]) -> list[str]:
    """Drops the releases for other readers that an earlier version kept in the same folder."""
    now = readers_of(manifest)
    others = [each for each in store.releases() if not _is_for(each, now)]
    for each in others:
        store.drop(each)
    return [f"{len(others)} earlier releases for other readers are gone."] if others else []


def _is_for(release: Release, readers: Readers | None) -> bool:
    theirs = readers_of(release.manifest)
    return readers is None or (theirs is not None and theirs.are(readers))


def rollback(
    target: Path, *, disk: Disk | None = None, check: Callable[[], None] = lambda: None
) -> Published:
    """Puts the release before the last in place and forgets the last.

    Only a release for the readers that the site has now is put back.

    Raises:
        RefusedError: no earlier release for these readers is kept.
        DamagedReleaseError: a stored file is damaged; nothing was changed.
        HalfDoneError: a file could not be written or removed; a rerun finishes.
    """
    refuse_foreign(target)
    store = Store(target, disk or Disk())
    was_stopped = (store.folder / JOURNAL).exists()
    releases = store.releases()
    readers = readers_of(_published_before(target))
    earlier = [each for each in releases[:-1] if _is_for(each, readers)]
    if not earlier:
        raise RefusedError(
            f"{target} keeps no earlier release for the readers that it has now. "
            "Nothing was changed. Mend the workbooks and run: portal publish"
        )
    store.refuse_damaged(earlier[-1])
    store.close()
    content = earlier[-1].files
    placed = _placing(store, earlier[-1], lambda path: store.content(content[path]), check).run()
    store.drop(releases[-1])
    return Published(
        release=earlier[-1].number,
        build_id=earlier[-1].build_id,
        files_written=placed.written,
        files_deleted=placed.deleted,
        finished_earlier=was_stopped,
        said=placed.said,
    )


def _placing(
    store: Store, release: Release, content: Callable[[str], bytes], check: Callable[[], None]
) -> Placing:
    others = (each.manifest for each in store.releases() if each.number != release.number)
    return Placing(
        target=store.target,
        manifest=release.manifest,
        put=lambda path: store.disk.write(store.target / path, content(path)),
        known=known_files(store.target, others),
        disk=store.disk,
        check=check,
    )


def _pages(manifest: Mapping[str, object]) -> int:
    return sum(path.endswith(".html") for path in files_of(manifest))

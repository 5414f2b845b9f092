"""The lock of a site's folder, which every run that changes the site holds."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from builder.lock import Clock, Held, locked
from builder.release.disk import Disk
from builder.release.folder import OWN
from builder.release.mark import refuse_foreign
from builder.release.store import Store

LOCK = "lock"


@contextmanager
def site_locked(target: Path, clock: Clock) -> Iterator[Held]:
    """Holds a site's lock; a run that puts nothing there leaves no empty folder behind.

    Raises:
        NotOurFolderError: the folder holds something that is no portal site, or leads elsewhere.
        LockedError: another run holds the lock.
    """
    refuse_foreign(target)
    try:
        with locked(target / OWN / LOCK, clock) as held:
            Store(target, Disk()).close()
            yield held
    finally:
        with suppress(OSError):
            (target / OWN).rmdir()
            target.rmdir()


def held_words(held: Held) -> tuple[str, ...]:
    """What a person should know of how the lock was taken."""
    if not held.taken_over:
        return ()
    return (f"The lock {held.path} was left by {held.taken_over}; this run took it over.",)

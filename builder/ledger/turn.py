"""One writer at a time in a ledger, whatever is published where."""

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path

from builder.lock import Held, LockedError, locked

LOCK = "lock"
TRIES = 300
PAUSE_SECONDS = 0.1
"""A recording takes a second or two; whoever waits half a minute waits for something else."""


@contextmanager
def turn(folder: Path, now: datetime) -> Iterator[Held]:
    """Waits until nobody else writes to a ledger, and keeps others waiting while the block runs.

    Raises:
        LockedError: another run did not finish in time.
        OSError: the lock cannot be written.
    """
    with ExitStack() as stack:
        yield _waited_for(stack, folder / LOCK, now)


def _waited_for(stack: ExitStack, path: Path, now: datetime) -> Held:
    for left in reversed(range(TRIES)):
        try:
            return stack.enter_context(locked(path, lambda: now))
        except LockedError:
            if not left:
                raise
        time.sleep(PAUSE_SECONDS)
    raise LockedError(f"The lock {path} was never free. Try again later.")

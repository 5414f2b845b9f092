"""Pausing the garbage collector over work that makes no circles."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collecting() -> Iterator[None]:
    """A block in which the collector rests; it is left as it was found.

    RATIONALE: facts and verdicts are frozen and point one way, so that there is nothing to collect,
    and looking for it took a third of the time at 10,000 lines. What was made joins the oldest
    objects without a look, as it would after one.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()
            gc.unfreeze()
            gc.enable()

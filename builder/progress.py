"""How long each stage took and how much it handled, told to whoever listens."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(slots=True)
class Stage:
    """One stage of a run, while it runs and when it is done."""

    name: str
    rows: int = 0
    """Records, pages or files handled; set by the stage itself."""
    seconds: float = 0.0
    """Elapsed time by a monotonic clock."""
    cpu_seconds: float = 0.0
    """CPU time of this process."""


Listener = Callable[[Stage, bool], None]
"""Called with a stage and whether it is done: once as it starts, once as it ends."""


def _silent(_stage: Stage, _is_done: bool) -> None:
    return


@dataclass(frozen=True, slots=True)
class Progress:
    """Tells a listener of each stage."""

    listener: Listener = _silent

    @contextmanager
    def stage(self, name: str) -> Iterator[Stage]:
        """Times what runs inside; an exception passes through and the stage never ends."""
        stage = Stage(name)
        self.listener(stage, False)
        started, cpu_started = time.perf_counter(), time.process_time()
        yield stage
        stage.seconds = time.perf_counter() - started
        stage.cpu_seconds = time.process_time() - cpu_started
        self.listener(stage, True)


SILENT = Progress()

"""How long each stage took and how much it handled, told to whoever listens."""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar, cast

Value = TypeVar("Value")
_END = object()


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

    @contextmanager
    def turns(self, name: str) -> Iterator["Turns"]:
        """A stage that runs in turns with others; what each turn takes is added up."""
        turns = Turns(Stage(name))
        self.listener(turns.stage, False)
        yield turns
        self.listener(turns.stage, True)


@dataclass(slots=True)
class Turns:
    """The turns of a stage; entered, it times one of them."""

    stage: Stage
    _started: float = 0.0
    _cpu_started: float = 0.0

    def __enter__(self) -> None:
        """A turn begins."""
        self._started, self._cpu_started = time.perf_counter(), time.process_time()

    def __exit__(self, *_fault: object) -> None:
        """A turn ends and is added."""
        self.stage.seconds += time.perf_counter() - self._started
        self.stage.cpu_seconds += time.process_time() - self._cpu_started

    def each(self, values: Iterable[Value]) -> Iterator[Value]:
        """The same values; the making of each is a turn and counts as a row."""
        waiting = iter(values)
        while True:
            with self:
                value = next(waiting, _END)
            if value is _END:
                return
            self.stage.rows += 1
            yield cast("Value", value)


SILENT = Progress()

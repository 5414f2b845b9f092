"""Mutants tried one by one: the tests that reach a mutant run until one of them fails.

Everything is imported and collected once. Each mutant is a fork of that process (so this needs
Linux or macOS) that swaps the code of functions in memory before any test has run: nothing that a
test keeps for the next was made by the rules as they are.
"""

import gc
import json
import os
import resource
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import CodeType, FrameType, FunctionType

import pytest

from tests.mutations.mutant import Mutant, mutants
from tests.rules.judging import shipped_catalogue, shipped_policy

SURVIVED, NOTICED, BROKEN = 0, 1, 2
"""Exit codes of a fork; a mutant that is ended by a signal is noticed too."""
CPU_SECONDS = 60
"""A mutant may loop for ever."""
MEMORY_BYTES = 4 << 30
"""A mutant may collect for ever."""

Place = tuple[str, int, str]
"""File, first line and name of a code: the same in every fork."""


def place(code: CodeType) -> Place:
    """Where a code stands."""
    return code.co_filename, code.co_firstlineno, code.co_qualname


class Trials:
    """A pytest plugin that tries mutants instead of running the tests that were collected."""

    def __init__(self, mutants: Sequence[Mutant]) -> None:
        self.mutants = mutants
        self.survivors: list[Mutant] = []
        self._functions: Mapping[str, Sequence[FunctionType]] = {}
        self._has_failure = False

    @classmethod
    def of(
        cls, modules: Iterable[Path], tests: Iterable[str], beside: Sequence[Path] = ()
    ) -> "Trials":
        """Tries every mutant of some modules against the tests of some folders or files."""
        trials = cls([mutant for module in modules for mutant in mutants(module, beside)])
        # Without capturing, what a fork prints goes where the fork sends it: nowhere.
        code = pytest.main(["-qq", "--capture=no", "-p", "no:cacheprovider", *tests], [trials])
        assert code == pytest.ExitCode.OK, code
        return trials

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Notes that a test failed, whether in itself or while being set up."""
        self._has_failure |= report.failed

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Tries every mutant; the tests themselves run in forks alone."""
        if session.testsfailed:
            raise session.Failed("a test could not be collected")
        shipped_policy(), shipped_catalogue()  # read once, not in each fork: no rule takes part
        self._functions = _living_functions()
        reached = self._reached(session.items)
        running: dict[int, Mutant] = {}
        for mutant in self.mutants:
            tests = [session.items[each] for each in reached.get(place(mutant.flipped), ())]
            running[_fork(partial(self._try, mutant, tests))] = mutant
            if len(running) == os.cpu_count():
                self._await(running)
        while running:
            self._await(running)
        return True

    def _reached(self, tests: Sequence[pytest.Item]) -> dict[Place, list[int]]:
        """Each code -> the numbers of the tests that enter it, the most particular first."""
        reading, writing = os.pipe()
        _fork(partial(self._trace, tests, writing))
        os.close(writing)
        with os.fdopen(reading, encoding="utf-8") as pipe:
            entered = json.load(pipe)
        assert os.wait()[1] == SURVIVED, "the tests fail without any mutant"
        reached: dict[Place, list[int]] = {}
        for number in sorted(range(len(entered)), key=lambda each: len(entered[each])):
            for file, line, name in entered[number]:
                reached.setdefault((file, line, name), []).append(number)
        return reached

    def _trace(self, tests: Sequence[pytest.Item], writing: int) -> int:
        files = {mutant.flipped.co_filename for mutant in self.mutants}
        codes: set[CodeType] = set()

        def entering(frame: FrameType, event: str, _: object) -> None:
            if frame.f_code.co_filename in files:
                codes.add(frame.f_code)

        entered = []
        sys.settrace(entering)
        for number in range(len(tests)):
            self._run(tests[number : number + 1])
            entered.append([place(code) for code in codes])
            codes.clear()
        sys.settrace(None)
        with os.fdopen(writing, "w", encoding="utf-8") as pipe:
            json.dump(entered, pipe)
        return NOTICED if self._has_failure else SURVIVED

    def _run(self, tests: Sequence[pytest.Item]) -> None:
        """Runs tests until one fails."""
        for number, test in enumerate(tests):
            following = tests[number + 1] if number + 1 < len(tests) else None
            test.config.hook.pytest_runtest_protocol(item=test, nextitem=following)
            if self._has_failure:
                break

    def _try(self, mutant: Mutant, tests: Sequence[pytest.Item]) -> int:
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
        for function in self._functions[str(mutant.path)]:
            function.__code__ = mutant.codes[function.__code__]
        self._run(tests)
        return NOTICED if self._has_failure else SURVIVED

    def _await(self, running: dict[int, Mutant]) -> None:
        """Waits for one fork to end."""
        pid, status = os.wait()
        mutant = running.pop(pid)
        assert not os.WIFEXITED(status) or os.WEXITSTATUS(status) != BROKEN, mutant
        if status == SURVIVED:
            self.survivors.append(mutant)


def _living_functions() -> Mapping[str, Sequence[FunctionType]]:
    """File -> every function that was made from it."""
    functions = defaultdict(list)
    for held in gc.get_objects():
        if isinstance(held, FunctionType):
            functions[held.__code__.co_filename].append(held)
    return functions


def _fork(work: Callable[[], int]) -> int:
    """A silent child that does some work; its process id."""
    sys.stdout.flush()
    pid = os.fork()
    if pid:
        return pid
    try:
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        os._exit(work())
    finally:
        os._exit(BROKEN)

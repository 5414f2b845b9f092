"""The ledger's folder: which files it holds, which of their lines stand, what is set aside."""

import json
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from builder.field import local_date
from builder.ledger.chain import START, BrokenLineError, opened
from builder.ledger.guard import GUARD, End, read_end
from builder.ledger.shape import OddEntryError, check_first
from builder.problems import Cell, Problem
from builder.problems.in_ledger import (
    BROKEN_ENTRY,
    CUT_SHORT,
    FORKED,
    MISSING_FILE,
    NEWER_FORM,
    ODD_ENTRY,
    OTHER_END,
    OTHER_NAME,
)
from builder.storage import TEMPORARY_ENDING

FORM = 2
"""Form of the entries that this version writes, and the highest that it reads."""
GUARDED = 2
"""From this form on, the ledger's end is guarded."""
RUN, SNAPSHOT, MEND = "run", "snapshot", "mend"
"""Kinds of a file's first entry."""
RECHAINED = "rechained"
"""What a run that was moved to the chain's end says of where it stood."""
SET_ASIDE = "set-aside"
_NAME = re.compile(r"([0-9]{6})-[0-9]{8}T[0-9]{6}Z\.jsonl")


@dataclass(frozen=True, slots=True, kw_only=True)
class RunFile:
    """One file of the ledger whose every line stands."""

    name: str
    number: int
    run: dict[str, Any]
    """The entry of the run."""
    bodies: tuple[bytes, ...]
    """Its other entries as JSON, not yet parsed."""
    previous: str
    """Hash of the line that it follows on."""
    head: str
    """Hash of its last line."""

    @property
    def as_at(self) -> datetime:
        """The moment that it judged."""
        return datetime.fromisoformat(self.run["as_at"])

    @property
    def day(self) -> str:
        """The day that it judged, in Europe/London, ISO 8601."""
        return local_date(self.as_at).isoformat()

    @property
    def was(self) -> Mapping[str, str] | None:
        """Name and head that the run had before a fork was mended; ``None`` where it had none."""
        was: Mapping[str, str] | None = self.run.get(RECHAINED)
        return was

    @property
    def has_records(self) -> bool:
        """Whether it holds a run that did not fail, and so what was on record."""
        return self.run["kind"] == RUN and "failure" not in self.run


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """What stands in a ledger, up to the first fault."""

    files: tuple[RunFile, ...] = ()
    problem: Problem | None = None
    """The first fault; what comes after it is not read."""

    @property
    def head(self) -> str:
        """Hash of the last line that stands; empty where there is none."""
        return self.files[-1].head if self.files else ""

    @property
    def heads(self) -> tuple[tuple[str, str], ...]:
        """(day, head) after each file that stands, oldest first."""
        return tuple((each.day, each.head) for each in self.files)


def file_name(number: int, as_at: datetime) -> str:
    """The name of a run's file; names sort in the order of the runs."""
    return f"{number:06}-{as_at.astimezone(UTC):%Y%m%dT%H%M%SZ}.jsonl"


def holdings(folder: Path) -> Holdings:
    """Reads a ledger and checks every line; a folder that is not there holds nothing."""
    files: list[RunFile] = []
    head = START
    for path in run_paths(folder):
        try:
            _check_number(path, len(files) + 1)
            file = read_file(path, head)
        except FaultError as fault:
            return Holdings(files=tuple(files), problem=fault.problem)
        files.append(file)
        head = file.head
    return Holdings(files=tuple(files), problem=_wrong_end(folder, files))


def run_paths(folder: Path) -> list[Path]:
    """The files of a ledger in the order of their names."""
    return sorted(path for path in _paths(folder) if _NAME.fullmatch(path.name))


def number_of(path: Path) -> int:
    """The number in a file's name."""
    return int(path.name.partition("-")[0])


def _check_number(path: Path, wanted: int) -> None:
    number = number_of(path)
    if number == wanted - 1:
        raise FaultError(Problem(FORKED, Cell(path.name), {"number": str(number)}))
    if number != wanted:
        raise FaultError(Problem(MISSING_FILE, Cell(path.name), {"number": str(wanted)}))


def _wrong_end(folder: Path, files: list[RunFile]) -> Problem | None:
    """What is wrong where all that is there stands, but may not be all that was."""
    try:
        end = read_end(folder)
    except (ValueError, TypeError, RecursionError):
        return other_end("this file cannot be read")
    if end is None:
        is_missed = any(each.run["form"] >= GUARDED for each in files)
        return other_end("this file, which says how it ends, is missing") if is_missed else None
    # RATIONALE: a run killed before it moved the guard leaves it behind, never ahead.
    if end.number > len(files):
        return other_end(f"{end.number} files were recorded, and {len(files)} stand")
    if end != end_of(files[: end.number]):
        return other_end(f"file {end.number} is not the one that was recorded")
    return None


def end_of(files: Sequence[RunFile]) -> End:
    """Where a ledger of these files ends."""
    return End(number=len(files), head=files[-1].head if files else "")


def other_end(reason: str) -> Problem:
    """The ledger does not end as it was recorded."""
    return Problem(OTHER_END, Cell(GUARD), {"reason": reason})


def leftovers(folder: Path) -> tuple[str, ...]:
    """Temporary files that a killed run left."""
    return tuple(
        sorted(path.name for path in _paths(folder) if path.name.endswith(TEMPORARY_ENDING))
    )


def set_aside(folder: Path, name: str) -> Path:
    """Moves a file out of the way without losing it; returns where it stands now."""
    aside = folder / SET_ASIDE
    aside.mkdir(exist_ok=True)
    target, copies = aside / name, 1
    while target.exists():
        copies += 1
        target = aside / f"{name}.{copies}"
    os.replace(folder / name, target)
    return target


def _paths(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.is_file()] if folder.is_dir() else []


class BrokenLedgerError(Exception):
    """What was recorded is not as it was written, so that nothing can follow on it."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(
            f"The ledger is damaged. {problem.place}: {problem.message} {problem.remedy}"
        )
        self.problem = problem


class FaultError(Exception):
    """A file of the ledger does not stand."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def odd(name: str, line: int, reason: str) -> Problem:
    """An entry that is chained and yet none that a run writes."""
    return Problem(ODD_ENTRY, Cell(name), {"line": str(line), "reason": reason})


def _broken(path: Path, line: int, reason: str) -> Problem:
    return Problem(BROKEN_ENTRY, Cell(path.name), {"line": str(line), "reason": reason})


def read_file(path: Path, head: str) -> RunFile:
    """A file that follows on a head.

    Raises:
        FaultError: it is not as a run wrote it.
    """
    previous = head
    *lines, rest = path.read_bytes().split(b"\n")
    bodies: list[bytes] = []
    for at, line in enumerate(lines, 1):
        try:
            body, head = opened(line, head)
        except BrokenLineError as error:
            raise FaultError(_broken(path, at, error.reason)) from error
        bodies.append(body)
    run = _first(path, bodies)
    wanted = 1 + run["entries"]
    if len(bodies) > wanted or (rest and len(bodies) == wanted):
        raise FaultError(_broken(path, wanted + 1, "it stands after the end of the run"))
    if rest or len(bodies) < wanted:
        raise FaultError(Problem(CUT_SHORT, Cell(path.name)))
    return RunFile(
        name=path.name,
        number=number_of(path),
        run=run,
        bodies=tuple(bodies[1:]),
        previous=previous,
        head=head,
    )


def _first(path: Path, bodies: list[bytes]) -> dict[str, Any]:
    """The entry of the run, of which everything is known but what its tables hold."""
    if not bodies:
        raise FaultError(Problem(CUT_SHORT, Cell(path.name)))
    try:
        run: dict[str, Any] = json.loads(bodies[0])
        if isinstance(run, dict) and isinstance(form := run.get("form"), int) and form > FORM:
            raise FaultError(Problem(NEWER_FORM, Cell(path.name)))
        check_first(run)
        name = file_name(number_of(path), datetime.fromisoformat(run["as_at"]))
    except OddEntryError as error:
        raise FaultError(odd(path.name, 1, str(error))) from error
    except (ValueError, OverflowError, RecursionError) as error:
        raise FaultError(odd(path.name, 1, "it cannot be read")) from error
    if path.name != name:
        raise FaultError(Problem(OTHER_NAME, Cell(path.name), {"name": name}))
    return run

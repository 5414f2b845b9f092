"""The ledger's folder: which files it holds, which of their lines stand, what is set aside."""

import json
import os
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from builder.ledger.chain import START, BrokenLineError, opened
from builder.problems import Cell, Problem
from builder.problems.in_ledger import BROKEN_ENTRY, CUT_SHORT, MISSING_FILE, NEWER_FORM
from builder.storage import TEMPORARY_ENDING

FORM = 1
"""Form of the entries that this version writes, and the highest that it reads."""
RUN, SNAPSHOT = "run", "snapshot"
"""Kinds of a file's first entry."""
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
    head: str
    """Hash of its last line."""

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
    cut_short: str = ""
    """Name of a last file that a killed run left half written."""

    @property
    def head(self) -> str:
        """Hash of the last line that stands; empty where there is none."""
        return self.files[-1].head if self.files else ""

    @property
    def is_broken(self) -> bool:
        """Whether something that was recorded is not as it was written."""
        return self.problem is not None and not self.cut_short


class _CutShortError(Exception):
    """A file ends before its run does."""


def file_name(number: int, as_at: datetime) -> str:
    """The name of a run's file; names sort in the order of the runs."""
    return f"{number:06}-{as_at.astimezone(UTC):%Y%m%dT%H%M%SZ}.jsonl"


def holdings(folder: Path) -> Holdings:
    """Reads a ledger and checks every line; a folder that is not there holds nothing."""
    paths = sorted(path for path in _paths(folder) if _NAME.fullmatch(path.name))
    files: list[RunFile] = []
    head = START
    for number, path in enumerate(paths, 1):
        if int(path.name[: len("000001")]) != number:
            return _stopped(files, Problem(MISSING_FILE, Cell(path.name), {"number": str(number)}))
        try:
            file = _read(path, number, head)
        except _CutShortError:
            if path is paths[-1]:
                problem = Problem(CUT_SHORT, Cell(path.name))
                return Holdings(files=tuple(files), problem=problem, cut_short=path.name)
            return _stopped(files, _broken(path, 0, "the file is cut short"))
        except _FaultError as fault:
            return _stopped(files, fault.problem)
        files.append(file)
        head = file.head
    return Holdings(files=tuple(files))


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


def _stopped(files: list[RunFile], problem: Problem) -> Holdings:
    return Holdings(files=tuple(files), problem=problem)


class _FaultError(Exception):
    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def _broken(path: Path, line: int, reason: str) -> Problem:
    return Problem(BROKEN_ENTRY, Cell(path.name), {"line": str(line), "reason": reason})


def _read(path: Path, number: int, head: str) -> RunFile:
    *lines, rest = path.read_bytes().split(b"\n")
    bodies: list[bytes] = []
    for at, line in enumerate(lines, 1):
        try:
            body, head = opened(line, head)
        except BrokenLineError as error:
            raise _FaultError(_broken(path, at, error.reason)) from error
        bodies.append(body)
    if not bodies:
        raise _CutShortError
    run = json.loads(bodies[0])
    wanted = run.get("entries", 0)
    if run.get("form", 0) > FORM:
        raise _FaultError(Problem(NEWER_FORM, Cell(path.name)))
    if rest and len(bodies) > wanted:
        raise _FaultError(_broken(path, len(bodies) + 1, "it stands after the end of the run"))
    if rest or len(bodies) <= wanted:
        raise _CutShortError
    if len(bodies) > wanted + 1:
        raise _FaultError(_broken(path, wanted + 2, "it stands after the end of the run"))
    return RunFile(name=path.name, number=number, run=run, bodies=tuple(bodies[1:]), head=head)

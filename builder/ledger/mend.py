"""Mending a fork: every run is kept, one after the other, and the chain says what was done."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from builder.history.tables import Tables
from builder.ledger.append import RunFacts, run_entry, sound, told
from builder.ledger.chain import START, previous_of
from builder.ledger.fold import folded
from builder.ledger.folder import (
    FORM,
    MEND,
    RECHAINED,
    SET_ASIDE,
    BrokenLedgerError,
    FaultError,
    RunFile,
    end_of,
    other_end,
    read_file,
    run_paths,
    set_aside,
)
from builder.ledger.guard import read_end, write_end
from builder.ledger.turn import turn
from builder.ledger.write import write_entries
from builder.lock import Held


@dataclass(frozen=True, slots=True, kw_only=True)
class Rechained:
    """A run that stood beside the chain and now stands in it."""

    was: str
    """Name of its file, which is kept in ``set-aside``."""
    now: str
    """Name of the file that holds it now."""


def mend(folder: Path, facts: RunFacts) -> tuple[Rechained, ...]:
    """Puts the runs of a fork after each other; nothing where the ledger has no fork.

    A mending that was stopped is finished by the next one.

    Raises:
        BrokenLedgerError: the ledger has another fault than a fork.
        LockedError: another run did not finish its recording in time.
        OSError: a file could not be written; mend again.
    """
    with turn(folder, facts.recorded_at) as lock:
        here = [_as_it_is(path) for path in run_paths(folder)]
        main = _longest(here)
        forked = [each for each in here if each not in main]
        if forked:
            _check_end(folder, here)
        sides = [*forked, *_set_aside_before(folder, main)]
        states = {each.head: _state_after(each, (*main, *sides)) for each in sides}
        if forked:
            # RATIONALE: the guard first, so that the chain that stays is whole at every step.
            write_end(folder, end_of(main))
        for each in forked:
            set_aside(folder, each.name)
        for each in sorted(sides, key=lambda file: (file.number, file.name)):
            _rechain(folder, lock, each, states[each.head])
        return _say_so(folder, lock, facts)


def _as_it_is(path: Path) -> RunFile:
    """A file that is whole in itself, whatever it follows on."""
    try:
        return read_file(path, previous_of(path.read_bytes()))
    except FaultError as fault:
        raise BrokenLedgerError(fault.problem) from fault


def _longest(files: Sequence[RunFile]) -> list[RunFile]:
    """The longest chain from the first file on; of two as long, the one recorded first."""
    after: dict[str, list[RunFile]] = {}
    for each in files:
        after.setdefault(each.previous, []).append(each)
    length: dict[str, int] = {}
    for each in sorted(files, key=lambda file: -file.number):
        length[each.head] = 1 + max((length[n.head] for n in after.get(each.head, ())), default=0)
    chain: list[RunFile] = []
    while following := after.get(chain[-1].head if chain else START):
        chain.append(
            min(following, key=lambda n: (-length[n.head], n.run["facts"]["recorded_at"], n.name))
        )
    return chain


def _check_end(folder: Path, here: Iterable[RunFile]) -> None:
    """A fork must not hide that the ledger was cut."""
    try:
        end = read_end(folder)
    except (ValueError, TypeError, RecursionError):
        raise BrokenLedgerError(other_end("this file cannot be read")) from None
    known = {(0, ""), *((each.number, each.head) for each in here)}
    if end is not None and (end.number, end.head) not in known:
        raise BrokenLedgerError(other_end(f"file {end.number} is not the one that was recorded"))


def _set_aside_before(folder: Path, main: Iterable[RunFile]) -> Iterator[RunFile]:
    """Runs that a mending which was stopped moved out of the way and did not rechain."""
    held = {each.head for each in main} | {each.was["head"] for each in main if each.was}
    for path in run_paths(folder / SET_ASIDE):
        try:
            file = _as_it_is(path)
        except BrokenLedgerError:
            continue  # what an earlier version set aside is no whole run
        if file.head not in held:
            yield file


def _state_after(file: RunFile, all_files: Iterable[RunFile]) -> Tables:
    by_head = {each.head: each for each in all_files}
    chain = [file]
    while chain[0].previous != START:
        if chain[0].previous not in by_head:
            raise BrokenLedgerError(other_end(f"{chain[0].name} follows on a run that is not here"))
        chain.insert(0, by_head[chain[0].previous])
    state = folded(chain)
    if state.problem is not None:
        raise BrokenLedgerError(state.problem)
    return state.tables


def _rechain(folder: Path, lock: Held, file: RunFile, after: Tables) -> None:
    held, state = sound(folder)
    run = {**file.run, "form": FORM, RECHAINED: {"head": file.head, "name": file.name}}
    entries: tuple[dict[str, Any], ...] = (run,)
    if file.has_records:
        entries = told(run, state.tables, after, is_first=not held.files)
    write_entries(folder, held, lock, file.as_at, entries)


def _say_so(folder: Path, lock: Held, facts: RunFacts) -> tuple[Rechained, ...]:
    held, _ = sound(folder)
    said = {run["head"] for each in held.files for run in each.run.get("runs", ())}
    moved: list[tuple[RunFile, Mapping[str, str]]] = [
        (each, each.was) for each in held.files if each.was and each.was["head"] not in said
    ]
    if moved:
        entry = {
            **run_entry(facts.recorded_at, facts),
            "entries": 0,
            "kind": MEND,
            "runs": [{**was, "now": each.name} for each, was in moved],
        }
        write_entries(folder, held, lock, facts.recorded_at, (entry,))
    return tuple(Rechained(was=was["name"], now=each.name) for each, was in moved)

"""Reading the ledger: its history, the records of a past day, what changed between two days."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from builder.field import Register, local_date
from builder.field.references import RECORD_KINDS
from builder.history import Change, History
from builder.history.compare import changes_between
from builder.history.normal import Plain
from builder.history.tables import Table, Tables, register_of
from builder.ledger.entries import changes_of
from builder.ledger.fold import Folded, folded
from builder.ledger.folder import BrokenLedgerError, Holdings, RunFile, holdings
from builder.ledger.key import seal_for
from builder.ledger.recorded import FILE_CHECKS, TEXTS, problems_of, tables_of
from builder.problems import Problem
from builder.rules.assessment import Assessment


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """What the ledger holds of a past day."""

    as_at: datetime
    """The moment that the day's last run judged."""
    register: Register
    """Its confidential words are hashes."""
    problems: tuple[Problem, ...]
    texts: Mapping[str, str]
    """The documents that stood with it, by the names that ``append`` was given."""
    history: History
    """What was recorded before that run: what its own build could see."""
    build_id: str
    file_checks: Mapping[str, Plain]
    """What was found of the evidence files."""
    hidden_since: frozenset[tuple[str, str]] = frozenset()
    """(field of the register, ref without case) of what the last run knew as confidential."""


def read_history(
    folder: Path, *, before: datetime | None = None
) -> tuple[History, tuple[Problem, ...]]:
    """Every recorded run, and what is wrong with the ledger.

    Args:
        folder: The ledger; where it is missing, the history is empty.
        before: Runs that judged this moment or a later one are passed over, so that a build as at
            a moment is the same before and after it was recorded.
    """
    held = holdings(folder)
    history = _history(held, before)
    return history, () if history.fault is None else (history.fault,)


def _history(held: Holdings, before: datetime | None) -> History:
    seen = _up_to(held.files, lambda each: before is None or each.as_at < before)
    state = folded(seen, with_runs=True)
    stands = Holdings(files=seen[: state.stands])
    return History(
        runs=tuple(each for each in state.runs if before is None or each.as_at < before),
        head=stands.head,
        heads=stands.heads,
        fault=state.problem or held.problem,
        given=tuple(each for each in state.given if before is None or each.given_at < before),
        people=frozenset(state.people),
        tables=state.tables,
    )


def _up_to(files: tuple[RunFile, ...], is_wanted: Callable[[RunFile], bool]) -> tuple[RunFile, ...]:
    """The files up to the last one that is wanted.

    RATIONALE: an entry says what changed since the one before it, so that none can be passed over,
    also where somebody recorded an earlier moment after a later one.
    """
    for length in range(len(files), 0, -1):
        if is_wanted(files[length - 1]):
            return files[:length]
    return ()


def with_changes_since(
    history: History,
    register: Register,
    assessment: Assessment,
    *,
    problems: tuple[Problem, ...] | None = None,
    phrases: tuple[str, ...] = (),
    key: bytes = b"",
) -> History:
    """The history with what is otherwise now than at its last run."""
    if history.last is None:
        return history
    seal = seal_for(key, history.tables)
    now = tables_of(register, assessment, problems=problems, phrases=phrases, seal=seal)
    return replace(history, since_last=_between(history.tables, now))


def _between(before: Tables, after: Tables) -> tuple[Change, ...]:
    return changes_between(before, after, changes_of(before, after))


def replay(folder: Path, on: date) -> Replay | None:
    """The last run on a day, or before it where there was none on it; ``None`` before the first.

    Raises:
        BrokenLedgerError: the ledger is damaged, and the day may lie behind the damage.
    """
    held = holdings(folder)
    files = _until(held, on)
    state = _sound(files)
    last = state.last
    if last is None:
        return None
    texts: Mapping[str, object] = state.tables.get(TEXTS, {})
    return Replay(
        as_at=last.as_at,
        register=register_of(state.tables),
        problems=problems_of(state.tables),
        texts={name: str(text) for name, text in texts.items()},
        history=_history(replace(held, files=files), last.as_at),
        build_id=last.run["facts"]["build_id"],
        file_checks=state.tables.get(FILE_CHECKS, {}),
        hidden_since=_hidden((state if held.files == files else folded(held.files)).tables),
    )


def _hidden(tables: Tables) -> frozenset[tuple[str, str]]:
    """(Field of the register, ref without case) of each record that is confidential."""
    register = register_of(tables)
    return frozenset(
        (name, each.ref.casefold())
        for name in RECORD_KINDS
        for each in getattr(register, name)
        if getattr(each, "confidential", None)
    )


def days(folder: Path) -> tuple[date, ...]:
    """The days that a ledger's sound runs were recorded for, oldest first."""
    files = (each for each in holdings(folder).files if each.has_records)
    return tuple(sorted({local_date(each.as_at) for each in files}))


def diff(folder: Path, first: date, second: date) -> tuple[Change, ...] | None:
    """What changed from the end of one day to the end of another; ``None`` before the first run.

    Raises:
        BrokenLedgerError: the ledger is damaged, and a day may lie behind the damage.
    """
    before, after = _tables_at(folder, first), _tables_at(folder, second)
    return None if before is None or after is None else _between(before, after)


def _tables_at(folder: Path, on: date) -> Mapping[str, Table] | None:
    state = _sound(_until(holdings(folder), on))
    return state.tables if state.last is not None else None


def _until(held: Holdings, on: date) -> tuple[RunFile, ...]:
    """The files up to the run that judged the latest moment of a day, or of a day before it.

    Raises:
        BrokenLedgerError: no run of a later day stands, so that one of this day may be damaged.
    """
    judged = [(each.as_at, each.number) for each in held.files if each.has_records]
    wanted = [(at, number) for at, number in judged if local_date(at) <= on]
    if held.problem is not None and len(wanted) == len(judged):
        raise BrokenLedgerError(held.problem)
    return held.files[: max(wanted)[1]] if wanted else ()


def _sound(files: tuple[RunFile, ...]) -> Folded:
    state = folded(files)
    if state.problem is not None:
        raise BrokenLedgerError(state.problem)
    return state

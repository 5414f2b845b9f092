"""Goes through the recorded runs in order and keeps what stood at the end of each."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from builder.history import Change, Figure, GivenSnapshot, Run
from builder.history.compare import changes_between
from builder.history.tables import Difference, Table, applied
from builder.ledger.entries import Changes, Entry, changes_from
from builder.ledger.folder import RUN, SNAPSHOT, RunFile, odd
from builder.ledger.given import given_from
from builder.ledger.places import check_places
from builder.ledger.recorded import COMPLAINTS_BY_THEME, FIGURES, FIRED, PARTS, figure_from
from builder.ledger.shape import OddEntryError, check_line, check_value
from builder.problems import Problem

_NAMING = ("ref", "display_name", "email")


@dataclass(slots=True)
class Folded:
    """What stands after the last run that was gone through."""

    tables: dict[str, Table] = field(default_factory=dict)
    runs: list[Run] = field(default_factory=list)
    """Every run, oldest first; empty where they were not asked for."""
    given: list[GivenSnapshot] = field(default_factory=list)
    """Every snapshot handed over, oldest first."""
    people: set[str] = field(default_factory=set)
    """Person IDs, names and addresses that any run held; empty where no runs were asked for."""
    last: RunFile | None = None
    """The last run that did not fail."""
    problem: Problem | None = None
    """The first entry that no run writes; what comes after it is not gone through."""
    stands: int = 0
    """Files that were gone through."""


def folded(files: Sequence[RunFile], *, with_runs: bool = False) -> Folded:
    """The tables after the last of some runs.

    Args:
        files: Runs from the first one on.
        with_runs: Whether each run's figures and changes are wanted too.
    """
    state = Folded()
    for file in files:
        try:
            _go_through(file, state, with_runs=with_runs)
        except _ODD as error:
            # The tables may hold half of that run already.
            sound = folded(files[: state.stands], with_runs=with_runs)
            sound.problem = _fault(file, error)
            return sound
        state.stands += 1
    return state


_ODD = (
    *(ArithmeticError, AttributeError, LookupError),
    *(OddEntryError, RecursionError, TypeError, ValueError),
)
"""What putting odd entries together may end with."""


def _fault(file: RunFile, error: Exception) -> Problem:
    reason = str(error) if isinstance(error, OddEntryError) else "its parts do not fit together"
    return odd(file.name, 1, reason)


def _go_through(file: RunFile, state: Folded, *, with_runs: bool) -> None:
    if file.run["kind"] == SNAPSHOT:
        state.given.append(given_from(file.run))
        return
    if not file.has_records:
        if with_runs and file.run["kind"] == RUN:
            state.runs.append(_failed(file))
        return
    changes = changes_from(state.tables, file.run["tables"], _lines(file))
    for name, change in changes.items():
        for value in change.put.values():
            check_value(name, value)
    before = dict(state.tables) if with_runs else state.tables
    for name, change in changes.items():
        state.tables[name] = _apply(state.tables.get(name, {}), change, with_runs=with_runs)
    check_places(state.tables, changes)
    if with_runs:
        state.people.update(_people(changes.get("people")))
        told = changes_between(before, state.tables, changes) if state.last else ()
        state.runs.append(_run(file, state, told, changes))
    state.last = file


def _people(change: Difference | None) -> Iterator[str]:
    for held in (change.put if change else {}).values():
        person: Any = held
        yield from filter(None, (person.get(name) for name in _NAMING))


def _lines(file: RunFile) -> Iterator[Entry]:
    for body in file.bodies:
        entry = json.loads(body)
        check_line(entry)
        yield entry


def _apply(table: Table, change: Difference, *, with_runs: bool) -> Table:
    if with_runs or not isinstance(table, dict):
        return applied(table, change)
    # RATIONALE: nobody looks at the table before; copying it at each run is most of a replay.
    table.update(change.put)
    for key in change.gone:
        table.pop(key, None)
    return table


def _run(file: RunFile, state: Folded, told: tuple[Change, ...], changes: Changes) -> Run:
    last = next((run for run in reversed(state.runs) if not run.failure), None)
    figures: Mapping[tuple[str, str, str], Figure]
    if last is not None and FIGURES not in changes:
        figures = last.figures
    else:
        held = state.tables.get(FIGURES, {})
        figures = {_figure_key(key): figure_from(value) for key, value in held.items()}
    facts = file.run["facts"]
    return Run(
        as_at=file.as_at,
        build_id=facts["build_id"],
        figures=figures,
        complaints_by_theme=_complaints_by_theme(state, last, changes),
        fired=_fired(state, last, changes),
        changes=told,
        recorded_at=datetime.fromisoformat(facts["recorded_at"]),
        tool_version=facts["tool_version"],
        is_unchanged=file.run["is_unchanged"],
    )


def _figure_key(key: str) -> tuple[str, str, str]:
    register, _, rest = key.partition(PARTS)
    scope, _, figure = rest.rpartition(PARTS)
    return register, scope, figure


def _complaints_by_theme(
    state: Folded, last: Run | None, changes: Changes
) -> Mapping[tuple[str, str], Figure]:
    if last is not None and COMPLAINTS_BY_THEME not in changes:
        return last.complaints_by_theme
    found: dict[tuple[str, str], Figure] = {}
    for key, value in state.tables.get(COMPLAINTS_BY_THEME, {}).items():
        # A theme is the author's own word and may hold the mark that parts it from the scope.
        scope, _, theme = key.partition(PARTS)
        found[scope, theme] = figure_from(value)
    return found


def _fired(state: Folded, last: Run | None, changes: Changes) -> frozenset[tuple[str, str]]:
    if last is not None and FIRED not in changes:
        return last.fired
    keys = (key.split(PARTS, 2) for key in state.tables.get(FIRED, {}))
    return frozenset((rule, subject) for rule, _, subject in keys)


def _failed(file: RunFile) -> Run:
    facts: Mapping[str, Any] = file.run["facts"]
    return Run(
        as_at=file.as_at,
        build_id=facts["build_id"],
        recorded_at=datetime.fromisoformat(facts["recorded_at"]),
        tool_version=facts["tool_version"],
        failure=file.run["failure"],
    )

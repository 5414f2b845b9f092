"""Appending a run to the ledger: what it says of itself and of what changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from builder.field import Register
from builder.history import GivenSnapshot
from builder.history.tables import Tables
from builder.ledger.entries import changes_of, entries_of
from builder.ledger.fold import Folded, folded
from builder.ledger.folder import FORM, RUN, Holdings, holdings
from builder.ledger.folder import BrokenLedgerError as BrokenLedgerError
from builder.ledger.given import given_entry
from builder.ledger.key import seal_for
from builder.ledger.recorded import tables_of
from builder.ledger.turn import turn
from builder.ledger.write import Appended as Appended
from builder.ledger.write import write_entries
from builder.problems import Problem
from builder.rules.assessment import Assessment


@dataclass(frozen=True, slots=True, kw_only=True)
class RunFacts:
    """What is true of a run alone, and would be otherwise if it ran again."""

    recorded_at: datetime
    """Aware moment of the recording."""
    build_id: str = ""
    tool_version: str = ""
    seconds: Mapping[str, float] | None = None
    """Stage -> how long it took."""


def append(
    folder: Path,
    register: Register,
    assessment: Assessment,
    facts: RunFacts,
    *,
    problems: tuple[Problem, ...] | None = None,
    texts: Mapping[str, str] | None = None,
    phrases: Iterable[str] = (),
    key: bytes = b"",
) -> Appended:
    """Records a run.

    Args:
        folder: The ledger; made where it is missing.
        register: The whole register; confidential words are hashed before they are written.
        assessment: What was judged of it.
        facts: What is true of this run alone.
        problems: Those of the run; the assessment's where not given.
        texts: Documents that a replay of the day needs: policy, catalogue, the portal's name.
        phrases: What the policy looks for in progress notes.
        key: What confidential words are hashed with; empty = nothing.

    Raises:
        BrokenLedgerError: an earlier entry is not as it was written.
        LockedError: another run did not finish its recording in time.
        OSError: the file could not be written; the ledger is as it was.
    """
    with turn(folder, facts.recorded_at) as lock:
        held, state = sound(folder)
        after = tables_of(
            register,
            assessment,
            problems=problems,
            texts=texts,
            phrases=phrases,
            seal=seal_for(key, state.tables),
        )
        run = {
            **run_entry(assessment.as_at, facts),
            "inputs": {each.workbook: each.sha256 for each in register.inputs},
            "policy": _policy(assessment),
        }
        entries = told(run, state.tables, after, is_first=not held.files)
        return write_entries(folder, held, lock, assessment.as_at, entries)


def _policy(assessment: Assessment) -> dict[str, Any]:
    return {
        "edition": assessment.policy_edition,
        "overrides": {
            each.threshold: {
                "value": str(each.value),
                "reason": each.reason,
                "approved_by": each.approved_by,
            }
            for each in assessment.overrides
        },
    }


def told(
    run: dict[str, Any], before: Tables, after: Tables, *, is_first: bool
) -> tuple[dict[str, Any], ...]:
    """The entries of a run that turned one state into another."""
    changes = changes_of(before, after)
    entries = entries_of(before, changes)
    first = {
        **run,
        "entries": len(entries.lines),
        "is_unchanged": not (is_first or entries.lines or "inputs" in changes),
        "tables": entries.in_run,
    }
    return (first, *entries.lines)


def append_failure(folder: Path, as_at: datetime, facts: RunFacts, reason: str) -> Appended:
    """Records that a run failed, and why.

    Raises:
        BrokenLedgerError: an earlier entry is not as it was written.
        LockedError: another run did not finish its recording in time.
        OSError: the file could not be written; the ledger is as it was.
    """
    run = {**run_entry(as_at, facts), "entries": 0, "failure": reason or "It did not say why."}
    with turn(folder, facts.recorded_at) as lock:
        return write_entries(folder, sound(folder)[0], lock, as_at, (run,))


def append_snapshot(folder: Path, given: GivenSnapshot, facts: RunFacts) -> Appended:
    """Records that a snapshot was handed over; no record and no figure changes by it.

    The entry stands in the ledger at the moment of handing over, not at the moment shown.

    Raises:
        BrokenLedgerError: an earlier entry is not as it was written.
        LockedError: another run did not finish its recording in time.
        OSError: the file could not be written; the ledger is as it was.
    """
    entry = {**run_entry(given.given_at, facts), **given_entry(given)}
    with turn(folder, facts.recorded_at) as lock:
        return write_entries(folder, sound(folder)[0], lock, given.given_at, (entry,))


def sound(folder: Path) -> tuple[Holdings, Folded]:
    """What stands in a ledger that another run may follow on.

    Raises:
        BrokenLedgerError: an earlier entry is not as it was written.
    """
    held = holdings(folder)
    state = folded(held.files)
    problem = state.problem or held.problem
    if problem is not None:
        raise BrokenLedgerError(problem)
    return held, state


def run_entry(as_at: datetime, facts: RunFacts) -> dict[str, Any]:
    """What every first entry of a file holds."""
    return {
        "as_at": as_at.astimezone(UTC).isoformat(),
        "facts": {
            "build_id": facts.build_id,
            "recorded_at": facts.recorded_at.astimezone(UTC).isoformat(),
            "seconds": {name: f"{each:.3f}" for name, each in (facts.seconds or {}).items()},
            "tool_version": facts.tool_version,
        },
        "form": FORM,
        "kind": RUN,
    }

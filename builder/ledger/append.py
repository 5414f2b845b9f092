"""Appending a run to the ledger: one new file, written whole or not at all."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from builder.history import GivenSnapshot
from builder.ledger.chain import START, chained
from builder.ledger.entries import changes_of, entries_of
from builder.ledger.fold import Folded, folded
from builder.ledger.folder import (
    FORM,
    RUN,
    Holdings,
    end_of,
    file_name,
    holdings,
    leftovers,
    number_of,
    run_paths,
    set_aside,
)
from builder.ledger.folder import BrokenLedgerError as BrokenLedgerError
from builder.ledger.given import given_entry
from builder.ledger.guard import End, write_end
from builder.ledger.judged import tables_of
from builder.ledger.key import seal_for
from builder.problems import Problem
from builder.records import Register, local_date
from builder.rules.assessment import Assessment
from builder.storage import write_new


@dataclass(frozen=True, slots=True, kw_only=True)
class RunFacts:
    """What is true of a run alone, and would be otherwise if it ran again."""

    recorded_at: datetime
    """Aware moment of the recording."""
    build_id: str = ""
    tool_version: str = ""
    seconds: Mapping[str, float] | None = None
    """Stage -> how long it took."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Appended:
    """One entry that was added."""

    path: Path
    head: str
    """Hash of the ledger's last entry."""
    heads: tuple[tuple[str, str], ...]
    """(day, hash of the last entry) after each file, this one included."""
    entries: int
    is_unchanged: bool
    """Whether every record was as at the run before."""
    set_aside: tuple[Path, ...] = ()
    """What an earlier, killed run left; nothing of it was deleted."""


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
        OSError: the file could not be written; the ledger is as it was.
    """
    held, state = _sound(folder)
    before = state.tables
    after = tables_of(
        register,
        assessment,
        problems=problems,
        texts=texts,
        phrases=phrases,
        seal=seal_for(key, before),
    )
    changes = changes_of(before, after)
    entries = entries_of(before, changes)
    run = {
        **run_entry(assessment.as_at, facts),
        "entries": len(entries.lines),
        "inputs": {each.workbook: each.sha256 for each in register.inputs},
        "is_unchanged": bool(held.files) and not entries.lines and "inputs" not in changes,
        "policy": {
            "edition": assessment.policy_edition,
            "overrides": {
                each.threshold: {
                    "value": str(each.value),
                    "reason": each.reason,
                    "approved_by": each.approved_by,
                }
                for each in assessment.overrides
            },
        },
        "tables": entries.in_run,
    }
    return write_entries(folder, held, assessment.as_at, (run, *entries.lines))


def append_failure(folder: Path, as_at: datetime, facts: RunFacts, reason: str) -> Appended:
    """Records that a run failed, and why.

    Raises:
        BrokenLedgerError: an earlier entry is not as it was written.
        OSError: the file could not be written; the ledger is as it was.
    """
    run = {**run_entry(as_at, facts), "entries": 0, "failure": reason or "It did not say why."}
    return write_entries(folder, _sound(folder)[0], as_at, (run,))


def append_snapshot(folder: Path, given: GivenSnapshot, facts: RunFacts) -> Appended:
    """Records that a snapshot was handed over; no record and no figure changes by it.

    The entry stands in the ledger at the moment of handing over, not at the moment shown.

    Raises:
        BrokenLedgerError: an earlier entry is not as it was written.
        OSError: the file could not be written; the ledger is as it was.
    """
    entry = {**run_entry(given.given_at, facts), **given_entry(given)}
    return write_entries(folder, _sound(folder)[0], given.given_at, (entry,))


def _sound(folder: Path) -> tuple[Holdings, Folded]:
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


def write_entries(
    folder: Path, held: Holdings, as_at: datetime, entries: tuple[dict[str, Any], ...]
) -> Appended:
    """Adds a file after those that are held.

    Raises:
        BrokenLedgerError: another run has just added that file.
        OSError: the file could not be written; the ledger is as it was.
    """
    aside = tuple(set_aside(folder, name) for name in leftovers(folder))
    head = held.head or START
    lines: list[bytes] = []
    for entry in entries:
        line, head = chained(entry, head)
        lines.append(line)
    number = len(held.files) + 1
    # RATIONALE: before the file, so that from the first guarded file on there is a guard.
    write_end(folder, end_of(held.files))
    path = folder / file_name(number, as_at)
    _claim(path, number, b"".join(lines))
    write_end(folder, End(number=number, head=head))
    return Appended(
        path=path,
        head=head,
        heads=(*held.heads, (local_date(as_at).isoformat(), head)),
        entries=len(entries),
        is_unchanged=bool(entries[0].get("is_unchanged")),
        set_aside=aside,
    )


def _claim(path: Path, number: int, data: bytes) -> None:
    """Writes the next file, unless another run was first; of two at once the first name stays."""
    write_new(path, data)
    if path != (first := next(each for each in run_paths(path.parent) if number_of(each) == number)):
        path.unlink()
        raise FileExistsError(str(first))

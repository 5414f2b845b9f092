"""Appending a run to the ledger: one new file, written whole or not at all."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from builder.history import GivenSnapshot
from builder.ledger.chain import START, chained
from builder.ledger.entries import changes_of, entries_of
from builder.ledger.fold import folded
from builder.ledger.folder import (
    FORM,
    RUN,
    Holdings,
    file_name,
    holdings,
    leftovers,
    set_aside,
)
from builder.ledger.given import given_entry
from builder.ledger.judged import tables_of
from builder.problems import Problem
from builder.records import Register
from builder.rules.assessment import Assessment
from builder.storage import write_atomic


class BrokenLedgerError(Exception):
    """What was recorded is not as it was written, so that nothing can follow on it."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(f"{problem.place}: {problem.message} {problem.remedy}")
        self.problem = problem


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

    Raises:
        BrokenLedgerError: an earlier entry is not as it was written.
        OSError: the file could not be written; the ledger is as it was.
    """
    held = _sound(folder)
    before = folded(held.files).tables
    after = tables_of(register, assessment, problems=problems, texts=texts, phrases=phrases)
    changes = changes_of(before, after)
    entries = entries_of(before, changes)
    run = {
        **_run_entry(assessment.as_at, facts),
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
    return _write(folder, held, assessment.as_at, (run, *entries.lines))


def append_failure(folder: Path, as_at: datetime, facts: RunFacts, reason: str) -> Appended:
    """Records that a run failed, and why.

    Raises:
        BrokenLedgerError: an earlier entry is not as it was written.
        OSError: the file could not be written; the ledger is as it was.
    """
    run = {**_run_entry(as_at, facts), "entries": 0, "failure": reason or "It did not say why."}
    return _write(folder, _sound(folder), as_at, (run,))


def append_snapshot(folder: Path, given: GivenSnapshot, facts: RunFacts) -> Appended:
    """Records that a snapshot was handed over; no record and no figure changes by it.

    The entry stands in the ledger at the moment of handing over, not at the moment shown.

    Raises:
        BrokenLedgerError: an earlier entry is not as it was written.
        OSError: the file could not be written; the ledger is as it was.
    """
    entry = {**_run_entry(given.given_at, facts), **given_entry(given)}
    return _write(folder, _sound(folder), given.given_at, (entry,))


def _sound(folder: Path) -> Holdings:
    held = holdings(folder)
    if held.problem is not None and held.is_broken:
        raise BrokenLedgerError(held.problem)
    return held


def _run_entry(as_at: datetime, facts: RunFacts) -> dict[str, Any]:
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


def _write(
    folder: Path, held: Holdings, as_at: datetime, entries: tuple[dict[str, Any], ...]
) -> Appended:
    names = [*leftovers(folder), *([held.cut_short] if held.cut_short else [])]
    aside = tuple(set_aside(folder, name) for name in names)
    head = held.head or START
    lines: list[bytes] = []
    for entry in entries:
        line, head = chained(entry, head)
        lines.append(line)
    path = folder / file_name(len(held.files) + 1, as_at)
    write_atomic(path, b"".join(lines))
    return Appended(
        path=path,
        head=head,
        entries=len(entries),
        is_unchanged=bool(entries[0].get("is_unchanged")),
        set_aside=aside,
    )

"""The whole assessment as JSON, in the shape that rules.md and its JSON Schema fix."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

from builder.exports.assessment_parts import (
    disagreement_entry,
    discrepancy_entry,
    draw_check_entry,
    fitness_entry,
    hold_entry,
    proposal_entry,
)
from builder.exports.json_text import (
    escalation_text,
    gate_check_text,
    list_text,
    members_text,
    text_of,
    value_text,
    verdict_text,
)
from builder.exports.plain_values import Entry, Plain, plain, plain_cells, plain_deadline
from builder.policy import Override
from builder.problems import Cell, Problem
from builder.records import WorkbookInput
from builder.rules.assessment import (
    ActionAssessment,
    Assessment,
    Escalation,
    OutcomeChange,
    RegisterResult,
    RegisterRow,
)
from builder.rules.verdict import PROVIDER, Verdict

SCHEMA = "https://governance-portal.example/schema/assessment/1"
"""Names the shape; its last part changes only when a key is taken away or changes its meaning."""


def assessment_pieces(assessment: Assessment) -> Iterator[str]:
    """The assessment as JSON text, ending in a new line; one entry of a list a line.

    Figures are numbers or null, moments ISO 8601 with their offset.

    RATIONALE: of ten thousand lines it fills hundreds of megabytes, which nobody needs at once.
    """
    opening = "{"
    for key, value in _whole(assessment):
        yield f"{opening}{text_of(key)}:"
        yield from _laid_out(value)
        opening = ",\n"
    yield "}\n"


def _laid_out(value: str | Iterable[str]) -> Iterator[str]:
    """RATIONALE: json's own indenting is ten times slower and one line could not be compared."""
    if isinstance(value, str):
        yield value
        return
    opening = "[\n"
    for each in value:
        yield opening
        yield each
        opening = ",\n"
    yield "[]" if opening == "[\n" else "\n]"


Value = TypeVar("Value")


def _each(entry: Callable[[Value], Entry], values: Iterable[Value]) -> Iterator[str]:
    return (text_of(entry(each)) for each in values)


def _whole(assessment: Assessment) -> Iterator[tuple[str, str | Iterable[str]]]:
    """Each key with its text, or that of each entry of its list."""
    yield "schema", text_of(SCHEMA)
    yield "as_at", value_text(assessment.as_at)
    policy: Entry = {
        "edition": assessment.policy_edition,
        "overrides": [_override(each) for each in assessment.overrides],
    }
    yield "policy", text_of(policy)
    yield "inputs", _each(_input, assessment.inputs)
    yield "problems", _each(problem_entry, assessment.problems)
    yield "verdicts", map(verdict_text, _verdicts(assessment))
    yield "registers", map(_register, assessment.registers)
    yield "actions", map(_action, assessment.actions)
    yield "escalations", _escalations(assessment.escalations)
    yield "closure_hold", text_of(hold_entry(assessment.closure_hold))
    yield "evidence", _each(fitness_entry, assessment.evidence)
    yield "rebalance", _each(proposal_entry, assessment.rebalance)
    yield "draws", _each(draw_check_entry, assessment.draws)
    yield "discrepancies", _each(discrepancy_entry, assessment.discrepancies)
    yield "disagreements", _each(disagreement_entry, assessment.disagreements)
    yield "withheld", text_of(dict(sorted(assessment.withheld.items())))


def _verdicts(assessment: Assessment) -> Iterator[Verdict]:
    """One entry a rule and subject: every rule's, those of the provider's registers too."""
    of_registers = (
        each
        for register in assessment.registers
        if register.scope == PROVIDER
        for each in register.verdicts
    )
    known = {(each.rule, each.subject) for each in assessment.verdicts}
    yield from assessment.verdicts
    for each in of_registers:
        if (each.rule, each.subject) not in known:
            known.add((each.rule, each.subject))
            yield each


def _override(override: Override) -> Entry:
    return {
        "threshold": override.threshold,
        "value": plain(override.value),
        "reason": override.reason,
        "approved_by": override.approved_by,
        "from": plain(override.in_force_from),
    }


def _input(read: WorkbookInput) -> Entry:
    return {
        "workbook": read.workbook,
        "sha256": read.sha256,
        "rows": {**dict(sorted(read.rows.items()))},
        "saved_at": plain(read.saved_at),
        "is_last_good_reading": read.is_last_good_reading,
    }


def problem_entry(problem: Problem) -> Entry:
    """A problem as ``portal check`` and ``portal assess`` write it."""
    return {
        "code": problem.code,
        "severity": str(problem.severity),
        "workbook": problem.place.workbook,
        "sheet": problem.place.sheet,
        "cell": problem.place.cell,
        "message": problem.message,
        "remedy": problem.remedy,
    }


def _figure_cells(cells: Mapping[str, tuple[Cell, ...]]) -> Entry:
    return {figure: plain_cells(each) for figure, each in cells.items()}


def _register(result: RegisterResult) -> str:
    before: Entry = {
        "id": result.id,
        "name": result.name,
        "scope": result.scope,
        "recorded": result.recorded,
        "figures": {figure: plain(value) for figure, value in result.figures.items()},
        "counted": {figure: plain(refs) for figure, refs in result.counted.items()},
        "left_out": {figure: plain(refs) for figure, refs in result.left_out.items()},
        "cells": _figure_cells(result.cells),
        "rows": [_row(each) for each in result.rows],
    }
    after: Entry = {"note": result.note}
    if result.bands is not None:
        after["bands"] = {kind: dict(bands) for kind, bands in result.bands.items()}
    verdicts = list_text(map(verdict_text, result.verdicts))
    return f'{{{members_text(before)},"verdicts":{verdicts},{members_text(after)}}}'


def _row(row: RegisterRow) -> Entry:
    values = {name: plain(value) for name, value in row.values.items()}
    return {row.key: row.subject, **values, "cells": plain_cells(row.cells)}


def _action(line: ActionAssessment) -> str:
    before: Entry = {
        "ref": line.ref,
        "service": line.service,
        "source": {
            "workbook": line.source.workbook,
            "sheet": line.source.sheet,
            "row": line.source.row,
        },
        "claimed_status": None if line.claimed_status is None else str(line.claimed_status),
        "assured_status": str(line.assured_status),
        "is_live": line.is_live,
        "risk_band": line.risk_band,
        "risk_score": line.risk_score,
        "baseline_risk_score": line.baseline_risk_score,
        "due": plain_deadline(line.due),
        "original_due": plain_deadline(line.original_due),
        "overdue": line.overdue,
        "overdue_on_original": line.overdue_on_original,
        "days_overdue": line.days_overdue,
        "days_open": line.days_open,
        "ageing_band": line.ageing_band,
        "overdue_band": line.overdue_band,
        "due_moves": line.due_moves,
    }
    after: Entry = {
        "outcome_change": _outcome_change(line.outcome_change),
        "smallest_changes": plain(line.smallest_changes),
        "would_pass_on": plain(line.would_pass_on),
        "needs_more_changes": line.needs_more_changes,
    }
    gate = list_text(map(gate_check_text, line.gate))
    findings = list_text(map(verdict_text, line.findings))
    escalations = list_text(_escalations(line.escalations))
    return (
        f'{{{members_text(before)},"gate":{gate},"closable":{value_text(line.closable)},'
        f'"findings":{findings},"escalations":{escalations},{members_text(after)}}}'
    )


def _escalations(escalations: tuple[Escalation, ...]) -> Iterator[str]:
    """What has come to be told; a clock that still runs stands among the verdicts (not_due)."""
    return (escalation_text(each) for each in escalations if not each.is_running)


def _outcome_change(change: OutcomeChange | None) -> Plain:
    if change is None:
        return None
    return {
        "measure": change.measure,
        "baseline": plain(change.baseline),
        "current": plain(change.current),
        "unit": change.unit,
        "absolute": plain(change.absolute),
        "absolute_unit": change.absolute_unit,
        "relative_percent": plain(change.relative_percent),
        "reduction_percent": plain(change.reduction_percent),
        "window": change.window,
        "cells": plain_cells(change.cells),
    }

"""Every worked example of the policy edition gives the verdict that it says."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from builder.field import Moment
from builder.field.column import CellKind, Column
from builder.field.sheet import Sheet
from builder.policy import WorkedExample
from builder.rules.answers import outcome_of
from builder.rules.duties.clock import Clock
from builder.workbook.schema import SHEETS
from tests.made import as_at, make, moment
from tests.rules.judging import judge, shipped_policy

GRAVEST_FIRST = ("fired", "not_computable", "not_recorded", "not_due", "met")
BY_NAME = {sheet.name: sheet for sheet in SHEETS}
DEFAULTS: dict[str, dict[str, Any]] = {
    "Actions": {"ref": "A-1", "service": "S-1", "raised_on": "2026-11-02", "status": "In progress"},
    "Findings": {"ref": "F-1", "service": "S-1", "theme": "Premises"},
    "Notices": {"ref": "N-1", "service": "S-1"},
    "Workforce": {"service": "S-1"},
    "Evidence": {"ref": "E-1"},
    "Risks": {"ref": "R-1"},
    "Complaints": {"ref": "C-1"},
    "Burst samples": {"burst": "B-1", "evidence": "E-1"},
    "Validity reviews": {"burst": "B-1", "evidence": "E-1"},
    "Live proof": {"burst": "B-1", "evidence": "E-1"},
    "Retests": {"burst": "B-1", "person": "P-1", "evidence": "E-1"},
    "Panels": {"batch": "BA-1"},
    "Burst cycles": {"burst": "B-1"},
    "Batches": {"ref": "BA-1"},
}
HANGS_ON_A_LINE = (
    "Deadline changes",
    "Steps",
    "Checks",
    "Reviews",
    "Measures",
    "Panels",
    "Rebalance",
)


def examples() -> Iterator[Any]:
    for threshold in shipped_policy().thresholds.values():
        for number, example in enumerate(threshold.examples, 1):
            yield pytest.param(threshold.id, example, id=f"{threshold.id}-{number}")


def column_of(sheet: Sheet, heading: str) -> Column:
    for column in sheet.columns:
        if column.heading == heading:
            return column
    raise AssertionError(f"{sheet.name} has no column {heading}")


def typed(column: Column, text: str) -> Any:
    if column.is_list:
        return [part.strip() for part in text.split(";")]
    if column.kind is CellKind.YES_NO:
        return {"yes": True, "no": False}[text]
    if column.kind is CellKind.WHOLE:
        return int(text)
    if column.kind in (CellKind.NUMBER, CellKind.PERCENT):
        return Decimal(text)
    return text


def records_of(example: WorkedExample) -> list[Any]:
    """One record for each sheet named, such as ``Findings`` and ``Findings 2``."""
    rows: dict[str, dict[str, Any]] = {}
    for key, text in example.given.items():
        if "." not in key:
            continue
        row, heading = key.split(".", 1)
        sheet = BY_NAME[row.rstrip("0123456789").strip()]
        column = column_of(sheet, heading)
        rows.setdefault(row, {})[column.field] = typed(column, text)
    if "Actions" not in rows and any(each in rows for each in HANGS_ON_A_LINE):
        rows["Actions"] = {}
    made: list[Any] = []
    for row, fields in rows.items():
        sheet = BY_NAME[row.rstrip("0123456789").strip()]
        defaults = dict(DEFAULTS.get(sheet.name, {}))
        if sheet.name in HANGS_ON_A_LINE:
            defaults["action"] = "A-1"
        made.append(make(sheet.record, **{**defaults, **fields}))
    return made


def observed_outcome(rule: str, observed: str) -> str:
    return outcome_of(shipped_policy().thresholds[rule], Fraction(observed)).value


def clock_outcome(example: WorkedExample) -> str:
    """Of a duty by itself: due by, told at, as at."""
    told = example.given.get("told at")
    by = as_at(example.given["due by"])
    done: Moment | None = moment(told) if told else None
    return Clock(since=by, by=by, done=done).outcome(as_at(example.given["as at"])).value


@pytest.mark.parametrize(("rule", "example"), list(examples()))
def test_a_worked_example_gives_its_verdict(rule: str, example: WorkedExample) -> None:
    given = example.given
    if "observed" in given:
        assert observed_outcome(rule, given["observed"]) == example.verdict
    elif "due by" in given:
        assert clock_outcome(example) == example.verdict
    else:
        judged = judge(*records_of(example), at=given.get("as at", "2026-11-20 17:20"))
        outcomes = set(judged.outcomes(rule).values()) | {
            verdict.outcome.value
            for register in judged.assessment.registers
            for verdict in register.verdicts
            if verdict.rule == rule
        }
        assert min(outcomes, key=GRAVEST_FIRST.index) == example.verdict


def test_every_limit_has_an_example_on_each_side() -> None:
    lacking = [
        threshold.id
        for threshold in shipped_policy().thresholds.values()
        if threshold.comparison is not None
        and isinstance(threshold.value, Decimal)
        and threshold.tell
        and threshold.id not in ("overdue_owner", "overdue_manager")
        and {"met", "fired"} - {each.verdict for each in threshold.examples}
        and {"not_due", "fired"} - {each.verdict for each in threshold.examples}
    ]
    assert lacking == []

"""What duties need: columns that the sheets have, and the words where a workbook lacks them."""

import pytest

from builder.rules.duty import Duty, columns
from builder.rules.every_rule import RULES
from builder.rules.verdict import Outcome
from builder.workbook.schema import SHEETS_BY_NAME
from tests.rules.judged import facts_of

DUTIES = [each for each in RULES if isinstance(each, Duty)]
NEEDS = [(duty.rule, *column) for duty in DUTIES for need in duty.needs for column in need.columns]


@pytest.mark.parametrize(("rule", "sheet", "fields"), [(a, b, c) for a, b, *c in NEEDS])
def test_a_need_names_columns_of_a_sheet(rule: str, sheet: str, fields: list[str]) -> None:
    assert set(fields) <= {each.field for each in SHEETS_BY_NAME[sheet].columns}, rule


@pytest.mark.parametrize(
    "duty", [each for each in DUTIES if each.needs], ids=lambda each: each.rule
)
def test_without_its_sheets_a_duty_says_what_is_not_recorded(duty: Duty) -> None:
    (only,) = duty(facts_of())
    assert only.outcome is Outcome.NOT_RECORDED
    assert only.reason == f"No workbook holds what this rule reads: {duty.needs[0].said}."


def test_the_column_that_a_rule_is_about_is_named() -> None:
    needs = {each.rule: each.needs for each in DUTIES}
    assert needs["recorded_same_day"][0].said == "Findings, Recorded at"
    # RATIONALE: the duties asked when they were imported; this asks anew.
    assert columns("Findings", "found_at", "recorded_at")[0].said == "Findings, Recorded at"

"""The last lines of a command, and the exit code that goes with them."""

from dataclasses import replace

import pytest

from builder.cli.closing import SHOWN, exit_code, fired_lines, limits_reached, problem_lines
from builder.cli.exit_codes import ExitCode
from builder.problems import Cell, Problem, in_workbook
from builder.rules.verdict import PROVIDER, Outcome
from tests.exports.made_assessment import made_assessment
from tests.made import as_at

ERROR = Problem(in_workbook.NO_ACTIONS, Cell("", "", ""))
NOTE = Problem(in_workbook.UNKNOWN_SHEET, Cell("a.xlsx", "Rota"), {"sheet": "“Rota”"})


def test_the_severities_are_those_that_the_tests_below_mean() -> None:
    assert ERROR.severity.value == "error"
    assert NOTE.severity.value == "note"


def test_clean_workbooks_are_said_to_be_clean() -> None:
    assert list(problem_lines(())) == ["The workbooks hold no problem."]


def test_problems_are_counted_and_only_errors_named() -> None:
    lines = list(problem_lines((ERROR, NOTE, NOTE)))
    assert lines[0] == "Problems in the workbooks: 1 error, 2 notes"
    assert len(lines) == 2
    assert ERROR.remedy in lines[1]


@pytest.mark.parametrize(("errors", "more"), [(SHOWN, False), (SHOWN + 1, True)])
def test_long_lists_end_with_how_to_see_the_rest(errors: int, more: bool) -> None:
    lines = list(problem_lines((ERROR,) * errors))
    assert lines[-1].endswith("portal check") is more
    assert len(lines) == 1 + SHOWN + more


@pytest.mark.parametrize(
    ("problems", "blocking", "strict", "code"),
    [
        pytest.param((), (), True, ExitCode.DONE, id="all well"),
        pytest.param((NOTE,), (), True, ExitCode.DONE, id="notes alone"),
        pytest.param((ERROR,), ("a",), False, ExitCode.DONE, id="not strict"),
        pytest.param((), ("a",), True, ExitCode.RULES_BLOCK, id="a rule blocks"),
        pytest.param((ERROR,), (), True, ExitCode.WORKBOOK_ERRORS, id="errors"),
        pytest.param((ERROR,), ("a",), True, ExitCode.WORKBOOK_ERRORS, id="3 before 1"),
    ],
)
def test_the_exit_code_is_the_first_that_applies(
    problems: tuple[Problem, ...], blocking: tuple[str, ...], strict: bool, code: ExitCode
) -> None:
    assert exit_code(problems, blocking, strict=strict) is code


def test_limits_reached_are_those_of_the_whole_provider() -> None:
    assessment = made_assessment()
    reached = limits_reached(assessment)
    assert all(each.outcome is Outcome.FIRED for each in reached)
    own = [each for each in assessment.registers if each.scope == PROVIDER]
    assert set(reached) <= {verdict for each in own for verdict in each.verdicts}


def test_the_last_lines_say_what_fired_and_what_was_left_out() -> None:
    assessment = made_assessment()
    lines = list(fired_lines(assessment))
    assert lines[0] == f"Limits reached: {len(limits_reached(assessment))}"
    register = assessment.registers[0]
    with_gap = replace(register, scope=PROVIDER, left_out={"due_48h": ("A-1", "A-2")})
    told = fired_lines(replace(assessment, registers=(with_gap,)))
    assert f"  {register.id} due_48h leaves out 2: A-1, A-2" in list(told)


def test_no_limit_reached_is_said_and_a_hold_is_never_silent() -> None:
    calm = replace(made_assessment(), registers=())
    hold = replace(calm.closure_hold, in_force=True)
    assert next(fired_lines(calm)) == "No limit is reached."
    assert "suspended" in list(fired_lines(replace(calm, closure_hold=hold)))[-1]
    coming = replace(calm.closure_hold, in_force=False, begins_at=as_at("2026-11-20 18:00"))
    (*_, last) = fired_lines(replace(calm, closure_hold=coming))
    assert last.startswith("Closure approvals will be suspended from 20 November 2026, 18:00")
    none = replace(calm.closure_hold, in_force=False)
    assert list(fired_lines(replace(calm, closure_hold=none))) == ["No limit is reached."]

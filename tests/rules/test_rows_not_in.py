"""A build that leaves rows out never reads well."""

from builder.field import Action, LeftOut, Register, SheetRows, Source, WorkbookInput
from builder.problems import Cell, Problem, in_workbook
from builder.rules.assessment import RegisterResult
from builder.rules.rows_not_in import without_rows
from builder.rules.verdict import PROVIDER, Outcome, Verdict
from tests.made import make

SCOPES = (PROVIDER, "OAK", "BIR")


def registers(outcome: Outcome) -> list[RegisterResult]:
    return [
        RegisterResult(
            id=id, name=id, scope=scope, figures={"live": 3}, verdicts=(Verdict("rule", outcome),)
        )
        for id in ("B1.1", "B2.1")
        for scope in SCOPES
    ]


def read(rows_in: int, read_as: str = "Actions") -> Register:
    sheet = SheetRows("Plan", read_as, 3, rows_in, (LeftOut(9, "it is far below", True),))
    line = make(Action, ref="A-1", service="OAK", source=Source("t.xlsx", "Plan", 2))
    return Register(
        inputs=(WorkbookInput(workbook="t.xlsx", sha256="", sheets=(sheet,)),), actions=(line,)
    )


def test_figures_of_the_service_whose_rows_are_missing_are_unknown() -> None:
    found = without_rows(registers(Outcome.MET), read(2), (), SCOPES)
    unknown = {(each.id, each.scope) for each in found if each.figures["live"] is None}
    assert unknown == {("B1.1", PROVIDER), ("B1.1", "OAK")}
    (verdict,) = found[0].verdicts
    assert verdict.outcome is Outcome.NOT_COMPUTABLE
    assert verdict.reason == "1 of 3 rows of t.xlsx, Plan are not in."


def test_a_limit_that_is_reached_stays_reached() -> None:
    found = without_rows(registers(Outcome.FIRED), read(2), (), SCOPES)
    assert {each.verdicts[0].outcome for each in found} == {Outcome.FIRED}


def test_a_workbook_that_could_not_be_read_may_hold_rows_of_anybody() -> None:
    problem = Problem(in_workbook.PASSWORD, Cell("u.xlsx"))
    found = without_rows(registers(Outcome.MET), read(3), (problem,), SCOPES)
    assert {each.figures["live"] for each in found} == {None}


def test_a_whole_reading_changes_nothing() -> None:
    given = registers(Outcome.MET)
    assert without_rows(given, read(3), (), SCOPES) == tuple(given)

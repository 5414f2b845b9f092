"""A build that leaves rows out never reads well."""

from builder.field import Action, LeftOut, Register, SheetRows, Source, WorkbookInput
from builder.rules.assessment import RegisterResult
from builder.rules.missing_rows import missing_rows, not_assessable
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


def judged(outcome: Outcome, register: Register) -> list[RegisterResult]:
    missing = missing_rows(register)
    return [not_assessable(each, missing) for each in registers(outcome)]


def test_figures_of_the_service_whose_rows_are_missing_are_unknown() -> None:
    found = judged(Outcome.MET, read(2))
    unknown = {(each.id, each.scope) for each in found if each.figures["live"] is None}
    assert {("B1.1", PROVIDER), ("B1.1", "OAK")} <= unknown
    assert "BIR" not in {scope for _, scope in unknown}
    assert found[0].verdicts[0].outcome is Outcome.NOT_COMPUTABLE
    assert "2 of 3 rows of t.xlsx, Plan" in found[0].verdicts[0].reason


def test_a_limit_that_is_reached_stays_reached() -> None:
    found = judged(Outcome.FIRED, read(2))
    assert {each.verdicts[0].outcome for each in found} == {Outcome.FIRED}


def test_a_whole_reading_changes_nothing() -> None:
    assert judged(Outcome.MET, read(3)) == registers(Outcome.MET)

"""Names of workbooks and sheets: a hidden sheet's, and one that names somebody."""

from builder.field import Action, Person, Register, Source, WorkbookInput
from builder.policy import Audience
from builder.problems import Cell, Problem, in_workbook
from builder.redaction.redact import redact
from builder.rules.assessment import Assessment
from builder.rules.verdict import Outcome, Verdict
from tests.made import make, register
from tests.redaction.test_redact import BOARD, INSPECTOR, STAFF, judged

BOOK = "Grace Okafor tracker.xlsx"
SECRET, OWN = Cell(BOOK, "Dismissals"), Cell(BOOK, "Grace’s lines", "B2")


def held() -> Register:
    source = Source(BOOK, "Grace’s lines", 2, {"title": "B"})
    return register(
        make(Person, ref="P-1", display_name="Grace Okafor", source=Source("p.xlsx", "People", 2)),
        make(Action, ref="A-1", title="Stock", source=source),
        inputs=(WorkbookInput(workbook=BOOK, sha256="aa"),),
    )


def seen(audience: Audience) -> tuple[Register, Assessment, tuple[Problem, ...]]:
    problems = (
        Problem(in_workbook.HIDDEN_SHEET, SECRET),
        Problem(in_workbook.NEAR_SHEET, Cell(BOOK, "Dismissals"),
                {"sheet": "Dismissals", "suggestion": "Actions"}),
        Problem(in_workbook.HIDDEN_ROWS, Cell(BOOK, "Grace’s lines"), {"count": "1", "row": "4"}),
    )  # fmt: skip
    verdict = Verdict(rule="x", outcome=Outcome.MET, cells=(OWN,))
    whole = held()
    return redact(whole, judged(whole, verdicts=(verdict,), problems=problems), problems, audience)


def test_the_name_of_a_hidden_sheet_is_for_its_authors() -> None:
    _, assessment, problems = seen(STAFF)
    for told in (problems, assessment.problems):
        assert "Dismissals" not in " ".join(f"{each.place} {each.message}" for each in told)
        assert str(told[0].place) == f"{BOOK}!Hidden sheet"
    assert "Dismissals" in str(seen(BOARD)[2])


def test_a_workbook_or_a_sheet_named_for_somebody_has_another_name_for_inspectors() -> None:
    whole, assessment, problems = seen(INSPECTOR)
    assert str(whole.actions[0].source.place("title")) == "Workbook 1.xlsx!Member of staff lines!B2"
    assert [each.workbook for each in whole.inputs] == ["Workbook 1.xlsx"]
    assert [each.workbook for each in assessment.inputs] == ["Workbook 1.xlsx"]
    assert str(assessment.verdicts[0].cells[0]) == "Workbook 1.xlsx!Member of staff lines!B2"
    assert "Grace" not in str((whole, assessment, problems))


def test_staff_read_names_of_workbooks_and_of_sheets_that_are_not_hidden() -> None:
    whole, assessment, problems = seen(STAFF)
    assert whole.actions[0].source.place("title") == OWN
    assert assessment.verdicts[0].cells == (OWN,)
    assert str(problems[2].place) == f"{BOOK}!Grace’s lines"

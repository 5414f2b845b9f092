"""Who is told of what: the sheet Told and the escalations, through the command."""

import pytest

from tests.acceptance.command import Answer, Command
from tests.workbook_text import action, rows

PEOPLE = """
    Person ID | Display name | Roles
    P-1 | Ann Lee | Action owner
    P-2 | Bo Hart | Registered Manager
    P-3 | Cy Moss | Provider Director
    P-7 | Di Rowe | Operations Manager
"""
SERVICES = """
    Service ID | Name | Type | Registered manager
    OAK | Oakfield House | Residential | P-2
"""


def judged(assess: Command, told: str = "") -> Answer:
    """An overdue High line, and six lines with a defect of their deadline."""
    late = action(Due="2026-11-18", Likelihood="2", Consequence="4")
    lines = [action(Ref=f"A-{n}", **{"Evidence due": ""}) for n in range(2, 8)]
    sheets = {"Actions": rows(late, *lines), "People": PEOPLE, "Services": SERVICES}
    if told:
        sheets["Told"] = f"Told at | About | To | By | Rule\n{told}"
    return assess(sheets)


def entries(answer: Answer, sheet: str, ref: str) -> list[dict[str, object]]:
    return [
        each
        for each in answer.data["escalations"]
        if each["subject"] == {"sheet": sheet, "ref": ref}
    ]


def test_an_overdue_line_has_one_entry_at_its_highest_rung(assess: Command) -> None:
    answer = judged(assess)
    (found,) = [
        each
        for each in entries(answer, "Actions", "A-1")
        if "overdue_provider_review" in each["because"]  # type: ignore[operator] # a list
    ]
    assert list(found)[:6] == ["subject", "to", "people", "because", "by", "told_at"]
    assert (found["to"], found["people"], found["told_at"]) == ("provider", ["P-3"], None)
    assert found["because"] == ["overdue_owner", "overdue_provider_review", "overdue_manager"]
    assert found in answer.action()["escalations"]


@pytest.mark.parametrize(
    ("told", "at"),
    [
        pytest.param("2026-11-20 09:00 | A-1 | P-3", "2026-11-20T09:00:00+00:00", id="a line"),
        pytest.param("2026-11-18 09:00 | A-1 | P-3", None, id="before it was late"),
        pytest.param("2026-11-20 09:00 | A-1 | P-1", None, id="only its owner"),
    ],
)
def test_a_telling_of_a_line_ends_its_entry(assess: Command, told: str, at: str | None) -> None:
    answer = judged(assess, told)
    (found,) = [each for each in entries(answer, "Actions", "A-1") if each["to"] == "provider"]
    assert found["told_at"] == at
    assert answer.outcome("overdue_provider_review", "A-1") == "fired"
    assert answer.problems("WB3") == []


def test_a_register_is_told_by_its_id(assess: Command) -> None:
    (before,) = entries(judged(assess), "Registers", "B1.2")
    assert (before["people"], before["told_at"]) == (["P-7"], None)
    answer = judged(assess, "2026-11-20 17:00 | b1.2 | P-7")
    (after,) = entries(answer, "Registers", "B1.2")
    assert after["told_at"] == "2026-11-20T17:00:00+00:00"
    assert answer.problems("WB3") == []


@pytest.mark.parametrize(
    ("told", "code"),
    [
        pytest.param("2026-11-20 17:00 | A-1 | P-99", "WB302", id="To is nobody known"),
        pytest.param("2026-11-21 17:00 | A-1 | P-3", "WB307", id="still to come"),
    ],
)
def test_a_telling_that_cannot_be_is_a_problem_and_ends_nothing(
    assess: Command, told: str, code: str
) -> None:
    answer = judged(assess, told)
    assert len(answer.problems(code)) == 1
    assert all(each["told_at"] is None for each in entries(answer, "Actions", "A-1"))

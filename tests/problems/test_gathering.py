"""Problems of one cause are one thing to decide."""

from builder.problems import Cell, Problem, Severity, in_cell
from builder.problems.gathering import causes


def word(row: int, value: str, column: str = "J", heading: str = "Status") -> Problem:
    particulars = {"heading": heading, "value": value, "words": "Closed"}
    place = Cell("t.xlsx", "Actions", f"{column}{row}")
    return Problem(in_cell.UNKNOWN_WORD, place, particulars)


def test_words_of_a_column_are_one_decision() -> None:
    typed = ("Green", "Amber", "Green", "Red", "Blue", "Purple")
    (cause,) = causes(word(row, each) for row, each in enumerate(typed, 2))
    assert cause.message == (
        "The column Status holds 5 words that are not known "
        "(“Green”, “Amber”, “Red” and others); 6 rows wait."
    )
    assert "mapping.yml" in cause.remedy
    assert (cause.place.cell, cause.severity, cause.codes) == ("J2", Severity.ERROR, "WB219")


def test_each_column_and_each_cause_stands_for_itself() -> None:
    blank = Problem(in_cell.BLANK, Cell("t.xlsx", "Actions", "J9"), {"heading": "Status"})
    found = causes((word(2, "Green"), word(3, "Red"), word(2, "High", "K", "Source"), blank))
    assert [len(each.problems) for each in found] == [2, 1, 1]
    assert found[2].message == blank.message

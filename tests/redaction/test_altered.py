from builder.problems import Cell
from builder.redaction.altered import altered

PLACE = Cell("oak.xlsx", "Actions", "B12")


def test_a_record_that_holds_the_values_already_is_the_same_one() -> None:
    assert altered(PLACE, sheet="Actions", cell="B12") is PLACE


def test_a_record_with_another_value_is_a_copy() -> None:
    assert altered(PLACE, sheet="Actions", cell="") == Cell("oak.xlsx", "Actions", "")

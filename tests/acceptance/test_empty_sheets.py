"""A sheet without rows counts as absent wherever it would read as nought, within limit."""

from collections.abc import Iterator
from typing import Any

from builder.workbook.schema import SHEETS
from tests.acceptance.command import Answer, Command
from tests.workbook_text import action, rows

EMPTY = {
    sheet.name: " | ".join(column.heading for column in sheet.columns)
    for sheet in SHEETS
    if sheet.name != "Actions"
}
LINE = rows(action(Due="2026-11-10", Status="Proposed for closure", Proposed_on="2026-11-19"))


def met(answer: Answer) -> set[str]:
    return {each["rule"] for each in verdicts(answer) if each["verdict"] == "met"}


def verdicts(answer: Answer) -> Iterator[dict[str, Any]]:
    yield from answer.data["verdicts"]
    for register in answer.data["registers"]:
        yield from register["verdicts"]
    for each in answer.data["actions"]:
        yield from ({"rule": check["check"], **check} for check in each["gate"])


def test_nothing_is_met_by_an_empty_template_that_is_not_by_an_absent_sheet(
    assess: Command,
) -> None:
    absent = assess({"Actions": LINE})
    empty = assess({"Actions": LINE, **EMPTY})
    assert met(empty) <= met(absent)


def test_no_figure_of_a_limit_is_nought_by_an_empty_template(assess: Command) -> None:
    answer = assess({"Actions": LINE, **EMPTY})
    for register, figure in (
        ("B1.2", "inactive_owner"),
        ("B1.3", "moved"),
        ("B1.5", "deadline_changes_approved"),
        ("B2.2", "invalid"),
        ("B2.3", "match_percent"),
        ("B2.4", "average_percent"),
        ("B2.5", "residual_risks"),
        ("B3.3", "complaints_linked"),
        ("B3.4", "put_to_panel"),
        ("B3.5", "residual_medium_or_high"),
    ):
        assert answer.figures(register)[figure] is None, (register, figure)


def test_without_a_due_column_nothing_is_counted_as_not_overdue(assess: Command) -> None:
    line = {key: value for key, value in action().items() if key != "Due"}
    answer = assess({"Actions": rows(line)})
    assert answer.figures("B1.1")["live"] == 1
    assert answer.figures("B1.1")["overdue"] is None
    assert answer.figures("B1.5")["overdue_high_risk"] is None
    assert "severe_misses" not in met(answer)


def test_a_line_without_a_date_is_named_where_it_is_left_out(assess: Command) -> None:
    answer = assess({"Actions": rows(action(Due=""), action(Ref="A-2"))})
    assert answer.register("B1.1")["left_out"]["overdue"] == ["A-1"]


def test_an_empty_tracker_is_within_no_limit(assess: Command) -> None:
    answer = assess({"Actions": " | ".join(action())})
    assert met(answer) == set()

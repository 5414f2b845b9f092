"""The problems of a check as text, JSON, JUnit and SARIF."""

import json
from xml.etree import ElementTree

import pytest

from builder.exports.problem_reports import as_json, as_junit, as_sarif, as_text, totals
from builder.problems import Cell, Problem
from builder.problems.in_cell import BAD_DATE, NO_RESULT, NUMBER_AS_TEXT
from builder.problems.in_workbook import EMPTY_FOLDER, STRUCK_ROW

PROBLEMS = (
    Problem(EMPTY_FOLDER, Cell("")),
    Problem(
        BAD_DATE, Cell("a b.xlsx", "Actions", "I2"), {"heading": "Due", "value": "<soon> & on"}
    ),
    Problem(STRUCK_ROW, Cell("a b.xlsx", "Actions", "A3"), {"row": "3"}),
    Problem(
        NUMBER_AS_TEXT,
        Cell("c.xlsx", "Measures", "G2"),
        {"heading": "Numerator", "value": "3", "read": "3"},
    ),
)


def test_text_has_place_message_and_remedy_of_each_and_the_totals() -> None:
    lines = as_text(PROBLEMS).splitlines()
    assert lines[0].startswith("workbooks folder: error WB114: ")
    assert lines[2] == (
        "a b.xlsx!Actions!I2: error WB204: Due is “<soon> & on”, which is not understood as a date."
    )
    assert lines[3] == "    Type the date as day/month/year, such as 21/11/2026."
    assert lines[-1] == "2 errors, 1 warning, 1 note."


def test_a_long_list_says_how_many_of_how_many() -> None:
    many = [Problem(NO_RESULT, Cell("a.xlsx", "Actions", f"B{n}"), {"heading": "Title"})
            for n in range(1200)]  # fmt: skip
    lines = as_text(many, 3).splitlines()
    assert len(lines) == 8
    assert lines[-2:] == [
        "WB226 Formula without a result: 3 of 1,200 shown.",
        "1,200 errors, no warnings, no notes.",
    ]
    assert len(as_text(many, None).splitlines()) == 2401


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, "no errors, no warnings, no notes."), (1, "1 error, 1 warning, no notes.")],
)
def test_totals_read_as_words(count: int, said: str) -> None:
    assert totals(PROBLEMS[1:3] if count else ()) == said


def test_json_holds_every_problem_and_the_totals() -> None:
    found = json.loads(as_json(PROBLEMS))
    assert found["totals"] == {"error": 2, "warning": 1, "note": 1}
    assert found["problems"][1] == {
        "code": "WB204",
        "severity": "error",
        "workbook": "a b.xlsx",
        "sheet": "Actions",
        "cell": "I2",
        "message": "Due is “<soon> & on”, which is not understood as a date.",
        "remedy": "Type the date as day/month/year, such as 21/11/2026.",
    }


def test_junit_fails_on_errors_alone_and_escapes_what_authors_wrote() -> None:
    suites = ElementTree.fromstring(as_junit(PROBLEMS))  # our own text
    assert [(s.get("name"), s.get("tests"), s.get("failures")) for s in suites] == [
        ("workbooks folder", "1", "1"),
        ("a b.xlsx", "2", "1"),
        ("c.xlsx", "1", "0"),
    ]
    failure = suites.find(".//testcase[@classname='a b.xlsx!Actions!I2']/failure")
    assert failure is not None
    assert "<soon> & on" in str(failure.get("message"))


def test_sarif_names_each_rule_once_and_the_cell_as_a_logical_place() -> None:
    (run,) = json.loads(as_sarif(PROBLEMS, "1.2.3"))["runs"]
    driver = run["tool"]["driver"]
    assert driver["version"] == "1.2.3"
    assert [rule["id"] for rule in driver["rules"]] == ["WB114", "WB145", "WB204", "WB213"]
    bad = run["results"][1]
    assert (bad["ruleId"], bad["level"]) == ("WB204", "error")
    (place,) = bad["locations"]
    assert place["physicalLocation"]["artifactLocation"]["uri"] == "a%20b.xlsx"
    assert place["logicalLocations"] == [{"fullyQualifiedName": "Actions!I2"}]


@pytest.mark.parametrize("report", [as_text, as_json, as_junit, as_sarif])
def test_no_problems_is_a_whole_report_too(report: object) -> None:
    assert callable(report)
    assert report(()).endswith("\n")

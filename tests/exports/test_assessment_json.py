import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from builder.exports.assessment_parts import SCHEMA
from builder.exports.assessment_schema import assessment_schema
from builder.rules.assessment import Assessment
from tests.exports.made_assessment import AS_AT, made_assessment
from tests.exports.written import assessment_json
from tests.made import as_at

PUBLISHED = Path(__file__).parents[2] / "docs" / "reference" / "assessment.schema.json"


@pytest.fixture
def whole() -> Any:
    return json.loads(assessment_json(made_assessment()))


def _objects(schema: Any) -> Iterator[Any]:
    if isinstance(schema, dict):
        yield schema
        for each in schema.values():
            yield from _objects(each)
    elif isinstance(schema, list):
        for each in schema:
            yield from _objects(each)


def _validator() -> Any:
    schema = assessment_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(
        schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )


def test_the_assessment_fits_its_schema(whole: Any) -> None:
    assert list(_validator().iter_errors(whole)) == []


def test_an_empty_assessment_fits_its_schema() -> None:
    empty = json.loads(assessment_json(Assessment(as_at=AS_AT, policy_edition="2026-11")))
    assert list(_validator().iter_errors(empty)) == []


def test_keys_stand_in_the_order_of_the_schema(whole: Any) -> None:
    schema: Any = assessment_schema()
    parts = {
        "verdict": whole["verdicts"],
        "problem": whole["problems"],
        "action": whole["actions"],
        "gate_check": whole["actions"][0]["gate"],
        "escalation": whole["escalations"],
        "discrepancy": whole["discrepancies"],
    }
    assert [*whole] == [*schema["properties"]]
    for name, (entry, *_) in parts.items():
        assert [*entry] == [*schema["$defs"][name]["properties"]], name


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("schema", "something else"),
        ("as_at", 5),
        ("registers", [{"id": "B1.1"}]),
        ("unheard_of", 1),
    ],
)
def test_what_does_not_fit_is_refused(whole: Any, key: str, value: object) -> None:
    whole[key] = value
    assert list(_validator().iter_errors(whole)) != []


def test_every_object_of_the_schema_says_which_keys_it_has() -> None:
    for each in _objects(assessment_schema()):
        if each.get("type") == "object":
            assert "additionalProperties" in each


def test_the_published_schema_is_the_one_in_use() -> None:
    """Write it anew with ``json.dumps(assessment_schema(), indent=2)``."""
    assert json.loads(PUBLISHED.read_text(encoding="utf-8")) == assessment_schema()


def test_the_shape_is_that_of_the_contract(whole: Any) -> None:
    assert whole["schema"] == SCHEMA
    assert whole["schema"].endswith("/assessment/1")
    assert whole["as_at"] == "2026-11-20T17:20:00+00:00"
    assert whole["policy"]["edition"] == "2026-11"
    assert whole["policy"]["overrides"][0]["value"] == 4.5
    assert whole["inputs"][0]["rows"] == {"Actions": 1}
    assert whole["problems"] == [
        {
            "code": "WB204",
            "severity": "error",
            "workbook": "oakfield.xlsx",
            "sheet": "Actions",
            "cell": "H12",
            "message": "“Clsed” is no status.",
            "remedy": "Choose one of the words in the list.",
        }
    ]
    assert whole["closure_hold"]["in_force"] is True


def test_a_register_has_figures_bands_and_verdicts(whole: Any) -> None:
    dashboard, comparison = whole["registers"]
    assert dashboard["figures"] == {"live": 42, "due_48h": None}
    assert dashboard["counted"] == {"live": ["OAK-012"]}
    assert dashboard["bands"]["overdue"] == {"29+": 2}
    fired = dashboard["verdicts"][0]
    assert (fired["rule"], fired["verdict"], fired["observed"], fired["limit"]) == (
        "integrity_defects",
        "fired",
        6,
        5,
    )
    assert fired["by"] == "2026-11-20T12:00:00+00:00"
    assert fired["cells"] == [{"workbook": "oakfield.xlsx", "sheet": "Actions", "cell": "H12"}]
    assert comparison["scope"] == "OAK"
    assert comparison["rows"][0]["ref"] == "OAK-012"
    assert comparison["rows"][0]["reduction_percent"] == pytest.approx(100 / 3)
    assert "bands" not in comparison


def test_a_line_has_its_gate_findings_and_escalations(whole: Any) -> None:
    line = whole["actions"][0]
    assert line["assured_status"] == "closed - not assured"
    assert line["source"] == {"workbook": "oakfield.xlsx", "sheet": "Actions", "row": 12}
    assert line["due"] == "2026-11-10"
    assert line["original_due"] == "2026-11-20T12:00:00+00:00"
    assert line["gate"][0]["check"] == "outcome reduction"
    assert line["gate"][0]["verdict"] == "fired"
    assert line["findings"][0]["subject"] == {"sheet": "Actions", "ref": "OAK-012"}
    assert line["escalations"][0]["to"] == "provider"
    assert line["outcome_change"]["relative_percent"] == -75


def test_a_moment_in_summer_has_the_summer_offset() -> None:
    summer = Assessment(as_at=as_at("2026-07-01 09:00"), policy_edition="2026-11")
    assert json.loads(assessment_json(summer))["as_at"] == "2026-07-01T09:00:00+01:00"


def test_the_same_assessment_gives_the_same_text() -> None:
    assert assessment_json(made_assessment()) == assessment_json(made_assessment())
    assert assessment_json(made_assessment()).endswith("}\n")


def test_a_disagreement_gives_both_figures(whole: Any) -> None:
    assert whole["disagreements"] == [
        {
            "register": "B3.3",
            "scope": "provider",
            "figure": "complaints_linked",
            "theme": "Falls",
            "point_at": None,
            "sheets": None,
            "recorded": 3,
            "recorded_at": "2026-11-20T12:00:00+00:00",
        }
    ]


def test_a_discrepancy_says_before_after_and_when_it_was_first_seen(whole: Any) -> None:
    (found,) = whole["discrepancies"]
    assert found == {
        "kind": "Due date moved without a row in Deadline changes",
        "sheet": "Actions",
        "ref": "OAK-001",
        "action": "OAK-001",
        "service": "OAK",
        "field": "due",
        "before": "2026-11-20",
        "after": "2026-11-27",
        "first_seen": "2026-11-18T17:20:00+00:00",
    }

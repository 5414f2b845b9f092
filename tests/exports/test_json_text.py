import json
from datetime import date, time
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from builder.exports.json_fields import fields_of_type, left_out
from builder.exports.json_text import spelling_of, text_of
from builder.field import Moment
from builder.policy.threshold import Value
from builder.problems import Cell
from builder.rules.assessment import Escalation
from builder.rules.verdict import GateCheck, Outcome, Scalar, Subject, Verdict, Weight
from tests.made import as_at, moment

ODD = 'a "word", a \\ mark,\nan “é” and a \x07 bell'
VERDICT = Verdict(
    rule=ODD,
    outcome=Outcome.FIRED,
    scope=ODD,
    subject=Subject(ODD, ODD),
    observed=ODD,
    limit=Fraction(1, 4),
    comparison=ODD,
    unit=ODD,
    clause=ODD,
    tell=ODD,
    also_tell=(ODD, "x"),
    duty=ODD,
    by=as_at("2026-07-01 09:00"),
    reason=ODD,
    cells=(Cell(ODD, ODD, ODD), Cell("a.xlsx")),
    weight=Weight.WATCH,
)
SAID: dict[str, Any] = {
    **dict.fromkeys(
        ["rule", "scope", "observed", "comparison", "unit", "clause", "tell", "duty", "reason"], ODD
    ),
    "verdict": "fired",
    "subject": {"sheet": ODD, "ref": ODD},
    "limit": 0.25,
    "also_tell": [ODD, "x"],
    "by": "2026-07-01T09:00:00+01:00",
    "since": None,
    "weight": "watch",
    "severity": "note",
    "origin": "product",
    "is_estimated": False,
    "cells": [
        {"workbook": ODD, "sheet": ODD, "cell": ODD},
        {"workbook": "a.xlsx", "sheet": "", "cell": ""},
    ],
}


def text(kind: Any, value: object) -> str:
    return text_of(spelling_of(kind)(value)).decode()


def read_back(record: object) -> Any:
    return json.loads(text(type(record), record))


def test_a_verdict_is_read_back_as_it_was_given() -> None:
    assert read_back(VERDICT) == SAID
    wordings = {"verdict": "outcome", "severity": "weight"}
    held = {*Verdict._fields} - {"done_at"}
    assert {wordings.get(key, key) for key in SAID} == held


def test_a_check_of_the_gate_is_a_verdict_with_its_name() -> None:
    check = GateCheck(check=ODD, verdict=VERDICT, passes=True)
    assert read_back(check) == {"check": ODD, "passes": True, **SAID}


def test_a_register_s_verdict_has_no_subject() -> None:
    assert read_back(Verdict(rule="x", outcome=Outcome.MET))["subject"] is None


def test_an_escalation_is_read_back_as_it_was_given() -> None:
    told = Escalation(
        subject=Subject("Actions", ODD), service=ODD, rung=ODD, to=ODD, people=(ODD,),
        because=(ODD,), duty=ODD, told_at=as_at("2026-11-20 17:20"), cells=(Cell(ODD),),
    )  # fmt: skip
    assert read_back(told) == {
        **dict.fromkeys(["to", "service", "rung", "duty"], ODD),
        "because": [ODD],
        "by": None,
        "subject": {"sheet": "Actions", "ref": ODD},
        "people": [ODD],
        "told_at": "2026-11-20T17:20:00+00:00",
        "has_passed": False,
        "cells": [{"workbook": ODD, "sheet": "", "cell": ""}],
    }


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (1, "1"),
        (True, "true"),
        (Fraction(1), "1"),
        (Fraction(1, 100_000), "1e-05"),
        (2**70, str(2**70)),
        (0, "0"),
        (False, "false"),
        ("", '""'),
        (None, "null"),
        (as_at("2026-11-20 17:20"), '"2026-11-20T17:20:00+00:00"'),
    ],
)
def test_values_keep_their_kinds_and_spelling(value: object, written: str) -> None:
    assert text(Scalar, value) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Decimal("4.50"), "4.5"),
        (time(9, 30), '"09:30:00"'),
        (("a", "b"), '["a","b"]'),
    ],
)
def test_a_provider_s_own_value_is_spelt_by_its_kind(value: object, written: str) -> None:
    assert text(Value, value) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (moment("2026-11-20"), '"2026-11-20"'),
        (moment("2026-07-01 09:00"), '"2026-07-01T09:00:00+01:00"'),
        (date(2026, 11, 20), '"2026-11-20"'),
        (None, "null"),
    ],
)
def test_a_bare_date_stays_a_date(value: object, written: str) -> None:
    assert text(Moment | None, value) == written


def test_what_has_no_spelling_is_not_written() -> None:
    with pytest.raises(TypeError, match="complex is no plain value"):
        text(object, 1j)


def test_a_difference_from_a_field_that_is_gone_fails() -> None:
    with pytest.raises(ValueError, match="gone"):
        left_out("gone")(fields_of_type(Cell))

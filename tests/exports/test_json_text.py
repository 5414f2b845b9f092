import json
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from builder.exports.json_text import escalation_text, gate_check_text, value_text, verdict_text
from builder.problems import Cell
from builder.rules.assessment import Escalation
from builder.rules.verdict import GateCheck, Outcome, Subject, Verdict, Weight
from tests.made import as_at

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
    "is_estimated": False,
    "cells": [
        {"workbook": ODD, "sheet": ODD, "cell": ODD},
        {"workbook": "a.xlsx", "sheet": "", "cell": ""},
    ],
}


def test_a_verdict_is_read_back_as_it_was_given() -> None:
    assert json.loads(verdict_text(VERDICT)) == SAID
    wordings = {"verdict": "outcome", "severity": "weight"}
    held = {*Verdict._fields} - {"done_at"}
    assert {wordings.get(key, key) for key in SAID} == held


def test_a_check_of_the_gate_is_a_verdict_with_its_name() -> None:
    check = GateCheck(check=ODD, verdict=VERDICT, passes=True)
    assert json.loads(gate_check_text(check)) == {"check": ODD, "passes": True, **SAID}


def test_a_register_s_verdict_has_no_subject() -> None:
    assert json.loads(verdict_text(Verdict(rule="x", outcome=Outcome.MET)))["subject"] is None


def test_an_escalation_is_read_back_as_it_was_given() -> None:
    told = Escalation(
        subject=Subject("Actions", ODD), service=ODD, rung=ODD, to=ODD, people=(ODD,),
        because=ODD, duty=ODD, told_at=as_at("2026-11-20 17:20"), cells=(Cell(ODD),),
    )  # fmt: skip
    assert json.loads(escalation_text(told)) == {
        **dict.fromkeys(["to", "because", "service", "rung", "duty"], ODD),
        "by": None,
        "subject": {"sheet": "Actions", "ref": ODD},
        "people": [ODD],
        "told_at": "2026-11-20T17:20:00+00:00",
        "has_passed": False,
        "cells": [{"workbook": ODD, "sheet": "", "cell": ""}],
    }


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1, "1"),
        (True, "true"),
        (Fraction(1), "1"),
        (0, "0"),
        (False, "false"),
        ("", '""'),
        (None, "null"),
        (date(2026, 11, 20), '"2026-11-20"'),
    ],
)
def test_values_that_are_equal_keep_their_kinds(value: object, text: str) -> None:
    assert value_text(value) == text

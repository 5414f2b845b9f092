"""The shape of the assessment, its identifiers, and the exit codes."""

from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from builder.cli import main
from builder.policy.load import load_policy
from builder.shipped import policy_texts, shipped_folder
from tests.acceptance.command import Answer, Command
from tests.acceptance.rule_ids import REGISTERS, RULES, RULES_OF_REGISTER
from tests.workbook_text import action, rows

VERDICTS = {"met", "fired", "not_due", "not_computable", "not_recorded"}


@pytest.fixture(scope="module")
def sample() -> Answer:
    """The sample provider at 17:20 on 20 November 2026."""
    return Command(Path(str(shipped_folder("workbooks")))).judge()


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_of_the_contract_stands_in_the_policy_and_the_assessment(
    sample: Answer, rule: str
) -> None:
    policy, _ = load_policy(policy_texts())
    assert rule in policy.thresholds
    assert policy.thresholds[rule].clause
    assert sample.verdicts(rule)


@pytest.mark.parametrize("name", REGISTERS)
def test_each_register_stands_in_every_scope_with_its_figures(sample: Answer, name: str) -> None:
    title, figures = REGISTERS[name]
    scopes = {each["scope"] for each in sample.data["registers"] if each["id"] == name}
    assert scopes == {"provider", "BIR", "HAR", "OAK"}
    for scope in sorted(scopes):
        register = sample.register(name, scope)
        assert register["name"] == title
        assert set(figures.split()) <= set(register["figures"])
        assert all(
            value is None or isinstance(value, int | float)
            for value in register["figures"].values()
        )


@pytest.mark.parametrize(("name", "rule"), RULES_OF_REGISTER.items())
@pytest.mark.parametrize("scope", ["provider", "OAK", "BIR"])
def test_a_register_says_of_its_rule_in_every_scope(
    assess: Command, name: str, rule: str, scope: str
) -> None:
    lines = rows(action(), action(Ref="B-1", Service_ID="BIR"))
    limits = assess({"Actions": lines}).limits(name, rule, scope)
    assert limits
    assert {each["verdict"] for each in limits} <= VERDICTS


def test_one_entry_a_rule_and_subject(sample: Answer) -> None:
    found = Counter(
        (each["rule"], str(each["subject"]))
        for each in sample.data["verdicts"]
        if each["subject"] is not None
    )
    assert [key for key, count in found.items() if count > 1] == []


def test_findings_of_a_line_are_its_verdicts(sample: Answer) -> None:
    for line in sample.data["actions"]:
        own = [
            each
            for each in sample.data["verdicts"]
            if each["subject"] == {"sheet": "Actions", "ref": line["ref"]}
        ]
        assert [each for each in line["findings"] if each not in own] == []
        assert len(line["findings"]) == len([each for each in own if each in line["findings"]])
    met = [each for line in sample.data["actions"] for each in line["findings"]]
    assert {"met", "fired"} <= {each["verdict"] for each in met}


def moments(value: Any, key: str = "") -> list[str]:
    """Every moment of the assessment by the name of its key."""
    if isinstance(value, dict):
        return [found for name, each in value.items() for found in moments(each, name)]
    if isinstance(value, list):
        return [found for each in value for found in moments(each, key)]
    return [value] if key in {"by", "since", "as_at", "until"} and value is not None else []


def test_every_moment_has_its_offset(sample: Answer) -> None:
    found = moments(sample.data)
    assert found
    assert all(datetime.fromisoformat(each).tzinfo is not None for each in found)


def test_keys_of_the_contract(sample: Answer) -> None:
    assert {
        "schema",
        "as_at",
        "policy",
        "inputs",
        "problems",
        "verdicts",
        "registers",
        "actions",
        "escalations",
        "closure_hold",
    } <= set(sample.data)
    assert sample.data["schema"].endswith("/assessment/1")
    assert sample.data["as_at"] == "2026-11-20T17:20:00+00:00"
    for each in sample.data["verdicts"]:
        assert {
            "rule",
            "verdict",
            "subject",
            "observed",
            "limit",
            "comparison",
            "unit",
            "clause",
            "tell",
            "by",
            "cells",
            "duty",
        } <= set(each)
        assert each["verdict"] in VERDICTS
        assert each["comparison"] in {"", None, "exceeds", "reaches", "below"}
    for line in sample.data["actions"]:
        assert {
            "ref",
            "service",
            "source",
            "claimed_status",
            "assured_status",
            "risk_band",
            "due",
            "overdue",
            "days_overdue",
            "ageing_band",
            "overdue_band",
            "gate",
            "closable",
            "findings",
            "escalations",
        } <= set(line)
        assert (line["overdue_band"] is not None) is line["overdue"]


def test_counted_holds_as_many_refs_as_the_figure(sample: Answer) -> None:
    for register in sample.data["registers"]:
        if register["id"] in {"B1.1", "B1.5"}:
            for name in ("live", "overdue", "overdue_high_risk", "due_48h"):
                if name in register["figures"]:
                    assert len(register["counted"].get(name, ())) == register["figures"][name]


def test_services_add_up_to_the_provider(sample: Answer) -> None:
    for name in ("live", "overdue", "due_48h", "due_before_next_board"):
        parts = [sample.figures("B1.1", each)[name] for each in ("OAK", "BIR", "HAR")]
        assert sum(parts) == sample.figures("B1.1")[name]


SUMMER_AND_WINTER = [
    ("2026-11-20T17:20", "2026-11-20T17:20:00+00:00"),
    ("2026-07-01T17:20", "2026-07-01T17:20:00+01:00"),
    ("2026-07-01T17:20Z", "2026-07-01T18:20:00+01:00"),
    ("2026-11-20T17:20+02:00", "2026-11-20T15:20:00+00:00"),
]


@pytest.mark.parametrize(("typed", "as_at"), SUMMER_AND_WINTER)
def test_as_at_is_london_time_where_it_has_no_offset(
    assess: Command, typed: str, as_at: str
) -> None:
    found = assess({"Actions": rows(action(Raised_on="2026-06-01"))}, typed).data["as_at"]
    assert datetime.fromisoformat(found) == datetime.fromisoformat(as_at)


def run(folder: Path, *words: str) -> int:
    command = [*words[:1], "--workbooks", str(folder), "--as-at", "2026-11-20T17:20", *words[1:]]
    return CliRunner().invoke(main, command, catch_exceptions=False).exit_code


def test_errors_in_the_workbooks_are_exit_code_3_with_strict(assess: Command) -> None:
    assert assess({"Actions": rows(action(Due="soon"))}).exit_code == 0
    assert run(assess.folder, "assess", "--strict") == 3
    assert run(assess.folder, "check") == 3


def test_notes_and_warnings_are_no_exit_code_3(assess: Command) -> None:
    assert assess({"Actions": rows(action(Due="'2026-12-01"))}).problems("WB")
    assert run(assess.folder, "assess", "--strict") == 0
    assert run(assess.folder, "check") == 0


def test_wrong_usage_and_nothing_there(assess: Command) -> None:
    assert run(assess.folder, "assess", "--format", "yaml") == 2
    assert run(assess.folder, "assess", "--as-at", "next week") == 2
    assert run(assess.folder, "assess") == 4
    assert run(assess.folder, "check") == 4


def test_an_override_of_policy_is_named_with_its_reason(assess: Command) -> None:
    policy = """
overrides:
  - threshold: integrity_defects
    value: 0
    reason: A new tracker is watched closely.
    approved_by: Provider Director
    from: 2026-11-01
"""
    sheets = {
        "Actions": rows(action(Evidence_due=""), action(Ref="A-2", Evidence_due="2026-11-25"))
    }
    answer = assess(sheets, policy=policy)
    (override,) = answer.data["policy"]["overrides"]
    assert override["threshold"] == "integrity_defects"
    assert override["value"] == 0
    limit = answer.limit("B1.2", "integrity_defects")
    assert (limit["limit"], limit["observed"], limit["verdict"]) == (0, 1, "fired")


def test_a_holiday_added_by_policy_moves_the_next_board(assess: Command) -> None:
    policy = "calendar:\n  holidays_added: [2026-11-23]\n"
    sheets = {"Actions": rows(action(Due="2026-11-24"))}
    assert assess(sheets, policy=policy).figures("B1.1")["due_before_next_board"] == 1

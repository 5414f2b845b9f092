"""Every rule shows both its sides; ``rules_shown.txt`` names the rows of the sample that do."""

from functools import cache
from pathlib import Path

import pytest

from builder.frameworks import load_catalogue
from builder.history.history import History
from builder.policy.load import load_policy
from builder.rules.assess import assess
from builder.rules.verdict import Outcome, Verdict
from builder.shipped import catalogue_text, policy_texts
from builder.workbook.reading.folder_reading import read_folder
from tests.made import as_at
from tests.sample.make import POLICY, WORKBOOKS
from tests.sample.tables import read_rows

SHOWN = Path(__file__).parent / "rules_shown.txt"
NOW = "2026-11-20 17:20"
GOLDEN = Path(__file__).parents[1] / "golden"


@cache
def verdicts(moment: str, folder: Path = WORKBOOKS) -> tuple[Verdict, ...]:
    catalogue = load_catalogue(catalogue_text())
    # The workbooks are read as they lie there; only the moment of judging moves.
    register = read_folder(folder, catalogue=catalogue, as_at=as_at(NOW)).register
    policy, _ = load_policy(policy_texts(), POLICY.read_text(encoding="utf-8"))
    found = assess(register, policy, catalogue, History(), as_at(moment))
    return (*found.verdicts, *(each for one in found.registers for each in one.verdicts))


def shown(rule: str, outcome: Outcome, moment: str, folder: Path) -> set[str]:
    """The refs, or the scopes of a register's rule, that yield an outcome."""
    return {
        each.subject.ref if each.subject else each.scope
        for each in verdicts(moment, folder)
        if each.rule == rule and each.outcome is outcome
    }


ROWS = [(row.cells["Rule"], row.cells["Fired by"], row.cells["Met by"]) for row in read_rows(SHOWN)]


@pytest.mark.parametrize(
    ("rule", "outcome", "by"),
    [
        pytest.param(rule, outcome, by, id=f"{rule} {outcome.value}")
        for rule, fired_by, met_by in ROWS
        for outcome, by in ((Outcome.FIRED, fired_by), (Outcome.MET, met_by))
    ],
)
def test_the_row_named_shows_the_rule(rule: str, outcome: Outcome, by: str) -> None:
    row, _, moment = by.partition(" @ ")
    name, _, golden = row.partition(" in ")
    folder = GOLDEN / golden if golden else WORKBOOKS
    assert name in shown(rule, outcome, moment or NOW, folder)


def test_every_rule_stands_in_the_list() -> None:
    assert {rule for rule, _, _ in ROWS} == {each.rule for each in verdicts(NOW)}

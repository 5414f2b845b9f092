"""From one soundly closed line each single change takes "closed - assured" away, and is named.

A change is a function of the records; ``reason`` is what the line's failing checks, or what fired
on it, must say. The table is the place for every further change that must not go unseen.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from builder.field import (
    Action,
    Batch,
    Check,
    Evidence,
    Finding,
    LiveProof,
    Measure,
    PanelDecision,
    Retest,
    Review,
    ValidityReview,
)
from builder.rules.verdict import Outcome
from tests.made import make, moment
from tests.rules import closable
from tests.rules.judging import Judged, judge

Records = list[Any]
Change = Callable[[Records], Records]
LATER = "2026-11-20 09:00"
"""After the approval of 19 November, 10:15."""


def plus(*records: Any) -> Change:
    """These records more."""
    return lambda known: [*known, *records]


def without(kind: type) -> Change:
    """Every record of a sheet taken away."""
    return lambda known: [each for each in known if not isinstance(each, kind)]


def typed(kind: type, **fields: Any) -> Change:
    """Other words in the one row of a sheet, or in the last of several."""

    def change(known: Records) -> Records:
        last = max(n for n, each in enumerate(known) if isinstance(each, kind))
        return [replace(each, **fields) if n == last else each for n, each in enumerate(known)]

    return change


def decision(at: str, **fields: Any) -> PanelDecision:
    """One more decision on the line, by the home's manager, in the same batch."""
    known = {"action": "A-1", "decided_by": "P-2", "batch": "BA-1", **fields}
    return make(PanelDecision, panel_at=at, **known)


def further(at: str, **fields: Any) -> Finding:
    """A finding of the line's theme at its service."""
    known = {"ref": "F-9", "service": "S-1", "theme": "Medication", "severity": "Low", **fields}
    return make(Finding, found_at=at, **known)


def judged(change: Change = list) -> Judged:
    """The line after a change."""
    return judge(*change(closable.closed()), kept=closable.KEPT)


def said(found: Judged) -> str:
    """What the failing checks of the line, and what fired on it, say."""
    line = found.line("A-1")
    failing = (each.verdict.reason for each in line.gate if not each.passes)
    return " ".join(
        (*failing, *(each.reason for each in line.findings if each.outcome is Outcome.FIRED))
    )


OF_THE_APPROVAL = [
    pytest.param(without(PanelDecision), "no decision of a panel", id="no decision on record"),
    pytest.param(
        plus(decision(LATER, decision="Deferred")), "is Deferred", id="deferred afterwards"
    ),
    pytest.param(
        plus(decision(LATER, decision="Rejected")), "is Rejected", id="rejected afterwards"
    ),
    pytest.param(typed(PanelDecision, decided_by="P-1"), "P-1 owns the line", id="by the owner"),
    pytest.param(
        typed(PanelDecision, decided_by="P-3"),
        "P-3 does not hold the role Registered Manager",
        id="by somebody without the role",
    ),
    pytest.param(typed(PanelDecision, decided_by=None), "who decided", id="by nobody on record"),
    pytest.param(typed(Action, owner="P-2"), "P-2 owns the line", id="handed to who decided"),
    pytest.param(
        plus(
            closable.review_of_file(reviewed_at=LATER, outcome_proof=False, action_reinstated=True)
        ),
        "a review reopened it on 20 November 2026, 09:00",
        id="reopened by a review",
    ),
]
OF_THE_BATCH = [
    pytest.param(typed(PanelDecision, batch=None), "it names no batch", id="in no batch"),
    pytest.param(
        typed(PanelDecision, batch="BA-2"), "batch BA-2 is not authorised", id="in another batch"
    ),
    pytest.param(
        typed(Batch, authorised_at=moment("2026-11-20 17:30")),
        "batch BA-1 is not authorised",
        id="authorised tomorrow",
    ),
    pytest.param(
        typed(Batch, authorised_by="P-2"),
        "P-2 does not hold the role Provider Director",
        id="authorised by somebody without the role",
    ),
]
SINCE = [
    pytest.param(
        plus(closable.review_of_file(reviewed_at=LATER, matches_live_practice=False)),
        "E-1 was found invalid on 20 November 2026, 09:00",
        id="its file found invalid",
    ),
    pytest.param(
        plus(further(LATER)), "F-9 was found on 20 November 2026, 09:00", id="a further finding"
    ),
    pytest.param(
        plus(further(LATER, service="S-2", theme="Falls", actions=["A-1"])),
        "F-9 was found",
        id="a finding linked to it",
    ),
    pytest.param(
        plus(
            make(
                Check,
                action="A-1",
                checked_on=LATER,
                kind="Audit",
                sample=10,
                compliant=9,
                continued_error=True,
            )
        ),
        "met with a continued error",
        id="a continued error",
    ),
    pytest.param(
        plus(
            make(
                Measure,
                action="A-1",
                measure="Errors",
                better="Lower",
                unit="errors a month",
                phase="Follow-up",
                numerator=11,
                period_start="2026-10-20",
                period_end="2026-11-20",
            )
        ),
        "up to 20 November 2026",
        id="a follow-up off target",
    ),
    pytest.param(
        plus(
            make(
                LiveProof,
                burst="BU-1",
                evidence="E-1",
                checked_at=LATER,
                steps_observed=5,
                records_checked=10,
                records_matching=8,
                staff_prompts=0,
            )
        ),
        "found 80% of records matching",
        id="a visit below the limit",
    ),
    pytest.param(
        plus(
            make(
                Retest,
                burst="BU-1",
                person="P-3",
                evidence="E-1",
                retested_at=LATER,
                stages_tested=10,
                stages_correct=8,
                critical_omissions=0,
                coaching_minutes=0,
            )
        ),
        "found 80% of stages correct",
        id="a retest below the limit",
    ),
]
OF_THE_GATE = [
    pytest.param(without(ValidityReview), "the sheet Validity reviews", id="its file not reviewed"),
    pytest.param(without(Review), "the sheet Reviews", id="no reviews"),
    pytest.param(without(Evidence), "No workbook has the sheet Evidence", id="no evidence"),
    pytest.param(
        typed(Review, target_met=False), "was off target", id="the last review off target"
    ),
    pytest.param(without(Check), "Checks", id="no checks"),
]
"""What the gate looks at; further ones belong here."""


def test_the_line_is_assured_before_any_change() -> None:
    found = judged()
    assert found.line("A-1").assured_status == "closed - assured"
    assert said(found) == ""


@pytest.mark.parametrize(
    ("change", "reason"), [*OF_THE_APPROVAL, *OF_THE_BATCH, *SINCE, *OF_THE_GATE]
)
def test_each_single_change_takes_the_assurance_away_and_is_named(
    change: Change, reason: str
) -> None:
    found = judged(change)
    assert found.line("A-1").assured_status != "closed - assured"
    assert reason in said(found)


@pytest.mark.parametrize(("change", "reason"), OF_THE_APPROVAL)
def test_a_line_whose_approval_does_not_stand_is_live(change: Change, reason: str) -> None:
    found = judged(change)
    assert found.line("A-1").is_live
    assert found.register("B1.1").figures["closed_on_word"] == 1
    (told,) = found.verdicts("closed_without_approval")
    assert told.outcome is Outcome.FIRED
    assert reason in told.reason

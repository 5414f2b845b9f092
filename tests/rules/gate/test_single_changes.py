"""From one soundly closed line each single change takes "closed - assured" away, and is named.

A change is a function of the records; ``reason`` is what the line's failing checks, or what fired
on it, must say. The table is the place for every further change that must not go unseen.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from builder.field import (
    Action,
    Batch,
    BurstSample,
    Check,
    Evidence,
    Finding,
    LiveProof,
    Measure,
    PanelDecision,
    Retest,
    Review,
    Risk,
    Shift,
    ValidityReview,
)
from builder.field.words import CheckKind
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


def typed(kind: type, /, **fields: Any) -> Change:
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


def not_reviewed_on(day: str) -> Change:
    """One review taken away."""
    return lambda known: [
        each for each in known if not isinstance(each, Review) or each.reviewed_on != moment(day)
    ]


def visit(matching: int) -> LiveProof:
    """A visit to the file on the day before the approval, of a hundred records."""
    return make(
        LiveProof,
        burst="BU-1",
        evidence="E-1",
        checked_at="2026-11-18 09:00",
        records_checked=100,
        records_matching=matching,
    )


def retest(correct: int, **fields: Any) -> Retest:
    """A retest on the file on the day before the approval, of a hundred stages."""
    known = {"burst": "BU-1", "person": "P-3", "evidence": "E-1", "stages_tested": 100, **fields}
    return make(Retest, retested_at="2026-11-18 09:00", stages_correct=correct, **known)


def risk(**fields: Any) -> Risk:
    """An open entry of the risk register that names the line."""
    return make(Risk, ref="R-1", actions=("A-1",), state="Open", **fields)


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
    pytest.param(typed(PanelDecision, decided_by="P-1"), "P-1 owns the action", id="by the owner"),
    pytest.param(
        typed(PanelDecision, decided_by="P-3"),
        "P-3 does not hold the role Registered Manager",
        id="by somebody without the role",
    ),
    pytest.param(typed(PanelDecision, decided_by=None), "who decided", id="by nobody on record"),
    pytest.param(typed(Action, owner="P-2"), "P-2 owns the action", id="handed to who decided"),
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
            closable.evidence(ref="E-2", submitted_on="2026-11-20", shows_outcome=False),
            make(
                LiveProof,
                burst="BU-1",
                evidence="E-2",
                checked_at=LATER,
                records_checked=10,
                records_matching=8,
            ),
        ),
        "found 80% of records matching",
        id="a visit below the limit to a file handed in since",
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
    pytest.param(typed(Action, owner="P-9"), "P-9 is not in the People sheet", id="owner unknown"),
    pytest.param(typed(Review, target_met=None), "does not say", id="the last review says nothing"),
    pytest.param(
        not_reviewed_on("2026-10-20"),
        "No review is on record by 20 October 2026",
        id="a review left out",
    ),
    pytest.param(
        plus(make(Shift, service="S-1", shift="Night", starts="20:00", ends="08:00")),
        "No check is recorded on: Night",
        id="a shift that no check covers",
    ),
]
OF_THE_FILES = [
    pytest.param(
        typed(ValidityReview, reviewer="P-1"), "E-1 by P-1", id="reviewed by the line's owner"
    ),
    pytest.param(
        typed(ValidityReview, reviewer="P-3"), "E-1 by P-3", id="reviewed by who handed it in"
    ),
    pytest.param(
        typed(ValidityReview, reviewer=None), "is not recorded: E-1", id="reviewed by nobody named"
    ),
    pytest.param(
        typed(Evidence, submitted_by=None), "is not recorded: E-1", id="handed in by nobody named"
    ),
    pytest.param(
        typed(ValidityReview, reviewed_at=moment("2026-11-04 14:00")),
        "15 days before",
        id="reviewed fifteen days before",
    ),
    pytest.param(
        typed(ValidityReview, outcome_proof=False), "not put right: E-1", id="found invalid"
    ),
    pytest.param(
        typed(
            ValidityReview,
            outcome_proof=False,
            corrected_on=moment("2026-11-16"),
            accepted_after_correction=True,
        ),
        "not put right: E-1",
        id="a correction from before the review",
    ),
    pytest.param(
        typed(Evidence, source_date=date(2026, 8, 31)),
        "not put right: E-1",
        id="a source from before the line",
    ),
    pytest.param(
        typed(Evidence, withdrawn_on=date(2026, 11, 18)), "No evidence file", id="withdrawn"
    ),
    pytest.param(
        plus(closable.evidence(ref="E-2")), "not reviewed: E-2", id="an outcome nobody reviewed"
    ),
    pytest.param(
        typed(Evidence, category="EC-PROCESS"),
        "No accepted evidence of feedback",
        id="no evidence of feedback",
    ),
    pytest.param(
        typed(Check, kind=CheckKind.AUDIT), "No accepted evidence of practice", id="no practice"
    ),
    pytest.param(
        plus(make(BurstSample, burst="BU-1", evidence="E-1", drawn_at="2026-11-16 11:00")),
        "E-1 was drawn, and no visit to it is on record",
        id="drawn and not visited",
    ),
    pytest.param(plus(visit(86)), "86 of 100 records of E-1", id="a visit at 86 per cent"),
    pytest.param(plus(retest(82)), "82% of stages correct", id="a retest at 82 per cent"),
    pytest.param(
        plus(retest(100, repeated_omissions=1)),
        "P-3 repeated a critical omission",
        id="a critical omission repeated",
    ),
]
OF_THE_FIGURES = [
    pytest.param(typed(Measure, numerator=Decimal(11)), "a reduction of 8.3%", id="too little"),
    pytest.param(
        typed(Measure, target=Decimal(2)),
        "was 3 errors a month, and its target is 2 errors a month",
        id="off its target",
    ),
    pytest.param(
        plus(further("2026-10-20 09:00", severity="High", actions=["A-1"])),
        "F-9 of 20 October 2026, 09:00 was found, High",
        id="a High finding linked to it",
    ),
    pytest.param(
        plus(further("2026-10-20 09:00", severity=None, actions=["A-1"])),
        "High (not set)",
        id="a finding that nobody graded",
    ),
    pytest.param(
        plus(further("2026-10-13", ref="F-8"), further("2026-10-20")),
        "F-9 of 20 October 2026 was further finding number 2",
        id="a second further finding",
    ),
    pytest.param(
        plus(make(Check, action="A-1", checked_on="2026-10-20", continued_error=True)),
        "The check of 20 October 2026 met with a continued error",
        id="a continued error",
    ),
    pytest.param(
        typed(Action, current_likelihood=3, current_consequence=2),
        "The current score is 6, and the baseline was 6",
        id="a score that did not fall",
    ),
    pytest.param(
        typed(Action, likelihood=None, consequence=None),
        "No current score is recorded",
        id="never scored",
    ),
    pytest.param(
        typed(Action, likelihood=4, consequence=4),
        "No current score is recorded",
        id="Extreme, and not scored again",
    ),
    pytest.param(
        plus(risk(likelihood=2, consequence=4)), "High or Extreme: R-1", id="a High risk open"
    ),
    pytest.param(
        plus(*closable.complaints("2026-11-08", "2026-11-09", "2026-11-10")),
        "risen",
        id="complaints that rose",
    ),
]
"""What the gate looks at; further ones belong in these tables."""


def test_the_line_is_assured_before_any_change() -> None:
    found = judged()
    assert found.line("A-1").assured_status == "closed - assured"
    assert said(found) == ""


@pytest.mark.parametrize(
    ("change", "reason"),
    [*OF_THE_APPROVAL, *OF_THE_BATCH, *SINCE, *OF_THE_GATE, *OF_THE_FILES, *OF_THE_FIGURES],
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

import pytest

from builder.portal.parts.states import (
    assured_tag,
    claimed_tag,
    gate_tag,
    limit_tag,
    outcome_tag,
    risk_tag,
    verdict_tag,
)
from builder.portal.parts.views import Tone
from builder.rules.assessment import AssuredStatus
from builder.rules.verdict import GateCheck, Outcome, Verdict, Weight


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        (Outcome.MET, "Met"),
        (Outcome.FIRED, "Not met"),
        (Outcome.NOT_DUE, "Not due yet"),
        (Outcome.NOT_COMPUTABLE, "Not assessable"),
        (Outcome.NOT_RECORDED, "Not recorded"),
    ],
)
def test_each_outcome_has_its_words(outcome: Outcome, words: str) -> None:
    assert outcome_tag(outcome).text == words


@pytest.mark.parametrize("outcome", [each for each in Outcome if each is not Outcome.MET])
def test_only_what_is_met_is_green(outcome: Outcome) -> None:
    assert outcome_tag(outcome).tone is not Tone.GOOD
    assert limit_tag(Verdict(rule="r", outcome=outcome)).tone is not Tone.GOOD


def _fired(**more: object) -> Verdict:
    return Verdict(rule="r", outcome=Outcome.FIRED, **more)  # type: ignore[arg-type] # made


def test_a_fired_limit_is_reached_and_a_fired_duty_is_not_met() -> None:
    assert verdict_tag(_fired(limit=5, comparison="exceeds")).text == "Limit reached"
    assert verdict_tag(_fired()).text == "Not met"
    assert verdict_tag(_fired(limit="10:30", comparison="exceeds")).text == "Not met"
    assert verdict_tag(_fired(limit=True, comparison="exceeds")).text == "Not met"


def test_a_watch_value_is_only_watched() -> None:
    tag = verdict_tag(_fired(limit=5, comparison="exceeds", weight=Weight.WATCH))
    assert (tag.text, tag.tone) == ("Watch", Tone.WATCH)


def test_a_met_limit_is_within_it() -> None:
    assert limit_tag(Verdict(rule="r", outcome=Outcome.MET)).text == "Within limit"


def test_a_check_of_the_gate_is_met_or_not_and_never_a_limit() -> None:
    check = GateCheck(check="c", passes=False, verdict=_fired(limit=15, comparison="below"))
    assert gate_tag(check).text == "Not met"


def test_an_unknown_risk_or_status_says_so() -> None:
    assert risk_tag(None).text == "Risk not recorded"
    assert risk_tag("Extreme").tone is Tone.BAD
    assert claimed_tag(None).text == "Not recorded"
    assert claimed_tag("Closed").text == "Closed"


def test_closed_without_assurance_is_no_good_state() -> None:
    assert assured_tag(AssuredStatus.CLOSED_ASSURED).tone is Tone.GOOD
    assert assured_tag(AssuredStatus.CLOSED_NOT_ASSURED).tone is Tone.BAD
    assert {assured_tag(each).text for each in AssuredStatus} >= {"Closed - not assured", "Open"}

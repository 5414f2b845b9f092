"""Which tag, in words, shape and colour, a verdict, a risk band or a status gets."""

from collections.abc import Mapping
from typing import assert_never

from builder.portal.parts.views import Tag, Tone
from builder.portal.parts.words import NOT_ASSESSABLE, NOT_DUE, NOT_RECORDED, capitalised, is_figure
from builder.rules.assessment import AssuredStatus
from builder.rules.verdict import GateCheck, Outcome, Verdict, Weight

MET = "Met"
NOT_MET = "Not met"
LIMIT_REACHED = "Limit reached"
WATCH = "Watch"
WITHIN_LIMIT = "Within limit"

_BANDS: Mapping[str, Tone] = {
    "Low": Tone.NEUTRAL,
    "Moderate": Tone.WATCH,
    "High": Tone.BAD,
    "Extreme": Tone.BAD,
}


def outcome_tag(outcome: Outcome) -> Tag:
    """The tag of a bare outcome; "Not met" where it fired."""
    match outcome:
        case Outcome.MET:
            return Tag(MET, Tone.GOOD)
        case Outcome.FIRED:
            return Tag(NOT_MET, Tone.BAD)
        case Outcome.NOT_DUE:
            return Tag(NOT_DUE, Tone.MUTED)
        case Outcome.NOT_COMPUTABLE:
            return Tag(NOT_ASSESSABLE, Tone.MUTED)
        case Outcome.NOT_RECORDED:
            return Tag(NOT_RECORDED, Tone.MUTED)
        case _:
            assert_never(outcome)


def has_figure_limit(verdict: Verdict) -> bool:
    """Whether a verdict compares a figure with a limit."""
    return bool(verdict.comparison) and is_figure(verdict.limit)


def verdict_tag(verdict: Verdict) -> Tag:
    """The tag of a verdict: "Limit reached" where a figure's limit fired, "Watch" below it."""
    if verdict.weight is Weight.WATCH:
        return Tag(WATCH, Tone.WATCH)
    if verdict.outcome is Outcome.FIRED and has_figure_limit(verdict):
        return Tag(LIMIT_REACHED, Tone.BAD)
    return outcome_tag(verdict.outcome)


def limit_tag(verdict: Verdict) -> Tag:
    """The tag of a key figure's limit: "Within limit" where it is met."""
    if verdict.outcome is Outcome.MET:
        return Tag(WITHIN_LIMIT, Tone.GOOD)
    return verdict_tag(verdict)


def gate_tag(check: GateCheck) -> Tag:
    """The tag of one check of the gate; a check of a gate is met or not, never a limit."""
    return outcome_tag(check.verdict.outcome)


def risk_tag(band: str | None) -> Tag:
    """The tag of a risk band; "Risk not recorded" where it is unknown."""
    if band is None:
        return Tag("Risk not recorded", Tone.MUTED)
    return Tag(band, _BANDS.get(band, Tone.NEUTRAL))


def assured_tag(status: AssuredStatus) -> Tag:
    """The tag of what the evidence supports of a line."""
    return Tag(capitalised(status.value), _assured_tone(status))


def _assured_tone(status: AssuredStatus) -> Tone:
    match status:
        case AssuredStatus.CLOSED_ASSURED | AssuredStatus.READY_FOR_PANEL:
            return Tone.GOOD
        case AssuredStatus.OPEN | AssuredStatus.CANCELLED | AssuredStatus.CLOSED_BEFORE_RECORDS:
            return Tone.NEUTRAL
        case AssuredStatus.DEFERRED | AssuredStatus.NOT_READY | AssuredStatus.REINSTATED:
            return Tone.WATCH
        case (
            AssuredStatus.OVERDUE
            | AssuredStatus.REJECTED
            | AssuredStatus.CLOSED_NOT_ASSURED
            | AssuredStatus.CLOSED_IN_DOUBT
        ):
            return Tone.BAD
        case _:
            assert_never(status)


def claimed_tag(status: str | None) -> Tag:
    """The tag of what the manager typed."""
    return Tag(status, Tone.NEUTRAL) if status else Tag(NOT_RECORDED, Tone.MUTED)

"""The day of a burst as a timeline: what was due when, and what happened."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time
from decimal import Decimal

from builder.field import Moment
from builder.portal.context import PortalContext
from builder.portal.evidence.burst_records import BurstRecords
from builder.portal.parts.links import person_name
from builder.portal.parts.states import verdict_tag
from builder.portal.parts.views import Piece, Tag, Timeline, TimelineEvent, Tone
from builder.portal.parts.words import moment_words, quantity, sentence
from builder.rules.verdict import Verdict


@dataclass(frozen=True, slots=True)
class _Step:
    """One step of the day."""

    title: str
    rule: str
    """The rule that holds its time; empty where none does."""
    moments: tuple[Moment, ...]
    absent: str


def day_of(context: PortalContext, burst: BurstRecords) -> Timeline:
    """The steps of a burst in their order, each with its time, its limit and its verdict."""
    return Timeline(events=tuple(_events(context, burst)))


def _steps(burst: BurstRecords) -> tuple[_Step, ...]:
    def known(moments: Iterator[Moment | None]) -> tuple[Moment, ...]:
        return tuple(sorted((each for each in moments if each), key=lambda each: each.end))

    return (
        _Step("Files drawn", "burst_not_drawn", known(iter((burst.drawn_at,))), "Not recorded"),
        _Step("Midday huddle", "", known(iter((burst.huddle_at,))), "Not recorded"),
        _Step(
            "Validity reviewed",
            "validity_review_4_working_hours",
            known(each.reviewed_at for each in burst.reviews),
            "No review recorded",
        ),
        _Step(
            "Checked in practice on the shift",
            "revisit_missed",
            known(each.checked_at for each in burst.live_proof),
            "No check recorded",
        ),
        _Step(
            "Staff retested",
            "retest_36h",
            known(each.retested_at for each in burst.retests),
            "No retest recorded",
        ),
        _Step(
            "Cycle closed",
            "cycle_closed_by_1800",
            known(each.closed_at for each in burst.cycles),
            "Not closed yet",
        ),
    )


def _events(context: PortalContext, burst: BurstRecords) -> Iterator[TimelineEvent]:
    said = _verdicts(context, burst)
    for step in _steps(burst):
        found = said.get(step.rule, ())
        yield TimelineEvent(
            title=step.title,
            when=_when(step),
            detail=tuple(_detail(context, burst, step, found)),
            is_future=not step.moments,
        )


def _when(step: _Step) -> str:
    if not step.moments:
        return step.absent
    first, last = step.moments[0], step.moments[-1]
    if first == last:
        return moment_words(first)
    return f"{moment_words(first)} to {moment_words(last)}"


def _detail(
    context: PortalContext, burst: BurstRecords, step: _Step, found: tuple[Verdict, ...]
) -> Iterator[Piece]:
    expected = _expected(context, step.rule)
    if expected:
        yield f"{expected} "
    if step.rule == "burst_not_drawn" and burst.drawn_by:
        yield f"By {person_name(context, burst.drawn_by)}. "
    for verdict in found:
        yield verdict_tag(verdict)
        subject = verdict.subject
        file = f"{subject.ref}: " if subject and subject.ref != burst.ref else ""
        yield f" {file}{sentence(verdict.reason)} "
    if not found and not step.moments:
        yield Tag("Not recorded", Tone.MUTED)


def _expected(context: PortalContext, rule: str) -> str:
    """What policy expects of a step: "Due at 11:00.", "Due within 36 hours."."""
    threshold = context.policy.thresholds.get(rule)
    match threshold.value if threshold else None:
        case time() as at:
            return f"Due by {at:%H:%M}."
        case Decimal() as count if threshold is not None:
            return f"Due within {quantity(count, threshold.unit)}."
        case _:
            return ""


def _verdicts(context: PortalContext, burst: BurstRecords) -> dict[str, tuple[Verdict, ...]]:
    """The kept-time verdicts that are about this burst or one of its files, by rule."""
    about = {burst.ref, *(each.evidence for each in burst.samples)}
    by_rule: dict[str, tuple[Verdict, ...]] = {}
    for step in _steps(burst):
        by_rule[step.rule] = tuple(
            verdict
            for verdict in context.said.verdicts_of_rule[step.rule]
            if verdict.subject is not None and verdict.subject.ref in about
        )
    return by_rule

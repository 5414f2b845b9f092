"""Residual evidence risks over time, and the spans in which closure approvals are suspended."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from builder.field import BurstCycle, Moment, ValidityReview, local_date, local_moment
from builder.policy import Policy
from builder.problems import Cell
from builder.rules.assessment import ClosureHold
from builder.rules.facts.evidence.bursts import Burst
from builder.rules.facts.evidence.clocks import risks_counted_at
from builder.rules.facts.evidence.files import EvidenceFile, Validity
from builder.rules.facts.order import MIDNIGHT, begins, in_order

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ResidualSpan:
    """While one file is a residual evidence risk."""

    evidence: str
    since: datetime
    """Inclusive."""
    until: datetime | None
    """Exclusive; ``None`` = still open."""

    def holds_at(self, at: datetime) -> bool:
        """Whether the risk is open at a moment."""
        return self.since <= at and (self.until is None or at < self.until)


@dataclass(frozen=True, slots=True)
class ResidualRisks:
    """Open evidence risks as a count over time; each file counts once."""

    starts: tuple[datetime, ...]
    ends: tuple[datetime, ...]

    @classmethod
    def of(cls, spans: Iterable[ResidualSpan]) -> "ResidualRisks":
        """The count of these spans over time."""
        known = tuple(spans)
        return cls(
            tuple(sorted(each.since for each in known)),
            tuple(sorted(each.until for each in known if each.until is not None)),
        )

    def count(self, at: datetime) -> int:
        """How many risks are open at a moment."""
        return bisect_right(self.starts, at) - bisect_right(self.ends, at)


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldSpan:
    """One suspension of closure approvals."""

    burst: str
    since: datetime
    """When its risks were counted, inclusive."""
    until: datetime
    """Exclusive: at this moment the hold is over."""
    residual_risks: int
    cells: tuple[Cell, ...] = ()
    """The log that set it off, else the draw."""

    def holds_at(self, at: datetime) -> bool:
        """Whether approvals are suspended at a moment."""
        return self.since <= at < self.until


def residual_spans(
    files: Mapping[str, EvidenceFile], by_action: Mapping[str, tuple[EvidenceFile, ...]]
) -> tuple[ResidualSpan, ...]:
    """While each file is a residual risk (B2.5), by file and time.

    A file is one from the review that finds it invalid, or reopens its line, until it is
    corrected, reviewed anew, or, where only its line was reopened, new evidence is handed in.
    """
    spans: list[ResidualSpan] = []
    for file in files.values():
        if file.reviews:
            action = file.evidence.action if file.evidence is not None else None
            others = by_action.get(action or "", ())
            submitted = tuple(each.evidence.submitted_on for each in others if each.evidence)
            spans.extend(_spans_of(file, submitted))
    return tuple(spans)


def _spans_of(file: EvidenceFile, submitted: tuple[Moment | None, ...]) -> Iterable[ResidualSpan]:
    next_review: datetime | None = None
    for review in reversed(file.reviews):
        if review.reviewed_at is None:
            continue
        since = begins(review.reviewed_at)
        until = _earliest(next_review, _put_right(file, review, submitted))
        if _is_risk(file, review) and (until is None or since < until):
            yield ResidualSpan(file.ref, since, until)
        next_review = _earliest(next_review, since)


def _is_risk(file: EvidenceFile, review: ValidityReview) -> bool:
    moment = review.reviewed_at
    if moment is None:
        return False
    is_invalid = file.validity(review, moment.end) is Validity.INVALID
    return is_invalid or review.action_reinstated is True


def _put_right(
    file: EvidenceFile, review: ValidityReview, submitted: tuple[Moment | None, ...]
) -> datetime | None:
    if review.reviewed_at is None:
        return None
    ends = []
    corrected = review.corrected_on
    is_accepted = review.accepted_after_correction is True
    if corrected is not None and is_accepted and not corrected.precedes(review.reviewed_at):
        ends.append(begins(corrected))
    if file.validity(review, review.reviewed_at.end) is not Validity.INVALID:
        reviewed = review.reviewed_at.order
        ends.extend(begins(each) for each in submitted if each and each.order > reviewed)
    return min(ends, default=None)


def _earliest(one: datetime | None, other: datetime | None) -> datetime | None:
    return min((each for each in (one, other) if each is not None), default=None)


class _Count(NamedTuple):
    """One moment at which the residual risks of a burst's day are counted."""

    at: datetime
    burst: str
    cells: tuple[Cell, ...]


def hold_spans(
    bursts: Iterable[Burst],
    cycles: Iterable[BurstCycle],
    residual: ResidualRisks,
    policy: Policy,
    as_at: datetime,
) -> tuple[HoldSpan, ...]:
    """Every suspension that had begun by ``as_at``, oldest first (B2.5).

    The risks are counted at the close of a burst's day, logged or not, and at the time of each
    log. Only a later log within the limit ends a hold before its time.
    """
    limit = policy.threshold("residual_evidence_risks")
    logs = tuple(_logs(cycles, as_at))
    lifted = [each.at for each in logs if not limit.is_fired_by(residual.count(each.at))]

    def span(counted: _Count) -> HoldSpan:
        ends = (hold_end(counted.at, policy), *(at for at in lifted if at > counted.at))
        count = residual.count(counted.at)
        return HoldSpan(
            burst=counted.burst,
            since=counted.at,
            until=min(ends),
            residual_risks=count,
            cells=counted.cells,
        )

    def is_above(counted: _Count) -> bool:
        return limit.is_fired_by(residual.count(counted.at))

    logged = [span(each) for each in logs if is_above(each)]
    unlogged = [
        span(each)
        for each in _days(bursts, policy)
        if each.at <= as_at and is_above(each) and not any(one.holds_at(each.at) for one in logged)
    ]
    return tuple(sorted((*logged, *unlogged), key=lambda each: each.since))


def _logs(cycles: Iterable[BurstCycle], as_at: datetime) -> Iterable[_Count]:
    for each in in_order(cycles, lambda cycle: cycle.closed_at):
        if each.closed_at is not None and each.closed_at.has_happened(as_at):
            yield _Count(each.closed_at.end, each.burst, (each.source.place("closed_at"),))


def _days(bursts: Iterable[Burst], policy: Policy) -> Iterable[_Count]:
    for burst in bursts:
        at = risks_counted_at(policy, burst)
        if at is not None:
            samples = tuple(burst.samples.values())[:1]
            yield _Count(at, burst.ref, tuple(each.source.place("drawn_at") for each in samples))


def hold_end(since: datetime, policy: Policy) -> datetime:
    """When a hold ends by itself: at the next board of an operational day.

    Where the setting holds the next batch too, at the end of the next review day whose batch is
    still to come.
    """
    if policy.switch("hold_next_batch") and policy.review_weekdays:
        batch = policy.time_of_day("batch_by_1710")
        day = _next_time(since, batch, lambda on: is_reminder_day(on, policy))
        return local_moment(day + ONE_DAY, MIDNIGHT)
    board = policy.time_of_day("hold_ends")
    day = _next_time(since, board, policy.calendar.is_operational_day)
    return local_moment(day, board)


def is_reminder_day(on: date, policy: Policy) -> bool:
    """Whether policy calls for a closure panel on a day: its weekdays, when the office works."""
    return on.weekday() in policy.review_weekdays and policy.calendar.is_office_day(on)


def _next_time(after: datetime, at: time, is_day: Callable[[date], bool]) -> date:
    on = local_date(after)
    while not (is_day(on) and local_moment(on, at) > after):
        on += ONE_DAY
    return on


def closure_hold(spans: Iterable[HoldSpan], at: datetime) -> ClosureHold | None:
    """The suspension of closure approvals at a moment, since when, until when; ``None`` = none."""
    in_force = [each for each in spans if each.holds_at(at)]
    if not in_force:
        return None
    newest = max(in_force, key=lambda each: each.since)
    return ClosureHold(
        in_force=True,
        since=min(each.since for each in in_force),
        until=max(each.until for each in in_force),
        burst=newest.burst,
        residual_risks=newest.residual_risks,
        cells=newest.cells,
    )


def hold_to_come(
    bursts: Iterable[Burst], residual: ResidualRisks, policy: Policy, at: datetime
) -> ClosureHold:
    """When approvals will be suspended, by the risks of now and a burst's day not yet closed."""
    count = residual.count(at)
    if policy.threshold("residual_evidence_risks").is_fired_by(count):
        for each in _days(bursts, policy):
            if each.at > at:
                return ClosureHold(
                    begins_at=each.at, burst=each.burst, residual_risks=count, cells=each.cells
                )
    return ClosureHold()

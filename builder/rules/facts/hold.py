"""Residual evidence risks over time, and the spans in which closure approvals are suspended."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from builder.field import BurstCycle, Moment, Register, ValidityReview, local_date, local_moment
from builder.policy import Policy
from builder.rules.assessment import ClosureHold
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

    cycle: BurstCycle
    since: datetime
    """The log's time, inclusive."""
    until: datetime
    """Exclusive: at this moment the hold is over."""
    residual_risks: int

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
    is_refused = review.accepted_after_correction is False
    if corrected is not None and not is_refused and not corrected.precedes(review.reviewed_at):
        ends.append(begins(corrected))
    if file.validity(review, review.reviewed_at.end) is not Validity.INVALID:
        reviewed = review.reviewed_at.order
        ends.extend(begins(each) for each in submitted if each and each.order > reviewed)
    return min(ends, default=None)


def _earliest(one: datetime | None, other: datetime | None) -> datetime | None:
    return min((each for each in (one, other) if each is not None), default=None)


def hold_spans(
    register: Register, residual: ResidualRisks, policy: Policy, as_at: datetime
) -> tuple[HoldSpan, ...]:
    """Every suspension that the burst-cycle logs set off by ``as_at``, oldest first (B2.5)."""
    limit = policy.threshold("residual_evidence_risks")
    closed = [
        each
        for each in in_order(register.burst_cycles, lambda cycle: cycle.closed_at)
        if each.closed_at is not None and each.closed_at.has_happened(as_at)
    ]
    spans: list[HoldSpan] = []
    lifted_at: datetime | None = None
    for cycle in reversed(closed):
        if cycle.closed_at is None:
            continue
        logged_at = cycle.closed_at.end
        count = residual.count(logged_at)
        if not limit.is_fired_by(count):
            lifted_at = logged_at
            continue
        until = hold_end(logged_at, policy)
        if lifted_at is not None:
            until = min(until, lifted_at)
        spans.append(HoldSpan(cycle=cycle, since=logged_at, until=until, residual_risks=count))
    return tuple(reversed(spans))


def hold_end(logged_at: datetime, policy: Policy) -> datetime:
    """When a hold ends by itself: at the next board of an operational day.

    Where the setting holds the next batch too, at the end of the next review day whose batch is
    still to come.
    """
    if policy.switch("hold_next_batch") and policy.review_weekdays:
        batch = policy.time_of_day("batch_by_1710")
        day = _next_time(logged_at, batch, lambda on: is_reminder_day(on, policy))
        return local_moment(day + ONE_DAY, MIDNIGHT)
    board = policy.time_of_day("hold_ends")
    day = _next_time(logged_at, board, policy.calendar.is_operational_day)
    return local_moment(day, board)


def is_reminder_day(on: date, policy: Policy) -> bool:
    """Whether policy calls for a closure panel on a day: its weekdays, when the office works."""
    return on.weekday() in policy.review_weekdays and policy.calendar.is_office_day(on)


def _next_time(after: datetime, at: time, is_day: Callable[[date], bool]) -> date:
    on = local_date(after)
    while not (is_day(on) and local_moment(on, at) > after):
        on += ONE_DAY
    return on


def closure_hold(spans: Iterable[HoldSpan], at: datetime) -> ClosureHold:
    """Whether closure approvals are suspended at a moment, since when, until when."""
    in_force = [each for each in spans if each.holds_at(at)]
    if not in_force:
        return ClosureHold()
    newest = max(in_force, key=lambda each: each.since)
    return ClosureHold(
        in_force=True,
        since=min(each.since for each in in_force),
        until=max(each.until for each in in_force),
        burst=newest.cycle.burst,
        residual_risks=newest.residual_risks,
        cells=(newest.cycle.source.place("closed_at"),),
    )

"""The clocks of a burst: reviews within working hours, retests within hours, the day's close."""

from datetime import datetime, timedelta

from builder.field import ValidityReview, local_moment
from builder.policy import Policy, ThresholdId
from builder.rules.facts.evidence.bursts import Burst


def hours(policy: Policy, id: ThresholdId) -> timedelta:
    """So many elapsed hours of the policy."""
    return timedelta(hours=float(policy.number(id)))


def validity_due(policy: Policy, burst: Burst) -> datetime | None:
    """When every file of a burst must be reviewed, in working hours of operational days (B2.2).

    ``None`` where nothing says when it was drawn; a draw on a bare date starts at the day's end.
    """
    if burst.drawn_at is None:
        return None
    allowed = hours(policy, "validity_review_4_working_hours")
    return policy.calendar.after_working_hours(burst.drawn_at.end, allowed, operational=True)


def retest_due(policy: Policy, review: ValidityReview) -> datetime | None:
    """When the staff linked to an invalid file must be retested, in elapsed hours (B2.4)."""
    if review.reviewed_at is None:
        return None
    return review.reviewed_at.end + hours(policy, "retest_36h")


def close_due(policy: Policy, burst: Burst) -> datetime | None:
    """When the cycle of a burst must be closed: on the day of the draw (B2.5)."""
    if burst.drawn_at is None:
        return None
    return local_moment(burst.drawn_at.on, policy.time_of_day("cycle_closed_by_1800"))


def risks_counted_at(policy: Policy, burst: Burst) -> datetime | None:
    """When the residual risks of a burst's day are counted, logged or not (B2.5).

    Its day is that of the draw, else of the first thing recorded of it; ``None`` = unknown.
    """
    if burst.began is None:
        return None
    return local_moment(burst.began.on, policy.time_of_day("cycle_closed_by_1800"))

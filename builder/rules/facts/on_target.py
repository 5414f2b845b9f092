"""Whether the target of a line held at every review through its window (A1.5, A2.5, A3.5)."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from builder.field import Moment, Review, local_date
from builder.rules.facts.relapses import Relapse
from builder.rules.facts.sustained import Span
from builder.rules.verdict import Outcome
from builder.rules.words import capitalised, day_text

ONE_DAY = timedelta(days=1)


class Target(NamedTuple):
    """How a line's target held, review by review."""

    outcome: Outcome
    window: Span
    run: tuple[Review, ...] = ()
    """The reviews of the latest unbroken run on target, oldest first."""
    reason: str = ""
    relapse: Relapse | None = None
    """What broke the run, where it was no review."""

    @property
    def first_on(self) -> date | None:
        """First review of the run."""
        return reviewed_day(self.run[0]) if self.run else None

    @property
    def last_on(self) -> date | None:
        """Last review of the run."""
        return reviewed_day(self.run[-1]) if self.run else None

    @property
    def days(self) -> int:
        """Days that the run spans, both dates counted; 0 where there is no run."""
        if self.first_on is None or self.last_on is None:
            return 0
        return (self.last_on - self.first_on).days + 1


def reviewed_day(review: Review) -> date:
    """The day of a review that has one."""
    if review.reviewed_on is None:
        raise ValueError("a review of a run is dated")
    return review.reviewed_on.on


def target_held(
    reviews: tuple[Review, ...],
    raised_on: date | None,
    cadence: Span,
    window: Span,
    at: datetime,
) -> Target:
    """Whether the target held at every review through the window, without relapse (A1.5).

    Args:
        reviews: the reviews held by ``at``, oldest first.
        raised_on: when the line was raised; the first review is due one cadence later.
        cadence: how far apart two reviews may be.
        window: how long the target must hold; the dates of the first and last good review count.
        at: the moment judged.
    """
    if not reviews:
        return _without_reviews(raised_on, cadence, window, at)
    latest = reviews[-1]
    if latest.target_met is None or latest.reviewed_on is None:
        return Target(
            outcome=Outcome.NOT_COMPUTABLE,
            window=window,
            reason="The latest review does not say whether the target was met",
        )
    if latest.target_met is False:
        return Target(
            outcome=Outcome.FIRED,
            window=window,
            reason=f"The review of {day_text(latest.reviewed_on.on)} was off target",
        )
    run, breaker, is_gap = _run(reviews, cadence)
    return _of_run(run, breaker if not is_gap else None, is_gap, cadence, window, at)


def _without_reviews(raised_on: date | None, cadence: Span, window: Span, at: datetime) -> Target:
    if raised_on is not None and local_date(at) <= cadence.after(raised_on):
        return Target(outcome=Outcome.NOT_DUE, window=window, reason="No review is due yet")
    return Target(outcome=Outcome.FIRED, window=window, reason="No review is on record as held")


def _run(
    reviews: tuple[Review, ...], cadence: Span
) -> tuple[tuple[Review, ...], Review | None, bool]:
    """The latest unbroken run of reviews on target, what broke it, and whether a gap did."""
    run: list[Review] = []
    for review in reversed(reviews):
        if review.reviewed_on is None or review.target_met is not True:
            return tuple(reversed(run)), review, False
        if run and reviewed_day(run[-1]) > cadence.after(review.reviewed_on.on):
            return tuple(reversed(run)), review, True
        run.append(review)
    return tuple(reversed(run)), None, False


def _of_run(
    run: tuple[Review, ...],
    breaker: Review | None,
    is_gap: bool,
    cadence: Span,
    window: Span,
    at: datetime,
) -> Target:
    first, last = reviewed_day(run[0]), reviewed_day(run[-1])
    due = cadence.after(last)
    if local_date(at) > due:
        outcome, reason = Outcome.FIRED, f"The review due by {day_text(due)} is missing"
    elif _spans(first, last, window):
        outcome, reason = Outcome.MET, f"On target from {day_text(first)} to {day_text(last)}"
    elif is_gap:
        outcome, reason = Outcome.FIRED, f"A review is missing before {day_text(first)}"
    else:
        outcome, reason = Outcome.NOT_DUE, _too_short(first, window, _broken_by(breaker))
    return Target(outcome=outcome, window=window, run=run, reason=reason)


def _spans(first: date, last: date, window: Span) -> bool:
    return last + ONE_DAY >= window.after(first)


def _broken_by(review: Review | None) -> str:
    if review is None or review.reviewed_on is None:
        return ""
    word = "was off target" if review.target_met is False else "does not say whether it was met"
    return f"the review of {day_text(review.reviewed_on.on)} {word}"


def _too_short(first: date, window: Span, broken: str) -> str:
    """Since when the run holds, what broke the one before, and when it can span the window."""
    before = f"{capitalised(broken)}; on" if broken else "On"
    return (
        f"{before} target since {day_text(first)}; the window is {window}, and can be whole on "
        f"{day_text(window.after(first) - ONE_DAY)}"
    )


def after_relapse(target: Target, relapse: Relapse | None, at: datetime) -> Target:
    """How the target held when its run starts anew after something that speaks against it.

    What is already off target, or lacks a review, stays so.
    """
    if relapse is None or target.outcome not in (Outcome.MET, Outcome.NOT_DUE) or not target.run:
        return target
    left = tuple(each for each in target.run if _is_later(each.reviewed_on, relapse.moment))
    if len(left) == len(target.run):
        return target
    if not left:
        again = max(relapse.moment.on, local_date(at)) + ONE_DAY
        whole_on = target.window.after(again) - ONE_DAY
        return Target(
            outcome=Outcome.FIRED,
            window=target.window,
            relapse=relapse,
            reason=f"{capitalised(relapse.words)}, after the last review on target; the window "
            f"of {target.window} begins again with the next, and can be whole on "
            f"{day_text(whole_on)}",
        )
    first, last = reviewed_day(left[0]), reviewed_day(left[-1])
    if _spans(first, last, target.window):
        reason = f"On target from {day_text(first)} to {day_text(last)}"
        return Target(outcome=Outcome.MET, window=target.window, run=left, reason=reason)
    return Target(
        outcome=Outcome.NOT_DUE,
        window=target.window,
        run=left,
        relapse=relapse,
        reason=_too_short(first, target.window, relapse.words),
    )


def _is_later(reviewed: Moment | None, broken: Moment) -> bool:
    return reviewed is not None and broken.precedes(reviewed)

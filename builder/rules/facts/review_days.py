"""Review days: those with a panel on record, and those that policy reminds of."""

from datetime import date, timedelta

from builder.rules.facts.hold import is_reminder_day
from builder.rules.facts.stages import Grouped

ONE_DAY = timedelta(days=1)
ONE_YEAR = timedelta(days=366)


def is_review_day(facts: Grouped, on: date) -> bool:
    """Whether a day is a review day: policy's weekday on which the office works, or a panel's."""
    return is_reminder_day(on, facts.policy) or on in facts.panel_days


def next_review_day(facts: Grouped, on: date) -> date | None:
    """The first review day after a day; ``None`` where policy names no weekday for panels."""
    day = on + ONE_DAY
    while day <= on + ONE_YEAR:
        if is_review_day(facts, day):
            return day
        day += ONE_DAY
    return None

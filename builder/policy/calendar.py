"""Office days, operational days and office hours in England, and the clocks that run on them.

All moments are aware; arithmetic is in UTC, so that a clock change keeps 24 true hours.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache

import holidays

from builder.field.moment import LAST_SECOND, local_date, local_moment

SATURDAY = 5
ONE_DAY = timedelta(days=1)
NINE, SEVENTEEN = time(9), time(17)


@cache
def england_bank_holidays(year: int) -> frozenset[date]:
    """England's bank holidays of a year.

    RATIONALE: without ``subdiv="ENG"`` Easter Monday and the summer bank holiday are lost.
    """
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """The days and hours that clocks of the policy run on."""

    holidays_added: frozenset[date] = frozenset()
    """Further days on which the office is closed."""
    holidays_removed: frozenset[date] = frozenset()
    """Bank holidays on which the office works."""
    office_opens: time = NINE
    office_closes: time = SEVENTEEN
    closed_weekdays: frozenset[int] = frozenset()
    """Weekdays (Monday = 0) on which no service runs; none by default."""

    def is_office_day(self, on: date) -> bool:
        """Monday to Friday, and no bank holiday of England (decided definitions, time words)."""
        if on in self.holidays_added:
            return False
        if on in self.holidays_removed:
            return on.weekday() < SATURDAY
        return on.weekday() < SATURDAY and on not in england_bank_holidays(on.year)

    def is_operational_day(self, on: date) -> bool:
        """Every day on which the services run: all seven by default, bank holidays included."""
        return on.weekday() not in self.closed_weekdays

    def next_office_day(self, on: date) -> date:
        """The first office day after a day."""
        return _next(on, self.is_office_day)

    def previous_office_day(self, on: date) -> date:
        """The last office day before a day."""
        return _next(on, self.is_office_day, -ONE_DAY)

    def add_office_days(self, on: date, days: int) -> date:
        """The n-th office day after a day, which is itself day 0 (A1.3)."""
        for _ in range(days):
            on = self.next_office_day(on)
        return on

    def end_of_office_days(self, start: date, days: int) -> datetime:
        """23:59:59 on the n-th office day after a day."""
        return local_moment(self.add_office_days(start, days), LAST_SECOND)

    def after_working_hours(
        self, start: datetime, hours: timedelta, *, operational: bool = False
    ) -> datetime:
        """The moment when so many office hours have passed since ``start``.

        Counts 09:00 to 17:00 on office days, or on operational days where ``operational``
        (decided definitions, "4 working hours").
        """
        is_open = self.is_operational_day if operational else self.is_office_day
        left, on = hours, local_date(start)
        while True:
            if is_open(on):
                opens = max(start, local_moment(on, self.office_opens))
                closes = local_moment(on, self.office_closes)
                if opens < closes:
                    if left <= closes - opens:
                        return opens + left
                    left -= closes - opens
            on += ONE_DAY


def _next(on: date, is_open: Callable[[date], bool], step: timedelta = ONE_DAY) -> date:
    on += step
    while not is_open(on):
        on += step
    return on

"""Each service's missed visits: week by week against the target, and at its monthly reviews."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from builder.field import WorkforceWeek
from builder.rules.facts.stages import Grouped
from builder.rules.facts.sustained import months_after

HUNDRED = 100
WEEK = timedelta(days=7)
ONE_DAY = timedelta(days=1)
WORKFORCE = "workforce"


@dataclass(frozen=True, slots=True)
class MonthlyRate:
    """The share of missed visits at one monthly review."""

    on: date
    weeks: tuple[WorkforceWeek, ...]
    percent: Fraction | None
    """``None`` where no week with known visits lies in the period."""
    target: Fraction

    @property
    def is_above(self) -> bool:
        """Whether the share is above the target; an unknown one is not."""
        return self.percent is not None and self.percent > self.target


def last_day(week: WorkforceWeek) -> date | None:
    """The seventh day of a week."""
    return None if week.week_starting is None else week.week_starting + WEEK - ONE_DAY


def weeks_begun(facts: Grouped, service: str) -> tuple[WorkforceWeek, ...]:
    """A service's dated weeks that had begun by the as-at day, oldest first."""
    return tuple(
        each
        for each in facts.workforce.get(service, ())
        if each.week_starting is not None and each.week_starting <= facts.today
    )


def missed_percent(weeks: Iterable[WorkforceWeek]) -> Fraction | None:
    """Visits missed of visits planned, where both are known; ``None`` where none was planned."""
    known = [
        (each.visits_missed, each.visits_planned)
        for each in weeks
        if each.visits_missed is not None and each.visits_planned is not None
    ]
    planned = sum(plan for _, plan in known)
    return Fraction(sum(missed for missed, _ in known) * HUNDRED, planned) if planned else None


def target_percent(facts: Grouped, weeks: tuple[WorkforceWeek, ...]) -> Fraction:
    """The latest target that the Workforce sheet sets in some weeks, else policy's (A3.X)."""
    typed = [each.target_missed_percent for each in weeks if each.target_missed_percent is not None]
    return Fraction(typed[-1] if typed else facts.policy.number("missed_visit_target"))


def monthly_rates(facts: Grouped, service: str) -> tuple[MonthlyRate, ...]:
    """The share of missed visits at each monthly review of a service, oldest first.

    The reviews of its workforce lines are the reviews; where fewer than the rule compares are on
    record, the last days of whole calendar months stand in for them.
    """
    weeks = tuple(
        each for each in weeks_begun(facts, service) if (last_day(each) or date.max) <= facts.today
    )
    points = _review_days(facts, service)
    if len(points) < int(facts.policy.number("sustained_workforce_risk")):
        points = _month_ends(weeks, facts.today)
    rates = []
    after: date | None = None
    for point in points:
        since = months_after(point, -1) if after is None else after
        period = tuple(each for each in weeks if since < (last_day(each) or date.min) <= point)
        rates.append(
            MonthlyRate(point, period, missed_percent(period), target_percent(facts, period))
        )
        after = point
    return tuple(rates)


def _review_days(facts: Grouped, service: str) -> tuple[date, ...]:
    days = {
        review.reviewed_on.on
        for action in facts.actions_by_service.get(service, ())
        if facts.family(action.theme) == WORKFORCE
        for review in facts.reviews.get(action.ref, ())
        if review.reviewed_on is not None and facts.has_happened(review.reviewed_on)
    }
    return tuple(sorted(days))


def _month_ends(weeks: Iterable[WorkforceWeek], today: date) -> tuple[date, ...]:
    """The last days of the whole months in which a week ended."""
    ends = set()
    for week in weeks:
        end = last_day(week)
        if end is not None:
            month_end = months_after(end.replace(day=1), 1) - ONE_DAY
            if month_end <= today:
                ends.add(month_end)
    return tuple(sorted(ends))


def services_with_workforce(facts: Grouped) -> Mapping[str, tuple[WorkforceWeek, ...]]:
    """The services that keep workforce figures, by ID, with the weeks that had begun."""
    return {each: weeks_begun(facts, each) for each in sorted(facts.workforce)}

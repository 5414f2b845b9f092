"""Understands a date as managers write it in words, and says how it was understood."""

import calendar
import re
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum, auto
from typing import NamedTuple

from builder.field import Moment
from builder.field.no_date import is_no_date
from builder.workbook.airlock import limits
from builder.workbook.reading.dated.shown import MONTHS

_MONTH = "|".join(sorted({*(m.lower() for m in MONTHS), *(m[:3].lower() for m in MONTHS), "sept"},
                         key=len, reverse=True))  # fmt: skip
_DAY_NAME = (
    r"(?:(?:mon|tue|tues|wed|weds|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\.?,?\s+)?"
)
_TIME = (
    r"(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?"
    r"\s*(?P<half>[ap]\.?m\.?)?"
)
_AT = rf"(?:(?:\s*,?\s+(?:at\s+)?|T){_TIME}\s*(?P<zone>Z|[+-]\d{{2}}:?\d{{2}})?)?"
_LEAD = (
    r"(?:(?P<week>w/?c|w/?b|week\s+(?:commencing|beginning)|wk\s+commencing)[\s:.]+"
    r"|(?:due\s+)?by\s+|due(?:\s+on)?:?\s+|on\s+|w/?e\s+|week\s+ending\s+)?"
)
_REST = r"(?P<rest>\s*(?:[.?!]|[(\[].*|[,;:–—-]\s*[^\d\s].*|\s[^\d\s].*))?"
_YEAR = r"(?P<year>\d{4}|\d{2})(?!\d)"


def _whole(day: str) -> re.Pattern[str]:
    return re.compile(f"{_LEAD}{_DAY_NAME}{day}{_AT}{_REST}", re.IGNORECASE | re.DOTALL)


_ISO = _whole(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?!\d)")
_DAY_FIRST = _whole(rf"(?P<day>\d{{1,2}})\s*[/.\- ]\s*(?P<month>\d{{1,2}})\s*[/.\- ]\s*{_YEAR}")
_NAMED = _whole(
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\.?[\s-]+(?:of\s+)?(?P<name>{_MONTH})\.?,?[\s-]+{_YEAR}"
)
_MONTH_FIRST = _whole(
    rf"(?P<name>{_MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})(?!\d)"
)
_ONLY_MONTH = re.compile(
    rf"(?:(?:by\s+)?(?:the\s+)?end(?:\s+of)?\s+|by\s+|in\s+|during\s+)?"
    rf"(?P<name>{_MONTH})\.?,?[\s-]+(?P<year>\d{{4}}|'\d{{2}}){_REST}",
    re.IGNORECASE | re.DOTALL,
)
_NO_YEAR = re.compile(
    rf"(?:(?:by|due|on|w/?c|early|mid|late|(?:by\s+)?(?:the\s+)?end(?:\s+of)?)[\s-]+)*{_DAY_NAME}"
    rf"(?:\d{{1,2}}\s*[/.\-]\s*\d{{1,2}}|\d{{1,2}}(?:st|nd|rd|th)?[\s-]+(?:of\s+)?(?:{_MONTH})\.?"
    rf"|(?:{_MONTH})\.?(?:[\s-]+\d{{1,2}}(?:st|nd|rd|th)?)?)",
    re.IGNORECASE,
)
_ANY = re.compile(
    rf"(?<![\d/])(?:\d{{4}}-\d{{1,2}}-\d{{1,2}}|\d{{1,2}}[/.\-]\d{{1,2}}[/.\-](?:\d{{4}}|\d{{2}})"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{_MONTH})\.?,?\s+\d{{4}})(?![\d/])",
    re.IGNORECASE,
)
SLASHED = re.compile(
    r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(?:\d{4}|\d{2})(?!\d).*", re.DOTALL
)
"""The first and second number of a date in figures."""
_DENIED = re.compile(r"\b(?:not|never|after|before|later|unless|except|no)\b|n't\b", re.IGNORECASE)
_SHORT_YEAR = 2
_CENTURY = 2000
_MONTHS_IN_YEAR = 12
_HOURS_IN_HALF = 12
_SHORT_MONTH = 3
_LAST_OF_WEEK = 6
_TWO = 2


class Said(Enum):
    """How a text was understood."""

    DATE = auto()
    SHORT_YEAR = auto()
    MONTH_FIRST = auto()
    """A day, if the month stands first; it is not read."""
    NO_SUCH_DAY = auto()
    NO_YEAR = auto()
    NO_DATE = auto()
    """Words that say that there is no day."""
    NOTHING = auto()


class Understood(NamedTuple):
    """What a text says of a date."""

    said: Said
    moment: Moment | None = None
    first: Moment | None = None
    """The earlier of two dates in one text."""
    read: str = ""
    """A day that may be meant, as it should be typed."""


_NOTHING = Understood(Said.NOTHING)


def understood(text: str) -> Understood:
    """What a text says of a date, at most so many characters of it."""
    plain = " ".join(text[: limits.MOST_DATE_CHARACTERS].split())
    if is_no_date(plain):
        return Understood(Said.NO_DATE)
    if _DENIED.search(plain) or len(text) > limits.MOST_DATE_CHARACTERS:
        return _NOTHING
    dates = _ANY.findall(plain)
    if len(dates) == _TWO:
        return _of_two(*dates)
    if len(dates) > _TWO:
        return _NOTHING
    for pattern in (_ISO, _DAY_FIRST, _NAMED, _MONTH_FIRST):
        if found := pattern.fullmatch(plain):
            return _of_day(found, pattern is _MONTH_FIRST)
    if found := _ONLY_MONTH.fullmatch(plain):
        return _of_month(found)
    return Understood(Said.NO_YEAR) if _NO_YEAR.fullmatch(plain) else _NOTHING


def _of_two(one: str, other: str) -> Understood:
    first, last = understood(one), understood(other)
    if first.moment is None or last.moment is None:
        return _NOTHING
    return last._replace(first=first.moment)


def _of_month(found: re.Match[str]) -> Understood:
    month, year = _named_month(found["name"]), int(found["year"].lstrip("'"))
    year += _CENTURY if found["year"].startswith("'") else 0
    if year == 0:
        return _NOTHING
    last = calendar.monthrange(year, month)[1]
    return Understood(Said.DATE, Moment(date(year, month, last)))


def _of_day(found: re.Match[str], is_month_first: bool) -> Understood:
    part = found.groupdict()
    month = int(part["month"]) if part.get("month") else _named_month(part["name"])
    day, year = int(part["day"]), int(part["year"])
    if month > _MONTHS_IN_YEAR >= day:
        day, month, is_month_first = month, day, True
    is_short = len(part["year"]) == _SHORT_YEAR
    on = _day(year + _CENTURY if is_short else year, month, day)
    if on is None:
        return Understood(Said.NO_SUCH_DAY)
    if is_month_first:
        return Understood(Said.MONTH_FIRST, read=f"{on:%d/%m}/{on.year}")
    if part["week"]:
        on += timedelta(days=_LAST_OF_WEEK - on.weekday())
    moment = _stamped(on, part)
    said = Said.SHORT_YEAR if is_short else Said.DATE
    return _NOTHING if moment is None else Understood(said, moment)


def _stamped(on: date, part: dict[str, str | None]) -> Moment | None:
    if not part.get("hour"):
        return Moment(on)
    at = time_of(part)
    if at is None:
        return None
    local, zone = datetime.combine(on, at), part.get("zone")
    if not zone:
        return Moment.local(local)
    aware = datetime.fromisoformat(f"{local.isoformat()}{zone.upper()}")
    return Moment.instant(aware.astimezone(UTC))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _named_month(name: str) -> int:
    typed = name.casefold()[:_SHORT_MONTH]
    return next(n for n, month in enumerate(MONTHS, 1) if month.casefold().startswith(typed))


def time_of(part: dict[str, str | None]) -> time | None:
    """The time of day of a match's hour, minute, second and half; ``None`` where there is none."""
    hour, minute = int(part["hour"] or 0), int(part["minute"] or 0)
    half = (part.get("half") or "").casefold().replace(".", "")
    if half and not 1 <= hour <= _HOURS_IN_HALF:
        return None
    if half:
        hour = hour % _HOURS_IN_HALF + (_HOURS_IN_HALF if half == "pm" else 0)
    try:
        return time(hour, minute, int(part.get("second") or 0))
    except ValueError:
        return None


BARE_TIME = re.compile(
    rf"{_TIME}|(?P<whole>\d{{1,2}})\s*(?P<whole_half>[ap]\.?m\.?)", re.IGNORECASE
)
"""A time of day alone."""

"""Reads dates, moments and times of day from cells."""

import re
from datetime import UTC, date, datetime, time, timedelta

from builder.field import Moment
from builder.problems import in_cell
from builder.workbook.airlock import limits
from builder.workbook.airlock.number_formats import serial_datetime
from builder.workbook.airlock.raw import Held, RawCell
from builder.workbook.reading.numbers import serial_number
from builder.workbook.reading.spot import Spot

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
_TIME = (
    r"(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?"
    r"\s*(?P<half>[ap]\.?m\.?)?"
)
_WITH_TIME = rf"(?:(?:\s*,?\s+(?:at\s+)?|T){_TIME}\s*(?P<zone>Z|[+-]\d{{2}}:?\d{{2}})?)?"
_ISO = re.compile(rf"(?P<year>\d{{4}})-(?P<month>\d{{1,2}})-(?P<day>\d{{1,2}}){_WITH_TIME}", re.I)
_DAY_FIRST = re.compile(
    r"(?P<day>\d{1,2})\s*[/.\- ]\s*(?P<month>\d{1,2})\s*[/.\- ]\s*"
    rf"(?P<year>\d{{4}}|\d{{2}}){_WITH_TIME}",
    re.I,
)
_NAMED_MONTH = re.compile(
    r"(?:[a-z]{3,9},?\s+)?(?P<day>\d{1,2})(?:st|nd|rd|th)?[\s-]+(?:of\s+)?(?P<name>[a-z]{3,9})\.?,?[\s-]+"
    rf"(?P<year>\d{{4}}|\d{{2}}){_WITH_TIME}",
    re.I,
)
_MONTH_FIRST = re.compile(
    r"(?:[a-z]{3,9},\s+)?(?P<name>[a-z]{3,9})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+"
    rf"(?P<year>\d{{4}}){_WITH_TIME}",
    re.I,
)
_BARE_TIME = re.compile(rf"{_TIME}|(?P<whole>\d{{1,2}})\s*(?P<whole_half>[ap]\.?m\.?)", re.I)
_SHORT_MONTH = 3
_SHORT_YEAR = 2
_CENTURY = 2000
_MONTHS_IN_YEAR = 12
_HOURS_IN_HALF = 12
_MIDNIGHT_HOUR = 24
_FIRST_DAY = date(limits.FIRST_YEAR, 1, 1)


def long_date(on: date) -> str:
    """``21 November 2026``."""
    return f"{on.day} {_MONTHS[on.month - 1]} {on.year}"


def long_moment(moment: Moment) -> str:
    """``21 November 2026``, with ``, 17:20`` where a time is known."""
    shown = long_date(moment.on)
    return shown if moment.is_bare else f"{shown}, {str(moment)[-5:]}"


def read_date(cell: RawCell, spot: Spot) -> date | None:
    """A date; the time of day of a moment is left out."""
    moment = read_moment(cell, spot)
    return None if moment is None else moment.on


def read_moment(cell: RawCell, spot: Spot) -> Moment | None:
    """A bare date, or a date with its time."""
    match cell.held:
        case Held.NUMBER:
            return _from_number(cell, spot)
        case Held.ISO_DATE:
            return _from_iso(cell.value, spot)
        case Held.TEXT:
            return _from_text(cell.value, spot)
        case _:
            spot.report(in_cell.BAD_DATE, value=cell.value)
            return None


def _from_number(cell: RawCell, spot: Spot) -> Moment | None:
    serial = serial_number(cell.value)
    is_date = spot.facts.is_date(cell.style)
    found = serial_datetime(serial, spot.facts.counts_from_1904)
    if found is None or (not is_date and not _is_near(found.date())):
        spot.report(in_cell.BAD_DATE, value=cell.value)
        return None
    moment = Moment(found.date()) if serial.is_integer() else Moment.local(found)
    if not is_date:
        spot.report(in_cell.DATE_SHOWN_AS_NUMBER, value=cell.value, read=long_moment(moment))
    return _in_range(moment, long_date(moment.on), spot)


def _is_near(on: date) -> bool:
    return limits.FIRST_YEAR <= on.year <= limits.LAST_YEAR


def _in_range(moment: Moment, shown: str, spot: Spot) -> Moment | None:
    if _is_near(moment.on):
        return moment
    first, last = str(limits.FIRST_YEAR), str(limits.LAST_YEAR)
    spot.report(in_cell.DATE_OUT_OF_RANGE, value=shown, first=first, last=last)
    return None


def _from_iso(text: str, spot: Spot) -> Moment | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        spot.report(in_cell.BAD_DATE, value=text)
        return None
    if found.tzinfo is not None:
        moment = Moment.instant(found.astimezone(UTC))
    elif "T" in text and found.time() != time(0):
        moment = Moment.local(found)
    else:
        moment = Moment(found.date())
    return _in_range(moment, text, spot)


def _from_text(text: str, spot: Spot) -> Moment | None:
    # RATIONALE: on a long run of spaces these patterns would take a time that grows as its square.
    is_short = len(text) <= limits.MOST_STAMP_CHARACTERS
    for pattern in (_ISO, _DAY_FIRST, _NAMED_MONTH, _MONTH_FIRST) if is_short else ():
        if found := pattern.fullmatch(text):
            return _from_match(text, found, pattern is _MONTH_FIRST, spot)
    spot.report(in_cell.BAD_DATE, value=text)
    return None


def _from_match(text: str, found: re.Match[str], is_month_first: bool, spot: Spot) -> Moment | None:
    part = found.groupdict()
    month = int(part["month"]) if part.get("month") else _named_month(part["name"])
    day, year = int(part["day"]), int(part["year"])
    if not month:
        spot.report(in_cell.BAD_DATE, value=text)
        return None
    if month > _MONTHS_IN_YEAR >= day:
        day, month, is_month_first = month, day, True
    is_short = len(part["year"]) == _SHORT_YEAR
    on = _day(year + _CENTURY if is_short else year, month, day)
    if on is None:
        spot.report(in_cell.NO_SUCH_DATE, value=text)
        return None
    if is_short or is_month_first:
        kind = in_cell.SHORT_YEAR if is_short else in_cell.AMERICAN_DATE
        spot.report(kind, value=text, read=f"{on:%d/%m}/{on.year}")
        return None
    return _stamped(on, text, part, spot)


def _stamped(on: date, text: str, part: dict[str, str | None], spot: Spot) -> Moment | None:
    moment: Moment | None = Moment(on)
    if part.get("hour"):
        at = _time_of(part)
        if at is None:
            spot.report(in_cell.BAD_DATE, value=text)
            return None
        moment = _joined(on, at, part.get("zone"))
    moment = moment and _in_range(moment, text, spot)
    if moment is not None:
        spot.report(in_cell.DATE_AS_TEXT, value=text, read=long_moment(moment))
    return moment


def _joined(on: date, at: time, zone: str | None) -> Moment | None:
    local = datetime.combine(on, at)
    if not zone:
        return Moment.local(local)
    return Moment.instant(datetime.fromisoformat(f"{local.isoformat()}{zone.upper()}"))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _named_month(name: str) -> int:
    typed = name.casefold()
    for number, month in enumerate(_MONTHS, 1):
        full = month.casefold()
        if typed in (full, full[:_SHORT_MONTH], "sept" if full == "september" else full):
            return number
    return 0


def _time_of(part: dict[str, str | None]) -> time | None:
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


def read_time(cell: RawCell, spot: Spot) -> time | None:
    """A time of day; ``24:00`` is midnight."""
    if cell.held is Held.NUMBER:
        found = _time_from_number(serial_number(cell.value))
    elif cell.held is Held.TEXT:
        found = _time_from_text(cell.value)
    else:
        found = None
    if found is None:
        spot.report(in_cell.BAD_TIME, value=cell.value)
    return found


def _time_from_number(fraction: float) -> time | None:
    if not 0 <= fraction <= 1:
        return None
    seconds = round(fraction * timedelta(days=1).total_seconds())
    return (datetime.combine(_FIRST_DAY, time(0)) + timedelta(seconds=seconds)).time()


def _time_from_text(text: str) -> time | None:
    found = _BARE_TIME.fullmatch(text[: limits.MOST_STAMP_CHARACTERS])
    if found is None or len(text) > limits.MOST_STAMP_CHARACTERS:
        return None
    part = found.groupdict()
    if part["whole"]:
        return _time_of({"hour": part["whole"], "minute": "0", "half": part["whole_half"]})
    if int(part["hour"]) == _MIDNIGHT_HOUR and int(part["minute"]) == 0:
        return time(0)
    return _time_of(part)

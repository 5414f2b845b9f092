"""Reads dates, moments and times of day from cells."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from builder.field import Moment
from builder.problems import in_cell
from builder.workbook.airlock import limits
from builder.workbook.airlock.number_formats import serial_datetime
from builder.workbook.airlock.raw import Held, RawCell
from builder.workbook.reading.dated.shown import MONTHS
from builder.workbook.reading.dated.words import BARE_TIME, SLASHED, Said, time_of, understood
from builder.workbook.reading.numbers import serial_number
from builder.workbook.reading.spot import Spot

_MIDNIGHT_HOUR = 24
_FIRST_DAY = date(limits.FIRST_YEAR, 1, 1)


def long_date(on: date) -> str:
    """``21 November 2026``."""
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}"


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
    if is_date and 0 <= serial < 1 and (at := _time_from_number(serial)) is not None:
        spot.report(in_cell.TIME_WITHOUT_DATE, value=f"{at:%H:%M}")
        return None
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


_UNREAD = {
    Said.NO_SUCH_DAY: in_cell.NO_SUCH_DATE,
    Said.NO_YEAR: in_cell.DATE_WITHOUT_YEAR,
    Said.NO_DATE: in_cell.NO_DATE,
    Said.NOTHING: in_cell.BAD_DATE,
}


def _from_text(text: str, spot: Spot) -> Moment | None:
    if spot.is_month_first and SLASHED.fullmatch(text.strip()):
        return None  # told once of the whole column
    found = understood(text)
    if found.said in _UNREAD:
        spot.report(_UNREAD[found.said], value=text)
        return None
    if found.said is Said.MONTH_FIRST:
        spot.report(in_cell.AMERICAN_DATE, value=text, read=found.read)
        return None
    moment = found.moment and _in_range(found.moment, text, spot)
    if moment is None:
        return None
    if found.first is not None and not _take_first(found.first, spot):
        spot.report(in_cell.BAD_DATE, value=text)
        return None
    kind = in_cell.SHORT_YEAR if found.said is Said.SHORT_YEAR else in_cell.DATE_AS_TEXT
    spot.report(kind, value=text, read=long_moment(moment))
    return moment


def _take_first(first: Moment, spot: Spot) -> bool:
    """Keeps the first of two dates for the original due date, where a deadline is read."""
    if spot.column.field != "due":
        return False
    spot.first_date = first
    return True


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
    found = BARE_TIME.fullmatch(text[: limits.MOST_STAMP_CHARACTERS])
    if found is None or len(text) > limits.MOST_STAMP_CHARACTERS:
        return None
    part = found.groupdict()
    if part["whole"]:
        return time_of({"hour": part["whole"], "minute": "0", "half": part["whole_half"]})
    if int(part["hour"]) == _MIDNIGHT_HOUR and int(part["minute"]) == 0:
        return time(0)
    return time_of(part)


def stands_month_first(texts: Iterable[str]) -> bool:
    """Whether a column's dates in figures have the month first: a second number is no month."""
    pairs = [found.groups() for text in texts if (found := SLASHED.fullmatch(text.strip()))]
    firsts = max((int(first) for first, _ in pairs), default=0)
    seconds = max((int(second) for _, second in pairs), default=0)
    return len(pairs) > 1 and firsts <= len(MONTHS) < seconds

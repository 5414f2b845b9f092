"""Values of thresholds: from what YAML holds to what rules take, by the threshold's unit."""

import re
from datetime import time
from decimal import Decimal

from builder.policy.document import RawValue
from builder.policy.threshold import Threshold, Value

TIME_OF_DAY = "time of day"
_TIME = re.compile(r"([01]?[0-9]|2[0-3]):[0-5][0-9]")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class UnusableValueError(ValueError):
    """A value that its threshold cannot hold; the message says what it wants."""


def value_of(raw: RawValue, unit: str) -> Value | None:
    """The typed value of a threshold of a unit; ``None`` where it has none.

    Raises:
        UnusableValueError: a time of day that is none, or a figure below nought.
    """
    if unit == TIME_OF_DAY:
        return _time_of_day(raw)
    if isinstance(raw, list):
        return tuple(raw)
    if isinstance(raw, Decimal) and raw < 0:
        raise UnusableValueError("a figure of 0 or more")
    return raw


def value_like(threshold: Threshold, raw: RawValue) -> Value:
    """An override's value, of the same kind as the shipped one and within its bounds.

    Raises:
        UnusableValueError: with what the threshold wants instead.
    """
    shipped = threshold.value
    if shipped is None:
        raise UnusableValueError("no value, because this rule has no limit of its own")
    value = value_of(raw, threshold.unit)
    if type(value) is not type(shipped) or value is None:
        raise UnusableValueError(_WANTED[type(shipped)])
    if isinstance(value, Decimal):
        least, most = threshold.least, threshold.most
        if value < least or (most is not None and value > most):
            to = "" if most is None else f" to {most:,}"
            raise UnusableValueError(f"a figure from {least:,}{to}")
    return value


_WANTED: dict[type, str] = {
    Decimal: "a figure",
    time: "a time of day such as 10:30",
    str: "a word",
    bool: "yes or no",
    tuple: "a list of words",
}


def _time_of_day(raw: RawValue) -> time:
    if isinstance(raw, str) and _TIME.fullmatch(raw):
        return time.fromisoformat(raw.zfill(len("08:15")))
    raise UnusableValueError(_WANTED[time])


def weekday_numbers(names: list[str]) -> tuple[int, ...]:
    """Weekdays by name, Monday = 0, in the order of the week.

    Raises:
        UnusableValueError: a name is no weekday.
    """
    folded = [name.strip().casefold() for name in names]
    for name in folded:
        if name not in WEEKDAYS:
            raise UnusableValueError("weekdays such as Tuesday")
    return tuple(sorted({WEEKDAYS.index(name) for name in folded}))

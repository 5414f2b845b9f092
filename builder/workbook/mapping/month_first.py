"""Dates in words whose month stands before the day."""

import re
from collections.abc import Iterable
from datetime import date

_DATE = re.compile(r"\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})\b")
_LAST_MONTH = 12
_CENTURY = 2000
"""Of years that are typed with two digits."""


def day_of(text: str) -> str | None:
    """The day that a text begins with, its month read first; ``None`` where there is none."""
    found = _DATE.match(text)
    if found is None:
        return None
    month, day, year = map(int, found.groups())
    try:
        return date(year if year >= _CENTURY else year + _CENTURY, month, day).isoformat()
    except ValueError:
        return None


def is_month_first(texts: Iterable[str]) -> bool:
    """Whether a second number exceeds twelve and no first does."""
    dates = [found for text in texts if (found := _DATE.match(text))]
    seconds = any(int(each.group(2)) > _LAST_MONTH for each in dates)
    return seconds and not any(int(each.group(1)) > _LAST_MONTH for each in dates)

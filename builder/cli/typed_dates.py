"""Dates as people type them at a terminal: as in Excel, in words, or ISO 8601."""

import re
from datetime import datetime, timedelta

from builder.field.moment import LONDON

_DAYS_BACK = {"today": 0, "yesterday": 1}
_FIGURES = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
_WORDS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)? ([a-z]{3,9})\.? (\d{4})", re.IGNORECASE)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def iso_of(text: str, now: datetime) -> str:
    """What is typed, with its date in ISO 8601; a time after it stays.

    ``21/11/2026``, ``21 November 2026``, ``yesterday 17:20``; the first figure of a date is its
    day. What is none of these is given back as it stands.

    Args:
        text: as typed.
        now: aware; says which day ``yesterday`` was.
    """
    typed = " ".join(text.split())
    word, _, rest = typed.partition(" ")
    back = _DAYS_BACK.get(word.casefold().rstrip(","))
    if back is not None:
        on = now.astimezone(LONDON).date() - timedelta(days=back)
        return f"{on.isoformat()} {rest}".strip()
    for pattern, month_of in ((_FIGURES, str), (_WORDS, _month)):
        found = pattern.match(typed)
        month = month_of(found[2]) if found else ""
        if found and month:
            rest = typed[found.end() :].lstrip(", ")
            return f"{found[3]}-{month:0>2}-{found[1]:0>2} {rest}".strip()
    return typed


def _month(name: str) -> str:
    """The number of a month by its name or the first three letters; empty where it is none."""
    start = name.casefold()[:3]
    return str(_MONTHS.index(start) + 1) if start in _MONTHS else ""

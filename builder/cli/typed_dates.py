"""Dates as people type them at a terminal: as in a workbook, as ISO 8601, or by a word."""

from datetime import datetime, timedelta

from builder.field import Moment, local_date
from builder.field.moment import typed_moment

_DAYS_BACK = {"today": 0, "yesterday": 1}


def moment_typed(text: str, now: datetime) -> Moment:
    """A date, or a date with a time: ``21/11/2026``, ``21 November 2026, 17:20``, ``yesterday``.

    Args:
        text: as typed.
        now: aware; says which day ``yesterday`` was, in Europe/London.

    Raises:
        ValueError: it is none, or more is typed beside it.
    """
    from builder.workbook.reading.dated.words import Said, understood

    typed = " ".join(text.split())
    word, _, rest = typed.partition(" ")
    back = _DAYS_BACK.get(word.casefold().rstrip(","))
    if back is not None:
        on = local_date(now) - timedelta(days=back)
        typed = f"{on.isoformat()} {rest}".strip()
    if typed[:1].isdigit():
        found = understood(typed)
        if found.said in (Said.DATE, Said.SHORT_YEAR) and found.moment and found.first is None:
            return found.moment
    return Moment.instant(typed_moment(typed))

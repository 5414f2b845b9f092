"""In which shift a follow-up check was made, where nobody typed it."""

from collections.abc import Iterable, Mapping

from builder.records import LONDON, Check, Moment, Shift


def shift_at(moment: Moment, shifts: Iterable[Shift]) -> str | None:
    """The shift that began last by a moment; ``None`` of a bare date, or where none is known.

    Before the day's first shift begins, that is the last one of the day before.
    """
    if moment.at is None:
        return None
    now = moment.at.astimezone(LONDON).time()
    starts = sorted((each.starts, each.shift) for each in shifts if each.starts and each.shift)
    begun = [name for start, name in starts if start <= now]
    if begun:
        return begun[-1]
    return starts[-1][1] if starts else None


def inferred_shifts(checks: Iterable[Check], shifts: tuple[Shift, ...]) -> Mapping[int, str]:
    """Row of each check without a typed shift -> the shift that its moment falls in."""
    inferred = {}
    for check in checks:
        if check.shift is None and check.checked_on is not None:
            name = shift_at(check.checked_on, shifts)
            if name is not None:
                inferred[check.source.row] = name
    return inferred

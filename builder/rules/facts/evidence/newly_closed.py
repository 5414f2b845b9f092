"""Which lines count as newly closed when a burst is drawn (B2.1)."""

from collections.abc import Iterable
from datetime import timedelta

from builder.field import BurstCycle, Moment


def last_completed(cycles: Iterable[BurstCycle], drawn_at: Moment) -> Moment | None:
    """When the last burst before a draw was completed; ``None`` where none was."""
    closed = [each.closed_at for each in cycles if each.closed_at is not None]
    before = [each for each in closed if each.order < drawn_at.order]
    return max(before, key=lambda each: each.order, default=None)


def is_newly_closed(
    accepted: Moment | None, completed: Moment | None, drawn_at: Moment, window_days: int
) -> bool:
    """Whether a line's closure was accepted since the last completed burst, within the window.

    Args:
        accepted: when it was; ``None`` = it was not.
        completed: when the last burst was completed; ``None`` = only the window counts.
        drawn_at: the moment of the draw.
        window_days: how many days before the draw still count, inclusive.
    """
    if accepted is None or accepted.order > drawn_at.order:
        return False
    if accepted.on < drawn_at.on - timedelta(days=window_days):
        return False
    return completed is None or accepted.order > completed.order

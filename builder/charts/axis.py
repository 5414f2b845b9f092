"""The axis of values: what it spans, and where its round values stand."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from fractions import Fraction

from builder.charts.drawing import figure

HEADROOM = Fraction(108, 100)
MOST_TICKS = 6
_STEPS = tuple(
    Fraction(digit) * Fraction(10) ** power for power in range(-2, 7) for digit in (1, 2, 5)
)
_REACHES = tuple(step * MOST_TICKS for step in _STEPS)
"""The most that each step can span."""


def axis_range(shown: Sequence[Fraction]) -> tuple[Fraction, Fraction]:
    """The least and the most that an axis shows, from all that stands on it."""
    high, low = max(shown), min(shown)
    # RATIONALE: an axis that starts at 0 does not exaggerate; it is left only where all points
    # stand in the upper half, or some are below 0.
    least = low if low < 0 else Fraction(0) if low * 2 < high else low * Fraction(9, 10)
    most = high * HEADROOM if high > 0 else Fraction(1)
    return least, most if most > least else least + 1


def ticks(least: Fraction, most: Fraction) -> Iterator[tuple[float, str]]:
    """Round values within a range, each with its label."""
    step = _STEPS[min(bisect_left(_REACHES, most - least), len(_STEPS) - 1)]
    tick = -(-least // step) * step
    while tick <= most:
        yield float(tick), figure(tick) if step >= Fraction(1, 10) else f"{float(tick):.2f}"
        tick += step

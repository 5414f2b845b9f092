"""One manager's load and capacity, and the lines that make it up."""

from dataclasses import dataclass
from fractions import Fraction

from builder.field import Action

HUNDRED = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedAction:
    """A line that takes its manager's hours within the horizon."""

    action: Action
    hours: Fraction
    is_default: bool
    """Whether policy's hours stand in for an estimate that the line lacks."""
    manager: str
    """After the day's moves: as the line says."""
    manager_before: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Workload:
    """One manager's load and capacity."""

    person: str
    before_hours: Fraction
    after_hours: Fraction
    capacity_hours: Fraction | None
    """``None`` = unknown."""
    lines: tuple[LoadedAction, ...]
    """Lines of theirs before or after, by ref."""

    @property
    def before_percent(self) -> Fraction | None:
        """Pressure before the day's moves; ``None`` = no figure."""
        return pressure(self.before_hours, self.capacity_hours)

    @property
    def after_percent(self) -> Fraction | None:
        """Pressure after them."""
        return pressure(self.after_hours, self.capacity_hours)

    @property
    def has_load_without_hours(self) -> bool:
        """Whether hours are needed and none are available: above any limit (B1.3)."""
        return self.capacity_hours == 0 and self.after_hours > 0


def pressure(load: Fraction, capacity: Fraction | None) -> Fraction | None:
    """Load over capacity in percent; ``None`` where capacity is unknown, or nought with a load."""
    if capacity is None or (capacity == 0 and load > 0):
        return None
    return Fraction(0) if capacity == 0 else load / capacity * HUNDRED

"""Ageing bands: the policy's list of day ranges, and the band of a number of days."""

from bisect import bisect_right
from dataclasses import dataclass

from builder.policy import Policy


@dataclass(frozen=True, slots=True)
class Bands:
    """Day ranges by their labels, such as ``1-7`` and ``29+``."""

    labels: tuple[str, ...]
    starts: tuple[int, ...]
    """The first day of each band."""

    @classmethod
    def of(cls, policy: Policy) -> "Bands":
        """The policy's bands (B1.N)."""
        value = policy.threshold("ageing_bands").value
        labels = value if isinstance(value, tuple) else ()
        return cls(labels, tuple(int(each.rstrip("+").split("-")[0]) for each in labels))

    def band(self, days: int | None) -> str | None:
        """The label of the band of some days; ``None`` where they are unknown."""
        place = -1 if days is None else bisect_right(self.starts, days) - 1
        return self.labels[place] if place >= 0 else None

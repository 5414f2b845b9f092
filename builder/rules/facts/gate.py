"""A line's closure gate, judged: its checks, and whether the whole gate passes."""

from datetime import datetime
from typing import NamedTuple

from builder.rules.facts.reduction import MeasureChange
from builder.rules.facts.sustained import ReviewWatch
from builder.rules.verdict import GateCheck


class Gate(NamedTuple):
    """A line's gate, judged."""

    at: datetime
    """The moment it was judged at; a closed line's is that of its approving decision."""
    checks: tuple[GateCheck, ...]
    change: MeasureChange | None
    """How the measure had moved by then that the line is judged by."""
    watch: ReviewWatch
    """How the line had been reviewed by then."""

    @property
    def passes(self) -> bool:
        """Whether every check lets the line through."""
        return all(each.passes for each in self.checks)

    @property
    def failing(self) -> tuple[GateCheck, ...]:
        """The checks that do not."""
        return tuple(each for each in self.checks if not each.passes)

    def check(self, name: str) -> GateCheck | None:
        """A check by its name; ``None`` where it does not concern the line."""
        return next((each for each in self.checks if each.check == name), None)

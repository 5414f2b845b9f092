"""What the suite measured for one size."""

from dataclasses import dataclass, field

from tests.benchmarks.measured import Cost

HELP = "portal --help"
CHECK = "portal check, 1,000 actions in one workbook"
FRICTIONLESS = "frictionless validate, the same workbook"
CHECKED_ACTIONS = 1_000


@dataclass(slots=True, kw_only=True)
class Result:
    """Everything measured for one size."""

    actions: int
    costs: dict[str, Cost] = field(default_factory=dict)
    stages: dict[str, float] = field(default_factory=dict)
    """Stage of a cold build -> CPU seconds."""

    def cpu(self, what: str) -> float:
        """CPU seconds of a command."""
        return self.costs[what].cpu_seconds

"""Whether everything that was recorded is still as it was written."""

from dataclasses import dataclass
from pathlib import Path

from builder.ledger.fold import folded
from builder.ledger.folder import RUN, RunFile, holdings
from builder.problems import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What a check of the whole ledger found."""

    files: tuple[RunFile, ...]
    """Those that stand, oldest first."""
    problem: Problem | None = None
    """The first entry that does not stand, with its file and what is wrong."""

    @property
    def runs(self) -> int:
        """Runs that stand."""
        return sum(each.run["kind"] == RUN for each in self.files)

    @property
    def entries(self) -> int:
        """Entries that stand."""
        return sum(1 + len(each.bodies) for each in self.files)

    @property
    def head(self) -> str:
        """Hash of the last entry that stands; empty where there is none."""
        return self.files[-1].head if self.files else ""

    @property
    def is_whole(self) -> bool:
        """Whether nothing that was recorded has changed since."""
        return self.problem is None


def verify(folder: Path) -> Verification:
    """Checks every entry, the chain between them, and what they hold."""
    held = holdings(folder)
    state = folded(held.files)
    return Verification(files=held.files[: state.stands], problem=state.problem or held.problem)

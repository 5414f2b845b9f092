"""Whether everything that was recorded is still as it was written."""

from dataclasses import dataclass
from pathlib import Path

from builder.ledger.folder import RUN, holdings
from builder.problems import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What a check of the whole ledger found."""

    runs: int
    """Runs that stand."""
    entries: int
    """Entries that stand."""
    head: str
    """Hash of the last entry that stands; empty where there is none."""
    problem: Problem | None = None
    """The first entry that does not stand, with its file and what is wrong."""
    cut_short: str = ""
    """Name of a last file that a killed run left; the next run sets it aside."""

    @property
    def is_whole(self) -> bool:
        """Whether nothing that was recorded has changed since."""
        return self.problem is None or bool(self.cut_short)


def verify(folder: Path) -> Verification:
    """Checks every entry and the chain between them."""
    held = holdings(folder)
    return Verification(
        runs=sum(each.run["kind"] == RUN for each in held.files),
        entries=sum(1 + len(each.bodies) for each in held.files),
        head=held.head,
        problem=held.problem,
        cut_short=held.cut_short,
    )

"""Whether heads that left the building stand in this history, and the first day that does not."""

from collections.abc import Iterable
from dataclasses import dataclass

from builder.ledger.folder import RunFile

Heads = tuple[tuple[str, str], ...]
"""(day, head) after each file of a ledger, oldest first; the day is empty where it is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What was found of some heads."""

    looked_for: int
    day: str = ""
    """The first day whose head does not stand; empty where all do, or where no day was given."""
    head: str = ""
    """The head that does not stand."""

    @property
    def is_found(self) -> bool:
        """Whether every head stands."""
        return not self.head


def standing(files: Iterable[RunFile], heads: Heads) -> Standing:
    """Looks for heads among the files that stand.

    A run that was rechained when a fork was mended stands under the head that it had before too.
    """
    held: dict[str, set[str]] = {}
    for file in files:
        held.setdefault(file.head, set()).add(file.day)
        if file.was is not None:
            held.setdefault(file.was["head"], set()).add(file.day)
    for day, head in heads:
        if head not in held or (day and day not in held[head]):
            return Standing(looked_for=len(heads), day=day, head=head)
    return Standing(looked_for=len(heads))

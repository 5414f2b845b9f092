"""The timeline folded from what earlier runs recorded."""

from builder.history.change import Change, ChangeKind
from builder.history.history import Figure, GivenSnapshot, History, Run

__all__ = ["Change", "ChangeKind", "Figure", "GivenSnapshot", "History", "Run"]

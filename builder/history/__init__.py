"""The timeline folded from what earlier runs recorded."""

from builder.history.history import Figure, History, Run

__all__ = ["Figure", "History", "Run"]

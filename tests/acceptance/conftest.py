"""The command for every acceptance test."""

from tests.acceptance.command import assess

__all__ = ["assess"]

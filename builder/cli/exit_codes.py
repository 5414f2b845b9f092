"""The exit codes of every command."""

from enum import IntEnum


class ExitCode(IntEnum):
    """What a finished command tells the program that started it (docs/reference/exit-codes)."""

    DONE = 0
    """Done; warnings and notes alone change nothing."""
    RULES_BLOCK = 1
    """Rules fired that block a closure update; only with ``--strict``."""
    WRONG_USAGE = 2
    """The command's words cannot be used."""
    WORKBOOK_ERRORS = 3
    """Errors in the workbooks; the good rows are built all the same."""
    NOTHING_BUILT = 4
    """Nothing, or not all, could be built or published; the message says what stands now."""
    LOCKED = 5
    """Another run holds the lock."""

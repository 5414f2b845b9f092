"""Problems of the ledger (LGxxx): entries that are not as they were written."""

from builder.problems.kinds import error

BROKEN_ENTRY = error(
    "LG101",
    "History was changed",
    "Entry {line} of this ledger file is not as it was written: {reason}.",
    "Restore this file from a backup. What was recorded before it still stands.",
)
CUT_SHORT = error(
    "LG102",
    "History file cut short",
    "This ledger file ends in the middle of a run; files are recorded whole or not at all.",
    "Restore this file from a backup. What was recorded before it still stands.",
)
MISSING_FILE = error(
    "LG103",
    "History file missing",
    "The ledger file {number} is missing between its neighbours.",
    "Restore it from a backup. What was recorded before it still stands.",
)
NEWER_FORM = error(
    "LG104",
    "History of a newer version",
    "This ledger file was written by a newer version of the portal.",
    "Install that version or a later one.",
)
ODD_ENTRY = error(
    "LG105",
    "History that cannot be read",
    "Entry {line} of this ledger file holds what no run writes: {reason}.",
    "Restore this file from a backup. What was recorded before it still stands.",
)
OTHER_NAME = error(
    "LG106",
    "History file renamed",
    "The name of this ledger file is not its own: its run is named {name}.",
    "Give it that name again, or restore it from a backup.",
)
OTHER_END = error(
    "LG107",
    "History cut at its end",
    "The ledger does not end as it was recorded: {reason}.",
    "Restore the whole ledger from a backup, this file with it.",
)
FORKED = error(
    "LG108",
    "History forked",
    "Ledger file {number} stands there twice: two runs were recorded at the same time.",
    "Run: portal ledger mend. It keeps both runs.",
)
COUNTERSIGNED = error(
    "LG109",
    "Countersignature does not hold",
    "This countersignature of the ledger does not hold: {reason}.",
    "Restore the ledger and this file from a backup.",
)

"""Problems of the ledger (LGxxx): entries that are not as they were written."""

from builder.problems.kinds import error, warning

BROKEN_ENTRY = error(
    "LG101",
    "History was changed",
    "Entry {line} of this ledger file is not as it was written: {reason}.",
    "Restore this file from a backup. What was recorded before it still stands.",
)
CUT_SHORT = warning(
    "LG102",
    "History file cut short",
    "This ledger file ends in the middle of a run; the run before it is the last that counts.",
    "Nothing needs doing. The next run sets the file aside and records anew.",
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

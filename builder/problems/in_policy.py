"""Problems of a provider's policy file: codes ``PO``."""

from builder.problems.kinds import error, warning

NOT_READABLE = error(
    "PO101",
    "Policy file not readable",
    "The policy file cannot be read: {reason}.",
    "Correct that line of policy.yml; until then the shipped limits stand.",
)
ENTRY_NOT_UNDERSTOOD = error(
    "PO102",
    "Policy entry not understood",
    "The entry “{entry}” of the policy file is not understood: {reason}.",
    "Correct or remove the entry “{entry}” in policy.yml.",
)
UNKNOWN_THRESHOLD = error(
    "PO201",
    "Override of an unknown threshold",
    "There is no threshold called “{threshold}”.",
    "Take the threshold's id from the list that “portal policy” prints.",
)
VALUE_OF_ANOTHER_KIND = error(
    "PO202",
    "Override value not usable",
    "The value “{value}” does not fit the threshold {threshold}.",
    "Enter {wanted}.",
)
NO_REASON = error(
    "PO203",
    "Override without a reason",
    "The override of {threshold} gives no reason, so the shipped value stands.",
    "Add a reason to the override.",
)
OVERRIDDEN_TWICE = warning(
    "PO204",
    "Threshold overridden twice",
    "The threshold {threshold} is overridden more than once; the first override stands.",
    "Keep one override of {threshold}.",
)
WEEKDAYS_NOT_USABLE = error(
    "PO205",
    "Weekdays not usable",
    "The entry “{entry}” holds no usable weekdays.",
    "Enter weekdays by their English names, such as Tuesday, and leave one day open.",
)
UNKNOWN_FAMILY = error(
    "PO206",
    "Unknown theme family",
    "The theme family “{family}” is not known.",
    "Put the words under one of: {known}.",
)
UNKNOWN_FIELD = error(
    "PO207",
    "Audience with an unknown field",
    "The audience {audience} names {entry}, which is not known; nothing of it is shown.",
    "Enter sheets and headings as the workbooks have them{suggestion}.",
)
NO_DAY = error(
    "PO220",
    "Day on which records begin not usable",
    "The entry records_begin holds “{value}”, which is no date; no line is closed before records.",
    "Enter one date, such as 2026-04-01.",
)

"""Words that stand where a date is wanted and name none: kept and shown as typed."""

import re

_WORDS = (
    "asap", "as soon as possible", "ongoing", "on going", "on-going", "continuous", "continuing",
    "tbc", "tba", "tbd", "to be confirmed", "to be agreed", "to be decided", "immediate",
    "immediately", "with immediate effect", "urgent", "n/a", "na", "not applicable", "none",
    "no date", "rolling", "permanent",
)  # fmt: skip
_BEGINS = re.compile(rf"(?:{'|'.join(map(re.escape, _WORDS))})(?![a-z])", re.IGNORECASE)


def is_no_date(typed: str) -> bool:
    """Whether a text says that there is no day: "ASAP", "Ongoing - reviewed monthly"."""
    return _BEGINS.match(typed.strip()) is not None

"""Sheets that the product itself puts into workbooks; they hold no records, and nobody is told."""

import re

from builder.workbook.airlock.cleaning import fold

ABOUT = "About"
"""In the template: what the workbook is."""
WORDS = "Words"
"""In the template: the words of its drop-downs."""
FIX_LIST = "Fix list"
"""In a hand-back copy: its problems."""
_NAMES = re.compile(rf"{fold(ABOUT)}|{fold(WORDS)}|{fold(FIX_LIST)}(?: \d+)?")


def is_our_own(tab: str) -> bool:
    """Whether a tab has a name that the product gives."""
    return _NAMES.fullmatch(fold(tab)) is not None

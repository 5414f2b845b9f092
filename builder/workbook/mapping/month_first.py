"""Dates in words whose month stands before the day."""

import re

_DATE = re.compile(r"(\s*)(\d{1,2})([/.-])(\d{1,2})([/.-]\d{2,4}\b)")
LAST_MONTH = 12


def day_first(text: str) -> str:
    """A text with its first date turned round; unchanged where there is none."""
    return _DATE.sub(r"\1\4\3\2\5", text, count=1)


def is_month_first(texts: list[str]) -> bool:
    """Whether a second number exceeds twelve and no first does."""
    dates = [found for text in texts if (found := _DATE.match(text))]
    seconds = any(int(each.group(4)) > LAST_MONTH for each in dates)
    return seconds and not any(int(each.group(2)) > LAST_MONTH for each in dates)

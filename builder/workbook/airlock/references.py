"""A1 references: letters, numbers and ranges."""

import re
from functools import lru_cache

from builder.workbook.airlock.limits import LAST_COLUMN, LAST_ROW

_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})")
_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_MOST_LETTERS = 3


@lru_cache(maxsize=LAST_COLUMN)
def column_letters(column: int) -> str:
    """``1`` -> ``A``, ``16384`` -> ``XFD``; a number beyond it reads a column once more."""
    column = (column - 1) % LAST_COLUMN + 1
    letters = ""
    while column:
        column, rest = divmod(column - 1, len(_ALPHABET))
        letters = _ALPHABET[rest] + letters
    return letters


@lru_cache(maxsize=LAST_COLUMN)
def column_number(letters: str) -> int:
    """``A`` -> ``1``; ``0`` for anything but one to three capital letters."""
    if not 1 <= len(letters) <= _MOST_LETTERS:
        return 0
    number = 0
    for letter in letters:
        place = _ALPHABET.find(letter)
        if place < 0:
            return 0
        number = number * len(_ALPHABET) + place + 1
    return number


def parse_cell(reference: str) -> tuple[int, int] | None:
    """Column and row of ``H12``; ``None`` where it is no cell of a sheet."""
    found = _CELL.fullmatch(reference)
    if found is None:
        return None
    column, row = column_number(found.group(1).upper()), int(found.group(2))
    return (column, row) if column <= LAST_COLUMN and row <= LAST_ROW else None


def parse_range(reference: str) -> tuple[int, int, int, int] | None:
    """First column, first row, last column, last row of ``A1:B2`` or ``A1``."""
    first, _, last = reference.partition(":")
    start, end = parse_cell(first), parse_cell(last or first)
    if start is None or end is None:
        return None
    (left, top), (right, bottom) = start, end
    return (min(left, right), min(top, bottom), max(left, right), max(top, bottom))

"""What the cells of a column look like, whatever its heading says."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from builder.workbook.airlock.cleaning import clean, fold
from builder.workbook.airlock.number_formats import (
    is_date_format,
    is_percent_format,
    serial_datetime,
)
from builder.workbook.airlock.raw import Held, RawCell, RawRow, RawWorkbook
from builder.workbook.mapping.grid import value_of
from builder.workbook.mapping.knowledge import known_words

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b"
)
_DATE = re.compile(
    rf"\d{{1,2}}[/.-]\d{{1,2}}(?:[/.-]\d{{2,4}})?|\d{{4}}-\d\d-\d\d|{_MONTH}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}|w/c|week commencing|(?:by )?(?:the )?end of",
    re.IGNORECASE,
)
_LONGEST_DATE, _LONGEST_WORD, _LONGEST_NAME = 40, 30, 48
_REGULATION = re.compile(r"\breg(?:ulation)?s?\b\.?\s*\d", re.IGNORECASE)
_SENTENCE = 6
"""Words from which a text is no name."""
_SAMPLES = 2


@dataclass(frozen=True, slots=True)
class Value:
    """One filled cell, as a person sees it."""

    row: int
    text: str
    is_date: bool
    is_number: bool
    colour: str


class Profile:
    """The values of one column below its heading."""

    def __init__(
        self,
        values: Iterable[Value],
        colours: Counter[str],
        unresolved: int,
        rows: int,
    ) -> None:
        self.values = tuple(values)
        self.colours = colours
        """Colour -> cells that have it, blank ones too."""
        self.unresolved = unresolved
        """Formulas without a saved result."""
        self.rows = rows
        """Rows below the heading."""

    @cached_property
    def words(self) -> Counter[str]:
        """Folded text -> how many cells hold it."""
        return Counter(fold(each.text) for each in self.values)

    @property
    def samples(self) -> tuple[str, ...]:
        """The first two different values."""
        return tuple(dict.fromkeys(each.text for each in self.values))[:_SAMPLES]

    def share(self, kind: str) -> float:
        """Which part of the values is of a kind; 0 where there are none."""
        count = sum(_is(kind, each) for each in self.values)
        return count / len(self.values) if self.values else 0.0

    @property
    def distinct(self) -> float:
        """Which part of the values stands once."""
        return len(self.words) / len(self.values) if self.values else 0.0


def _is(kind: str, value: Value) -> bool:
    return _KINDS[kind](value, fold(value.text))


def _may_be_date(value: Value, text: str) -> bool:
    is_short = not value.is_number and len(text) <= _LONGEST_DATE
    return value.is_date or (
        is_short and (_DATE.match(text) is not None or text in known_words("no_dates"))
    )


def _is_status(value: Value, text: str) -> bool:
    known = known_words("status", "settled") | known_words("status", "asked")
    return text in known or text.split(" ")[0] in known_words("status", "colours")


def _is_sentence(value: Value, text: str) -> bool:
    return len(text.split()) >= _SENTENCE or len(text) > _LONGEST_NAME


_KINDS: Mapping[str, Callable[[Value, str], bool]] = {
    "date": _may_be_date,
    "true date": lambda value, text: value.is_date or _DATE.match(text) is not None,
    "number": lambda value, text: value.is_number and not value.is_date,
    "status": _is_status,
    "risk": lambda value, text: text in known_words("risk") or text in known_words("risk_asked"),
    "question": lambda value, text: text in known_words("key_questions"),
    "regulation": lambda value, text: _REGULATION.search(text) is not None,
    "word": lambda value, text: len(text) <= _LONGEST_WORD and not value.is_date,
    "sentence": _is_sentence,
}


def profile(raw: RawWorkbook, rows: Iterable[RawRow], column: int) -> Profile:
    """The values of a column in these rows."""
    values: list[Value] = []
    colours: Counter[str] = Counter()
    unresolved = count = 0
    for row in rows:
        count += 1
        cell = value_of(row, column)
        colour = _colour(raw, row, column, cell)
        if colour:
            colours[colour] += 1
        if cell is None:
            continue
        if cell.held is Held.NO_RESULT:
            unresolved += 1
        elif text := shown(cell, raw):
            is_date = cell.held is Held.ISO_DATE or _is_day(cell, raw)
            is_number = cell.held is Held.NUMBER
            values.append(Value(row.number, text, is_date, is_number, colour))
    return Profile(values, colours, unresolved, count)


def _colour(raw: RawWorkbook, row: RawRow, column: int, cell: RawCell | None) -> str:
    style = cell.style if cell else None
    if style is None and column in row.coloured_blanks:
        place = row.coloured_blanks.index(column)
        style = row.blank_styles[place] if place < len(row.blank_styles) else None
    return raw.styles[style].colour if style is not None and style < len(raw.styles) else ""


def _is_day(cell: RawCell, raw: RawWorkbook) -> bool:
    return cell.held is Held.NUMBER and is_date_format(_format(cell, raw))


def _format(cell: RawCell, raw: RawWorkbook) -> str:
    return raw.styles[cell.style].number_format if cell.style < len(raw.styles) else ""


def shown(cell: RawCell, raw: RawWorkbook) -> str:
    """A cell as a person sees it, near enough for a sample."""
    if cell.held is Held.BOOLEAN:
        return "TRUE" if cell.value == "1" else "FALSE"
    if cell.held is not Held.NUMBER:
        return " ".join(clean(cell.value)[0].split())
    try:
        number = float(cell.value)
    except ValueError:
        return cell.value
    if _is_day(cell, raw):
        moment = serial_datetime(number, raw.counts_from_1904)
        return f"{moment:%d/%m/%Y}" if moment else cell.value
    if is_percent_format(_format(cell, raw)):
        return f"{number:.0%}"
    return str(int(number)) if number.is_integer() else cell.value

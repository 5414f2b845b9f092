"""What a cell shows in Excel, as far as its number format says so."""

from decimal import Decimal
from functools import lru_cache

from builder.workbook.airlock.cleaning import clean
from builder.workbook.airlock.number_formats import GENERAL, is_date_format, is_percent_format
from builder.workbook.airlock.raw import Held, RawCell
from builder.workbook.reading.dated.shown import shown_date
from builder.workbook.reading.number_parts import TOKENS, plain, sections
from builder.workbook.reading.numbers import serial_number, stored_number
from builder.workbook.reading.spot import Facts

_REMEMBERED = 8192
_HUNDRED = 100


def shown_text(cell: RawCell, facts: Facts) -> str:
    """What a reader of the workbook sees in a cell, without what is invisible."""
    match cell.held:
        case Held.NUMBER:
            number_format = facts.number_format(cell.style)
            return shown_number(cell.value, number_format, facts.counts_from_1904)
        case Held.BOOLEAN:
            return "TRUE" if cell.value == "1" else "FALSE"
        case _:
            return clean(cell.value)[0]


@lru_cache(maxsize=_REMEMBERED)
def shown_number(value: str, number_format: str, counts_from_1904: bool = False) -> str:
    """A stored number by its format: ``07:30``, ``85%``, ``£1,250.50``, ``3-Apr``."""
    number = stored_number(value)
    if number is None:
        return value
    if is_date_format(number_format):
        shown = shown_date(serial_number(value), number_format, counts_from_1904)
        return shown or f"{number:f}"
    parts = sections(number_format)
    if number_format == "@" or GENERAL.casefold() in parts[0].casefold():
        return f"{number:f}"
    has_own = number < 0 and len(parts) > 1
    found = _by_section(abs(number) if has_own else number, parts[1 if has_own else 0])
    return found or f"{number:f}"


def _by_section(number: Decimal, section: str) -> str:
    """A number by one section of a format; empty where the section shows none."""
    shown, has_digits = [], False
    for part in TOKENS.finditer(section):
        digits = part["digits"]
        if digits and "e" in digits.casefold():
            return ""
        if digits and not has_digits:
            has_digits = True
            shown.append(
                _digits(number * _HUNDRED if is_percent_format(section) else number, digits)
            )
        else:
            shown.append(part["sign"] or part["part"] or plain(part))
    return "".join(shown).strip() if has_digits else ""


def _digits(number: Decimal, form: str) -> str:
    mark = "%" if form.endswith("%") else ""
    whole, _, decimals = form.rstrip("%").partition(".")
    places, least = len(decimals), decimals.count("0")
    rounded = f"{number:,.{places}f}" if "," in whole else f"{number:.{places}f}"
    for _ in range(places - least):
        rounded = rounded.removesuffix("0")
    sign = "-" if rounded.startswith("-") else ""
    left, dot, right = rounded.removeprefix("-").rstrip(".").partition(".")
    return f"{sign}{left.zfill(whole.count('0'))}{dot}{right}{mark}"

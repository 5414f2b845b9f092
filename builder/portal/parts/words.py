"""How dates, numbers, limits, roles and places are worded on every page."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import TypeGuard

from builder.field import LONDON, Moment
from builder.field.words import Role
from builder.problems import Cell
from builder.rules.verdict import PROVIDER
from builder.rules.words import MONTHS, number_text
from builder.rules.words import capitalised as capitalised

NOT_RECORDED = "Not recorded"
NOT_ASSESSABLE = "Not assessable"
NOT_DUE = "Not due yet"
NO_SERVICE = "All services"

Shown = Moment | datetime | date | None
Amount = int | Fraction | Decimal | None

_SHORT_MONTH = 3
_UNITS_WITHOUT_SPACE = frozenset({"%", "percent", "per cent"})
_WITHOUT_ARTICLE = frozenset({Role.HR.value, Role.SENIOR_LEADERSHIP.value})
_AT_MOST = {"exceeds": "no more than", "reaches": "fewer than", "below": "at least"}


def date_words(on: date, *, short: bool = False) -> str:
    """A date as people write it: "21 November 2026", in tables "21 Nov 2026"."""
    month = MONTHS[on.month - 1]
    return f"{on.day} {month[:_SHORT_MONTH] if short else month} {on.year}"


def moment_words(moment: Shown, *, short: bool = False, absent: str = NOT_RECORDED) -> str:
    """A date, or a date with its local time: "21 November 2026, 17:20"."""
    match moment:
        case None:
            return absent
        case Moment(on=on, at=None):
            return date_words(on, short=short)
        case Moment(at=datetime() as at) | (datetime() as at):
            local = at.astimezone(LONDON)
            return f"{date_words(local.date(), short=short)}, {local:%H:%M}"
        case date():
            return date_words(moment, short=short)
        case _:
            raise TypeError(f"{moment!r} is no moment")


def moment_key(moment: Shown) -> str:
    """The sort key of a moment in a table; empty where there is none."""
    match moment:
        case None:
            return ""
        case Moment():
            return moment.end.isoformat()
        case datetime():
            return moment.astimezone(UTC).isoformat()
        case _:
            return Moment(moment).end.isoformat()


def is_figure(value: object) -> TypeGuard[int | Fraction | Decimal]:
    """Whether a value is a number; a switch is none."""
    return isinstance(value, int | Fraction | Decimal) and not isinstance(value, bool)


def number_words(value: Amount, *, limit: Amount = None, absent: str = NOT_ASSESSABLE) -> str:
    """A number with at most one decimal: "1,284", "64.3"; ``absent`` where there is none.

    More decimals are kept where rounding would make the value look whole, or like ``limit``: a
    limit is compared unrounded, and 86.96 must not be shown as 87 beside "at least 87".
    """
    if value is None:
        return absent
    if isinstance(value, int):
        return f"{'−' if value < 0 else ''}{abs(value):,}"
    return _rounded(Fraction(value), None if limit is None else Fraction(limit))


# RATIONALE: the same few figures stand beside the same limits on thousands of pages.
@lru_cache(maxsize=4096)
def _rounded(exact: Fraction, limit: Fraction | None) -> str:
    whole, dot, parts = number_text(exact, limit).removeprefix("-").partition(".")
    return f"{'−' if exact < 0 else ''}{int(whole):,}{dot}{parts}"


def quantity(
    value: Amount, unit: str, *, limit: Amount = None, absent: str = NOT_ASSESSABLE
) -> str:
    """A number with its unit: "87%", "5 defects"; ``absent`` alone where there is none."""
    if value is None:
        return absent
    words = number_words(value, limit=limit)
    if unit.casefold() in _UNITS_WITHOUT_SPACE:
        return f"{words}%"
    if words == "1" and unit.endswith("s"):
        unit = unit.removesuffix("s")
    return f"{words} {unit}".strip()


def signed_words(value: Fraction | Decimal | int, unit: str = "") -> str:
    """A change with its sign: "+2", "−75%"."""
    sign = "−" if value < 0 else "+" if value > 0 else ""
    return f"{sign}{quantity(abs(Fraction(value)), unit)}"


def change_words(now: Amount, before: Amount, unit: str = "") -> str:
    """How a figure moved: "Up 2", "Down 3 points", "No change"; empty where one is unknown."""
    if now is None or before is None:
        return ""
    change = Fraction(now) - Fraction(before)
    if change == 0:
        return "No change"
    points = " points" if unit.casefold() in _UNITS_WITHOUT_SPACE else ""
    return f"{'Up' if change > 0 else 'Down'} {number_words(abs(change))}{points}"


def counted(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun: "1 action", "3 actions", "2 entries"."""
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"


def scalar_words(value: object, unit: str = "", *, limit: object = None) -> str:
    """Whatever a verdict observed or a register's row holds, in words."""
    if is_figure(value):
        against: Amount = limit if is_figure(limit) else None
        return quantity(value, unit, limit=against)
    match value:
        case None:
            return NOT_ASSESSABLE
        case bool():
            return "Yes" if value else "No"
        case datetime() | date() | Moment():
            return moment_words(value, short=True)
        case time():
            return f"{value:%H:%M}"
        case tuple():
            return list_words(str(each) for each in value)
        case _:
            return str(value)


def limit_words(limit: object, comparison: str, unit: str = "") -> str:
    """What a limit allows: "Limit: no more than 5 defects"; empty where there is none."""
    if limit is None:
        return ""
    words = scalar_words(limit, unit)
    allowed = _AT_MOST.get(comparison)
    return f"Limit: {allowed} {words}" if allowed else f"Limit: {words}"


def list_words(words: Iterable[str], last: str = "and") -> str:
    """Words in a row: "a, b and c"; empty where there are none."""
    *front, end = [*words] or [""]
    return f"{', '.join(front)} {last} {end}" if front else end


def sentence(text: str) -> str:
    """Text with a capital first and a full stop last; empty stays empty."""
    trimmed = text.strip()
    if not trimmed:
        return ""
    ended = trimmed if trimmed[-1] in ".!?" else f"{trimmed}."
    return f"{ended[0].upper()}{ended[1:]}"


def role_words(role: str) -> str:
    """A role as it stands in a sentence: "the Operations Manager", "the provider"."""
    if not role or role in _WITHOUT_ARTICLE:
        return role
    return f"the {PROVIDER if role.casefold() == PROVIDER else role}"


def place_words(cell: Cell) -> str:
    """A place in a workbook: "oakfield.xlsx, Actions!H12"."""
    inside = "!".join(part for part in (cell.sheet, cell.cell) if part)
    return ", ".join(part for part in (cell.workbook, inside) if part)


def places_words(cells: Iterable[Cell], most: int) -> str:
    """Places in a row, the first ``most`` of them, and how many more there are."""
    places = [place_words(cell) for cell in cells]
    more = len(places) - most
    return "; ".join(places[:most]) + (f"; and {counted(more, 'more cell')}" if more > 0 else "")

"""What trackers of other shapes call our sheets, columns and words, kept as data."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from importlib.resources import files

import yaml

from builder.field.column import CellKind, Column
from builder.field.sheet import Sheet
from builder.workbook.airlock.cleaning import fold, heading_text
from builder.workbook.reading.named_values import nearest
from builder.workbook.schema import SHEETS

_NEAR_HEADING = 0.8
_WORD = re.compile(r"[\w'-]+")
_YES_NO_WORDS = "Yes or no"


class Fit(IntEnum):
    """How a name of theirs fits one of ours; the higher, the surer."""

    NEAR = 1
    SYNONYM = 2
    EXACT = 3


@dataclass(frozen=True, slots=True)
class Fitted:
    """A name of ours that one of theirs fits."""

    name: str
    fit: Fit


@cache
def _synonyms() -> Mapping[str, Mapping[str, object]]:
    text = files("builder.workbook.mapping").joinpath("synonyms.yml").read_text(encoding="utf-8")
    found: Mapping[str, Mapping[str, object]] = yaml.safe_load(text)
    return found


def _theirs(names: object) -> dict[str, str]:
    """Folded name of theirs -> name of ours; the first that claims it has it."""
    found: dict[str, str] = {}
    for ours, theirs in names.items() if isinstance(names, dict) else ():
        for each in theirs:
            found.setdefault(heading_text(str(each)), str(ours))
    return found


@cache
def theirs_by_ours(sheet: str) -> Mapping[str, tuple[str, ...]]:
    """Our heading -> what trackers call it."""
    held = _synonyms()["columns"].get(sheet)
    return {
        str(ours): tuple(map(str, theirs))
        for ours, theirs in (held.items() if isinstance(held, dict) else ())
    }


@cache
def _sheet_names() -> Mapping[str, str]:
    return _theirs(_synonyms()["sheets"])


@cache
def _column_names(sheet: str) -> Mapping[str, str]:
    return _theirs(_synonyms()["columns"].get(sheet))


@cache
def _word_names(words: str) -> Mapping[str, str]:
    return _theirs(_synonyms()["words"].get(words))


def fit_sheet(tab: str) -> Fitted | None:
    """The sheet that a tab's name fits."""
    wanted = fold(tab)
    own = {fold(sheet.name): sheet.name for sheet in SHEETS}
    return _fitted(wanted, own, _sheet_names())


def fit_heading(heading: str, sheet: Sheet) -> Fitted | None:
    """The column of a sheet that a heading fits, by the column's own heading."""
    wanted = heading_text(heading)
    own = {fold(column.heading): column.heading for column in sheet.columns}
    return _fitted(wanted, own, _column_names(sheet.name))


@cache
def heading_names() -> frozenset[str]:
    """Every heading that fits some column exactly or as a synonym, folded."""
    own = {fold(column.heading) for sheet in SHEETS for column in sheet.columns}
    return frozenset(own.union(*(_column_names(sheet.name) for sheet in SHEETS)))


def fit_word(word: str, column: Column) -> Fitted | None:
    """The word of a column that a cell's word fits."""
    name = _YES_NO_WORDS if column.kind is CellKind.YES_NO else column.heading
    own = {fold(each): each for each in words_of(column)}
    return _fitted(fold(word), own, _word_names(name))


def word_within(text: str, column: Column) -> str | None:
    """The word of a column that a longer text holds, the longest where it holds several."""
    known = {fold(each): each for each in words_of(column)} | dict(_word_names(column.heading))
    words = f" {' '.join(_WORD.findall(fold(text)))} "
    held = [each for each in known if f" {each} " in words]
    return known[max(held, key=len)] if held else None


def words_of(column: Column) -> tuple[str, ...]:
    """The words that a column may hold; empty where it holds no words."""
    if column.kind is CellKind.YES_NO:
        return ("Yes", "No")
    return tuple(word.value for word in column.words or ())


def _fitted(wanted: str, own: Mapping[str, str], synonyms: Mapping[str, str]) -> Fitted | None:
    if wanted in own:
        return Fitted(own[wanted], Fit.EXACT)
    if wanted in synonyms:
        return Fitted(synonyms[wanted], Fit.SYNONYM)
    near = nearest(wanted, {**synonyms, **own}, cutoff=_NEAR_HEADING)
    if near is None:
        return None
    return Fitted(own.get(near) or synonyms[near], Fit.NEAR)

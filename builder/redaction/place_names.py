"""Names of workbooks and sheets that a reader may not know, and what stands for them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any, TypeVar

from builder.field import Register, Source, WorkbookInput
from builder.field.references import RECORD_KINDS, sheet_of
from builder.problems import Cell, Problem
from builder.problems.in_workbook import HIDDEN_SHEET

A_HIDDEN_SHEET = "Hidden sheet"
"""Stands for the name of a sheet that its authors have hidden."""
_SCHEMA = frozenset(map(sheet_of, RECORD_KINDS))
Sheet = tuple[str, str]
Named = TypeVar("Named")


class PlaceNames:
    """What stands for the names of workbooks and sheets, wherever a place is told.

    Args:
        register: The whole register.
        problems: All that were found in its workbooks; they say which sheets are hidden.
        text: Takes out of a text what may not be read.
    """

    def __init__(
        self, register: Register, problems: Iterable[Problem], text: Callable[[str], str]
    ) -> None:
        self._text = text
        hidden = {each.place[:2] for each in problems if each.kind is HIDDEN_SHEET}
        self._hidden: frozenset[Sheet] = frozenset(
            each for each in hidden if each[1] not in _SCHEMA
        )
        self._workbooks: Mapping[str, str] = {
            each.workbook: f"Workbook {number}.xlsx"
            for number, each in enumerate(register.inputs, 1)
            if text(each.workbook) != each.workbook
        }
        self._sheet = cache(self._shown_sheet)
        self._is_needed = bool(self._hidden or self._workbooks) or any(
            self._sheet(*each) != each[1] for each in _sheets(register)
        )

    def in_all(self, told: Named) -> Named:
        """The same, with names that may be read wherever a place or a workbook is named."""
        if not self._is_needed:
            return told
        shown: Named = self._in_any(told)
        return shown

    def words(self, words: str) -> str:
        """What is quoted beside a place; the name of a hidden sheet is not."""
        is_hidden = any(words == sheet for _, sheet in self._hidden)
        return A_HIDDEN_SHEET if is_hidden else words

    def _shown_sheet(self, workbook: str, sheet: str) -> str:
        if (workbook, sheet) in self._hidden:
            return A_HIDDEN_SHEET
        return sheet if sheet in _SCHEMA else self._text(sheet)

    def _in_any(self, told: Any) -> Any:
        if isinstance(told, Cell | Source):
            return self._place(told)
        if isinstance(told, WorkbookInput):
            sheets = tuple(
                each._replace(sheet=self._sheet(told.workbook, each.sheet)) for each in told.sheets
            )
            return replace(told, workbook=self._workbook(told.workbook), sheets=sheets)
        if isinstance(told, Mapping):
            return {key: self._in_any(each) for key, each in told.items()}
        if isinstance(told, tuple):
            held = [self._in_any(each) for each in told]
            maker: Any = getattr(type(told), "_make", tuple)
            return maker(held)
        if is_dataclass(told) and not isinstance(told, type):
            return replace(told, **{each.name: self._in_any(getattr(told, each.name))
                                    for each in fields(told) if each.init})  # fmt: skip
        return told

    def _place(self, place: Any) -> Any:
        shown = {
            "workbook": self._workbook(place.workbook),
            "sheet": self._sheet(place.workbook, place.sheet),
        }
        return place._replace(**shown) if isinstance(place, Cell) else replace(place, **shown)

    def _workbook(self, workbook: str) -> str:
        return self._workbooks.get(workbook, workbook)


def _sheets(register: Register) -> frozenset[Sheet]:
    every = (getattr(register, attribute) for attribute in RECORD_KINDS)
    read = {(each.source.workbook, each.source.sheet) for held in every for each in held}
    return frozenset(
        read | {(each.workbook, of.sheet) for each in register.inputs for of in each.sheets}
    )

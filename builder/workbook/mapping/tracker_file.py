"""A tracker's cells for the engine: each sheet that can be looked at, and why another cannot."""

from dataclasses import dataclass, replace
from functools import partial
from operator import eq

from builder.problems import Cell, Problem
from builder.workbook.airlock.airlock import read_workbook
from builder.workbook.airlock.raw import RawSheet, RawWorkbook
from builder.workbook.airlock.refusal import RefusedError


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackerFile:
    """One file."""

    name: str
    raw: RawWorkbook
    unread: tuple[Problem, ...] = ()
    """Of each sheet that could not be looked at, why."""


def open_tracker(name: str, content: bytes) -> TrackerFile:
    """The cells of a file; a sheet beyond a limit is left out, the others are looked at.

    Raises:
        RefusedError: nothing of it can be read.
    """
    try:
        return TrackerFile(name=name, raw=read_workbook(content, name))
    except RefusedError as refused:
        whole = refused
    try:
        raw = read_workbook(content, name, lambda tab: False)
    except RefusedError:
        raise whole from None
    sheets: list[RawSheet] = []
    unread: list[Problem] = []
    for tab in raw.sheet_names:
        try:
            one = read_workbook(content, name, partial(eq, tab))
        except RefusedError as refused:
            unread.append(Problem(refused.kind, Cell(name, tab), refused.particulars))
        else:
            raw, sheets = replace(raw, styles=one.styles), [*sheets, *one.sheets]
    if not sheets:
        raise whole
    return TrackerFile(name=name, raw=replace(raw, sheets=tuple(sheets)), unread=tuple(unread))

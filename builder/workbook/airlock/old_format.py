"""Reads an .xls file through a library in a child process whose time, memory and answer end."""

import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from threading import Timer

import msgspec

from builder.problems import in_workbook
from builder.problems.quoted import quoted
from builder.workbook.airlock import limits
from builder.workbook.airlock.filled_rows import FilledRows, ValuedCells
from builder.workbook.airlock.fills import Fill, colour_name
from builder.workbook.airlock.number_formats import BUILT_IN, GENERAL
from builder.workbook.airlock.raw import (
    Held,
    Merge,
    RawCell,
    RawRow,
    RawSheet,
    RawWorkbook,
    Style,
)
from builder.workbook.airlock.refusal import RefusedError

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PACKED = "EncryptedPackage".encode("utf-16-le")
_CHILD = Path(__file__).with_name("old_format_child.py")
_NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)


class _Sheet(msgspec.Struct):
    name: str
    is_hidden: bool
    rows: list[tuple[int, list[tuple[int, Held, str, int]], bool, tuple[int, ...], tuple[int, ...]]]
    merges: list[tuple[int, int, int, int]]
    links: dict[str, str]


class _Answer(msgspec.Struct):
    trouble: str = ""
    sheets: list[_Sheet] = []
    styles: list[tuple[str, str, bool, bool, str]] = []
    counts_from_1904: bool = False
    saved_at: datetime | None = None


def is_old_format(content: bytes) -> bool:
    """Whether these are the bytes of an old Office file, not of a new one with a password."""
    return content.startswith(_COMPOUND) and _PACKED not in content


def read_old_format(content: bytes, wanted: Callable[[str], bool]) -> RawWorkbook:
    """The cells of the wanted sheets of an .xls file.

    Raises:
        RefusedError: it is no workbook, is damaged or protected, or is over a limit.
    """
    if len(content) > limits.MOST_BYTES:
        raise RefusedError(in_workbook.OVER_LIMIT, limit="20 MB")
    answer = _answer(content)
    if answer.trouble == "password":
        raise RefusedError(in_workbook.PASSWORD)
    if answer.trouble == "format":
        raise RefusedError(in_workbook.OLD_FORMAT)
    if answer.trouble == "memory":
        raise RefusedError(in_workbook.OVER_LIMIT, limit="can be read in 1 GB of memory")
    if answer.trouble:
        raise RefusedError(in_workbook.DAMAGED, part="content")
    if len(answer.sheets) > limits.MOST_SHEETS:
        raise RefusedError(in_workbook.OVER_LIMIT, limit=f"{limits.MOST_SHEETS} sheets")
    styles = tuple(_style(*each) for each in answer.styles)
    filled = frozenset(index for index, style in enumerate(styles) if style.is_filled)
    if any(not 0 <= style < len(styles) for style in _styles_used(answer)):
        raise RefusedError(in_workbook.DAMAGED, part="content")
    valued = ValuedCells()
    return RawWorkbook(
        sheet_names=tuple(each.name for each in answer.sheets),
        sheets=tuple(_sheet(each, filled, valued) for each in answer.sheets if wanted(each.name)),
        styles=styles,
        struck_texts=frozenset(),
        counts_from_1904=answer.counts_from_1904,
        saved_at=answer.saved_at,
    )


def _styles_used(answer: _Answer) -> set[int]:
    rows = (row for sheet in answer.sheets for row in sheet.rows)
    return {style for row in rows for style in (*(cell[3] for cell in row[1]), *row[4])}


def _started() -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-I", str(_CHILD), str(limits.MOST_CHILD_BYTES)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=_NO_WINDOW,
    )


def _answer(content: bytes) -> _Answer:
    """What the child says of the bytes, within its limits."""
    try:
        child = _started()
    except OSError as refused:
        raise RefusedError(in_workbook.OLD_FORMAT) from refused
    timer = Timer(limits.MOST_SECONDS, child.kill)
    timer.start()
    with child:
        if child.stdin is None or child.stdout is None:
            raise RefusedError(in_workbook.DAMAGED, part="content")
        # RATIONALE: a child that has ended takes no more; its answer, or none, says why.
        with suppress(OSError):
            child.stdin.write(content)
        with suppress(OSError):
            child.stdin.close()
        said = child.stdout.read(limits.MOST_PART_BYTES + 1)
        is_over_time = not timer.is_alive()
        timer.cancel()
        child.kill()
    if is_over_time:
        raise RefusedError(in_workbook.TOO_SLOW, seconds=f"{limits.MOST_SECONDS:.0f}")
    if len(said) > limits.MOST_PART_BYTES:
        raise RefusedError(in_workbook.OVER_LIMIT, limit="64 MB in one part")
    try:
        return msgspec.json.decode(said, type=_Answer)
    except msgspec.MsgspecError as broken:
        raise RefusedError(in_workbook.DAMAGED, part="content") from broken


def _style(key: str, code: str, is_struck: bool, is_filled: bool, colour: str) -> Style:
    return Style(
        number_format=BUILT_IN.get(key) or code or GENERAL,
        is_struck=is_struck,
        is_filled=is_filled,
        colour=colour_name(Fill(rgb=colour), {}) if is_filled else "",
    )


def _sheet(sheet: _Sheet, filled: frozenset[int], valued: ValuedCells) -> RawSheet:
    rows = FilledRows(valued)
    for number, cells, is_hidden, blanks, styles in sheet.rows:
        coloured = [pair for pair in zip(blanks, styles, strict=True) if pair[1] in filled]
        columns, of_style = zip(*coloured, strict=True) if coloured else ((), ())
        held = tuple(RawCell(*cell) for cell in cells)
        rows.add(RawRow(number, held, is_hidden, columns, of_style))
    if len(sheet.merges) > limits.MOST_MERGES:
        limit = f"{limits.MOST_MERGES:,} merged ranges on a sheet"
        raise RefusedError(in_workbook.OVER_LIMIT, sheet=quoted(sheet.name), limit=limit)
    return RawSheet(
        name=sheet.name,
        rows=rows.all(),
        is_hidden=sheet.is_hidden,
        hyperlinks=sheet.links,
        merges=tuple(Merge(*each) for each in sheet.merges),
    )

"""Reads the text tables that the sample provider is written down in.

A file holds tables of cells parted by ``|``, each under a line of headings; an empty line ends a
table. Tables of one file that begin with the same heading are joined on that column, so that a
wide sheet can be written down in several narrow tables. ``~`` alone is a blank row of the sheet.
A line that starts with ``#`` is a comment. Two columns speak of the row itself:

- ``Row`` holds ``hidden`` or ``struck``;
- ``Repeat`` holds ``every 7 days x 9``, ``every office day x 5`` or ``every month x 3``: the row
  stands for that many rows, with every date in it moved on each time.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

TABLES = Path(__file__).parent / "tables"
_REPEAT = re.compile(r"every (?P<step>\d+ days?|office day|month) x (?P<times>\d+)")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_SATURDAY = 5


@dataclass(slots=True)
class Row:
    """One row of a sheet: heading -> what was written; a blank row has no cells."""

    cells: dict[str, str] = field(default_factory=dict)
    mark: str = ""
    """``hidden``, ``struck`` or nothing."""


def read_rows(path: Path) -> list[Row]:
    """The rows of one sheet from its text tables."""
    found: dict[str, Row] = {}
    for number, cells in enumerate(_lines(path)):
        first = next(iter(cells.values()), "")
        name = first if path.stem == "actions" and first else str(number)
        found.setdefault(name, Row()).cells.update(cells)
    return [each for row in found.values() for each in _repeated(row)]


def _lines(path: Path) -> Iterator[dict[str, str]]:
    headings: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        text = line.strip()
        if text.startswith("#"):
            continue
        if not text:
            headings = []
        elif text == "~":
            yield {}
        elif not headings:
            headings = _cells(text)
        else:
            values = _cells(text)
            if len(values) > len(headings):
                raise ValueError(f"{path.name}: too many cells: {text}")
            yield {head: value for head, value in zip(headings, values, strict=False) if value}


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("|")]


def _repeated(row: Row) -> Iterator[Row]:
    row.mark = row.cells.pop("Row", "")
    typed = row.cells.pop("Repeat", "")
    if not typed:
        yield row
        return
    found = _REPEAT.fullmatch(typed)
    if found is None:
        raise ValueError(f"not a repeat: {typed}")
    for turn in range(int(found["times"])):
        yield Row({head: _moved(text, found["step"], turn) for head, text in row.cells.items()})


def _moved(text: str, step: str, turns: int) -> str:
    return _DATE.sub(lambda at: _step(date.fromisoformat(at[0]), step, turns).isoformat(), text)


def _step(day: date, step: str, turns: int) -> date:
    if step == "month":
        months = day.year * 12 + day.month - 1 + turns
        return day.replace(year=months // 12, month=months % 12 + 1)
    if step != "office day":
        return day + timedelta(days=int(step.split()[0]) * turns)
    while turns:
        day += timedelta(days=1)
        turns -= day.weekday() < _SATURDAY
    return day

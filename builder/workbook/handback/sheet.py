"""Marks cells of one sheet part with styles, and makes the cells that are not there yet."""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field

from builder.problems import Severity
from builder.workbook.airlock.references import column_letters, parse_cell
from builder.workbook.handback.splice import (
    Edit,
    Element,
    appended,
    elements,
    spliced,
    tag_end,
    text_of,
    with_attributes,
)
from builder.workbook.handback.styles import MarkedStyles

_AFTER_DRAWING = frozenset(
    {
        "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems",
        "tableParts", "extLst", "AlternateContent",
    }
)  # fmt: skip
"""Children of a sheet that stand behind its legacy drawing, by the file format."""


@dataclass(slots=True)
class _Row:
    element: Element
    cells: list[tuple[int, Element]] = field(default_factory=list)


def mark_cells(
    data: bytes, marks: Mapping[tuple[int, int], Severity], styles: MarkedStyles
) -> bytes:
    """The sheet with its marked cells coloured.

    Args:
        data: The sheet part, in UTF-8.
        marks: (Row, column) -> the worst severity there.
        styles: Gives the coloured styles.
    """
    found = elements(data, _Grid(frozenset(row for row, _ in marks)))
    table = next((each for each in found if each.name == "sheetData"), None)
    if table is None:
        return data
    rows = _rows(found)
    defaults = _column_styles(found)
    by_row: dict[int, dict[int, Severity]] = {}
    for (row, column), severity in sorted(marks.items()):
        by_row.setdefault(row, {})[column] = severity
    edits: list[Edit] = []
    added: list[tuple[int, bytes]] = []
    for number, wanted in by_row.items():
        if number in rows:
            edits += _marked_row(data, rows[number], number, wanted, styles, defaults)
            continue
        cells = b"".join(
            _new_cell(table.prefix, number, at, styles.marked(defaults.get(at, 0), severity))
            for at, severity in wanted.items()
        )
        tag = f'<{table.prefix}row r="{number}">'.encode()
        added.append((number, tag + cells + f"</{table.prefix}row>".encode()))
    return spliced(data, edits + _placed(data, table, rows, added))


def type_cells(data: bytes, texts: Mapping[tuple[int, int], str]) -> bytes:
    """The sheet with texts in cells, whatever they held before; their styles stay.

    Args:
        data: The sheet part, in UTF-8.
        texts: (Row, column) -> what to type; only in rows that are there.
    """
    found = elements(data, _Grid(frozenset(row for row, _ in texts)))
    rows = _rows(found)
    edits: list[Edit] = []
    for (number, at), text in sorted(texts.items()):
        if number not in rows:
            continue
        row = rows[number]
        cell = dict(row.cells).get(at)
        style = cell.attributes.get("s") if cell else row.element.attributes.get("s")
        typed = _typed_cell(row.element.prefix, number, at, style, text)
        if cell is not None:
            end = cell.body if cell.is_empty else tag_end(data, cell.close)
            edits.append(Edit(cell.start, end, typed))
        elif row.element.is_empty:
            edits.append(appended(data, row.element, typed))
        else:
            behind = next((each.start for place, each in row.cells if place > at), None)
            start = row.element.close if behind is None else behind
            edits.append(Edit(start, start, typed))
    return spliced(data, edits)


def _typed_cell(prefix: str, row: int, column: int, style: str | None, text: str) -> bytes:
    shown = "" if style is None else f' s="{style}"'
    place = f"{column_letters(column)}{row}"
    return (
        f'<{prefix}c r="{place}"{shown} t="inlineStr"><{prefix}is><{prefix}t>{text_of(text)}'
        f"</{prefix}t></{prefix}is></{prefix}c>"
    ).encode()


class _Grid:
    """Picks every row, and the cells of the rows that have marks."""

    def __init__(self, marked: frozenset[int]) -> None:
        self._marked, self._row = marked, 0

    def __call__(self, name: str, depth: int, attributes: Mapping[str, str]) -> bool:
        if (name, depth) == ("row", 2):
            self._row = int(attributes.get("r", self._row + 1))
            return True
        if (name, depth) == ("c", 3):
            return self._row in self._marked
        return (name, depth) in {("sheetData", 1), ("col", 2)}


def _rows(found: list[Element]) -> dict[int, _Row]:
    rows: dict[int, _Row] = {}
    number, at = 0, 0
    for each in found:
        if each.name == "row":
            # RATIONALE: some programs leave the numbers out; then a row follows the one before.
            number, at = int(each.attributes.get("r", number + 1)), 0
            rows[number] = _Row(each)
        elif each.name == "c" and number in rows:
            place = parse_cell(each.attributes.get("r", ""))
            at = place[0] if place else at + 1
            rows[number].cells.append((at, each))
    return rows


def _column_styles(found: list[Element]) -> dict[int, int]:
    styles = {}
    for each in found:
        if each.name == "col" and "style" in each.attributes:
            first, last = int(each.attributes["min"]), int(each.attributes["max"])
            for column in range(first, min(last, first + 300) + 1):
                styles[column] = int(each.attributes["style"])
    return styles


def _marked_row(
    data: bytes,
    row: _Row,
    number: int,
    wanted: Mapping[int, Severity],
    styles: MarkedStyles,
    defaults: Mapping[int, int],
) -> list[Edit]:
    own = dict(row.cells)
    row_style = row.element.attributes.get("s")
    edits, missing = [], []
    for at, severity in wanted.items():
        if at in own:
            edits += _restyled(data, own[at], severity, styles)
            continue
        base = int(row_style) if row_style else defaults.get(at, 0)
        cell = _new_cell(row.element.prefix, number, at, styles.marked(base, severity))
        missing.append((at, cell))
    if row.element.is_empty:
        whole = b"".join(cell for _, cell in missing)
        return [appended(data, row.element, whole)] if whole else []
    places = [at for at, _ in row.cells]
    for at, cell in missing:
        behind = bisect_left(places, at)
        is_last = behind == len(places)
        start = row.element.close if is_last else row.cells[behind][1].start
        edits.append(Edit(start, start, cell))
    return edits


def _restyled(data: bytes, cell: Element, severity: Severity, styles: MarkedStyles) -> list[Edit]:
    style = styles.marked(int(cell.attributes.get("s", "0")), severity)
    if style is None:
        return []
    tag = with_attributes(data[cell.start : cell.body], {"s": str(style)})
    return [Edit(cell.start, cell.body, tag)]


def _new_cell(prefix: str, row: int, column: int, style: int | None) -> bytes:
    shown = "" if style is None else f' s="{style}"'
    return f'<{prefix}c r="{column_letters(column)}{row}"{shown}/>'.encode()


def _placed(
    data: bytes, table: Element, rows: Mapping[int, _Row], added: list[tuple[int, bytes]]
) -> list[Edit]:
    """Edits that put new rows between the old ones."""
    if not added:
        return []
    if table.is_empty:
        return [appended(data, table, b"".join(row for _, row in added))]
    numbers = sorted(rows)
    edits = []
    for number, row in added:
        behind = bisect_left(numbers, number)
        is_last = behind == len(numbers)
        start = table.close if is_last else rows[numbers[behind]].element.start
        edits.append(Edit(start, start, row))
    return edits


def legacy_drawing(data: bytes) -> str:
    """The relation id of the sheet's legacy drawing; empty where it has none."""
    for each in elements(data, lambda name, depth, _: (name, depth) == ("legacyDrawing", 1)):
        return next((v for k, v in each.attributes.items() if k.rpartition(":")[2] == "id"), "")
    return ""


def with_legacy_drawing(data: bytes, relation: str, space: str) -> bytes:
    """The sheet with a legacy drawing, at the place that the file format gives it."""
    found = elements(data, lambda _, depth, __: depth <= 1)
    root = found[0]
    grid = next((n for n, each in enumerate(found) if each.name == "sheetData"), 0)
    child = f'<{root.prefix}legacyDrawing xmlns:fix="{space}" fix:id="{relation}"/>'.encode()
    for each in found[grid:]:
        if each.name in _AFTER_DRAWING:
            return spliced(data, [Edit(each.start, each.start, child)])
    return spliced(data, [appended(data, root, child)])

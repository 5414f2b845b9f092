"""Reads one worksheet part into sparse cells and their side facts."""

import re
from collections.abc import Mapping, Sequence

from builder.problems import in_workbook
from builder.problems.quoted import quoted
from builder.workbook.airlock import limits
from builder.workbook.airlock.filled_rows import FilledRows, ValuedCells
from builder.workbook.airlock.package import Package
from builder.workbook.airlock.raw import Held, Merge, RawCell, RawRow, RawSheet
from builder.workbook.airlock.references import column_letters, column_number, parse_range
from builder.workbook.airlock.refusal import RefusedError
from builder.workbook.airlock.xml_stream import TEXT, Attributes, End, Start, relation_id, stream

_HELD = {
    "s": Held.TEXT,
    "str": Held.TEXT,
    "inlineStr": Held.TEXT,
    "n": Held.NUMBER,
    "b": Held.BOOLEAN,
    "e": Held.ERROR,
    "d": Held.ISO_DATE,
}
_HYPERLINK = re.compile(r'\s*(?:_xlfn\.)?HYPERLINK\(\s*"((?:[^"]|"")*)"\s*[,)]', re.IGNORECASE)


_WHOLE = re.compile(r"\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}|\$?[1-9][0-9]{0,6}:\$?[1-9][0-9]{0,6}")


_new_tuple = tuple.__new__
_COLUMNS = {column_letters(column): column for column in range(1, limits.MOST_COLUMNS + 1)}


class SheetPart:
    """Gathers a sheet's rows while its part streams by."""

    def __init__(
        self,
        sheet: str,
        package: Package,
        shared: Sequence[str],
        targets: Mapping[str, str],
        filled: frozenset[str],
        valued: ValuedCells,
    ) -> None:
        self._sheet = sheet
        self._package = package
        self._shared = shared
        self._targets = targets
        self._filled = filled
        self._rows = FilledRows(valued)
        self._merges: list[Merge] = []
        self._links: dict[str, str] = {}
        self._row = 0
        self._row_text = "0"
        self._row_hidden = False
        self._cells: list[RawCell] = []
        self._coloured: list[int] = []
        self._blank_styles: list[int] = []
        self._conditional: list[tuple[int, int]] = []
        self._column = 0
        self._attributes: Attributes = {}
        self._styles: dict[str, int] = {}
        self._value: str | None = None
        self._inline: list[str] = []
        self._has_formula = False
        self._is_phonetic = False
        self._in_order = True

    def starts(self) -> Mapping[str, Start]:
        """Element -> what to do where it begins; those without more only part the text."""
        return {
            "row": self._start_row,
            "c": self._start_cell,
            "v": TEXT,
            "t": TEXT,
            "f": TEXT,
            "rPh": self._start_phonetic,
            "mergeCell": self._merge,
            "conditionalFormatting": self._conditional_format,
            "hyperlink": self._link,
        }

    def ends(self) -> Mapping[str, End]:
        """Element -> what to do where it ends."""
        return {
            "row": self._end_row,
            "c": self._end_cell,
            "v": self._end_value,
            "t": self._end_inline,
            "f": self._end_formula,
            "rPh": self._end_phonetic,
        }

    def _start_phonetic(self, attributes: Attributes) -> None:
        self._is_phonetic = True

    def _end_phonetic(self, text: list[str]) -> None:
        self._is_phonetic = False

    def _end_value(self, text: list[str]) -> None:
        self._value = "".join(text)

    def _end_inline(self, text: list[str]) -> None:
        if not self._is_phonetic:
            self._inline.extend(text)

    def _start_row(self, attributes: Attributes) -> None:
        number = attributes.get("r")
        row = self._row + 1 if number is None else _whole(number, self._sheet)
        if not 1 <= row <= limits.LAST_ROW:
            raise self._bad_reference(number or "")
        if row <= self._row:
            self._in_order = False
        self._row, self._row_text = row, str(row)
        self._row_hidden = attributes.get("hidden") in ("1", "true")
        self._column = 0
        self._package.check_time()

    def _start_cell(self, attributes: Attributes) -> None:
        reference = attributes.get("r")
        if reference is None:
            column = self._column + 1
        else:
            # What is left of a reference to another row holds digits, and is no column.
            letters = reference.removesuffix(self._row_text)
            column = _COLUMNS.get(letters) or column_number(letters)
        if not self._column < column <= limits.LAST_COLUMN:
            raise self._bad_reference(reference or self._row_text)
        self._column = column
        self._attributes = attributes
        self._value = None
        self._has_formula = False

    def _end_cell(self, text: list[str]) -> None:
        attributes, value = self._attributes, self._value
        # RATIONALE: bordered blank cells come by the million, so they leave before anything else.
        if value is None and not self._has_formula and not self._inline:
            if attributes.get("s") in self._filled:
                self._coloured.append(self._column)
                self._blank_styles.append(self._style_number(attributes.get("s", "0")))
            return
        kind = attributes.get("t", "n")
        held = _HELD.get(kind)
        if held is None:
            raise RefusedError(in_workbook.DAMAGED, part=quoted(self._sheet))
        if kind == "inlineStr":
            value = "".join(self._inline)
        elif kind == "s" and value is not None:
            value = self._shared_text(value)
        self._inline.clear()
        if not value:
            if not self._has_formula or kind in ("str", "s"):
                return
            held, value = Held.NO_RESULT, ""
        style = self._style_number(attributes.get("s", "0"))
        cell = (self._column, held, value, style, self._has_formula)
        # RATIONALE: made for every cell, and twice as fast as the class's own constructor.
        self._cells.append(_new_tuple(RawCell, cell))

    def _style_number(self, text: str) -> int:
        style = self._styles.get(text)
        if style is None:
            style = self._styles[text] = _whole(text, self._sheet)
        return style

    def _shared_text(self, value: str) -> str:
        index = _whole(value, self._sheet)
        if not 0 <= index < len(self._shared):
            raise RefusedError(in_workbook.DAMAGED, part="xl/sharedStrings.xml")
        return self._shared[index]

    def _end_row(self, text: list[str]) -> None:
        if self._cells:
            self._rows.add(
                RawRow(
                    self._row,
                    tuple(self._cells),
                    self._row_hidden,
                    tuple(self._coloured),
                    tuple(self._blank_styles),
                )
            )
        self._cells = []
        self._coloured = []
        self._blank_styles = []

    def _conditional_format(self, attributes: Attributes) -> None:
        for reference in attributes.get("sqref", "").split()[: limits.MOST_COLUMNS]:
            if (corners := parse_range(reference)) and len(self._conditional) < limits.MOST_COLUMNS:
                self._conditional.append((corners[0], corners[2]))

    def _end_formula(self, text: list[str]) -> None:
        self._has_formula = True
        if found := _HYPERLINK.match("".join(text)):
            place = f"{column_letters(self._column)}{self._row}"
            self._links[place] = found.group(1).replace('""', '"')

    def _merge(self, attributes: Attributes) -> None:
        corners = parse_range(attributes.get("ref", ""))
        if corners is None:
            if _WHOLE.fullmatch(attributes.get("ref", "")):
                return  # whole columns or rows: nothing is merged within the table
            raise self._bad_reference(attributes.get("ref", ""))
        self._merges.append(Merge(*corners))
        if len(self._merges) > limits.MOST_MERGES:
            limit = f"{limits.MOST_MERGES:,} merged ranges on a sheet"
            raise RefusedError(in_workbook.OVER_LIMIT, limit=limit)

    def _link(self, attributes: Attributes) -> None:
        target = self._targets.get(relation_id(attributes), "")
        if place := attributes.get("location"):
            target = f"{target}#{place}"
        corners = parse_range(attributes.get("ref", ""))
        if not target or corners is None:
            return
        left, top, right, bottom = corners
        if (right - left + 1) * (bottom - top + 1) > limits.MOST_HYPERLINKED_CELLS:
            right, bottom = left, top
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                self._links.setdefault(f"{column_letters(column)}{row}", target)
        if len(self._links) > limits.MOST_LINKED_CELLS:
            limit = f"{limits.MOST_LINKED_CELLS:,} cells with links on a sheet"
            raise RefusedError(in_workbook.OVER_LIMIT, limit=limit)

    def _bad_reference(self, reference: str) -> RefusedError:
        part = f"{quoted(self._sheet)} (cell {quoted(reference[:12])})"
        return RefusedError(in_workbook.DAMAGED, part=part)

    def sheet(self, is_hidden: bool) -> RawSheet:
        """What was gathered.

        Raises:
            RefusedError: a row stands twice.
        """
        rows = self._rows.all()
        if not self._in_order:
            rows = tuple(sorted(rows, key=lambda row: row.number))
            if len({row.number for row in rows}) < len(rows):
                raise RefusedError(in_workbook.DAMAGED, part=quoted(self._sheet))
        return RawSheet(
            name=self._sheet,
            rows=rows,
            is_hidden=is_hidden,
            hyperlinks=self._links,
            merges=tuple(self._merges),
            conditional=tuple(self._conditional),
        )


def _whole(text: str, sheet: str) -> int:
    if text.isascii() and text.isdigit() and len(text) <= len(str(limits.LAST_ROW)) + 1:
        return int(text)
    raise RefusedError(in_workbook.DAMAGED, part=quoted(sheet))


def read_sheet_part(package: Package, part: str, handler: SheetPart, is_hidden: bool) -> RawSheet:
    """One worksheet's cells.

    Raises:
        RefusedError: the part is missing, broken, or over a limit.
    """
    stream(package, part, handler)
    return handler.sheet(is_hidden)

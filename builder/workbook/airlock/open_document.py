"""Reads an OpenDocument spreadsheet (.ods): one streamed pass, the same limits as of Excel's."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from itertools import repeat

from builder.problems import in_workbook
from builder.problems.quoted import quoted
from builder.workbook.airlock import limits
from builder.workbook.airlock.filled_rows import FilledRows, ValuedCells
from builder.workbook.airlock.open_document_styles import DocumentStyles, attribute
from builder.workbook.airlock.open_document_values import cell_value
from builder.workbook.airlock.package import Package
from builder.workbook.airlock.raw import Held, Merge, RawCell, RawRow, RawSheet, RawWorkbook
from builder.workbook.airlock.references import column_letters
from builder.workbook.airlock.refusal import RefusedError
from builder.workbook.airlock.xml_stream import TEXT, Attributes, End, Start, stream

_KIND = b"application/vnd.oasis.opendocument.spreadsheet"
_ENCRYPTED = b"encryption-data"
_XLINK = "http://www.w3.org/1999/xlink href"


class _Content:
    """Gathers the cells of the wanted sheets while the content part streams by."""

    def __init__(
        self, package: Package, styles: DocumentStyles, wanted: Callable[[str], bool]
    ) -> None:
        self.names: list[str] = []
        self.sheets: list[RawSheet] = []
        self._package, self._styles, self._wanted = package, styles, wanted
        self._valued = ValuedCells()
        self._is_read = self._is_aside = False
        self._sheet_style = ""
        self._columns: list[tuple[int, str]] = []
        self._begin_sheet()

    def _begin_sheet(self) -> None:
        self._rows = FilledRows(self._valued)
        self._merges: list[Merge] = []
        self._links: dict[str, str] = {}
        self._columns = []
        self._row = 0

    def starts(self) -> Mapping[str, Start]:
        """Element -> what to do where it begins."""
        return {
            **self._styles.starts(),
            "table:table": self._start_sheet,
            "table:table-column": self._start_column,
            "table:table-row": self._start_row,
            "table:table-cell": self._start_cell,
            "table:covered-table-cell": self._start_cell,
            "office:annotation": self._start_aside,
            "table:shapes": self._start_aside,
            "text:p": TEXT,
            "text:a": self._link,
        }

    def ends(self) -> Mapping[str, End]:
        """Element -> what to do where it ends."""
        return {
            **self._styles.ends(),
            "table:table": self._end_sheet,
            "table:table-row": self._end_row,
            "table:table-cell": self._end_cell,
            "table:covered-table-cell": self._end_cell,
            "office:annotation": self._end_aside,
            "table:shapes": self._end_aside,
            "text:p": self._end_paragraph,
            "text:s": lambda text: text.append(" "),
            "text:tab": lambda text: text.append("\t"),
            "text:line-break": lambda text: text.append("\n"),
        }

    def _start_sheet(self, attributes: Attributes) -> None:
        name = attribute(attributes, "table", "name")
        self.names.append(name)
        if len(self.names) > limits.MOST_SHEETS:
            raise RefusedError(in_workbook.OVER_LIMIT, limit=f"{limits.MOST_SHEETS} sheets")
        self._is_read = self._wanted(name)
        self._sheet_style = attribute(attributes, "table", "style-name")
        self._begin_sheet()

    def _end_sheet(self, text: list[str]) -> None:
        if self._is_read:
            self.sheets.append(
                RawSheet(
                    name=self.names[-1],
                    rows=self._rows.all(),
                    is_hidden=self._styles.hides_sheet(self._sheet_style),
                    hyperlinks=self._links,
                    merges=tuple(self._merges),
                )
            )
        self._is_read = False

    def _start_column(self, attributes: Attributes) -> None:
        style = attribute(attributes, "table", "default-cell-style-name")
        self._columns.append((_repeated(attributes, "columns"), style))
        if len(self._columns) > limits.LAST_COLUMN:
            raise RefusedError(in_workbook.DAMAGED, part="content.xml")

    def _start_aside(self, attributes: Attributes) -> None:
        self._is_aside = True

    def _end_aside(self, text: list[str]) -> None:
        self._is_aside = False

    def _start_row(self, attributes: Attributes) -> None:
        self._package.check_time()
        self._row += 1
        self._row_repeated = _repeated(attributes, "rows")
        self._is_hidden_row = attribute(attributes, "table", "visibility") in ("collapse", "filter")
        self._row_style = attribute(attributes, "table", "default-cell-style-name")
        self._column = 0
        self._cells: list[RawCell] = []
        self._blanks: list[tuple[int, int]] = []

    def _start_cell(self, attributes: Attributes) -> None:
        self._cell = attributes
        self._column += 1
        self._paragraphs: list[str] = []
        self._address = ""

    def _link(self, attributes: Attributes) -> None:
        self._address = attributes.get(_XLINK, "")

    def _end_paragraph(self, text: list[str]) -> None:
        if not self._is_aside and self._is_read:
            self._paragraphs.append("".join(text))
            text.clear()

    def _end_cell(self, text: list[str]) -> None:
        if not self._is_read:
            return
        repeated = _repeated(self._cell, "columns")
        held, value = cell_value(self._cell, "\n".join(self._paragraphs))
        style = self._style()
        columns = range(self._column, self._column + repeated)
        self._column = columns[-1]
        if value or held is Held.NO_RESULT:
            is_formula = bool(attribute(self._cell, "table", "formula"))
            # RATIONALE: one column too many is enough for the refusal of them all.
            for column in columns[: limits.MOST_COLUMNS + 1]:
                self._cells.append(RawCell(column, held, value, style, is_formula))
            self._note_link(columns[0])
        elif self._styles.is_filled(style):
            self._blanks += zip(columns[: limits.MOST_COLUMNS], repeat(style), strict=False)
        self._note_merge(columns[0])

    def _style(self) -> int:
        name = attribute(self._cell, "table", "style-name") or self._row_style
        return self._styles.index(name or self._column_style())

    def _column_style(self) -> str:
        at = 0
        for count, style in self._columns:
            at += count
            if at >= self._column:
                return style
        return ""

    def _note_link(self, column: int) -> None:
        if not self._address:
            return
        self._links[f"{column_letters(column)}{self._row}"] = self._address
        if len(self._links) > limits.MOST_LINKED_CELLS:
            limit = f"{limits.MOST_LINKED_CELLS:,} cells with links on a sheet"
            raise RefusedError(in_workbook.OVER_LIMIT, limit=limit)

    def _note_merge(self, column: int) -> None:
        across = _whole(attribute(self._cell, "table", "number-columns-spanned"))
        down = _whole(attribute(self._cell, "table", "number-rows-spanned"))
        if across == down == 1:
            return
        last_column = min(column + across - 1, limits.LAST_COLUMN)
        self._merges.append(
            Merge(column, self._row, last_column, min(self._row + down - 1, limits.LAST_ROW))
        )
        if len(self._merges) > limits.MOST_MERGES:
            limit = f"{limits.MOST_MERGES:,} merged ranges on a sheet"
            raise RefusedError(in_workbook.OVER_LIMIT, limit=limit)

    def _end_row(self, text: list[str]) -> None:
        last = self._row + self._row_repeated - 1
        if self._is_read and self._cells:
            columns = tuple(column for column, _ in self._blanks)
            styles = tuple(style for _, style in self._blanks)
            for number in range(self._row, last + 1):
                cells = tuple(self._cells)
                self._rows.add(RawRow(number, cells, self._is_hidden_row, columns, styles))
        self._row = last


def _whole(text: str) -> int:
    if not text:
        return 1
    if text.isascii() and text.isdigit() and 1 <= int(text[:8]) <= limits.LAST_ROW:
        return int(text[:8])
    raise RefusedError(in_workbook.DAMAGED, part="content.xml")


def _repeated(attributes: Attributes, of: str) -> int:
    return _whole(attribute(attributes, "table", f"number-{of}-repeated"))


class _Saved:
    def __init__(self) -> None:
        self.on = ""

    def starts(self) -> Mapping[str, Start]:
        return {"dc:date": TEXT}

    def ends(self) -> Mapping[str, End]:
        return {"dc:date": self._end}

    def _end(self, text: list[str]) -> None:
        self.on = "".join(text).strip()


def read_open_document(package: Package, ending: str, wanted: Callable[[str], bool]) -> RawWorkbook:
    """The cells of the wanted sheets of an OpenDocument spreadsheet.

    Raises:
        RefusedError: it is another kind of document, damaged or protected, or over a limit.
    """
    if not b"".join(package.chunks("mimetype")).startswith(_KIND):
        raise RefusedError(in_workbook.NOT_EXCEL, what="another OpenDocument file", ending=ending)
    manifest = "META-INF/manifest.xml"
    if manifest in package and _ENCRYPTED in b"".join(package.chunks(manifest)):
        raise RefusedError(in_workbook.PASSWORD)
    styles = DocumentStyles()
    if "styles.xml" in package:
        stream(package, "styles.xml", styles)
    content = _Content(package, styles, wanted)
    stream(package, "content.xml", content)
    if len(set(content.names)) < len(content.names):
        raise RefusedError(in_workbook.DAMAGED, part=quoted("content.xml"))
    return RawWorkbook(
        sheet_names=tuple(content.names),
        sheets=tuple(content.sheets),
        styles=styles.all(),
        struck_texts=frozenset(),
        counts_from_1904=False,
        saved_at=_saved_at(package),
    )


def _saved_at(package: Package) -> datetime | None:
    saved = _Saved()
    try:
        stream(package, "meta.xml", saved)
        found = datetime.fromisoformat(saved.on)
    except (RefusedError, ValueError):
        return None
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)

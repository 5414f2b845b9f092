"""Reads a CSV file as a workbook of one sheet: its encoding and its delimiter are found."""

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import StringIO
from time import monotonic

from builder.problems import in_folder, in_workbook
from builder.workbook.airlock import limits
from builder.workbook.airlock.filled_rows import FilledRows, ValuedCells
from builder.workbook.airlock.raw import Held, RawCell, RawRow, RawSheet, RawWorkbook, Style
from builder.workbook.airlock.refusal import RefusedError

_DELIMITERS = ",;\t|"
_SAMPLED_RECORDS = 20
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_DECLARED = re.compile(r"sep=(.)\r?\n")
"""Excel's own first line, which names the delimiter."""
_WHOLE = re.compile(r"0|[1-9][0-9]{0,14}")


def read_csv(content: bytes, sheet: str, wanted: Callable[[str], bool]) -> RawWorkbook:
    """The records of a CSV file, each in the row where it begins.

    Args:
        content: The file's bytes.
        sheet: What its one sheet is called.
        wanted: Whether to read the sheet of this name.

    Raises:
        RefusedError: it is no text, a quotation mark is never closed, or it is over a limit.
    """
    if len(content) > limits.MOST_BYTES:
        raise RefusedError(in_workbook.OVER_LIMIT, limit="20 MB")
    if not content.strip(b"\0"):
        raise RefusedError(in_workbook.EMPTY_FILE)
    text = _decoded(content)[1]
    rows = FilledRows(ValuedCells())
    if wanted(sheet):
        _fill(rows, text)
    return RawWorkbook(
        sheet_names=(sheet,),
        sheets=(RawSheet(name=sheet, rows=rows.all()),) if wanted(sheet) else (),
        styles=(Style(),),
        struck_texts=frozenset(),
        counts_from_1904=False,
        saved_at=None,
    )


def _fill(rows: FilledRows, text: str) -> None:
    for number, record in _records(text):
        cells = tuple(
            RawCell(column, Held.NUMBER if _WHOLE.fullmatch(value) else Held.TEXT, value)
            for column, value in enumerate(map(str.strip, record), 1)
            if value
        )
        rows.add(RawRow(number, cells))


@dataclass(frozen=True, slots=True, kw_only=True)
class CsvText:
    """A CSV file's records, and how they are spelt."""

    encoding: str
    delimiter: str
    records: tuple[tuple[int, list[str]], ...]
    """The line where each begins, and its values."""


def read_csv_text(content: bytes) -> CsvText:
    """The records of a CSV file as they are spelt.

    Raises:
        RefusedError: a quotation mark is never closed.
    """
    encoding, text = _decoded(content)
    return CsvText(encoding=encoding, delimiter=_spelling(text)[1], records=tuple(_records(text)))


def _decoded(content: bytes) -> tuple[str, str]:
    """The encoding of a file, and its text."""
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        # RATIONALE: what Excel calls "CSV" in Britain; its five unused bytes are shown as unknown.
        encoding = "cp1252"
        text = content.decode(encoding, errors="replace")
    if "\0" in text:
        raise RefusedError(in_workbook.NOT_EXCEL, what="something else", ending=".csv")
    return encoding, text


def _spelling(text: str) -> tuple[int, str]:
    """Where the records begin, and what parts their values."""
    declared = _DECLARED.match(text)
    return (declared.end(), declared.group(1)) if declared else (0, _delimiter(text))


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    """The line where each record begins, and its values."""
    deadline = monotonic() + limits.MOST_SECONDS
    start, delimiter = _spelling(text)
    before, body = int(start > 0), text[start:]
    lines = StringIO(body, newline="")
    reader = csv.reader(lines, delimiter=delimiter)
    first, at = 1, 0
    try:
        for record in reader:
            yield before + first, record
            if reader.line_num > first and lines.tell() == len(body):
                _refuse_open_quote(body[at:], delimiter, before + first)
            first = reader.line_num + 1
            at = lines.tell()
            if monotonic() > deadline:
                raise RefusedError(in_workbook.TOO_SLOW, seconds=f"{limits.MOST_SECONDS:.0f}")
    except csv.Error as broken:
        raise RefusedError(in_folder.OPEN_QUOTE, line=str(before + first)) from broken


def _refuse_open_quote(last: str, delimiter: str, line: int) -> None:
    """Refuses a file whose last record swallowed others, for a quotation mark is missing."""
    try:
        list(csv.reader(StringIO(last, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as broken:
        if "unexpected end" in str(broken):
            raise RefusedError(in_folder.OPEN_QUOTE, line=str(line)) from broken


def _delimiter(body: str) -> str:
    """The delimiter that parts most of the first records into the same number of values."""

    def fit(delimiter: str) -> tuple[int, int]:
        widths: list[int] = []
        try:
            for record in csv.reader(StringIO(body, newline=""), delimiter=delimiter):
                if any(record):
                    widths.append(len(record))
                if len(widths) == _SAMPLED_RECORDS:
                    break
        except csv.Error:
            pass  # a quotation mark is missing further down, which is told when it is read
        usual = max(set(widths), key=lambda width: (widths.count(width), width), default=1)
        return (widths.count(usual) if usual > 1 else 0, usual)

    return max(_DELIMITERS, key=fit)

"""Copies of trackers with the refs that were made typed into a column of theirs."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO
from pathlib import Path, PurePath
from typing import Any, NamedTuple

from builder.field import Register
from builder.field.references import RECORD_KINDS
from builder.field.source import MADE
from builder.storage import write_atomic
from builder.workbook.airlock.airlock import CSV, read_workbook
from builder.workbook.airlock.csv_file import read_csv_text
from builder.workbook.airlock.raw import RawRow, RawSheet, RawWorkbook
from builder.workbook.airlock.references import column_number
from builder.workbook.airlock.refusal import RefusedError
from builder.workbook.handback.copies import OPEN_XML, HandedBack, name_of_copy, refuse_inputs
from builder.workbook.handback.handback import sheet_parts
from builder.workbook.handback.new_workbook import as_workbook, tab_names
from builder.workbook.handback.parts import Parts
from builder.workbook.handback.sheet import type_cells
from builder.workbook.reading.saved import content_of

_HEADING = "Ref"
Texts = dict[tuple[int, int], str]
"""(Row, column) -> what to type there."""


class _Table(NamedTuple):
    """Rows of one sheet that were read under the same headings."""

    sheet: str
    column: int
    """Of the refs; nought where the sheet has no such column."""
    refs: tuple[tuple[int, str], ...]
    """(Row, ref) of each row whose ref was made."""


def write_refs(workbooks: Path, out: Path, register: Register) -> Iterator[HandedBack]:
    """Writes a copy of each tracker that has made refs, with these in a column.

    Args:
        workbooks: The folder that the portal reads.
        out: Where the copies go; made if need be.
        register: What was read, each row with its ref.

    Raises:
        HoldsInputError: ``out`` holds something that the portal reads.
    """
    refuse_inputs(workbooks, out)
    for name, tables in sorted(_tables(register).items()):
        is_csv = name.casefold().endswith(CSV)
        copy = out / (name if is_csv else name_of_copy(name))
        try:
            content = content_of(workbooks / name)
            write_atomic(copy, with_refs_typed(content, name, tables))
            why_not = ""
        except RefusedError:
            why_not = "it cannot be opened as a workbook"
        except OSError:
            why_not = "it, or its copy, could not be read or written; perhaps it is open in Excel"
        yield HandedBack(workbook=name, copy=copy, why_not=why_not)


def _tables(register: Register) -> Mapping[str, Sequence[_Table]]:
    """Workbook -> its tables with made refs."""
    found: dict[tuple[str, str, str], list[Any]] = defaultdict(list)
    for attribute in RECORD_KINDS:
        for each in getattr(register, attribute):
            if MADE in each.source.typed:
                source = each.source
                letters = source.columns.get(MADE, "")
                found[source.workbook, source.sheet, letters].append((source.row, each.ref))
    tables: dict[str, list[_Table]] = defaultdict(list)
    for (workbook, sheet, letters), refs in found.items():
        tables[workbook].append(_Table(sheet, column_number(letters), tuple(sorted(refs))))
    return tables


def with_refs_typed(content: bytes, name: str, tables: Iterable[_Table]) -> bytes:
    """The bytes of a tracker's copy; an Excel workbook keeps every other part as it is.

    Raises:
        RefusedError: it is no workbook that the airlock lets in.
    """
    raw = read_workbook(content, name)
    texts: dict[str, Texts] = defaultdict(dict)
    sheets = {each.name: each for each in raw.sheets}
    for table in tables:
        if table.sheet in sheets:
            texts[table.sheet].update(_typed(table, sheets[table.sheet]))
    ending = PurePath(name).suffix.casefold()
    if ending == CSV:
        return _csv_with(content, next(iter(texts.values()), {}))
    if ending in OPEN_XML:
        return _workbook_with(content, texts)
    return _workbook_with(as_workbook(raw), _by_tab(texts, raw))


def _by_tab(texts: Mapping[str, Texts], raw: RawWorkbook) -> dict[str, Texts]:
    tabs = tab_names(raw)
    return {tabs[sheet]: each for sheet, each in texts.items()}


def _typed(table: _Table, sheet: RawSheet) -> Texts:
    if table.column:
        return {(row, table.column): ref for row, ref in table.refs}
    first, last = table.refs[0][0], table.refs[-1][0]
    heading = _heading_row(sheet, first)
    rows = [each for each in sheet.rows if (heading.number if heading else first) <= each.number]
    used = {cell.column for each in rows if each.number <= last for cell in each.cells}
    begin = max((cell.column for cell in heading.cells), default=0) if heading else max(used)
    column = next(at for at in range(begin + 1, begin + len(used) + 2) if at not in used)
    texts = {(row, column): ref for row, ref in table.refs}
    return {(heading.number, column): _HEADING, **texts} if heading else texts


def _heading_row(sheet: RawSheet, first: int) -> RawRow | None:
    """The row above the first one that has most cells; of equals the lowest."""
    above = [each for each in sheet.rows if each.number < first]
    return max(above, key=lambda each: (len(each.cells), each.number), default=None)


def _workbook_with(content: bytes, texts: Mapping[str, Texts]) -> bytes:
    parts = Parts(content)
    book = next(each.target for each in parts.relations("") if each.kind == "officeDocument")
    for name, part in sheet_parts(parts, book):
        if name in texts:
            parts.write(part, type_cells(parts.read(part), texts[name]))
    return parts.packed()


def _csv_with(content: bytes, texts: Texts) -> bytes:
    text = read_csv_text(content)
    out = StringIO()
    writer = csv.writer(out, delimiter=text.delimiter, lineterminator="\r\n")
    by_line: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for (line, column), ref in texts.items():
        by_line[line].append((column, ref))
    for line, record in text.records:
        for column, ref in by_line.get(line, ()):
            record += [""] * (column - len(record))
            record[column - 1] = ref
        writer.writerow(record)
    return out.getvalue().encode(text.encoding, "replace")

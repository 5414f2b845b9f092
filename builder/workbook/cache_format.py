"""A parsed workbook as JSON and back."""

import json
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import MISSING, fields
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from itertools import repeat
from operator import attrgetter
from typing import Any

from builder.field import LeftOut, Link, Moment, SheetRows, Source
from builder.field.column import CellKind, Column
from builder.problems import Cell, Problem
from builder.problems.catalogue import CATALOGUE
from builder.workbook.reading.parsed import ParsedSheet, ParsedWorkbook
from builder.workbook.schema import SHEETS_BY_NAME

Code = Callable[[Any], Any]


def encoded(parsed: ParsedWorkbook) -> str:
    """The parsed workbook as JSON, without its name: the same file under two names is one entry."""
    found = {
        "sha256": parsed.sha256,
        "saved_at": parsed.saved_at.isoformat() if parsed.saved_at else None,
        "tabs": parsed.tabs,
        "headings": parsed.headings,
        "unread": parsed.unread,
        "sheets": [_encoded_sheet(sheet) for sheet in parsed.sheets],
        "problems": [
            [each.code, each.place.sheet, each.place.cell, dict(each.particulars)]
            for each in parsed.problems
        ],
    }
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def decoded(text: str, workbook: str) -> ParsedWorkbook:
    """The parsed workbook of a JSON text, under a name.

    Raises:
        ValueError, KeyError, TypeError: the text is damaged.
    """
    found = json.loads(text)
    saved_at = found["saved_at"]
    return ParsedWorkbook(
        workbook=workbook,
        sha256=found["sha256"],
        saved_at=datetime.fromisoformat(saved_at) if saved_at else None,
        sheets=tuple(_decoded_sheet(sheet, workbook) for sheet in found["sheets"]),
        problems=tuple(
            Problem(CATALOGUE[code], Cell(workbook, sheet, cell), particulars)
            for code, sheet, cell, particulars in found["problems"]
        ),
        tabs=tuple(found["tabs"]),
        headings=tuple(found["headings"]),
        unread=tuple(map(_decoded_rows, found["unread"])),
    )


def _decoded_rows(held: list[Any]) -> SheetRows:
    *counts, left_out = held
    return SheetRows._make((*counts, tuple(LeftOut(*each) for each in left_out)))


def _encoded_sheet(sheet: ParsedSheet) -> dict[str, Any]:
    schema = SHEETS_BY_NAME[sheet.schema]
    is_typed = any(schema.column(field).as_typed for field in sheet.columns)
    values = [_encoded_column(schema.column(field), sheet.records) for field in sheet.columns]
    return {
        "schema": sheet.schema,
        "name": sheet.name,
        "columns": dict(sheet.columns),
        "headings": sheet.headings,
        "rows": [row.source.row for row in sheet.records],
        "typed": [row.source.typed for row in sheet.records] if is_typed else [],
        "counts": sheet.rows,
        "prefix": sheet.prefix,
        "values": values,
    }


def _decoded_sheet(sheet: dict[str, Any], workbook: str) -> ParsedSheet:
    schema = SHEETS_BY_NAME[sheet["schema"]]
    columns, name = sheet["columns"], sheet["name"]
    decoded_columns = {
        field: _decoded_column(schema.column(field), values)
        for field, values in zip(columns, sheet["values"], strict=True)
    }
    typed = sheet["typed"] or repeat({})
    sources = [
        Source(workbook, name, row, columns, shown)
        for row, shown in zip(sheet["rows"], typed, strict=False)
    ]
    return ParsedSheet(
        schema=sheet["schema"],
        name=name,
        columns=columns,
        records=_records(schema.record, {**decoded_columns, "source": sources}, len(sources)),
        rows=_decoded_rows(sheet["counts"]),
        headings=tuple(sheet["headings"]),
        prefix=sheet["prefix"],
    )


def _records(record: Any, columns: dict[str, list[Any]], count: int) -> tuple[Any, ...]:
    """Records made column by column.

    RATIONALE: five times faster than a constructor a row, and most readings come from the cache;
    a test holds both ways to the same records.
    """
    made = tuple(map(record.__new__, repeat(record, count)))
    for each in fields(record):
        blank = "" if each.default is MISSING else each.default
        values: Iterable[Any] = columns.get(each.name, repeat(blank, count))
        put = getattr(record, each.name).__set__
        if isinstance(values, list) and len(values) != count:
            raise ValueError(each.name)
        deque(map(put, made, values), maxlen=0)
    return made


def _encoded_column(column: Column, records: tuple[Any, ...]) -> list[Any]:
    encode = _ENCODERS.get(column.kind)
    values = list(map(attrgetter(column.field), records))
    if encode is None:
        return values
    if column.is_list:
        return [list(map(encode, value)) for value in values]
    return [None if value is None else encode(value) for value in values]


def _decoded_column(column: Column, values: list[Any]) -> list[Any]:
    """A column's values; each distinct one is made once."""
    if column.is_list:
        decode = _decoder(column)
        return [tuple(decode(each) for each in value) if value else () for value in values]
    if column.kind is CellKind.LINK:
        return [None if value is None else Link(*value) for value in values]
    if column.kind not in _DECODERS and column.words is None:
        return values
    decode = _decoder(column)
    known = {value: decode(value) for value in set(values) if value is not None}
    return [None if value is None else known[value] for value in values]


def _decoder(column: Column) -> Code:
    return column.words if column.words is not None else _DECODERS.get(column.kind, _plain)


def _plain(value: Any) -> Any:
    return value


def _encoded_moment(moment: Moment) -> str:
    return moment.on.isoformat() if moment.at is None else moment.at.isoformat()


def _decoded_moment(text: str) -> Moment:
    if len(text) == _DATE_LENGTH:
        return Moment(date.fromisoformat(text))
    return Moment.instant(datetime.fromisoformat(text))


def _word(word: StrEnum) -> str:
    return word.value


def _link(link: Link) -> list[str | None]:
    return [link.text, link.target]


_DATE_LENGTH = len("2026-11-21")
_ENCODERS: dict[CellKind, Code] = {
    CellKind.DATE: date.isoformat,
    CellKind.MOMENT: _encoded_moment,
    CellKind.TIME: time.isoformat,
    CellKind.NUMBER: str,
    CellKind.PERCENT: str,
    CellKind.WORD: _word,
    CellKind.LINK: _link,
}
_DECODERS: dict[CellKind, Code] = {
    CellKind.DATE: date.fromisoformat,
    CellKind.MOMENT: _decoded_moment,
    CellKind.TIME: time.fromisoformat,
    CellKind.NUMBER: Decimal,
    CellKind.PERCENT: Decimal,
}

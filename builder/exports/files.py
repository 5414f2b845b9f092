"""Every file for download, by its path from the site's root."""

import json
from collections.abc import Iterator
from itertools import islice

from builder.exports.assessment_json import assessment_pieces
from builder.exports.assessment_schema import assessment_schema
from builder.exports.blocks import in_blocks
from builder.exports.calendar import calendars
from builder.exports.csv_file import BYTE_ORDER_MARK, csv_rows
from builder.exports.feed import feed_bytes
from builder.exports.lists import ExportList
from builder.exports.readme import readme_bytes
from builder.exports.rule_lists import export_lists
from builder.exports.sheet_part import SheetPart, SheetWriter
from builder.exports.xlsx_file import xlsx_pieces
from builder.portal.context import PortalContext
from builder.portal.parts.downloads import (
    ASSESSMENT,
    ASSESSMENT_SCHEMA,
    CALENDAR,
    FEED,
    README,
    WHOLE_WORKBOOK,
    csv_file,
    xlsx_file,
)

Download = tuple[str, Iterator[bytes]]
_ROWS_AT_ONCE = 500


def export_files(context: PortalContext) -> Iterator[Download]:
    """(path, its bytes in pieces) of every download.

    The pieces are made as they are read: each file's are read to their end, once, before the next
    file is asked for.

    Args:
        context: Register and assessment are already redacted.
    """
    yield from _list_files(context)
    yield ASSESSMENT, in_blocks(assessment_pieces(context.assessment))
    yield ASSESSMENT_SCHEMA, iter([(json.dumps(assessment_schema(), indent=2) + "\n").encode()])
    paths = []
    for path, pieces in calendars(context):
        paths.append(path)
        yield path, pieces
    yield FEED, iter([feed_bytes(context)])
    by_owner_and_service = [path for path in paths if path != CALENDAR]
    yield README, iter([readme_bytes(context, by_owner_and_service)])


def _list_files(context: PortalContext) -> Iterator[Download]:
    """Each list by itself, and the workbook of all of them."""
    as_at = context.assessment.as_at
    written: dict[str, SheetPart] = {}
    for each in export_lists(context):
        sheet = SheetWriter(each)
        yield csv_file(each.name), _csv_beside(sheet, each)
        written[each.name] = sheet.done()
        yield xlsx_file(each.name), xlsx_pieces((each.name,), (written[each.name],), as_at)
    yield WHOLE_WORKBOOK, xlsx_pieces([*written], written.values(), as_at)


def _csv_beside(sheet: SheetWriter, export: ExportList) -> Iterator[bytes]:
    """A list as CSV, and the same rows on its sheet: they are made once for both."""
    yield BYTE_ORDER_MARK + csv_rows((export.headings,))
    every = export.rows()
    while rows := [*islice(every, _ROWS_AT_ONCE)]:
        sheet.add(rows)
        yield csv_rows(rows)

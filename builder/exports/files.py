"""Every file for download, by its path from the site's root."""

import json
from collections.abc import Iterator
from datetime import datetime

from builder.exports.assessment_json import assessment_pieces
from builder.exports.assessment_schema import assessment_schema
from builder.exports.calendar import calendars
from builder.exports.csv_file import csv_bytes
from builder.exports.feed import feed_bytes
from builder.exports.judged_lists import export_lists
from builder.exports.lists import ExportList
from builder.exports.readme import readme_bytes
from builder.exports.sheet_part import SheetPart, sheet_part
from builder.exports.xlsx_file import xlsx_bytes
from builder.portal.context import PortalContext
from builder.portal.downloads import (
    ASSESSMENT,
    ASSESSMENT_SCHEMA,
    CALENDAR,
    FEED,
    README,
    WHOLE_WORKBOOK,
    csv_file,
    xlsx_file,
)


def export_files(context: PortalContext) -> Iterator[tuple[str, bytes]]:
    """(path, bytes) of every download; the register and the assessment are already redacted."""
    as_at = context.assessment.as_at
    yield from _list_files(export_lists(context), as_at)
    yield ASSESSMENT, b"".join(map(str.encode, assessment_pieces(context.assessment)))
    yield ASSESSMENT_SCHEMA, (json.dumps(assessment_schema(), indent=2) + "\n").encode()
    held = tuple(calendars(context))
    yield from held
    yield FEED, feed_bytes(context)
    yield README, readme_bytes(context, (path for path, _ in held if path != CALENDAR))


def _list_files(lists: tuple[ExportList, ...], as_at: datetime) -> Iterator[tuple[str, bytes]]:
    """Each list by itself, and the workbook of all of them."""
    files: list[tuple[str, bytes]] = []

    def sheets() -> Iterator[SheetPart]:
        # RATIONALE: a sheet is long; each is written once, into both files, and let go.
        for each in lists:
            sheet = sheet_part(each)
            files.append((csv_file(each.name), csv_bytes(each)))
            files.append((xlsx_file(each.name), xlsx_bytes((each.name,), (sheet,), as_at)))
            yield sheet

    whole = xlsx_bytes([each.name for each in lists], sheets(), as_at)
    yield from files
    yield WHOLE_WORKBOOK, whole

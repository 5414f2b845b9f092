"""Downloads as a reader gets them: whole."""

from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter

from builder.exports.assessment_json import assessment_pieces
from builder.exports.files import export_files
from builder.exports.lists import ExportList, ListRow
from builder.exports.sheet_part import SheetPart, SheetWriter
from builder.portal.context import PortalContext
from builder.rules.assessment import Assessment


def joined(files: Iterable[tuple[str, Iterator[bytes]]]) -> dict[str, bytes]:
    """Each file's pieces as one."""
    return {path: b"".join(pieces) for path, pieces in files}


def downloads(context: PortalContext) -> dict[str, bytes]:
    """Path -> bytes of every download."""
    return joined(export_files(context))


def assessment_json(assessment: Assessment) -> str:
    """The whole assessment as one text."""
    return b"".join(assessment_pieces(assessment)).decode()


def sheet_of_rows(name: str, headings: tuple[str, ...], rows: Sequence[ListRow]) -> SheetPart:
    """A list of ready rows, written."""
    columns = {heading: itemgetter(number) for number, heading in enumerate(headings)}
    writer = SheetWriter(ExportList(name=name, records=rows, columns=columns))
    writer.add(rows)
    return writer.done()

"""Hands a workbook back to its author with a note on each cell that needs mending.

The original file is patched: cells are coloured, notes and a "Fix list" sheet are added, and every
other part stays byte for byte as it was. Loading and saving it with a library would drop the
drop-downs, slicers and pivots that the library does not know.
"""

import zipfile
import zlib
from collections.abc import Iterator, Sequence

from builder.problems import Problem, Severity, in_workbook
from builder.workbook.airlock.cleaning import clean
from builder.workbook.airlock.references import parse_cell
from builder.workbook.airlock.refusal import RefusedError
from builder.workbook.handback.comments import add_comments
from builder.workbook.handback.fix_list import add_list
from builder.workbook.handback.parts import Parts
from builder.workbook.handback.sheet import mark_cells
from builder.workbook.handback.splice import elements
from builder.workbook.handback.styles import MarkedStyles

_GRAVITY = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError)
_Places = dict[tuple[int, int], list[Problem]]


def hand_back(original: bytes, problems: tuple[Problem, ...]) -> bytes:
    """A copy of a workbook with its problems shown where they stand.

    Args:
        original: The workbook's bytes.
        problems: Of this workbook; without any the original comes back as it is.

    Raises:
        RefusedError: it is no workbook that the airlock lets in.
    """
    if not problems:
        return original
    try:
        return _patched(original, problems)
    except (*_BROKEN, LookupError, ArithmeticError, StopIteration, RuntimeError) as broken:
        # RATIONALE: a part that the airlock never opens may be damaged all the same.
        raise RefusedError(in_workbook.DAMAGED, part="workbook") from broken


def _patched(original: bytes, problems: tuple[Problem, ...]) -> bytes:
    parts = Parts(original)
    book = next(each.target for each in parts.relations("") if each.kind == "officeDocument")
    style_parts = [each.target for each in parts.relations(book) if each.kind == "styles"]
    styles = MarkedStyles(parts, next((each for each in style_parts if each in parts), ""))
    by_sheet = _by_sheet(problems)
    for name, part in sheet_parts(parts, book):
        places = by_sheet.get(name, {})
        if places:
            marks = {at: min(found, key=_gravity).severity for at, found in places.items()}
            parts.write(part, mark_cells(parts.read(part), marks, styles))
            add_comments(parts, part, {at: _words(found) for at, found in places.items()})
    add_list(parts, book, sorted(problems, key=_order), styles)
    styles.save()
    return parts.packed()


def _by_sheet(problems: Sequence[Problem]) -> dict[str, _Places]:
    found: dict[str, _Places] = {}
    for each in problems:
        place = parse_cell(each.place.cell)
        if each.place.sheet and place is not None:
            column, row = place
            found.setdefault(each.place.sheet, {}).setdefault((row, column), []).append(each)
    return found


def sheet_parts(parts: Parts, book: str) -> Iterator[tuple[str, str]]:
    """(Name of a sheet, name of its part) of each that is there."""
    targets = {each.id: each.target for each in parts.relations(book) if each.kind == "worksheet"}
    for each in elements(parts.read(book), lambda name, depth, _: (name, depth) == ("sheet", 2)):
        relation = next(
            (value for key, value in each.attributes.items() if key.endswith(":id")), ""
        )
        if targets.get(relation, "") in parts:
            yield each.attributes.get("name", ""), targets[relation]


def _gravity(problem: Problem) -> int:
    return _GRAVITY[problem.severity]


def _words(problems: Sequence[Problem]) -> str:
    lines = [
        f"{each.message}\n{each.remedy} ({each.code})" for each in sorted(problems, key=_order)
    ]
    return clean("\n\n".join(lines))[0]


def _order(problem: Problem) -> tuple[int, str, int, int, str]:
    column, row = parse_cell(problem.place.cell) or (0, 0)
    return (_gravity(problem), problem.place.sheet, row, column, problem.code)

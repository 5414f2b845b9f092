"""Puts notes on the cells of a sheet, beside those that are there already."""

import re
from collections.abc import Mapping

from builder.workbook.airlock.references import column_letters
from builder.workbook.handback.parts import Parts
from builder.workbook.handback.sheet import legacy_drawing, with_legacy_drawing
from builder.workbook.handback.splice import (
    Edit,
    Element,
    appended,
    as_utf8,
    elements,
    spliced,
    text_of,
)

AUTHOR = "Portal check"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_SPACES = {
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "x": "urn:schemas-microsoft-com:office:excel",
}
_DECLARED = " ".join(f'xmlns:{prefix}="{space}"' for prefix, space in _SPACES.items())
_EMPTY_DRAWING = f"<xml {_DECLARED}></xml>".encode()
_BOX = (
    f'<v:shapetype {_DECLARED} id="_x0000_t202" coordsize="21600,21600" o:spt="202" '
    'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_WANTED = {
    ("authors", 1),
    ("author", 2),
    ("commentList", 1),
    ("comment", 2),
    ("text", 3),
    ("t", 4),
}
_SHAPE_ID = re.compile(rb"_x0000_s(\d+)")
_FIRST_SHAPE = 1024
_WIDE, _HIGH = 4, 7
"""Columns and rows that a note spans."""


def add_comments(parts: Parts, sheet: str, texts: Mapping[tuple[int, int], str]) -> None:
    """Adds notes to a sheet.

    Args:
        parts: The workbook's parts; changed.
        sheet: Name of the sheet's part.
        texts: (Row, column) -> what the note says.
    """
    related = {each.kind: each.target for each in parts.relations(sheet)}
    comments = related.get("comments", "")
    if not comments or comments not in parts:
        comments = parts.free_name("xl/commentsFix{}.xml")
        is_strict = _STRICT_MAIN.encode() in parts.read(sheet)
        parts.write(comments, _empty_comments(_STRICT_MAIN if is_strict else _MAIN))
        parts.declare(comments, _COMMENTS_TYPE)
        parts.relate(sheet, "comments", comments)
    data = parts.read(comments)
    new = _without_old(data, texts)
    parts.write(comments, _with_texts(data, texts))
    if new:
        _add_shapes(parts, sheet, new)


def _empty_comments(space: str) -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<comments xmlns="{space}"><authors></authors><commentList></commentList></comments>'
    ).encode()


def _without_old(data: bytes, texts: Mapping[tuple[int, int], str]) -> list[tuple[int, int]]:
    """The cells that have no note yet."""
    old = {each.attributes.get("ref", "") for each in elements(data, _is_comment)}
    return [place for place in sorted(texts) if _reference(place) not in old]


def _is_comment(name: str, depth: int, _: object) -> bool:
    return (name, depth) == ("comment", 2)


def _reference(place: tuple[int, int]) -> str:
    row, column = place
    return f"{column_letters(column)}{row}"


def _with_texts(data: bytes, texts: Mapping[tuple[int, int], str]) -> bytes:
    found = elements(data, lambda name, depth, _: (name, depth) in _WANTED)
    authors = next(each for each in found if each.name == "authors")
    comments = next(each for each in found if each.name == "commentList")
    number = sum(1 for each in found if each.name == "author")
    prefix = authors.prefix
    author = f"<{prefix}author>{AUTHOR}</{prefix}author>"
    edits = [appended(data, authors, author.encode())]
    boxes = _texts_by_cell(found)
    new = []
    for place in sorted(texts):
        runs = _runs(prefix, texts[place])
        box = boxes.get(_reference(place))
        if box is not None:
            edits += _as_run(found, box)
            edits.append(appended(data, box, _below(runs, prefix)))
            continue
        new.append(
            f'<{prefix}comment ref="{_reference(place)}" authorId="{number}">'
            f"<{prefix}text>{runs}</{prefix}text></{prefix}comment>"
        )
    edits.append(appended(data, comments, "".join(new).encode()))
    return spliced(data, edits)


def _texts_by_cell(found: list[Element]) -> dict[str, Element]:
    boxes: dict[str, Element] = {}
    reference = ""
    for each in found:
        if each.name == "comment":
            reference = each.attributes.get("ref", "")
        elif each.name == "text":
            boxes[reference] = each
    return boxes


def _runs(prefix: str, text: str) -> str:
    return f'<{prefix}r><{prefix}t xml:space="preserve">{text_of(text)}</{prefix}t></{prefix}r>'


def _as_run(found: list[Element], box: Element) -> list[Edit]:
    """Edits that make the plain text of a note a run, since more runs follow it."""
    for each in found:
        if each.name == "t" and box.start < each.start < box.close and not each.is_empty:
            end = each.close + len(f"</{each.prefix}t>")
            return [
                Edit(each.start, each.start, f"<{each.prefix}r>".encode()),
                Edit(end, end, f"</{each.prefix}r>".encode()),
            ]
    return []


def _below(runs: str, prefix: str) -> bytes:
    """Our words under those of a note that is there."""
    line = f'<{prefix}r><{prefix}t xml:space="preserve">\n\n{AUTHOR}:\n</{prefix}t></{prefix}r>'
    return (line + runs).encode()


def _add_shapes(parts: Parts, sheet: str, places: list[tuple[int, int]]) -> None:
    """Draws the boxes of new notes; without one, Excel does not show a note."""
    data = parts.read(sheet)
    relation = legacy_drawing(data)
    targets = {each.id: each.target for each in parts.relations(sheet)}
    drawing = targets.get(relation, "")
    if not drawing or drawing not in parts:
        drawing = parts.free_name("xl/drawings/vmlDrawingFix{}.vml")
        parts.write(drawing, _EMPTY_DRAWING)
        parts.declare_ending("vml", _VML_TYPE)
        relation = parts.relate(sheet, "vmlDrawing", drawing)
        space = _STRICT_RELATIONS if _STRICT_MAIN.encode() in data else _RELATIONS
        parts.write(sheet, with_legacy_drawing(data, relation, space))
    old = as_utf8(parts.read(drawing))
    highest = max([_FIRST_SHAPE, *(int(each[1]) for each in _SHAPE_ID.finditer(old))])
    shapes = [] if b'id="_x0000_t202"' in old else [_BOX]
    shapes += [_shape(highest + n, place) for n, place in enumerate(places, 1)]
    # RATIONALE: Excel's drawings are not always well-formed, so nothing of them is parsed.
    end = old.rfind(b"</")
    parts.write(drawing, spliced(old, [Edit(end, end, "".join(shapes).encode())]))


def _shape(number: int, place: tuple[int, int]) -> str:
    row, column = place
    left, top = column, max(row - 2, 0)
    return (
        f'<v:shape {_DECLARED} id="_x0000_s{number}" type="#_x0000_t202" '
        'style="position:absolute;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">'
        '<v:fill color2="#ffffe1"/><v:shadow color="black" obscured="t"/>'
        '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"/>'
        '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
        f"<x:Anchor>{left}, 15, {top}, 10, {left + _WIDE}, 15, {top + _HIGH}, 4</x:Anchor>"
        f"<x:AutoFill>False</x:AutoFill><x:Row>{row - 1}</x:Row>"
        f"<x:Column>{column - 1}</x:Column></x:ClientData></v:shape>"
    )

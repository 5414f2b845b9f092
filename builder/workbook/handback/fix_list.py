"""The "Fix list" sheet of a hand-back copy: every problem, with a link to its cell."""

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import quoteattr

from builder.problems import Problem
from builder.problems.gathering import Cause, alone, causes
from builder.workbook.airlock.cleaning import clean
from builder.workbook.handback.parts import Parts
from builder.workbook.handback.splice import appended, elements, spliced, text_of
from builder.workbook.handback.styles import MarkedStyles

NAME = "Fix list"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_HEADINGS = ("Where", "What is wrong", "What to do", "How much it matters", "Code")
_WIDTHS = (28, 60, 60, 20, 10)
_MEANING = {
    "error": "Error: a figure or row suffers",
    "warning": "Warning: please look",
    "note": "Note",
}


def add_list(parts: Parts, book: str, problems: Sequence[Problem], styles: MarkedStyles) -> None:
    """Adds the sheet at the end of the workbook.

    Args:
        parts: The workbook's parts; changed.
        book: Name of the workbook's main part.
        problems: In the order of the list.
        styles: Gives the styles of the list; still to be saved.
    """
    data = parts.read(book)
    found = elements(data, lambda name, depth, _: name in ("workbook", "sheets", "sheet"))
    sheets = next(each for each in found if each.name == "sheets")
    tabs = [each for each in found if each.name == "sheet"]
    is_strict = _STRICT.encode() in data
    part = parts.free_name("xl/worksheets/fixList{}.xml")
    parts.write(part, _sheet(problems, _STRICT if is_strict else _MAIN, styles))
    parts.declare(part, _SHEET_TYPE)
    relation = parts.relate(book, "worksheet", part)
    number = max((int(each.attributes.get("sheetId", 0)) for each in tabs), default=0) + 1
    name = _free_tab({each.attributes.get("name", "").casefold() for each in tabs})
    space = _STRICT_RELATIONS if is_strict else _RELATIONS
    child = (
        f'<{sheets.prefix}sheet name="{name}" sheetId="{number}" '
        f'xmlns:fix="{space}" fix:id="{relation}"/>'
    )
    parts.write(book, spliced(data, [appended(data, sheets, child.encode())]))


def _free_tab(taken: set[str]) -> str:
    number, name = 1, NAME
    while name.casefold() in taken:
        number += 1
        name = f"{NAME} {number}"
    return name


def _sheet(problems: Sequence[Problem], space: str, styles: MarkedStyles) -> bytes:
    columns = "".join(
        f'<col min="{n}" max="{n}" width="{width}" customWidth="1"/>'
        for n, width in enumerate(_WIDTHS, 1)
    )
    rows = [_row(1, _HEADINGS, styles.wrapped())]
    links = []
    for number, each in enumerate(_listed(problems), 2):
        place = each.place
        shown = " ".join(part for part in (place.sheet, place.cell) if part) or "Whole workbook"
        meaning = _MEANING[each.severity.value]
        texts = (shown, each.message, each.remedy, meaning, each.codes)
        rows.append(_row(number, texts, styles.wrapped(), styles.wrapped(each.severity)))
        if place.sheet:
            quoted = place.sheet.replace("'", "''")
            target = quoteattr(f"'{quoted}'!{place.cell or 'A1'}")
            links.append(f'<hyperlink ref="A{number}" location={target} display={target}/>')
    linked = f"<hyperlinks>{''.join(links)}</hyperlinks>" if links else ""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<worksheet xmlns="{space}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        '<sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        f"</sheetView></sheetViews><cols>{columns}</cols>"
        f"<sheetData>{''.join(rows)}</sheetData>{linked}"
        '<pageSetup orientation="landscape" fitToHeight="0"/></worksheet>'
    ).encode()


def _listed(problems: Sequence[Problem]) -> Iterator[Cause]:
    """What several rows wait for, then each problem."""
    yield from (each for each in causes(problems) if len(each.problems) > 1)
    yield from map(alone, problems)


def _row(
    number: int, texts: Sequence[str], style: int | None, first_style: int | None = None
) -> str:
    cells = []
    for letter, text in zip("ABCDE", texts, strict=True):
        own = first_style if letter == "A" and first_style is not None else style
        shown = "" if own is None else f' s="{own}"'
        cells.append(
            f'<c r="{letter}{number}"{shown} t="inlineStr"><is><t xml:space="preserve">'
            f"{text_of(clean(text)[0])}</t></is></c>"
        )
    return f'<row r="{number}">{"".join(cells)}</row>'

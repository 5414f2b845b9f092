"""Lists as an Excel workbook: the parts around the sheets, and the package that holds them."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from html import escape

from builder.exports.sheet_part import DAY, DAY_AND_TIME, FIRST_LINK, TIME, SheetPart
from builder.storage import Deflated, deflated, zip_pieces

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_FORMATS = "http://schemas.openxmlformats.org"
_MAIN = f"{_FORMATS}/spreadsheetml/2006/main"
_RELATIONS = f"{_FORMATS}/package/2006/relationships"
_OFFICE = f"{_FORMATS}/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_LONGEST_SHEET_NAME = 31
Part = tuple[str, Deflated]


def xlsx_pieces(
    names: Sequence[str], sheets: Iterable[SheetPart], as_at: datetime
) -> Iterator[bytes]:
    """One workbook with a sheet and a table for each list, in pieces.

    Args:
        names: Of the lists; at least one.
        sheets: The lists as written, in the same order; taken one by one.
        as_at: The moment that the file says it was made at.
    """
    return zip_pieces(_parts(names, sheets, as_at))


def _parts(names: Sequence[str], sheets: Iterable[SheetPart], as_at: datetime) -> Iterator[Part]:
    count = len(names)
    yield _part("[Content_Types].xml", _content_types(count))
    yield _part(
        "_rels/.rels",
        _relations(
            _relation(1, f"{_OFFICE}/officeDocument", "xl/workbook.xml"),
            _relation(2, f"{_RELATIONS}/metadata/core-properties", "docProps/core.xml"),
        ),
    )
    yield _part("docProps/core.xml", _properties(as_at))
    yield _part("xl/workbook.xml", _workbook(names))
    yield _part(
        "xl/_rels/workbook.xml.rels",
        _relations(
            *(
                _relation(n, f"{_OFFICE}/worksheet", f"worksheets/sheet{n}.xml")
                for n in range(1, count + 1)
            ),
            _relation(count + 1, f"{_OFFICE}/styles", "styles.xml"),
        ),
    )
    yield _part("xl/styles.xml", _STYLES)
    for number, sheet in enumerate(sheets, 1):
        yield f"xl/worksheets/sheet{number}.xml", sheet.xml
        yield _part(f"xl/worksheets/_rels/sheet{number}.xml.rels", _of_sheet(number, sheet))
        yield _part(f"xl/tables/table{number}.xml", _table(number, sheet))


def _part(name: str, xml: str) -> Part:
    return name, deflated((_DECLARATION + xml).encode())


def _content_types(count: int) -> str:
    parts = [
        ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
        ("/xl/workbook.xml", f"{_TYPE}.sheet.main+xml"),
        ("/xl/styles.xml", f"{_TYPE}.styles+xml"),
    ]
    for n in range(1, count + 1):
        parts.append((f"/xl/worksheets/sheet{n}.xml", f"{_TYPE}.worksheet+xml"))
        parts.append((f"/xl/tables/table{n}.xml", f"{_TYPE}.table+xml"))
    named = "".join(f'<Override PartName="{name}" ContentType="{t}"/>' for name, t in parts)
    return (
        f'<Types xmlns="{_FORMATS}/package/2006/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{named}</Types>'
    )


def _relations(*relations: str) -> str:
    return f'<Relationships xmlns="{_RELATIONS}">{"".join(relations)}</Relationships>'


def _relation(number: int, kind: str, target: str, mode: str = "") -> str:
    return f'<Relationship Id="rId{number}" Type="{kind}" Target="{escape(target)}"{mode}/>'


def _of_sheet(number: int, sheet: SheetPart) -> str:
    links = (
        _relation(n, f"{_OFFICE}/hyperlink", target, ' TargetMode="External"')
        for n, target in enumerate(sheet.links, FIRST_LINK)
    )
    return _relations(_relation(1, f"{_OFFICE}/table", f"../tables/table{number}.xml"), *links)


def _table(number: int, sheet: SheetPart) -> str:
    columns = "".join(
        f'<tableColumn id="{n}" name="{escape(title)}"/>'
        for n, title in enumerate(sheet.headings, 1)
    )
    return (
        f'<table xmlns="{_MAIN}" id="{number}" name="List{number}" displayName="List{number}" '
        f'ref="{sheet.cells}" totalsRowShown="0"><autoFilter ref="{sheet.cells}"/>'
        f'<tableColumns count="{len(sheet.headings)}">{columns}</tableColumns>'
        '<tableStyleInfo name="TableStyleLight1" showFirstColumn="0" showLastColumn="0" '
        'showRowStripes="1" showColumnStripes="0"/></table>'
    )


def _workbook(names: Sequence[str]) -> str:
    titles = (name.replace("-", " ").capitalize()[:_LONGEST_SHEET_NAME] for name in names)
    sheets = "".join(
        f'<sheet name="{escape(title)}" sheetId="{n}" r:id="rId{n}"/>'
        for n, title in enumerate(titles, 1)
    )
    return (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><bookViews><workbookView/></bookViews>'
        f"<sheets>{sheets}</sheets></workbook>"
    )


def _properties(as_at: datetime) -> str:
    stamp = as_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return (
        f'<cp:coreProperties xmlns:cp="{_FORMATS}/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        "<dc:creator>governance-portal</dc:creator>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{stamp}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{stamp}</dcterms:modified>'
        "</cp:coreProperties>"
    )


_DAY_ID, _DAY_AND_TIME_ID, _TIME_ID = 164, 165, 166
"""Numbers below 164 are Excel's own formats."""
_FONT = '<sz val="11"/><name val="Calibri"/><family val="2"/>'
_STYLES = f"""\
<styleSheet xmlns="{_MAIN}"><numFmts count="3">\
<numFmt numFmtId="{_DAY_ID}" formatCode="{DAY}"/>\
<numFmt numFmtId="{_DAY_AND_TIME_ID}" formatCode="{DAY_AND_TIME}"/>\
<numFmt numFmtId="{_TIME_ID}" formatCode="{TIME}"/></numFmts>\
<fonts count="3"><font>{_FONT}</font><font><b/>{_FONT}</font>\
<font><u/><sz val="11"/><color rgb="FF0563C1"/><name val="Calibri"/></font></fonts>\
<fills count="2"><fill><patternFill patternType="none"/></fill>\
<fill><patternFill patternType="gray125"/></fill></fills>\
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>\
<cellXfs count="7"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>\
<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1">\
<alignment vertical="top" wrapText="1"/></xf>\
<xf numFmtId="{_DAY_ID}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>\
<xf numFmtId="{_DAY_AND_TIME_ID}" fontId="0" fillId="0" borderId="0" xfId="0" \
applyNumberFormat="1"/>\
<xf numFmtId="{_TIME_ID}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>\
<xf numFmtId="0" fontId="2" fillId="0" borderId="0" xfId="0" applyFont="1"/>\
<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1"/></cellXfs>\
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>\
</styleSheet>"""
"""The cell formats stand in the order of ``CellStyle``."""

"""Small OpenDocument spreadsheets, written as an office program writes them."""

from tests.workbook.broken import zipped

_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{full}:1.0"'
    for name, full in {
        "office": "office",
        "style": "style",
        "text": "text",
        "table": "table",
        "number": "datastyle",
        "fo": "xsl-fo-compatible",
        "meta": "meta",
    }.items()
)
_MORE = (
    'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)
STYLES = """
<number:date-style style:name="N1"><number:day number:style="long"/><number:text>/</number:text>
<number:month number:style="long"/><number:text>/</number:text><number:year number:style="long"/>
</number:date-style>
<number:percentage-style style:name="N2"><number:number number:decimal-places="0"/>
<number:text>%</number:text></number:percentage-style>
<number:currency-style style:name="N3"><number:currency-symbol>£</number:currency-symbol>
<number:number number:decimal-places="2" number:grouping="true"/></number:currency-style>
<style:style style:name="base" style:family="table-cell" style:data-style-name="N1"/>
<style:style style:name="day" style:family="table-cell" style:parent-style-name="base"/>
<style:style style:name="part" style:family="table-cell" style:data-style-name="N2"/>
<style:style style:name="money" style:family="table-cell" style:data-style-name="N3"/>
<style:style style:name="red" style:family="table-cell">
<style:table-cell-properties fo:background-color="#ff0000"/></style:style>
<style:style style:name="struck" style:family="table-cell">
<style:text-properties style:text-line-through-style="solid"/></style:style>
<style:style style:name="gone" style:family="table">
<style:table-properties table:display="false"/></style:style>
"""
KIND = b"application/vnd.oasis.opendocument.spreadsheet"


def sheet(name: str, rows: str, more: str = "") -> str:
    """A sheet of rows written as XML."""
    return f'<table:table table:name="{name}"{more}>{rows}</table:table>'


def row(*cells: str, more: str = "") -> str:
    """A row of cells written as XML, or as plain text."""
    return f"<table:table-row{more}>{''.join(map(cell, cells))}</table:table-row>"


def cell(text: str) -> str:
    """A cell of text; what is XML already stays."""
    if text.startswith("<"):
        return text
    kind = ' office:value-type="string"' if text else ""
    held = f"<text:p>{text}</text:p>" if text else ""
    return f"<table:table-cell{kind}>{held}</table:table-cell>"


def open_document(*sheets: str, more: dict[str, bytes] | None = None) -> bytes:
    """The bytes of a spreadsheet."""
    body = "".join(sheets)
    content = (
        f"<office:document-content {_SPACES} {_MORE}><office:automatic-styles>{STYLES}"
        f"</office:automatic-styles><office:body><office:spreadsheet>{body}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    meta = (
        f"<office:document-meta {_SPACES} {_MORE}><office:meta>"
        "<dc:date>2026-11-20T09:30:00.5</dc:date></office:meta></office:document-meta>"
    )
    parts = {"mimetype": KIND, "content.xml": content.encode(), "meta.xml": meta.encode()}
    return zipped({**parts, **(more or {})})

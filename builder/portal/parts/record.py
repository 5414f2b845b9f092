"""What the pages of records and the lists of sheets have alike."""

from builder.field import Source
from builder.portal.context import PortalContext
from builder.portal.parts.views import (
    Block,
    Piece,
    SearchRecord,
    Section,
    SourceStrip,
    SummaryItem,
)
from builder.portal.parts.words import NOT_RECORDED

MOST_SEARCHED = 160
"""Characters of what is found of a record beside its title."""


def searched(title: str, text: str) -> SearchRecord:
    """What is found of a record."""
    return SearchRecord(title=title, text=text[:MOST_SEARCHED])


def section(id: str, title: str, *blocks: Block, lead: str = "") -> Section:
    """A heading with what stands beneath it; ``id`` is its anchor, permanent."""
    return Section(id=id, title=title, blocks=blocks, lead=lead)


def term(words: str, *pieces: Piece) -> SummaryItem:
    """A term with one paragraph beside it."""
    return SummaryItem(term=words, content=(pieces,))


def source_strip(source: Source) -> SourceStrip:
    """Where a record stands in the workbooks."""
    return SourceStrip(workbook=source.workbook, sheet=source.sheet, row=str(source.row))


def none_of(context: PortalContext, sheet: str, empty: str) -> str:
    """What an empty list of a sheet says; that it is not recorded where no workbook has it."""
    if context.register.keeps(sheet):
        return empty
    return f"{sheet}: {NOT_RECORDED.lower()}. No workbook has the sheet {sheet}."

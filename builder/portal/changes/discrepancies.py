"""Where the workbooks do not agree with what earlier builds recorded, and what to do about it."""

from collections.abc import Iterator

from builder.field.pages import DATA_QUALITY_PAGE, DISCREPANCIES_PAGE
from builder.portal.context import PortalContext
from builder.portal.parts.discrepancy_table import (
    NO_HISTORY,
    counted_words,
    discrepancy_table,
    empty_words,
    newest_first,
)
from builder.portal.parts.views import (
    Anchor,
    PageView,
    Paragraph,
)
from builder.portal.parts.words import counted


def pages(context: PortalContext) -> Iterator[PageView]:
    """The one page of all discrepancies."""
    found = newest_first(context.assessment.discrepancies)
    yield PageView(
        path=DISCREPANCIES_PAGE,
        kind="discrepancies",
        title="Discrepancies",
        lead=_lead(context, len(found)),
        breadcrumbs=(Anchor("Data quality", DATA_QUALITY_PAGE),),
        blocks=(
            discrepancy_table(context, found, is_whole=True, empty=empty_words(context)),
            Paragraph(
                content=(
                    "A discrepancy is no accusation: it is a question that whoever keeps the "
                    "sheet can answer. It stays here, because the history is never rewritten.",
                ),
                is_small=True,
            ),
        ),
    )


def _lead(context: PortalContext, number: int) -> str:
    if not context.history.runs:
        found = f"{counted_words(number)} between rows of the workbooks. " if number else ""
        return f"{found}{NO_HISTORY}"
    recorded = counted(len(context.history.runs), "recorded build")
    if not number:
        return f"The workbooks agree with {recorded}."
    return f"{counted_words(number)} between the workbooks and {recorded}."

"""How many rows of each sheet are there and in, and the warning where one is not."""

from collections.abc import Iterator

from builder.field.pages import DATA_QUALITY_PAGE
from builder.portal.context import PortalContext
from builder.portal.parts.views import Anchor, Block, Disclosure, ListBlock, Warning
from builder.rules.missing_rows import sheets_with_missing_rows, workbooks_not_in


def missing_rows_warning(context: PortalContext) -> Iterator[Block]:
    """Which rows are not in; nothing where all are."""
    if context.assessment.is_whole:
        return
    held = [sheet.words(book) for book, sheet in sheets_with_missing_rows(context.register)]
    lost = workbooks_not_in(context.register, context.assessment.problems)
    named = [f"Only {each} are in." for each in held] + [
        f"Nothing of {each} is in." for each in lost
    ]
    yield Warning(
        title="Rows of the workbooks are missing on these pages",
        body=(
            " ".join((*named, "Figures that need them are not assessable. ")),
            Anchor("See what to mend", DATA_QUALITY_PAGE),
        ),
    )


def rows_read(context: PortalContext) -> Iterator[Block]:
    """Both numbers of each sheet that was read."""
    items = tuple(
        (sheet.words(each.workbook),)
        for each in context.assessment.inputs
        for sheet in each.sheets
        if sheet.read_as is not None
    )
    if items:
        yield Disclosure(summary="Rows read of each sheet", blocks=(ListBlock(items=items),))

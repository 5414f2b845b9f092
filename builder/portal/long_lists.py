"""Lists of lines that stay short enough to open quickly, and say what they leave out."""

from collections.abc import Sequence

from builder.portal.context import PortalContext
from builder.portal.line_table import FULL, line_table, on_lists, urgent_first
from builder.portal.parts import Anchor, Block, Paragraph
from builder.portal.wording import counted
from builder.rules.assessment import ActionAssessment

MOST_ROWS = 2000
"""Rows of one list: beyond it a page takes longer to open than people wait."""


def lines_listed(
    context: PortalContext,
    lines: Sequence[ActionAssessment],
    *,
    id: str,
    caption: str,
    empty: str,
    columns: Sequence[str] = FULL,
    most: int = MOST_ROWS,
) -> tuple[Block, ...]:
    """The lines as a table; where they are too many, closed ones are named by number alone."""
    shown = lines if len(lines) <= most else [each for each in lines if on_lists(each)]
    table = line_table(
        context,
        urgent_first(shown)[:most],
        id=id,
        caption=caption,
        columns=columns,
        empty=empty,
        has_tools=True,
    )
    left = len(lines) - min(len(shown), most)
    if not left:
        return (table,)
    words = f"{counted(left, 'more action')}, closed ones first of all, stand in the "
    return (
        table,
        Paragraph(content=(words, Anchor("list of all actions", "actions/index.html"), ".")),
    )

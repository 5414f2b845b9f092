"""The smallest set of changes that would let a line close, as its page and the closure page say."""

from collections.abc import Iterable

from builder.field import Moment
from builder.field.words import Status
from builder.portal.context import PortalContext
from builder.portal.parts.cells import cell, date_column, ref_column, text_column, when
from builder.portal.parts.links import action_link, with_names
from builder.portal.parts.views import Block, Card, ListBlock, Paragraph, Row, Table
from builder.portal.parts.words import date_words
from builder.rules.assessment import ActionAssessment, AssuredStatus

TITLE = "The smallest set of changes that would pass"
TOO_MANY = "More changes are needed than are tried together; the closure gate names each check."


def wants_changes(line: ActionAssessment) -> bool:
    """Whether somebody wants a line closed, and it cannot be."""
    if line.assured_status is AssuredStatus.CLOSED_NOT_ASSURED:
        return True
    return line.claimed_status == Status.PROPOSED_FOR_CLOSURE.value and not line.closable


def changes_card(context: PortalContext, line: ActionAssessment) -> tuple[Block, ...]:
    """What would let a line close; empty where nobody wants it closed."""
    if line.smallest_changes:
        blocks: tuple[Block, ...] = (
            ListBlock(items=tuple((with_names(context, each),) for each in line.smallest_changes)),
            Paragraph(content=(_then(line),), is_small=True),
        )
    elif line.needs_more_changes:
        blocks = (Paragraph(content=(TOO_MANY,)),)
    elif wants_changes(line):
        blocks = (Paragraph(content=(_unsearched(line),)),)
    else:
        return ()
    return (Card(title=TITLE, blocks=blocks),)


def _then(line: ActionAssessment) -> str:
    day = "" if line.would_pass_on is None else f" on {date_words(line.would_pass_on)}"
    return (
        f"With these, and nothing new against it, every check would pass{day}. No smaller set does."
    )


def _unsearched(line: ActionAssessment) -> str:
    return (
        f"Not worked out here, because other lines are more urgent. Run: portal explain {line.ref}"
    )


def changes_table(context: PortalContext, lines: Iterable[ActionAssessment]) -> Table:
    """What would let each of some lines close."""
    wanted = [each for each in lines if wants_changes(each)]
    return Table(
        id="smallest-changes",
        caption=TITLE,
        caption_hidden=True,
        columns=(
            ref_column("Ref"),
            text_column("Changes"),
            date_column("Would pass on"),
        ),
        rows=tuple(_row(context, each) for each in wanted),
        empty="No line that is proposed, or closed and not assured, is held back.",
    )


def _row(context: PortalContext, line: ActionAssessment) -> Row:
    words = with_names(context, " ".join(line.smallest_changes))
    if not words:
        words = TOO_MANY if line.needs_more_changes else _unsearched(line)
    day = None if line.would_pass_on is None else Moment(line.would_pass_on)
    return Row(cells=(cell(action_link(context, line.ref)), cell(words), when(day, "Not known")))

"""The smallest set of changes that would let a line close, as its page and the closure page say."""

from collections.abc import Iterable

from builder.field import Moment
from builder.field.words import Status
from builder.portal.context import PortalContext
from builder.portal.parts.cells import cell, date_column, ref_column, text_column, when
from builder.portal.parts.links import action_link, with_names
from builder.portal.parts.views import Block, Card, ListBlock, Paragraph, Row, Table
from builder.portal.parts.words import date_words
from builder.portal.shared import About
from builder.rules.assessment import ActionAssessment, AssuredStatus

TITLE = "The smallest set of changes that would pass"
TOO_MANY = "More changes are needed than are tried together; the closure gate names each check."


def wants_changes(action: ActionAssessment) -> bool:
    """Whether somebody wants a line closed, and it cannot be."""
    if action.assured_status is AssuredStatus.CLOSED_NOT_ASSURED:
        return True
    return action.claimed_status == Status.PROPOSED_FOR_CLOSURE.value and not action.closable


def changes_card(about: About, action: ActionAssessment) -> tuple[Block, ...]:
    """What would let a line close; empty where nobody wants it closed."""
    if action.smallest_changes:
        blocks: tuple[Block, ...] = (
            ListBlock(items=tuple((with_names(about, each),) for each in action.smallest_changes)),
            Paragraph(content=(_then(action),), is_small=True),
        )
    elif action.needs_more_changes:
        blocks = (Paragraph(content=(TOO_MANY,)),)
    elif wants_changes(action):
        blocks = (Paragraph(content=(_unsearched(action),)),)
    else:
        return ()
    return (Card(title=TITLE, blocks=blocks),)


def _then(action: ActionAssessment) -> str:
    day = "" if action.would_pass_on is None else f" on {date_words(action.would_pass_on)}"
    return (
        f"With these, and nothing new against it, every check would pass{day}. No smaller set does."
    )


def _unsearched(action: ActionAssessment) -> str:
    return (
        "Not worked out here, because other lines are more urgent. "
        f"Run: portal explain {action.ref}"
    )


def changes_table(context: PortalContext, actions: Iterable[ActionAssessment]) -> Table:
    """What would let each of some lines close."""
    wanted = [each for each in actions if wants_changes(each)]
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


def _row(context: PortalContext, action: ActionAssessment) -> Row:
    words = with_names(context, " ".join(action.smallest_changes))
    if not words:
        words = TOO_MANY if action.needs_more_changes else _unsearched(action)
    day = None if action.would_pass_on is None else Moment(action.would_pass_on)
    return Row(cells=(cell(action_link(context, action.ref)), cell(words), when(day, "Not known")))

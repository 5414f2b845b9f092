"""The smallest set of changes that would let a line close, as its page and the closure page say."""

from collections.abc import Iterable

from builder.field.words import Status
from builder.portal.context import PortalContext
from builder.portal.parts.links import action_link, with_names
from builder.portal.parts.listing import Listing, day, ref, words
from builder.portal.parts.views import Block, Card, ListBlock, Paragraph, Table
from builder.portal.parts.words import date_words
from builder.portal.shared import About
from builder.rules.assessment import ActionAssessment, AssuredStatus

TITLE = "The smallest set of changes that would pass"
TOO_MANY = "More changes are needed than are tried together; the closure gate names each check."


def wants_changes(action: ActionAssessment) -> bool:
    """Whether somebody wants a line closed, and it cannot be."""
    if action.assured_status in (AssuredStatus.CLOSED_NOT_ASSURED, AssuredStatus.CLOSED_IN_DOUBT):
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
    return Listing[ActionAssessment](
        id="smallest-changes",
        caption=TITLE,
        caption_hidden=True,
        columns=(
            ref("Ref", lambda each: action_link(context, each.ref)),
            words("Changes", lambda each: _changes_words(context, each)),
            day("Would pass on", lambda each: each.would_pass_on, absent="Not known"),
        ),
        empty="No line that is proposed, or closed and not assured, is held back.",
    ).table(filter(wants_changes, actions))


def _changes_words(context: PortalContext, action: ActionAssessment) -> str:
    if action.smallest_changes:
        return with_names(context, " ".join(action.smallest_changes))
    return TOO_MANY if action.needs_more_changes else _unsearched(action)

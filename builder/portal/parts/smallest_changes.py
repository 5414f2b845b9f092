"""The smallest set of changes that would let an action close, as its page says."""

from builder.field.words import Status
from builder.portal.parts.links import with_names
from builder.portal.parts.views import Block, Card, ListBlock, Paragraph
from builder.portal.parts.words import date_words
from builder.portal.shared import About
from builder.rules.assessment import ActionAssessment, AssuredStatus

TITLE = "The smallest set of changes that would pass"
TOO_MANY = "More changes are needed than are tried together; the closure gate names each check."


def wants_changes(action: ActionAssessment) -> bool:
    """Whether somebody wants an action closed, and it cannot be."""
    if action.assured_status in (AssuredStatus.CLOSED_NOT_ASSURED, AssuredStatus.CLOSED_IN_DOUBT):
        return True
    return action.claimed_status == Status.PROPOSED_FOR_CLOSURE.value and not action.closable


def changes_card(about: About, action: ActionAssessment) -> tuple[Block, ...]:
    """What would let an action close; empty where nobody wants it closed."""
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
        "Not worked out here, because other actions are more urgent. "
        f"Run: portal explain {action.ref}"
    )

"""What would let an action close: the checks in its way, and the smallest set of changes."""

from collections.abc import Mapping

from builder.field.words import Status
from builder.portal.parts.links import with_names
from builder.portal.parts.views import Block, Card, ListBlock, Paragraph
from builder.portal.parts.words import date_words, sentence
from builder.portal.shared import About
from builder.rules.assessment import ActionAssessment, AssuredStatus
from builder.rules.verdict import GateCheck

TITLE = "The smallest set of changes that would pass"


def wants_changes(action: ActionAssessment) -> bool:
    """Whether somebody wants an action closed, and it cannot be."""
    if action.assured_status in (AssuredStatus.CLOSED_NOT_ASSURED, AssuredStatus.CLOSED_IN_DOUBT):
        return True
    return action.claimed_status == Status.PROPOSED_FOR_CLOSURE.value and not action.closable


def changes_card(about: About, action: ActionAssessment) -> tuple[Block, ...]:
    """What would let an action close; empty where nobody wants it closed, or it needs too much."""
    if action.smallest_changes:
        blocks: tuple[Block, ...] = (
            ListBlock(items=tuple((with_names(about, each),) for each in action.smallest_changes)),
            Paragraph(content=(_then(action),), is_small=True),
        )
    elif wants_changes(action) and not action.needs_more_changes:
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


_WOULD_CLOSE: Mapping[str, str] = {
    "owner active": "Name an owner who is in post.",
    "evidence accepted": "Have a file reviewed and found valid, and replace each invalid one.",
    "validated independently": "Have it reviewed by somebody who neither owns the action nor "
    "handed the file in.",
    "live proof held": "Visit the files again, or retest, until practice reaches the limit.",
    "risk reduced": "Score the risk again, and settle what is open at High or Extreme.",
    "three kinds of evidence": "Add the kind of evidence that the action lacks.",
    "validation fresh": "Have the evidence validated again, within the limit.",
    "outcome reduction": "Show a measured reduction that reaches the limit.",
    "sustained improvement": "Keep the target at every review through the whole window.",
    "complaint movement": "Show that complaints of this theme fell from one review point to the "
    "next.",
    "external assurance": "Add evidence from outside the service, and have it reviewed.",
    "no further incidents": "Keep the place free of this incident through the whole window.",
    "reviews held": "Hold the reviews that are due, and record them.",
    "checks across shifts": "Check each shift of the service, and record it.",
    "no closure hold in force": "Wait until the hold ends, or correct the evidence behind it.",
    "decision independent of the owner": "Let somebody other than the owner decide.",
}
"""Check -> the one thing that would make it pass."""


def failing(action: ActionAssessment) -> tuple[GateCheck, ...]:
    """The checks that do not let an action through."""
    return tuple(check for check in action.gate if not check.passes)


def would_pass(check: GateCheck) -> str:
    """The one thing that would make a check pass; the rule's own duty where it has one."""
    return _WOULD_CLOSE.get(check.check) or sentence(check.verdict.duty)

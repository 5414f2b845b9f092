"""Closures that something speaks against, and those that rest on a typed word alone."""

from collections.abc import Iterator

from builder.field.pages import CLOSED_ON_WORD_PAGE, IN_DOUBT_PAGE
from builder.field.registers import DeadlineStatus
from builder.portal.context import PortalContext
from builder.portal.parts.views import Anchor, Tone, Warning
from builder.portal.parts.words import counted
from builder.rules.assessment import ActionAssessment, AssuredStatus
from builder.rules.verdict import PROVIDER, Outcome


def in_doubt(context: PortalContext) -> tuple[ActionAssessment, ...]:
    """Actions that were closed and assured, and against which something was recorded since."""
    return tuple(
        each
        for each in context.assessment.actions
        if each.assured_status is AssuredStatus.CLOSED_IN_DOUBT
    )


def closed_on_word(context: PortalContext) -> tuple[ActionAssessment, ...]:
    """Actions that are typed Closed without an approval that stands."""
    result = context.said.result(DeadlineStatus, PROVIDER)
    counted_so = frozenset(result.counted.get(DeadlineStatus.closed_on_word.key, ()))
    # RATIONALE: where rows are missing the register counts none, and the rule still speaks.
    return tuple(
        each for each in context.assessment.actions if each.ref in counted_so or _has_fired(each)
    )


def _has_fired(action: ActionAssessment) -> bool:
    return any(
        each.rule == "closed_without_approval" and each.outcome is Outcome.FIRED
        for each in action.findings
    )


def contested_warnings(context: PortalContext) -> Iterator[Warning]:
    """What a first page says of both, while there are any."""
    if doubts := len(in_doubt(context)):
        yield Warning(
            title=f"{counted(doubts, 'closure')} in doubt",
            tone=Tone.BAD,
            body=(
                "Assured once; something recorded since speaks against it. ",
                Anchor("See what", IN_DOUBT_PAGE),
            ),
        )
    if typed := len(closed_on_word(context)):
        verb = "is" if typed == 1 else "are"
        yield Warning(
            title=f"{counted(typed, 'action')} {verb} closed on a word",
            tone=Tone.WATCH,
            body=(
                "Typed as Closed, and no approval stands. ",
                Anchor("See which", CLOSED_ON_WORD_PAGE),
            ),
        )

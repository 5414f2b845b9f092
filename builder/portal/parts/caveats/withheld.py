"""What a reader does not see, said beside the lists and figures that it is missing from."""

from collections.abc import Iterator, Sequence

from builder.field.pages import ACTIONS_PAGE, SNAPSHOT_PAGE
from builder.field.registers import Figure
from builder.portal.context import PortalContext
from builder.portal.parts.action_table import action_table, urgent_first
from builder.portal.parts.caveats.left_out import counted_withheld, withheld_counts
from builder.portal.parts.views import Anchor, Block, Paragraph
from builder.portal.parts.words import counted, is_figure
from builder.rules.assessment import ActionAssessment, RegisterResult

MOST_ROWS = 50
"""How many lines a table beside a figure lists."""
ACTIONS = "Actions"
"""Kind of what is withheld: a sheet's name."""


def withheld_actions(context: PortalContext) -> Iterator[Paragraph]:
    """How many confidential actions a list leaves out; nothing where it has them all."""
    number = context.assessment.withheld.get(ACTIONS, 0)
    said = counted_withheld(context, ACTIONS, "confidential action", "confidential actions")
    if said:
        verb = "is" if number == 1 else "are"
        words = f"{said[0].upper()}{said[1:]} {verb} not listed here. Figures count "
        yield Paragraph(
            content=(
                f"{words}{'it' if number == 1 else 'them'} all the same. ",
                Anchor("See what is left out", SNAPSHOT_PAGE),
            ),
            is_small=True,
        )


def withheld_anything(context: PortalContext) -> Iterator[Paragraph]:
    """How much of each kind this reader does not see; nothing where they see it all."""
    words = ", ".join(f"{kind} {number}" for kind, number in withheld_counts(context))
    if words:
        yield Paragraph(
            content=(
                f"Not shown to this reader: {words}. Every figure counts them all the same. ",
                Anchor("See what is left out", SNAPSHOT_PAGE),
            ),
            is_small=True,
        )


def counted_actions(
    context: PortalContext, result: RegisterResult, figure: Figure
) -> tuple[tuple[ActionAssessment, ...], str]:
    """The lines behind a figure, the most urgent first, and how many of them are listed."""
    refs = result.counted.get(figure.key, ())
    known = [context.by_ref.assessed[ref] for ref in refs if ref in context.by_ref.assessed]
    value = result.value(figure)
    caption = counted(len(known), "action")
    if is_figure(value) and value > len(known):
        caption = f"{len(known):,} of {int(value):,} actions; the others are not shown here"
    return urgent_first(known), caption


def counted_table(
    context: PortalContext,
    result: RegisterResult,
    figure: Figure,
    columns: Sequence[str],
    empty: str,
) -> Iterator[Block]:
    """The first lines behind a figure as a table, and a link to the whole list where it is cut."""
    actions, caption = counted_actions(context, result, figure)
    shown = actions[:MOST_ROWS]
    if len(actions) > len(shown):
        caption = f"The first {len(shown)} of {counted(len(actions), 'action')}"
    yield action_table(
        context,
        shown,
        id=f"{figure.anchor}-lines",
        caption=caption,
        columns=columns,
        empty=empty,
    )
    if len(actions) > len(shown):
        yield Paragraph(content=(Anchor("See every live action", ACTIONS_PAGE),))

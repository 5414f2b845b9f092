"""How the figures are made: each with its meaning, its clause and its sheets."""

from collections.abc import Callable, Iterator, Mapping

from builder.field.pages import DEFINITIONS_PAGE, RULES_PAGE
from builder.portal.about.definition_words import SECTIONS, Definition
from builder.portal.context import PortalContext
from builder.portal.parts.listing import plain_table
from builder.portal.parts.record import section
from builder.portal.parts.states import outcome_tag
from builder.portal.parts.views import Anchor, Block, PageView, Paragraph
from builder.rules.verdict import Outcome

VERDICTS: tuple[tuple[Outcome, str], ...] = (
    (Outcome.MET, "What was seen is within the limit, or the duty was done in time."),
    (Outcome.FIRED, "It is not. Of a figure with a limit it says: Limit reached."),
    (Outcome.NOT_DUE, "Its time has not come yet."),
    (
        Outcome.NOT_COMPUTABLE,
        "A cell that it needs is blank or not understood. It never counts as met.",
    ),
    (Outcome.NOT_RECORDED, "The sheet or column that it needs is not kept. It is never zero."),
)
COLUMNS: Mapping[str, Callable[[Definition], str]] = {
    "Figure": lambda each: each.name,
    "How it is worked out": lambda each: each.meaning,
    "Clause": lambda each: each.clause,
    "Sheets": lambda each: each.sheets,
}


def pages(context: PortalContext) -> Iterator[PageView]:
    """The definitions page."""
    yield page(context)


def page(context: PortalContext) -> PageView:
    """The definitions page."""
    return PageView(
        path=DEFINITIONS_PAGE,
        kind="about-definitions",
        title="How the figures are made",
        lead="The same workbooks give the same figures, whoever reads them.",
        blocks=_blocks(),
    )


def _blocks() -> tuple[Block, ...]:
    return (
        Paragraph(
            content=(
                "Limits are compared unrounded. Times are those of England. Hours run through "
                "nights and weekends unless they are called working hours. ",
                Anchor("See every rule with its limit", RULES_PAGE),
                ".",
            )
        ),
        section(
            "verdicts",
            "What a verdict says",
            plain_table(
                VERDICTS,
                id="verdict-words",
                caption="Verdicts",
                columns={
                    "Shown as": lambda each: outcome_tag(each[0]),
                    "Meaning": lambda each: each[1],
                },
            ),
        ),
        *(
            section(
                anchor,
                title,
                plain_table(
                    definitions, id=f"{anchor}-definitions", caption=title, columns=COLUMNS
                ),
            )
            for anchor, title, definitions in SECTIONS
        ),
    )

"""How the figures are made: each with its meaning, its clause and its sheets."""

from collections.abc import Iterator

from builder.field.pages import DEFINITIONS_PAGE, RULES_PAGE
from builder.portal.about.definition_words import SECTIONS, Definition
from builder.portal.context import PortalContext
from builder.portal.parts.cells import plain_table
from builder.portal.parts.states import outcome_tag
from builder.portal.parts.views import Anchor, Block, PageView, Paragraph, Piece, Section, Tag
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
        Section(
            id="verdicts",
            title="What a verdict says",
            blocks=(
                plain_table(
                    id="verdict-words",
                    caption="Verdicts",
                    titles=("Shown as", "Meaning"),
                    rows=tuple(_verdict_row(outcome, words) for outcome, words in VERDICTS),
                    empty="None.",
                ),
            ),
        ),
        *(
            Section(
                id=anchor,
                title=title,
                blocks=(
                    plain_table(
                        id=f"{anchor}-definitions",
                        caption=title,
                        titles=("Figure", "How it is worked out", "Clause", "Sheets"),
                        rows=tuple(_row(each) for each in definitions),
                        empty="None.",
                    ),
                ),
            )
            for anchor, title, definitions in SECTIONS
        ),
    )


def _verdict_row(outcome: Outcome, words: str) -> tuple[Piece, ...]:
    tag: Tag = outcome_tag(outcome)
    return (tag, words)


def _row(definition: Definition) -> tuple[Piece, ...]:
    return (definition.name, definition.meaning, definition.clause, definition.sheets)

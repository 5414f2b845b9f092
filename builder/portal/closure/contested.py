"""The page of closures in doubt, and the page of those that rest on a typed word."""

from collections.abc import Iterator, Sequence

from builder.field.pages import CLOSED_ON_WORD_PAGE, CLOSURE_PAGE, DECISIONS_PAGE, IN_DOUBT_PAGE
from builder.policy import ThresholdId
from builder.portal.context import PortalContext
from builder.portal.parts.action_table import COLUMNS, ActionRow, action_rows
from builder.portal.parts.caveats.contested import closed_on_word, in_doubt
from builder.portal.parts.caveats.withheld import withheld_actions
from builder.portal.parts.links import with_names
from builder.portal.parts.listing import Column, Listing, words
from builder.portal.parts.views import Anchor, PageView, Paragraph
from builder.portal.parts.words import counted, places_words, sentence
from builder.rules.assessment import ActionAssessment
from builder.rules.verdict import Outcome, Verdict

MOST_CELLS = 6
NOT_ALL_IN = "Not every row of the workbooks is in, so whether there is one is not known."
NO_PANELS = "No Panels sheet is kept, so no approval can be seen."


def pages(context: PortalContext) -> Iterator[PageView]:
    """Both pages, also while they are empty: their addresses stand."""
    yield _page(
        context,
        in_doubt(context),
        path=IN_DOUBT_PAGE,
        title="In doubt",
        lead="Closures that were assured and against which something was recorded since. "
        "A doubt ends by a later decision of the panel; that of an invalid file also when its "
        "correction is accepted.",
        rule="assurance_in_doubt",
        heading="What speaks against it",
        empty="Our records hold nothing that speaks against an assured closure.",
    )
    yield _page(
        context,
        closed_on_word(context),
        path=CLOSED_ON_WORD_PAGE,
        title="Closed on a word",
        lead="Actions that are typed as Closed without an approval that stands. "
        "They count as live where a Panels sheet is kept.",
        rule="closed_without_approval",
        heading="Why the closure does not count",
        empty="Every action that is typed as Closed has an approval that stands.",
    )


def _page(
    context: PortalContext,
    found: Sequence[ActionAssessment],
    *,
    path: str,
    title: str,
    lead: str,
    rule: ThresholdId,
    heading: str,
    empty: str,
) -> PageView:
    listing = Listing[ActionRow](
        id="closures",
        caption=counted(len(found), "action"),
        columns=(
            *(COLUMNS[name] for name in ("ref", "title", "service", "owner", "risk", "closed")),
            *_reasons(context, heading, rule),
        ),
        empty=empty if context.assessment.is_whole else NOT_ALL_IN,
        has_tools=True,
        is_full_list=True,
    )
    return PageView(
        path=path,
        kind="contested",
        title=title,
        lead=lead,
        breadcrumbs=(Anchor("Closure gate", CLOSURE_PAGE),),
        blocks=(
            listing.table(action_rows(context, found)),
            Paragraph(content=(Anchor("See every closure decision", DECISIONS_PAGE),)),
            *withheld_actions(context),
        ),
    )


def _reasons(
    context: PortalContext, heading: str, rule: ThresholdId
) -> tuple[Column[ActionRow], ...]:
    def fired(each: ActionRow) -> Verdict | None:
        ours = (one for one in each.said.findings if one.rule == rule)
        return next((one for one in ours if one.outcome is Outcome.FIRED), None)

    def why(each: ActionRow) -> str:
        verdict = fired(each)
        return NO_PANELS if verdict is None else sentence(with_names(context, verdict.reason))

    def cells(each: ActionRow) -> str:
        verdict = fired(each)
        return "" if verdict is None else places_words(verdict.cells, MOST_CELLS)

    return words(heading, why), words("Cells to look at", cells)

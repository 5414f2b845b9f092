"""A framework's page: its items with coverage, its gaps, the references that it carries over."""

from builder.field import local_date
from builder.field.pages import FRAMEWORKS_PAGE
from builder.frameworks import Framework, Item
from builder.portal.context import PortalContext
from builder.portal.frameworks.coverage import (
    COVERED,
    NO_CURRENT_EVIDENCE,
    NO_LIVE_ACTION,
    Coverage,
    gaps_of,
)
from builder.portal.frameworks.item import NO_RATING, group_title, item_links
from builder.portal.parts.addresses import framework_page
from builder.portal.parts.links import item_link, joined
from builder.portal.parts.listing import Listing, choice, number, ref, words
from builder.portal.parts.record import section
from builder.portal.parts.views import (
    Anchor,
    Block,
    ListBlock,
    PageView,
    Paragraph,
    Piece,
    Rich,
    SummaryItem,
    SummaryList,
    Table,
    Tag,
    Tone,
)
from builder.portal.parts.words import capitalised, counted, date_words


def is_in_force(context: PortalContext, framework: Framework) -> bool:
    """Whether lines raised on the as-at day may refer to a framework."""
    return framework.is_in_force(local_date(context.assessment.as_at))


def force_tag(context: PortalContext, framework: Framework) -> Tag:
    """Whether it is in force, as a tag."""
    if is_in_force(context, framework):
        return Tag("In force", Tone.GOOD)
    if framework.effective_from is None:
        return Tag("Draft, not in force", Tone.MUTED)
    return Tag("Not in force", Tone.MUTED)


def force_words(framework: Framework) -> str:
    """From when to when it is in force."""
    if framework.effective_from is None:
        return "No date yet"
    start = f"From {date_words(framework.effective_from)}"
    if framework.effective_to is None:
        return f"{start}, no end known"
    return f"{start} to {date_words(framework.effective_to)}"


def framework_view(context: PortalContext, framework: Framework, known: Coverage) -> PageView:
    """The page of one framework."""
    label = framework.item_label.casefold()
    return PageView(
        path=framework_page(framework.id),
        kind="framework",
        title=framework.title,
        lead=f"{counted(len(framework.items), label, _plural(label))}. {force_words(framework)}.",
        tags=(force_tag(context, framework),),
        breadcrumbs=(Anchor("Frameworks", FRAMEWORKS_PAGE),),
        is_record=True,
        blocks=(
            Paragraph(content=_in_short(framework, known)),
            section("coverage", "Coverage and gaps", _items_table(context, framework, known)),
            NO_RATING,
            section(
                "crosswalk",
                "Older references",
                _crosswalk_table(context, framework, known),
                *_unsure(framework),
                lead=(
                    "An action keeps the reference that it was raised under; the new one "
                    "stands beside it."
                ),
            ),
            section(
                "sources",
                "Sources",
                *_about(framework),
                ListBlock(items=tuple((_source(each),) for each in framework.sources)),
            ),
        ),
    )


def _plural(label: str) -> str:
    """Several items: "quality statements", "key lines of enquiry"."""
    head, of, rest = label.partition(" of ")
    return f"{head}s{of}{rest}"


def _source(source: str) -> Piece:
    is_address = source.startswith(("https://", "http://"))
    return Anchor(source, source, is_external=True) if is_address else source


def _about(framework: Framework) -> tuple[Block, ...]:
    if not framework.to_confirm:
        return ()
    content = tuple((Tag("To confirm", Tone.WATCH), f" {each}") for each in framework.to_confirm)
    return (SummaryList(items=(SummaryItem(term="To be confirmed", content=content),)),)


def _items_table(context: PortalContext, framework: Framework, known: Coverage) -> Table:
    return Listing[Item](
        id="items",
        caption=f"Coverage by {framework.item_label.casefold()}",
        columns=(
            ref(framework.item_label, lambda each: item_link(context, each)),
            choice("Heading", "heading", lambda each: group_title(framework, each) or "None"),
            number("Live actions", lambda each: known.tally(each.id).live),
            number("Overdue", lambda each: known.tally(each.id).overdue),
            number("Files accepted", lambda each: known.tally(each.id).accepted),
            number("Current", lambda each: known.tally(each.id).current),
            number("Files in all", lambda each: known.tally(each.id).files),
            choice(
                "Coverage", "coverage", lambda each: _spaced(gaps_of(known, each) or (COVERED,))
            ),
        ),
        empty="The framework has no items.",
        has_tools=True,
    ).table(sorted(framework.items, key=lambda each: -len(gaps_of(known, each))))


def _in_short(framework: Framework, known: Coverage) -> Rich:
    """How many items are covered, and how many lack what, as tags."""
    gaps = [gaps_of(known, each) for each in framework.items]
    parts: list[Piece] = [
        f"{gaps.count(())} of {len(gaps)} have a live action and current evidence. "
    ]
    for tag in (NO_LIVE_ACTION, NO_CURRENT_EVIDENCE):
        parts += [tag, f": {sum(tag in each for each in gaps)}. "]
    return tuple(parts)


def _spaced(tags: tuple[Tag, ...]) -> tuple[Piece, ...]:
    return joined(tags, " ")


def _unsure(framework: Framework) -> tuple[Block, ...]:
    """What a person has to confirm of the items, each sentence once."""
    unsure = dict.fromkeys(item.to_confirm for item in framework.items if item.to_confirm)
    return tuple(
        Paragraph(content=(Tag("To confirm", Tone.WATCH), f" {each}"), is_small=True)
        for each in unsure
    )


def _crosswalk_table(context: PortalContext, framework: Framework, known: Coverage) -> Table:
    older, newer = context.crosswalk.predecessors, context.crosswalk.successors
    unmapped = ", ".join(framework.unmapped)
    return Listing[Item](
        id="item-crosswalk",
        caption=f"Not taken over by any item: {unmapped}"
        if unmapped
        else "References carried over",
        columns=(
            ref(capitalised(framework.item_label), lambda each: item_link(context, each)),
            words("Takes over from", lambda each: item_links(context, older(each.id), "None")),
            words("Taken over by", lambda each: item_links(context, newer(each.id), "None")),
        ),
        empty="No item takes over from, or is taken over by, another.",
    ).table(each for each in framework.items if older(each.id) or newer(each.id))

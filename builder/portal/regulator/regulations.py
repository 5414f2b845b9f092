"""The regulations of each instrument, kept apart, with the lines and items that name them."""

from collections.abc import Iterator

from builder.field.pages import REGULATIONS_PAGE
from builder.frameworks import Regulation
from builder.portal.context import PortalContext
from builder.portal.indexes import Grouped, group
from builder.portal.parts.action_table import action_table, urgent_first
from builder.portal.parts.addresses import regulation_page
from builder.portal.parts.links import item_link
from builder.portal.parts.listing import Listing, number, ref, words
from builder.portal.parts.record import searched, section, term
from builder.portal.parts.views import (
    Anchor,
    Block,
    ListBlock,
    PageView,
    Paragraph,
    SummaryItem,
    SummaryList,
    Table,
    Tag,
    Tone,
)
from builder.portal.parts.words import sentence
from builder.portal.regulator.notices import notices_table
from builder.rules.assessment import ActionAssessment

Lines = Grouped[str, ActionAssessment]


def pages(context: PortalContext) -> Iterator[PageView]:
    """The list of both instruments, then a page a regulation."""
    actions = _lines(context)
    yield _index(context, actions)
    for regulation in sorted(context.catalogue.regulations, key=lambda each: each.id):
        yield _view(context, regulation, actions)


def _lines(context: PortalContext) -> Lines:
    """Lines by the ids of the regulations that they name."""
    spelt = {each.id.casefold(): each.id for each in context.catalogue.regulations}

    def named(line: ActionAssessment) -> Iterator[str]:
        action = context.by_ref.actions.get(line.ref)
        for typed in dict.fromkeys(action.regulations if action else ()):
            if typed.casefold() in spelt:
                yield spelt[typed.casefold()]

    return group(context.assessment.actions, named)


def _instruments(context: PortalContext) -> dict[str, list[Regulation]]:
    found: dict[str, list[Regulation]] = {}
    for each in context.catalogue.regulations:
        found.setdefault(each.instrument, []).append(each)
    return found


def _index(context: PortalContext, actions: Lines) -> PageView:
    return PageView(
        path=REGULATIONS_PAGE,
        kind="regulations",
        title="Regulations",
        lead="Two instruments share numbers, so a number is never shown without its instrument.",
        blocks=tuple(
            section(
                f"instrument-{place}",
                regulations[0].instrument_title,
                *_instrument_note(regulations[0]),
                _instrument_table(regulations, actions, f"regulations-{place}"),
            )
            for place, regulations in enumerate(_instruments(context).values(), 1)
        ),
    )


def _instrument_note(regulation: Regulation) -> tuple[Block, ...]:
    if not regulation.instrument_warning:
        return ()
    return (Paragraph(content=(regulation.instrument_warning,), is_small=True),)


def _instrument_table(regulations: list[Regulation], actions: Lines, id: str) -> Table:
    return Listing[Regulation](
        id=id,
        caption=regulations[0].instrument_title,
        caption_hidden=True,
        columns=(
            ref("Regulation", lambda each: Anchor(each.id, regulation_page(each.id))),
            words("Title", lambda each: each.title),
            words("Kind", lambda each: "Fundamental standard" if each.is_fundamental else "Other"),
            number("Live actions", lambda each: sum(one.is_live for one in actions[each.id])),
            number("All actions", lambda each: len(actions[each.id])),
        ),
    ).table(regulations)


def _view(context: PortalContext, regulation: Regulation, actions: Lines) -> PageView:
    title = f"Regulation {regulation.number}: {regulation.title}"
    return PageView(
        path=regulation_page(regulation.id),
        kind="regulation",
        title=title,
        lead=sentence(regulation.instrument_title),
        tags=(Tag(regulation.id), *_kind(regulation)),
        breadcrumbs=(Anchor("Regulations", REGULATIONS_PAGE),),
        is_record=True,
        search=searched(f"{regulation.id} {regulation.title}", regulation.instrument_title),
        blocks=_blocks(context, regulation, actions),
    )


def _blocks(context: PortalContext, regulation: Regulation, actions: Lines) -> tuple[Block, ...]:
    named = action_table(
        context,
        urgent_first(actions[regulation.id]),
        id="regulation-actions",
        caption=f"Actions that name {regulation.id}",
        empty="No action names it.",
        has_tools=True,
    )
    notices = notices_table(
        context,
        [each for each in context.register.notices if regulation.id in each.regulations],
        id="regulation-notices",
        empty="No notice names it.",
    )
    return (
        SummaryList(items=tuple(_summary(regulation))),
        section("actions", "Actions", named),
        section("items", "Framework items", _items(context, regulation)),
        section("notices", "Notices", notices),
    )


def _kind(regulation: Regulation) -> tuple[Tag, ...]:
    return (Tag("Fundamental standard"),) if regulation.is_fundamental else ()


def _summary(regulation: Regulation) -> Iterator[SummaryItem]:
    yield term("Instrument", regulation.instrument_title)
    if regulation.direct_prosecution:
        shown = sentence(regulation.direct_prosecution)
        yield term("May be prosecuted without a Warning Notice first", shown)
    if regulation.notified:
        yield term("To be notified to the regulator", sentence(regulation.notified))
    if regulation.note:
        yield term("Note", sentence(regulation.note))
    if regulation.instrument_warning:
        yield term("Take care", regulation.instrument_warning)
    if regulation.to_confirm:
        yield term("To be confirmed", Tag("To confirm", Tone.WATCH), f" {regulation.to_confirm}")


def _items(context: PortalContext, regulation: Regulation) -> ListBlock:
    return ListBlock(
        items=tuple(
            (item_link(context, item),)
            for item in context.catalogue.items.values()
            if regulation.id in item.regulations
        ),
        empty="No framework item is directly related to it.",
    )

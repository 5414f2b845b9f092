"""The regulations of each instrument, kept apart, with the lines and items that name them."""

from collections.abc import Iterator

from builder.field.pages import REGULATIONS_PAGE
from builder.frameworks import Regulation
from builder.portal.context import PortalContext
from builder.portal.indexes import Grouped, group
from builder.portal.parts.action_table import action_table, urgent_first
from builder.portal.parts.addresses import regulation_page
from builder.portal.parts.cells import cell, number, number_column, ref_column, text_column
from builder.portal.parts.links import item_link
from builder.portal.parts.views import (
    Anchor,
    Block,
    ListBlock,
    PageView,
    Paragraph,
    Row,
    SearchRecord,
    Section,
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
            Section(
                id=f"instrument-{place}",
                title=regulations[0].instrument_title,
                blocks=(
                    *_instrument_note(regulations[0]),
                    _instrument_table(context, regulations, actions, f"regulations-{place}"),
                ),
            )
            for place, regulations in enumerate(_instruments(context).values(), 1)
        ),
    )


def _instrument_note(regulation: Regulation) -> tuple[Block, ...]:
    if not regulation.instrument_warning:
        return ()
    return (Paragraph(content=(regulation.instrument_warning,), is_small=True),)


def _instrument_table(
    context: PortalContext, regulations: list[Regulation], actions: Lines, id: str
) -> Table:
    return Table(
        id=id,
        caption=regulations[0].instrument_title,
        caption_hidden=True,
        columns=(
            ref_column("Regulation"),
            text_column("Title"),
            text_column("Kind"),
            number_column("Live actions"),
            number_column("All actions"),
        ),
        rows=tuple(
            Row(
                cells=(
                    cell(Anchor(f"{each.id}", regulation_page(each.id))),
                    cell(each.title),
                    cell("Fundamental standard" if each.is_fundamental else "Other"),
                    number(sum(action.is_live for action in actions[each.id])),
                    number(len(actions[each.id])),
                )
            )
            for each in regulations
        ),
    )


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
        search=SearchRecord(
            title=f"{regulation.id} {regulation.title}", text=regulation.instrument_title[:160]
        ),
        blocks=_blocks(context, regulation, actions),
    )


def _blocks(context: PortalContext, regulation: Regulation, actions: Lines) -> tuple[Block, ...]:
    return (
        SummaryList(items=tuple(_summary(regulation))),
        Section(
            id="actions",
            title="Actions",
            blocks=(
                action_table(
                    context,
                    urgent_first(actions[regulation.id]),
                    id="regulation-actions",
                    caption=f"Actions that name {regulation.id}",
                    empty="No action names it.",
                    has_tools=True,
                ),
            ),
        ),
        Section(
            id="items",
            title="Framework items",
            blocks=(_items(context, regulation),),
        ),
        Section(
            id="notices",
            title="Notices",
            blocks=(
                notices_table(
                    context,
                    [
                        each
                        for each in context.register.notices
                        if regulation.id in each.regulations
                    ],
                    id="regulation-notices",
                    empty="No notice names it.",
                ),
            ),
        ),
    )


def _kind(regulation: Regulation) -> tuple[Tag, ...]:
    return (Tag("Fundamental standard"),) if regulation.is_fundamental else ()


def _summary(regulation: Regulation) -> Iterator[SummaryItem]:
    yield SummaryItem(term="Instrument", content=((regulation.instrument_title,),))
    if regulation.direct_prosecution:
        words = sentence(regulation.direct_prosecution)
        yield SummaryItem(
            term="May be prosecuted without a Warning Notice first", content=((words,),)
        )
    if regulation.notified:
        words = sentence(regulation.notified)
        yield SummaryItem(term="To be notified to the regulator", content=((words,),))
    if regulation.note:
        yield SummaryItem(term="Note", content=((sentence(regulation.note),),))
    if regulation.instrument_warning:
        yield SummaryItem(term="Take care", content=((regulation.instrument_warning,),))
    if regulation.to_confirm:
        yield SummaryItem(
            term="To be confirmed",
            content=((Tag("To confirm", Tone.WATCH), f" {regulation.to_confirm}"),),
        )


def _items(context: PortalContext, regulation: Regulation) -> ListBlock:
    return ListBlock(
        items=tuple(
            (item_link(context, item),)
            for item in context.catalogue.items.values()
            if regulation.id in item.regulations
        ),
        empty="No framework item is directly related to it.",
    )

"""A framework item's page: its gist, its coverage by service and kind of evidence, its lines."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from urllib.parse import urlencode

from builder.field.pages import EVIDENCE_PAGE, FRAMEWORKS_PAGE
from builder.frameworks import Framework, Item
from builder.portal.frameworks.coverage import COUNTED_WORDS, COVERED, gaps_in
from builder.portal.frameworks.item_slice import ItemSlice
from builder.portal.parts.action_table import (
    COLUMNS,
    ActionRow,
)
from builder.portal.parts.addresses import (
    framework_page,
    item_page,
    regulation_page,
    service_page,
)
from builder.portal.parts.evidence_states import CURRENT_MEANS, NO_EVIDENCE, STATES, gravest
from builder.portal.parts.links import item_link, joined, service_name
from builder.portal.parts.listing import Listing, words
from builder.portal.parts.record import searched, section, term
from builder.portal.parts.views import (
    Anchor,
    Block,
    Matrix,
    MatrixCell,
    PageView,
    Paragraph,
    Rich,
    SummaryItem,
    SummaryList,
    Table,
    Tag,
    Tone,
)
from builder.portal.parts.words import counted, sentence
from builder.portal.shared import About

SHOWN = ("ref", "title", "service", "assured", "risk", "owner", "due")
NONE = "None named"


def group_title(framework: Framework, item: Item) -> str:
    """The heading that an item stands under; empty where it has none."""
    return dict(framework.groups).get(item.group, "")


def item_view(slice: ItemSlice, about: About) -> PageView:
    """The page of one item."""
    item, framework, about = slice.item, slice.framework, replace(about, shown=slice.shown)
    heading = group_title(framework, item)
    label = f"{framework.item_label}. {heading}" if heading else framework.item_label
    return PageView(
        path=item_page(framework.id, item.id),
        kind="framework-item",
        title=item.title,
        lead=item.gist,
        tags=tuple(Tag(words) for words in (item.id, heading, framework.item_label) if words),
        breadcrumbs=(
            Anchor("Frameworks", FRAMEWORKS_PAGE),
            Anchor(framework.title, framework_page(framework.id)),
        ),
        is_record=True,
        search=searched(f"{item.id} {item.title}", f"{label}. {item.gist}"),
        blocks=_blocks(slice, about),
    )


def _blocks(slice: ItemSlice, about: About) -> tuple[Block, ...]:
    return (
        Paragraph(content=_in_short(slice)),
        section(
            "coverage",
            "Evidence coverage",
            *_matrix(slice, about),
            NO_RATING,
            lead=CURRENT_MEANS,
        ),
        section(
            "actions",
            "Actions",
            _named(slice).table(ActionRow(about, *each) for each in slice.named),
        ),
        section("carried-over", "Raised under an older reference", _carried_table(slice, about)),
        section("about", "About it", SummaryList(items=tuple(_summary(slice, about)))),
    )


NO_RATING = Paragraph(
    is_small=True,
    content=(
        "This page does not predict a rating. It shows which evidence there is, whether it is in "
        "date and whether it was checked.",
    ),
)


def _named(slice: ItemSlice) -> Listing[ActionRow]:
    return Listing(
        id="item-actions",
        caption=f"Actions that name {slice.item.id}",
        columns=tuple(COLUMNS[name] for name in SHOWN),
        empty="No action names it.",
        has_tools=True,
    )


def _in_short(slice: ItemSlice) -> Rich:
    """Its gaps as tags, then its actions and files counted."""
    tally = slice.tally
    files = counted(tally.files, "file")
    stand = f"{tally.accepted} of {files} accepted, {tally.current} current"
    gaps = gaps_in(tally) or (COVERED,)
    return (
        *joined(gaps, " "),
        f" {counted(tally.live, 'live action')}, {tally.overdue} overdue. ",
        f"Evidence: {stand}." if tally.files else f"{NO_EVIDENCE}.",
    )


def _summary(slice: ItemSlice, about: About) -> Iterator[SummaryItem]:
    item, crosswalk = slice.item, about.crosswalk
    older, newer = crosswalk.predecessors(item.id), crosswalk.successors(item.id)
    yield term("Regulations", *_regulations(about, item.regulations))
    if item.also_regulations:
        yield term("Would consider too", *_regulations(about, item.also_regulations))
    yield term("Takes over from", *item_links(about, older, NONE))
    yield term("Taken over by", *item_links(about, newer, NONE))
    if item.to_confirm:
        yield term("To be confirmed", Tag("To confirm", Tone.WATCH), f" {item.to_confirm}")


def item_links(about: About, items: tuple[Item, ...], absent: str) -> Rich:
    """The items, each with its page; ``absent`` where there are none."""
    return joined(item_link(about, each) for each in items) or (absent,)


def _regulations(about: About, ids: tuple[str, ...]) -> Rich:
    found = [each for id in ids if (each := about.catalogue.regulation(id))]
    return joined(
        (Anchor(f"{each.id} {each.title}", regulation_page(each.id)) for each in found), "; "
    ) or (NONE,)


def _matrix(slice: ItemSlice, about: About) -> tuple[Block, ...]:
    kinds = tuple(each.title for each in about.catalogue.evidence_categories)
    if not about.services or not kinds:
        return (Paragraph(content=("No service is recorded, so coverage cannot be shown.",)),)
    return (
        Matrix(
            id="coverage-matrix",
            caption="Evidence by service and kind; the number is of files",
            corner="Service",
            column_titles=kinds,
            rows=tuple(
                (
                    Anchor(service_name(about, service), service_page(service)),
                    tuple(
                        matrix_cell(
                            slice.states.get((service, kind), {}),
                            service_name(about, service),
                            kind,
                        )
                        for kind in kinds
                    ),
                )
                for service in about.services
            ),
        ),
    )


def matrix_cell(states: Mapping[str, int], service: str, kind: str) -> MatrixCell:
    """The files of a service and kind: the gravest state leads, the rest follows in words."""
    if not states:
        return MatrixCell(text=NO_EVIDENCE, tone=Tone.MUTED)
    counts: dict[str, int] = {}
    for state in STATES:
        if state in states:
            words = COUNTED_WORDS[state]
            counts[words] = counts.get(words, 0) + states[state]
    parts = [f"{count} {words}" for words, count in counts.items()]
    worst = gravest(states)
    tone = STATES[worst].tone if worst else Tone.NEUTRAL
    return MatrixCell(
        text=parts[0] if parts else f"{sum(states.values())} other",
        tone=tone,
        href=f"{EVIDENCE_PAGE}#{urlencode({'service': service, 'kind': kind})}",
        title=sentence(", ".join(parts[1:])),
    )


def _carried_table(slice: ItemSlice, about: About) -> Table:
    item = slice.item
    first, *others = (COLUMNS[name].of(_action) for name in SHOWN)
    return Listing(
        id="carried-actions",
        caption=f"Actions whose older reference {item.id} takes over",
        columns=(
            first,
            words("Reference on the action", lambda each: each[0]),
            words("Reference now", lambda _: item.id),
            *others,
        ),
        empty="No action was raised under an older reference.",
    ).table((old, ActionRow(about, *line)) for old, line in slice.carried)


def _action(carried: tuple[str, ActionRow]) -> ActionRow:
    return carried[1]

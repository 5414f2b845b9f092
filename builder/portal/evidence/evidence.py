"""The evidence page: the latest burst, its limits, and every file that is to prove something."""

from collections.abc import Iterator

from builder.charts import Share, coverage_bars
from builder.field import Evidence
from builder.field.pages import EVIDENCE_PAGE
from builder.field.registers import (
    BurstClosure,
    BurstSampler,
    Figure,
)
from builder.portal.context import PortalContext
from builder.portal.evidence.file_checks import file_warnings
from builder.portal.evidence.files import (
    files_table,
    list_pages,
    more_lists,
)
from builder.portal.parts.addresses import burst_page
from builder.portal.parts.caveats.hold import hold_warning
from builder.portal.parts.caveats.withheld import withheld_anything
from builder.portal.parts.evidence_groups import INVALID, shared_table, team_table
from builder.portal.parts.evidence_states import CURRENT_MEANS, category_title, is_current
from builder.portal.parts.figures.drawings import chart
from builder.portal.parts.links import action_link
from builder.portal.parts.listing import Column, Listing, day, figure, ref, words
from builder.portal.parts.register_page import figure_blocks, fired_in, fired_warning, reached
from builder.portal.parts.views import (
    Anchor,
    Block,
    PageView,
    Paragraph,
    Section,
    Table,
)
from builder.portal.parts.words import NOT_RECORDED, counted, scalar_words, sentence
from builder.portal.slices.burst import (
    BURST_FIGURES,
    REGISTERS,
    SHORT_TITLES,
    burst_refs,
    burst_value,
)
from builder.portal.slices.evidence_lists import EvidenceLists, evidence_lists
from builder.rules.assessment import Fitness
from builder.rules.verdict import PROVIDER

MOST_INVALID = 10
"""Invalid files that are named before everything else."""
KEY_FIGURES = (*BURST_FIGURES, BurstClosure.reinstated)


def pages(context: PortalContext) -> Iterator[PageView]:
    """The evidence page, then the lists that it has no room for."""
    lists = evidence_lists(context)
    yield page(context, lists)
    yield from list_pages(context, lists)


def page(context: PortalContext, lists: EvidenceLists) -> PageView:
    """The evidence page."""
    return PageView(
        path=EVIDENCE_PAGE,
        kind="evidence",
        title="Evidence validity",
        lead=_lead(context),
        blocks=_blocks(context, lists),
    )


def _blocks(context: PortalContext, lists: EvidenceLists) -> tuple[Block, ...]:
    return (
        Section(id="invalid", title="Invalid, and why", blocks=tuple(_invalid(context, lists))),
        *_limits(context),
        *hold_warning(context),
        *file_warnings(context),
        Section(
            id="latest-burst",
            title="The latest burst",
            blocks=(
                *figure_blocks(context, KEY_FIGURES),
                *_notes(context),
            ),
        ),
        Section(id="bursts", title="All bursts", blocks=(bursts_table(context),)),
        Section(
            id="categories",
            title="By kind of evidence",
            lead=CURRENT_MEANS,
            blocks=(_coverage(context),),
        ),
        *_by_team_and_file(context),
        Section(
            id="files",
            title="Evidence files",
            blocks=(
                *withheld_anything(context),
                files_table(context, lists.lists[0].files),
                *more_lists(lists),
            ),
        ),
    )


def _invalid(context: PortalContext, lists: EvidenceLists) -> Iterator[Block]:
    """The files that are invalid now, the latest found first; the list beneath holds them all."""
    known = context.by_ref.fitness
    found = [
        (each, fitness)
        for each in context.register.evidence
        if (fitness := known.get(each.ref)) is not None and fitness.state == INVALID
    ]
    found.sort(key=lambda each: (each[1].reviewed_at or context.assessment.as_at, each[0].ref))
    yield Listing[tuple[Evidence, Fitness]](
        id="invalid-files",
        caption="Invalid files, the latest found first",
        caption_hidden=True,
        columns=(
            ref("File", lambda each: Anchor(each[0].ref, lists.link(each[0].ref))),
            words("Why", lambda each: " ".join(map(sentence, each[1].reasons))),
            words("Action", lambda each: each[0].action and action_link(context, each[0].action)),
            day("Found invalid", lambda each: each[1].reviewed_at),
        ),
        empty="No reviewed file is invalid.",
    ).table(reversed(found[-MOST_INVALID:]))
    if len(found) > MOST_INVALID:
        more = f"{len(found) - MOST_INVALID} more stand in the list of files beneath."
        yield Paragraph(content=(more,), is_small=True)


def _by_team_and_file(context: PortalContext) -> tuple[Section, ...]:
    return (
        Section(
            id="teams",
            title="By team and shift",
            lead="Whose practice the evidence shows, and when.",
            blocks=(team_table(context, context.register.evidence, id="evidence-teams"),),
        ),
        Section(
            id="shared",
            title="Files that prove more than one action",
            blocks=(shared_table(context),),
        ),
    )


def _lead(context: PortalContext) -> str:
    bursts = burst_refs(context)
    total = counted(len(context.register.evidence), "file")
    if not context.register.keeps("Burst samples"):
        return f"{total} recorded. No burst samples are kept, so validity was not tested."
    if not bursts:
        return f"{total} recorded. No burst has been drawn yet."
    selected = burst_value(context, bursts[0], BurstSampler.selected)
    drawn = NOT_RECORDED if selected is None else scalar_words(selected)
    return f"{total} recorded. The latest burst is {bursts[0]}; files drawn: {drawn}."


def _limits(context: PortalContext) -> tuple[Block, ...]:
    fired = fired_in(context, *REGISTERS)
    burst = next(iter(burst_refs(context)), "")
    title = reached(fired, "evidence limit", "and must be acted on")
    see = Anchor("See the burst", burst_page(burst)) if burst else None
    return fired_warning(context, title, fired, see)


def _notes(context: PortalContext) -> tuple[Block, ...]:
    """What the registers say of their figures; a note that another begins with is left out."""
    found = (context.said.result(kind, PROVIDER).note for kind in REGISTERS)
    notes = tuple(dict.fromkeys(filter(None, found)))
    longest = [note for note in notes if not any(o != note and o.startswith(note) for o in notes)]
    return tuple(Paragraph(content=(sentence(note),), is_small=True) for note in longest)


def bursts_table(context: PortalContext) -> Table:
    """Every burst with its figures, the latest first."""
    drawn = {each.burst: each.drawn_at for each in context.register.burst_samples}
    return Listing[str](
        id="all-bursts",
        caption="Bursts, the latest first",
        caption_hidden=True,
        columns=(
            ref("Burst", lambda burst: Anchor(burst, burst_page(burst))),
            day("Drawn", drawn.get),
            *(_of_burst(context, title, each) for title, each in SHORT_TITLES.items()),
        ),
        empty="No burst is recorded.",
    ).table(burst_refs(context))


def _of_burst(context: PortalContext, title: str, value: Figure) -> Column[str]:
    def shown(burst: str) -> str | None:
        found = burst_value(context, burst, value)
        return None if found is None else scalar_words(found, value.unit)

    return figure(title, shown)


def _coverage(context: PortalContext) -> Block:
    current: dict[str, int] = {}
    total: dict[str, int] = {}
    for evidence in context.register.evidence:
        title = category_title(context, evidence)
        total[title] = total.get(title, 0) + 1
        fit = is_current(context.by_ref.fitness.get(evidence.ref))
        current[title] = current.get(title, 0) + fit
    known = [each.title for each in context.catalogue.evidence_categories]
    names = [*known, *sorted(name for name in total if name not in known)]
    return chart(
        "evidence-kinds",
        coverage_bars(
            "evidence-kinds",
            "Evidence files by kind",
            [
                Share(name=name, current=current.get(name, 0), total=total.get(name, 0))
                for name in names
            ],
        ),
    )

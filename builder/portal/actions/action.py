"""The page of one tracking line: its state, its gate, its evidence, its history."""

from collections.abc import Iterator
from dataclasses import replace

from builder.field.pages import ACTIONS_PAGE
from builder.portal.actions.gate import gate_list
from builder.portal.actions.history import history, next_steps
from builder.portal.actions.outcome import outcome_words
from builder.portal.actions.records import (
    escalation_section,
    evidence_section,
    findings_section,
    work_section,
)
from builder.portal.actions.state import closure_warning, state_tags
from builder.portal.actions.summary import lead, risk_card, summary
from builder.portal.parts.addresses import action_page
from builder.portal.parts.as_typed import NO_TITLE
from builder.portal.parts.discrepancy_table import action_discrepancies
from builder.portal.parts.figures.drawings import measure_charts
from builder.portal.parts.links import person_name, service_name
from builder.portal.parts.smallest_changes import changes_card
from builder.portal.parts.states import assured_tag
from builder.portal.parts.views import (
    Anchor,
    Block,
    Columns,
    PageView,
    Paragraph,
    SearchRecord,
    Section,
    SourceStrip,
)
from builder.portal.shared import About
from builder.portal.slices.action import ActionSlice

LONGEST_SEARCH_TEXT = 160


def page(slice: ActionSlice, about: About) -> PageView:
    """The page of one action."""
    action, about = slice.record, replace(about, shown=slice.shown)
    title = f"{action.ref} {action.title or NO_TITLE}"
    return PageView(
        path=action_page(action.ref),
        kind="action",
        title=title,
        lead=lead(action),
        tags=state_tags(slice, about),
        breadcrumbs=(Anchor("Actions", ACTIONS_PAGE),),
        search=SearchRecord(title=title, text=_search_text(slice, about)),
        blocks=tuple(_blocks(slice, about)),
        is_record=True,
    )


def _blocks(slice: ActionSlice, about: About) -> Iterator[Block]:
    yield closure_warning(slice, about)
    yield from changes_card(about, slice.judged)
    yield Columns(
        left=(summary(slice, about),),
        right=(risk_card(slice, about), next_steps(slice, about)),
        is_main=True,
    )
    yield _improvement(slice)
    yield Section(id="gate", title="Closure gate", blocks=(gate_list(about, slice.judged.gate),))
    yield evidence_section(slice, about)
    yield findings_section(slice, about)
    ladder = escalation_section(slice, about)
    if ladder is not None:
        yield ladder
    work = work_section(slice, about)
    if work is not None:
        yield work
    yield Section(id="history", title="History", blocks=(history(slice, about),))
    yield from action_discrepancies(about, slice.discrepancies)
    source = slice.judged.source
    yield SourceStrip(workbook=source.workbook, sheet=source.sheet, row=str(source.row))


def _improvement(slice: ActionSlice) -> Section:
    charts = measure_charts(slice.measures, "measure")
    change = slice.judged.outcome_change
    words = outcome_words(change) if change else ""
    empty = (
        "No measure with a number is recorded for this action, so improvement is not assessable."
    )
    blocks: tuple[Block, ...] = (
        *((Paragraph(content=(words,)),) if words else ()),
        *charts,
    )
    return Section(
        id="improving",
        title="Is it improving?",
        blocks=blocks or (Paragraph(content=(empty,)),),
    )


def _search_text(slice: ActionSlice, about: About) -> str:
    action, items = slice.record, about.catalogue.items
    parts = (
        assured_tag(slice.judged.assured_status).text,
        slice.judged.risk_band or "",
        person_name(about, action.owner, ""),
        service_name(about, action.service, ""),
        action.theme or "",
        *(items[id].title if id in items else id for id in action.quality_statements),
    )
    return ", ".join(part for part in parts if part)[:LONGEST_SEARCH_TEXT]

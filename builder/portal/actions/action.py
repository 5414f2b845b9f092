"""The page of one tracking line: its state, its gate, its evidence, its history."""

from collections.abc import Iterator

from builder.field import Action
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
from builder.portal.context import PortalContext
from builder.portal.parts.addresses import action_page
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
from builder.rules.assessment import ActionAssessment

LONGEST_SEARCH_TEXT = 160


def pages(context: PortalContext) -> Iterator[PageView]:
    """One page a line, in the order of the register."""
    for line in context.assessment.actions:
        action = context.by_ref.actions.get(line.ref)
        if action is not None:
            yield page(context, line, action)


def page(context: PortalContext, line: ActionAssessment, action: Action) -> PageView:
    """The page of one line."""
    title = f"{line.ref} {action.title}" if action.title else line.ref
    return PageView(
        path=action_page(line.ref),
        kind="action",
        title=title,
        lead=lead(action),
        tags=state_tags(context, line),
        breadcrumbs=(Anchor("Actions", ACTIONS_PAGE),),
        search=SearchRecord(title=title, text=_search_text(context, line, action)),
        blocks=tuple(_blocks(context, line, action)),
        is_record=True,
    )


def _blocks(context: PortalContext, line: ActionAssessment, action: Action) -> Iterator[Block]:
    yield closure_warning(context, line)
    yield from changes_card(context, line)
    yield Columns(
        left=(summary(context, line, action),),
        right=(risk_card(context, line, action), next_steps(context, line, action)),
        is_main=True,
    )
    yield _improvement(context, line)
    yield Section(id="gate", title="Closure gate", blocks=(gate_list(context, line.gate),))
    yield evidence_section(context, line.ref)
    yield findings_section(context, line)
    ladder = escalation_section(context, line)
    if ladder is not None:
        yield ladder
    work = work_section(context, line.ref)
    if work is not None:
        yield work
    yield Section(id="history", title="History", blocks=(history(context, action),))
    yield from action_discrepancies(context, line.ref)
    source = line.source
    yield SourceStrip(workbook=source.workbook, sheet=source.sheet, row=str(source.row))


def _improvement(context: PortalContext, action: ActionAssessment) -> Section:
    charts = measure_charts(context.of_action.measures[action.ref], "measure")
    change = action.outcome_change
    words = outcome_words(change) if change else ""
    empty = "No measure with a number is recorded for this line, so improvement is not assessable."
    blocks: tuple[Block, ...] = (
        *((Paragraph(content=(words,)),) if words else ()),
        *charts,
    )
    return Section(
        id="improving",
        title="Is it improving?",
        blocks=blocks or (Paragraph(content=(empty,)),),
    )


def _search_text(context: PortalContext, line: ActionAssessment, action: Action) -> str:
    items = context.catalogue.items
    parts = (
        assured_tag(line.assured_status).text,
        line.risk_band or "",
        person_name(context, action.owner, ""),
        service_name(context, action.service, ""),
        action.theme or "",
        *(items[id].title if id in items else id for id in action.quality_statements),
    )
    return ", ".join(part for part in parts if part)[:LONGEST_SEARCH_TEXT]

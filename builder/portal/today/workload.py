"""Workload: each manager's pressure against the limit, the moves, and a way to even it out."""

from collections.abc import Iterator

from builder.field.registers import WorkloadRebalance
from builder.portal.context import PortalContext
from builder.portal.parts.cells import (
    cell,
    date_column,
    number,
    number_column,
    ref_column,
    text_column,
    when,
)
from builder.portal.parts.figures.drawings import workload_chart
from builder.portal.parts.figures.register_table import register_rows
from builder.portal.parts.links import action_link, person_link, person_name
from builder.portal.parts.register_page import figure_blocks, fired, fired_warning, note, today_page
from builder.portal.parts.views import (
    Block,
    ListBlock,
    PageView,
    Paragraph,
    Row,
    Section,
    Table,
    Tone,
    Warning,
)
from builder.portal.parts.words import (
    NOT_RECORDED,
    counted,
    list_words,
    quantity,
    scalar_words,
    sentence,
)
from builder.rules.assessment import Move, RebalanceProposal
from builder.rules.verdict import PROVIDER

MOST_MOVES = 50
COLUMNS = (
    WorkloadRebalance.before_percent,
    WorkloadRebalance.after_percent,
    WorkloadRebalance.load_hours,
    WorkloadRebalance.capacity_hours,
    WorkloadRebalance.lines,
    WorkloadRebalance.lines_without_hours,
)


def pages(context: PortalContext) -> Iterator[PageView]:
    """The one page of the workload-rebalance sheet."""
    result = context.said.result(WorkloadRebalance, PROVIDER)
    above = fired(context.said.verdicts_of_rule[WorkloadRebalance.pressure_percent.rule])
    moves = figure_blocks(context, WorkloadRebalance.figures())
    yield today_page(
        WorkloadRebalance,
        view="workload",
        title="Workload",
        lead="Hours of action work that fall due in the next office days, as a share of the hours "
        "that each accountable manager has for it.",
        blocks=(
            *fired_warning(context, "Workload is above the limit", above),
            *_chart(context),
            register_rows(
                context,
                result,
                id="pressure",
                caption="Pressure by manager",
                values=COLUMNS,
                empty="No manager’s workload can be worked out: no live line names one.",
            ),
            *note(result),
            *_proposals(context),
            Section(id="moves", title="Moves of the day", blocks=moves),
            _all_moves(context),
            *_many_actions(context),
        ),
    )


def _chart(context: PortalContext) -> Iterator[Block]:
    chart = workload_chart(context)
    if chart is not None:
        yield chart


def _proposals(context: PortalContext) -> Iterator[Section]:
    for place, proposal in enumerate(context.assessment.rebalance):
        if proposal.scope == PROVIDER:
            yield Section(
                id=f"proposal-{place}" if place else "proposal",
                title="A way to even it out",
                blocks=tuple(_proposal(context, proposal)),
            )


def _proposal(context: PortalContext, proposal: RebalanceProposal) -> Iterator[Block]:
    if not proposal.can_be_met:
        yield Warning(
            title="Moving actions alone cannot bring everybody to the limit",
            tone=Tone.WATCH,
            body=("There is less capacity than work. More hours, or later deadlines, are needed.",),
        )
        return
    ways = "Every choice was tried" if proposal.is_exact else "A good way, not always the best"
    yield Paragraph(
        content=(
            "A proposal only: the Operations Manager decides. The most urgent actions stay where "
            f"they are. {ways}.",
        )
    )
    yield _proposed_moves(context, proposal)
    shares = _shares_afterwards(context, proposal)
    if shares:
        yield Paragraph(content=(f"Afterwards: {shares}.",))


def _proposed_moves(context: PortalContext, proposal: RebalanceProposal) -> Table:
    return Table(
        id="proposal-moves",
        caption=f"{counted(len(proposal.moves), 'action')} to move",
        columns=(
            ref_column("Action"),
            text_column("Title"),
            date_column("Due"),
            text_column("From"),
            text_column("To"),
            number_column("Hours"),
        ),
        rows=tuple(_proposed_move(context, move) for move in proposal.moves),
        empty="What would move is not shown here.",
    )


def _proposed_move(context: PortalContext, move: Move) -> Row:
    action = context.by_ref.actions.get(move.action)
    line = context.by_ref.assessed.get(move.action)
    return Row(
        cells=(
            cell(action_link(context, move.action)),
            cell((action and action.title) or NOT_RECORDED),
            when(line.due if line is not None else None),
            cell(person_link(context, move.from_person)),
            cell(person_link(context, move.to_person)),
            number(move.hours),
        )
    )


def _shares_afterwards(context: PortalContext, proposal: RebalanceProposal) -> str:
    """What those would carry between whom something moves that this reader sees."""
    touched = {person for each in proposal.moves for person in (each.from_person, each.to_person)}
    return list_words(
        f"{person_name(context, person)} {quantity(proposal.after_percent[person], '%')}"
        for person in sorted(touched & proposal.after_percent.keys())
    )


def _all_moves(context: PortalContext) -> Table:
    moves = sorted(
        context.register.rebalance,
        key=lambda each: (each.moved_on is None, each.moved_on.order if each.moved_on else ()),
        reverse=True,
    )[:MOST_MOVES]
    return Table(
        id="all-moves",
        caption=f"The latest {counted(len(moves), 'recorded move')}",
        columns=(
            date_column("On"),
            ref_column("Action"),
            text_column("From"),
            text_column("To"),
            number_column("Hours"),
            text_column("Deadline brought forward"),
        ),
        rows=tuple(
            Row(
                cells=(
                    when(each.moved_on),
                    cell(action_link(context, each.action)),
                    cell(person_link(context, each.from_person)),
                    cell(person_link(context, each.to_person)),
                    number(each.hours_assigned),
                    cell(scalar_words(each.deadline_brought_forward)),
                )
            )
            for each in moves
        ),
        empty="No move between managers is recorded.",
    )


def _many_actions(context: PortalContext) -> Iterator[Section]:
    managers = tuple(
        (person_link(context, verdict.subject.ref), f": {sentence(verdict.reason)}")
        for verdict in fired(context.said.verdicts_of_rule["several_actions_one_manager"])
        if verdict.subject is not None and verdict.subject.sheet == "People"
    )
    if managers:
        yield Section(
            id="many-lines",
            title="Many actions with one manager",
            blocks=(ListBlock(items=managers),),
        )

"""The closure gate: the batch block, what cannot close and why, the checks, the decisions."""

from collections.abc import Iterable, Iterator, Mapping

from builder.field.pages import CLOSURE_PAGE
from builder.field.registers import (
    ClosureComparison,
    ClosureControl,
    ClosureDecisions,
    ClosureExperience,
    GateRegister,
    Kind,
)
from builder.field.words import Status
from builder.portal.closure.reasons import review_words, why_table
from builder.portal.closure.records import (
    batches_table,
    comparison_table,
    decisions_table,
    experience,
    has_review_point,
)
from builder.portal.context import PortalContext
from builder.portal.parts.addresses import action_page
from builder.portal.parts.caveats.hold import hold_warning
from builder.portal.parts.caveats.withheld import withheld_actions
from builder.portal.parts.figures.session_witness import witness
from builder.portal.parts.record import section
from builder.portal.parts.register_page import figure_blocks, fired_in, fired_warning
from builder.portal.parts.smallest_changes import changes_table
from builder.portal.parts.standing_decisions import standing_table
from builder.portal.parts.states import gate_tag
from builder.portal.parts.views import (
    Anchor,
    Block,
    Matrix,
    MatrixCell,
    PageView,
    Paragraph,
    Section,
    Tag,
    Tone,
)
from builder.portal.parts.words import capitalised, counted, sentence
from builder.rules.assessment import ActionAssessment, AssuredStatus
from builder.rules.verdict import GateCheck

KEY_FIGURES = (
    GateRegister.proposed,
    GateRegister.ready,
    GateRegister.not_ready,
    ClosureDecisions.put_to_panel,
    ClosureDecisions.approved,
    ClosureDecisions.deferred,
    ClosureDecisions.rejected,
    ClosureControl.residual_medium_or_high,
)
MOST_NAMED = 10
"""How many verdicts a block names."""
MOST_COLUMNS = 8
"""How many checks stand side by side: more would be cut off on paper."""
MOST_CHECKED = 50
"""How many lines the table of all checks shows: each takes a dozen cells."""
AT_THE_GATE = frozenset(
    {
        AssuredStatus.CLOSED_IN_DOUBT,
        AssuredStatus.CLOSED_NOT_ASSURED,
        AssuredStatus.DEFERRED,
        AssuredStatus.NOT_READY,
        AssuredStatus.READY_FOR_PANEL,
        AssuredStatus.REINSTATED,
        AssuredStatus.REJECTED,
    }
)
"""States of lines that were proposed, decided or closed without assurance, or in doubt."""


def pages(context: PortalContext) -> Iterator[PageView]:
    """The closure gate."""
    yield page(context)


def page(context: PortalContext) -> PageView:
    """The closure gate."""
    actions = at_the_gate(context)
    blocked = tuple(each for each in actions if not each.closable)
    return PageView(
        path=CLOSURE_PAGE,
        kind="closure",
        title="Closure gate",
        lead=_lead(context, actions, blocked),
        blocks=_blocks(context, actions, blocked),
    )


def _blocks(
    context: PortalContext,
    actions: tuple[ActionAssessment, ...],
    blocked: tuple[ActionAssessment, ...],
) -> tuple[Block, ...]:
    return (
        *fired_warning(
            context,
            "The closure update is blocked",
            fired_in(context, ClosureControl),
            Anchor("See the batches", f"{CLOSURE_PAGE}#batches"),
        ),
        *hold_warning(context),
        section("figures", "Key figures", *figure_blocks(context, KEY_FIGURES)),
        section(
            "why-not",
            "Why not closable",
            *withheld_actions(context),
            why_table(context, blocked),
            lead=review_words(context),
        ),
        section(
            "changes",
            "What would let them close",
            changes_table(context, blocked),
            lead="The fewest changes with which every check passes, tried and judged again.",
        ),
        section(
            "standing",
            "Reopened, deferred and rejected",
            standing_table(context, actions),
            lead="These stay on the lists until they are decided anew.",
        ),
        section("checks", "All checks", *_checks(actions)),
        *_register_sections(context),
    )


def _register_sections(context: PortalContext) -> tuple[Section, ...]:
    return (
        section(
            "comparison",
            "Has the failure rate fallen?",
            *_limits(context, ClosureComparison),
            comparison_table(context),
        ),
        section(
            "experience",
            "What complaints say",
            *_limits(context, ClosureExperience),
            *experience(context),
        ),
        witness(context, ClosureExperience, has_points=has_review_point(context)),
        section(
            "decisions",
            "Decisions",
            *_limits(context, ClosureDecisions),
            decisions_table(context),
        ),
        section("batches", "Closure batches", batches_table(context)),
    )


def at_the_gate(context: PortalContext) -> tuple[ActionAssessment, ...]:
    """Lines that are proposed, decided but not approved, or closed without assurance."""
    return tuple(
        action
        for action in context.assessment.actions
        if action.assured_status in AT_THE_GATE
        or action.claimed_status == Status.PROPOSED_FOR_CLOSURE.value
    )


def _lead(
    context: PortalContext,
    actions: tuple[ActionAssessment, ...],
    blocked: tuple[ActionAssessment, ...],
) -> str:
    if not actions:
        return "No line is proposed for closure or waits for a decision."
    ready = len(actions) - len(blocked)
    verb = "is" if len(actions) == 1 else "are"
    return (
        f"{counted(len(actions), 'action')} {verb} at the gate. {ready} can close. "
        f"{len(blocked)} cannot, and this page says why."
    )


def _limits(context: PortalContext, kind: Kind) -> tuple[Block, ...]:
    """What fired in a register, above its table; empty where nothing did."""
    fired = fired_in(context, kind)
    more = len(fired) - MOST_NAMED
    verb = "asks" if len(fired) == 1 else "ask"
    return fired_warning(
        context,
        f"{counted(len(fired), 'verdict')} {verb} for somebody to act",
        fired[:MOST_NAMED],
        tone=Tone.WATCH,
        body=(f"{more:,} more stand on the pages of their rules.",) if more > 0 else (),
    )


def _checks(actions: tuple[ActionAssessment, ...]) -> Iterator[Block]:
    names = tuple(dict.fromkeys(check.check for action in actions for check in action.gate))
    parts = [names[at : at + MOST_COLUMNS] for at in range(0, len(names), MOST_COLUMNS)]
    for place, part in enumerate(parts, start=1):
        yield Matrix(
            id="gate-checks" if place == 1 else f"gate-checks-{place}",
            caption=f"Closure checks by action, part {place} of {len(parts)}",
            corner="Action",
            column_titles=tuple(capitalised(name) for name in part),
            rows=tuple(
                (
                    Anchor(action.ref, action_page(action.ref)),
                    _cells({check.check: check for check in action.gate}, part, action.ref),
                )
                for action in actions[:MOST_CHECKED]
            ),
        )
    if len(actions) > MOST_CHECKED:
        words = f"These are the first {MOST_CHECKED} of {counted(len(actions), 'action')}. "
        yield Paragraph(content=(f"{words}The page of each action lists its checks.",))


def _cells(gate: Mapping[str, GateCheck], names: Iterable[str], ref: str) -> tuple[MatrixCell, ...]:
    cells = []
    for name in names:
        check = gate.get(name)
        tag = gate_tag(check) if check else Tag("Does not apply", Tone.MUTED)
        cells.append(
            MatrixCell(
                text=tag.text,
                tone=tag.tone,
                href=f"{action_page(ref)}#gate" if check else "",
                title=sentence(check.verdict.reason) if check else "",
            )
        )
    return tuple(cells)

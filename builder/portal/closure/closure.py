"""The closure gate: the matrix of actions and checks, the batch block, and the way to the rest."""

from collections.abc import Iterator

from builder.field.pages import (
    AT_THE_GATE_PAGE,
    CLOSURE_PAGE,
    COMPARISON_PAGE,
    DECISIONS_PAGE,
    EXPERIENCE_PAGE,
)
from builder.field.registers import ClosureControl, ClosureDecisions, GateRegister
from builder.field.words import Status
from builder.portal.closure import register_pages
from builder.portal.closure.matrix import MOST_SHOWN, fewest_failing, gate_matrix
from builder.portal.closure.reasons import review_words, why_table
from builder.portal.closure.records import batches_table
from builder.portal.context import PortalContext
from builder.portal.parts.caveats.hold import hold_warning, hold_words
from builder.portal.parts.caveats.withheld import withheld_actions
from builder.portal.parts.record import section
from builder.portal.parts.register_page import figure_blocks, fired_in, fired_warning
from builder.portal.parts.standing_decisions import standing_table
from builder.portal.parts.views import (
    Anchor,
    Block,
    ListBlock,
    PageView,
    Paragraph,
    Rich,
    Tag,
    Tone,
)
from builder.portal.parts.words import counted
from builder.rules.assessment import ActionAssessment, AssuredStatus
from builder.rules.verdict import Verdict

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
"""States of actions that were proposed, decided or closed without assurance, or in doubt."""
BATCHES = f"{CLOSURE_PAGE}#batches"


def pages(context: PortalContext) -> Iterator[PageView]:
    """The closure gate, then the pages of its registers."""
    yield page(context)
    yield _list_page(context)
    yield from register_pages.pages(context)


def page(context: PortalContext) -> PageView:
    """The closure gate."""
    actions = fewest_failing(at_the_gate(context))
    return PageView(
        path=CLOSURE_PAGE,
        kind="closure",
        title="Closure gate",
        lead=_lead(context, actions),
        blocks=_blocks(context, actions),
    )


def _blocks(context: PortalContext, actions: tuple[ActionAssessment, ...]) -> tuple[Block, ...]:
    return (
        *_alarms(context),
        gate_matrix(context, actions),
        *_others(actions[MOST_SHOWN:]),
        *withheld_actions(context),
        section(
            "batches",
            "Closure batches",
            *fired_warning(context, "The closure update is blocked", _blocking(context)),
            *hold_warning(context),
            batches_table(context),
        ),
        section("figures", "Key figures", *figure_blocks(context, KEY_FIGURES)),
        section(
            "standing",
            "Reopened, deferred and rejected",
            standing_table(context, actions),
            lead="These stay on the lists until they are decided anew.",
        ),
        section("more", "More of the closure gate", ListBlock(items=_more())),
    )


def _blocking(context: PortalContext) -> tuple[Verdict, ...]:
    return fired_in(context, ClosureControl)


def _alarms(context: PortalContext) -> Iterator[Block]:
    """What suspends or blocks closures, in one line; the whole of it stands under the matrix."""
    pieces: list[Tag] = []
    if _blocking(context):
        pieces.append(Tag("The closure update is blocked", Tone.BAD))
    pieces += [Tag(words.rstrip("."), Tone.WATCH) for words in hold_words(context)]
    if pieces:
        spaced: Rich = tuple(piece for each in pieces for piece in (each, " "))
        yield Paragraph(content=(*spaced, Anchor("What this means", BATCHES)))


def _others(actions: tuple[ActionAssessment, ...]) -> Iterator[Block]:
    """Where the actions are that the matrix has no room for."""
    if actions:
        words = f"{counted(len(actions), 'more action')} at the gate, further from closing: "
        yield Paragraph(content=(words, Anchor("see the whole list", AT_THE_GATE_PAGE)))


def _list_page(context: PortalContext) -> PageView:
    """Every action at the gate that cannot close, to be searched and filtered."""
    blocked = [each for each in fewest_failing(at_the_gate(context)) if not each.closable]
    return PageView(
        path=AT_THE_GATE_PAGE,
        kind="closure-list",
        title="All at the gate",
        lead=f"{counted(len(blocked), 'action')} at the gate cannot close, by what is missing and "
        "who can meet it.",
        breadcrumbs=(Anchor("Closure gate", CLOSURE_PAGE),),
        blocks=(why_table(context, tuple(blocked)), *withheld_actions(context)),
    )


def _more() -> tuple[Rich, ...]:
    return (
        (Anchor("All at the gate", AT_THE_GATE_PAGE), ": a list to search, by who can meet what"),
        (Anchor("Failure rates", COMPARISON_PAGE), ": baseline and current rate of each measure"),
        (Anchor("What complaints say", EXPERIENCE_PAGE), ": by theme, period against period"),
        (Anchor("Decisions", DECISIONS_PAGE), ": what each panel decided, and why"),
    )


def at_the_gate(context: PortalContext) -> tuple[ActionAssessment, ...]:
    """Actions that are proposed, decided but not approved, or closed without assurance."""
    return tuple(
        action
        for action in context.assessment.actions
        if action.assured_status in AT_THE_GATE
        or action.claimed_status == Status.PROPOSED_FOR_CLOSURE.value
    )


def _lead(context: PortalContext, actions: tuple[ActionAssessment, ...]) -> str:
    if not actions:
        return "No action is proposed for closure or waits for a decision."
    in_doubt = AssuredStatus.CLOSED_IN_DOUBT
    ready = sum(each.closable and each.assured_status is not in_doubt for each in actions)
    verb = "is" if len(actions) == 1 else "are"
    return (
        f"{counted(len(actions), 'action')} {verb} at the gate. {ready} can close. "
        f"{len(actions) - ready} cannot, and this page says why. {review_words(context)}"
    ).strip()

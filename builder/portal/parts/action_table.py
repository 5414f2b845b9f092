"""Tables of tracking lines, with claimed and assured status side by side."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from builder.field import Action
from builder.portal.context import PortalContext
from builder.portal.parts.as_typed import (
    MARK,
    NO_TITLE,
    AsTyped,
    typed_due,
    typed_owner,
    typed_risk,
    typed_service,
    typed_status,
)
from builder.portal.parts.cells import when
from builder.portal.parts.links import action_link, person_link, service_link
from builder.portal.parts.listing import Column, Listing, choice, day, number, ref, words
from builder.portal.parts.standing_decisions import StandingDecision, standing_decision
from builder.portal.parts.states import assured_tag, claimed_tag, risk_tag
from builder.portal.parts.views import Column as Heading
from builder.portal.parts.views import Piece, Table, TableCell, Tag, Tone
from builder.portal.parts.words import NOT_RECORDED, moment_key, number_words
from builder.portal.shared import About
from builder.rules.assessment import ActionAssessment, AssuredStatus

NOT_GONE = (
    AssuredStatus.CLOSED_IN_DOUBT,
    AssuredStatus.CLOSED_NOT_ASSURED,
    AssuredStatus.REINSTATED,
)
"""Lines that are claimed closed and keep their place in the lists all the same."""


class ActionLine(NamedTuple):
    """One action of a table: what the rules said of it, and what the tracker says."""

    said: ActionAssessment
    typed: Action
    due_tag: Tag | None
    """That it is due within 48 hours, where it is."""
    held: StandingDecision | None
    """What keeps it on the lists."""


class ActionRow(NamedTuple):
    """An action's line, with what its names and links are looked up in."""

    about: About
    said: ActionAssessment
    typed: Action
    due_tag: Tag | None
    held: StandingDecision | None


def due_tag(context: PortalContext, action: ActionAssessment) -> Tag | None:
    """ "Due in 48 hours" for an open action that is; ``None`` for every other."""
    if action.is_live and not action.overdue and action.ref in context.said.due_48h:
        return Tag("Due in 48 hours", Tone.WATCH)
    return None


def _title(each: ActionRow) -> TableCell:
    title = each.typed.title
    if each.said.assured_status is AssuredStatus.REINSTATED and each.held is not None:
        return TableCell((f"{title or NO_TITLE}. {each.held.words}",), title or "")
    return TableCell((title or NO_TITLE,))


def _typed(words: AsTyped | None, known: Piece) -> Piece:
    """What is not understood, as typed and marked; else what is known."""
    return known if words is None else f"{words.text} ({MARK.text.lower()})"


def _claimed(each: ActionRow) -> Piece:
    return _typed(typed_status(each.said, each.typed), claimed_tag(each.said.claimed_status).text)


def _owner(each: ActionRow) -> Piece:
    known = person_link(each.about, each.typed.owner)
    return _typed(typed_owner(each.about, each.said, each.typed), known)


def _service(each: ActionRow) -> Piece:
    known = service_link(each.about, each.typed.service)
    return _typed(typed_service(each.about, each.said, each.typed), known)


def _due(each: ActionRow) -> TableCell:
    words = typed_due(each.said, each.typed)
    return when(each.said.due) if words is None else TableCell((_typed(words, ""),))


def _risk(each: ActionRow) -> TableCell:
    words = typed_risk(each.said)
    if words is not None:
        return TableCell((_typed(words, ""),), "00")
    return TableCell((risk_tag(each.said.risk_band),), f"{each.said.risk_score or 0:02}")


def _hours(each: ActionRow) -> TableCell:
    hours = each.typed.remaining_hours
    return TableCell((number_words(hours, absent=NOT_RECORDED),), str(hours or ""))


def _closed_on(each: ActionRow) -> TableCell:
    return when(each.typed.closed_on, "Not closed" if each.said.is_live else NOT_RECORDED)


COLUMNS: Mapping[str, Column[ActionRow]] = {
    "ref": ref("Ref", lambda each: action_link(each.about, each.said.ref)),
    "title": Column(Heading(title="Action"), _title),
    "service": choice("Service", "service", _service),
    "theme": choice("Theme", "theme", lambda each: each.typed.theme),
    "claimed": words("Claimed", _claimed),
    "assured": choice(
        "Assured",
        "status",
        lambda each: each.due_tag or assured_tag(each.said.assured_status),
    ),
    "risk": Column(Heading(title="Risk", filter="risk"), _risk),
    "owner": choice("Owner", "owner", _owner),
    "due": Column(Heading(title="Due", sort="date"), _due),
    "late": number("Days late", lambda each: each.said.days_overdue),
    "moved": number("Times moved", lambda each: each.said.due_moves),
    "original": day("First due", lambda each: each.said.original_due),
    "hours": Column(Heading(title="Hours left", sort="number"), _hours),
    "closed": Column(Heading(title="Closed", sort="date"), _closed_on),
}
FULL = ("ref", "title", "service", "theme", "claimed", "assured", "risk", "owner", "due")
"""Columns of the lists of all lines."""
OF_SERVICE = ("ref", "title", "claimed", "assured", "risk", "owner", "due")
OF_PERSON = ("ref", "title", "service", "assured", "risk", "hours", "due")
LATE = ("ref", "title", "service", "theme", "risk", "owner", "due", "late", "original", "moved")


def action_lines(
    context: PortalContext, actions: Iterable[ActionAssessment]
) -> Iterator[ActionLine]:
    """One line an action; an action whose record is withheld is passed over."""
    typed = context.by_ref.actions
    for each in actions:
        if each.ref in typed:
            held = standing_decision(context, each)
            yield ActionLine(each, typed[each.ref], due_tag(context, each), held)


def action_rows(context: PortalContext, actions: Iterable[ActionAssessment]) -> Iterator[ActionRow]:
    """One row an action, as its lines are."""
    return (ActionRow(context, *each) for each in action_lines(context, actions))


def action_table(
    context: PortalContext,
    actions: Iterable[ActionAssessment],
    *,
    id: str,
    caption: str,
    columns: Sequence[str] = FULL,
    empty: str = "No action is in this list.",
    download: str = "",
    has_tools: bool = False,
    is_full_list: bool = False,
) -> Table:
    """A table of lines; ``download`` names the list in ``data/``."""
    return Listing(
        id=id,
        caption=caption,
        columns=tuple(COLUMNS[name] for name in columns),
        empty=empty,
        download=download,
        has_tools=has_tools,
        is_full_list=is_full_list,
    ).table(action_rows(context, actions))


def urgent_first(actions: Iterable[ActionAssessment]) -> tuple[ActionAssessment, ...]:
    """Lines by deadline, the earliest first; at one deadline the gravest risk first."""
    return tuple(
        sorted(
            actions,
            key=lambda each: (
                each.due is None,
                moment_key(each.due),
                -(each.risk_score or 0),
                each.ref,
            ),
        )
    )


def on_lists(action: ActionAssessment) -> bool:
    """Whether a line stands among the live ones: live, closed and not assured, or in doubt."""
    return action.is_live or action.assured_status in NOT_GONE


def open_lines(actions: Iterable[ActionAssessment]) -> tuple[ActionAssessment, ...]:
    """Those that are on the lists, the most urgent first."""
    return urgent_first(filter(on_lists, actions))

"""Why lines cannot close today, who can mend it, and when they are looked at again."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from builder.field import local_date
from builder.field.words import PanelOutcome, Role
from builder.portal.closure.records import decision_tag
from builder.portal.context import PortalContext
from builder.portal.parts.links import action_link, joined, person_link
from builder.portal.parts.listing import Listing, choice, day, ref, words
from builder.portal.parts.states import assured_tag, outcome_tag
from builder.portal.parts.views import Piece, Rich, Table
from builder.portal.parts.words import (
    NOT_RECORDED,
    capitalised,
    date_words,
    list_words,
    role_words,
    sentence,
)
from builder.rules.assessment import ActionAssessment
from builder.rules.verdict import GateCheck, Outcome

DAYS_OF_WEEK = 7
OWNER = Role.ACTION_OWNER.value


class _Blocked(NamedTuple):
    said: ActionAssessment
    failing: tuple[GateCheck, ...]
    again_on: date | None
    """When the latest panel looks at it again."""
    decision: PanelOutcome | None


def next_review(context: PortalContext) -> date | None:
    """The next review day of policy after the as-at day; ``None`` where policy names none."""
    today = local_date(context.assessment.as_at)
    for ahead in range(1, DAYS_OF_WEEK + 1):
        on = today + timedelta(days=ahead)
        if on.weekday() in context.policy.review_weekdays:
            return on
    return None


def why_table(context: PortalContext, blocked: tuple[ActionAssessment, ...]) -> Table:
    """The lines at the gate that cannot close, each with what is missing."""
    following = next_review(context)
    return Listing[_Blocked](
        id="not-closable",
        caption="Actions that cannot close today",
        columns=(
            ref("Ref", lambda each: action_link(context, each.said.ref)),
            words("What is missing", lambda each: _missing(each.failing)),
            choice("Who can fix it", "who", lambda each: _fixers(context, each)),
            day("Next review", lambda each: each.again_on or following),
            choice("State", "state", lambda each: assured_tag(each.said.assured_status)),
            choice("Last decision", "decision", lambda each: decision_tag(each.decision)),
        ),
        empty="Every line at the gate can close.",
        has_tools=True,
    ).table(_blocked(context, each) for each in blocked)


def _blocked(context: PortalContext, action: ActionAssessment) -> _Blocked:
    panels = context.of_action.panels[action.ref]
    latest = max(
        panels, key=lambda each: each.panel_at.order if each.panel_at else (), default=None
    )
    return _Blocked(
        said=action,
        failing=tuple(check for check in action.gate if not check.passes),
        again_on=latest.re_review_on if latest else None,
        decision=latest.decision if latest else None,
    )


def _missing(failing: Iterable[GateCheck]) -> tuple[Piece, ...]:
    """What is not met, each with its reason; then what could not be judged, by name alone."""
    reasons, others = [], []
    for check in failing:
        if check.verdict.outcome is Outcome.FIRED:
            reason = check.verdict.reason or outcome_tag(check.verdict.outcome).text
            reasons.append(sentence(f"{capitalised(check.check)}: {reason}"))
        else:
            state = outcome_tag(check.verdict.outcome).text.casefold()
            others.append(f"{check.check} ({state})")
    if others:
        reasons.append(sentence(f"{'Also' if reasons else 'Open'}: {list_words(others)}"))
    return (" ".join(reasons) or NOT_RECORDED,)


def _fixers(context: PortalContext, blocked: _Blocked) -> Rich:
    """The roles that the failing checks name; the owner by name, and where no role is named."""
    told = [each.verdict.tell for each in blocked.failing if each.verdict.tell]
    roles = list(dict.fromkeys(told))
    action = context.by_ref.actions.get(blocked.said.ref)
    owner = person_link(context, action.owner if action else None)
    others = [role_words(role) for role in roles if role != OWNER]
    named: list[Piece] = [capitalised(role) if not n else role for n, role in enumerate(others)]
    if OWNER in roles or not roles:
        named.append(owner)
    return joined(named)


def review_words(context: PortalContext) -> str:
    """The next review day in words; empty where policy names none."""
    following = next_review(context)
    return f"The next review day is {date_words(following)}." if following else ""

"""Why lines cannot close today, who can mend it, and when they are looked at again."""

from collections.abc import Iterable
from datetime import date, timedelta

from builder.field import PanelDecision, local_date
from builder.field.words import Role
from builder.portal.closure.records import decision_tag
from builder.portal.context import PortalContext
from builder.portal.parts.links import action_link, joined, person_link, with_names
from builder.portal.parts.listing import Listing, choice, day, ref, words
from builder.portal.parts.states import assured_tag, outcome_tag
from builder.portal.parts.views import Piece, Rich, Table, Tag
from builder.portal.parts.words import (
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
    return Listing[ActionAssessment](
        id="not-closable",
        caption="Actions that cannot close today",
        columns=(
            ref("Ref", lambda each: action_link(context, each.ref)),
            words("What is missing", lambda each: _missing(context, _failing(each))),
            choice("Who can fix it", "who", lambda each: _fixers(context, each)),
            day("Next review", lambda each: _again_on(context, each) or following),
            choice("State", "state", lambda each: assured_tag(each.assured_status)),
            choice("Last decision", "decision", lambda each: _decision_tag(context, each)),
        ),
        empty="Every line at the gate can close.",
        has_tools=True,
    ).table(blocked)


def _failing(action: ActionAssessment) -> tuple[GateCheck, ...]:
    return tuple(check for check in action.gate if not check.passes)


def _latest(context: PortalContext, action: ActionAssessment) -> PanelDecision | None:
    panels = context.of_action.panels[action.ref]
    return max(panels, key=lambda each: each.panel_at.order if each.panel_at else (), default=None)


def _again_on(context: PortalContext, action: ActionAssessment) -> date | None:
    latest = _latest(context, action)
    return latest.re_review_on if latest else None


def _decision_tag(context: PortalContext, action: ActionAssessment) -> Tag:
    latest = _latest(context, action)
    return decision_tag(latest.decision if latest else None)


def _missing(context: PortalContext, failing: Iterable[GateCheck]) -> str:
    """What is not met, each with its reason; then what could not be judged, by name alone."""
    reasons, others = [], []
    for check in failing:
        if check.verdict.outcome is Outcome.FIRED:
            said = with_names(context, check.verdict.reason)
            reason = said or outcome_tag(check.verdict.outcome).text
            reasons.append(sentence(f"{capitalised(check.check)}: {reason}"))
        else:
            state = outcome_tag(check.verdict.outcome).text.casefold()
            others.append(f"{check.check} ({state})")
    if others:
        reasons.append(sentence(f"{'Also' if reasons else 'Open'}: {list_words(others)}"))
    return " ".join(reasons)


def _fixers(context: PortalContext, line: ActionAssessment) -> Rich:
    """The roles that the failing checks name; the owner by name, and where no role is named."""
    roles = list(dict.fromkeys(each.verdict.tell for each in _failing(line) if each.verdict.tell))
    action = context.by_ref.actions.get(line.ref)
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

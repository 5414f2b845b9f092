"""Why lines cannot close today, who can mend it, and when they are looked at again."""

from collections.abc import Iterable
from datetime import date, timedelta

from builder.field import PanelDecision, local_date
from builder.field.words import Role
from builder.portal.closure.records import decision_tag
from builder.portal.context import PortalContext
from builder.portal.parts.links import action_link, joined, person_link, with_names
from builder.portal.parts.listing import Listing, choice, day, ref, words
from builder.portal.parts.smallest_changes import failing
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
    return Listing[ActionAssessment](
        id="not-closable",
        caption="Actions that cannot close today",
        columns=(
            ref("Ref", lambda each: action_link(context, each.ref)),
            words("What is missing", lambda each: _missing(context, failing(each))),
            choice("Who can fix it", "who", lambda each: fixers(context, each, failing(each))),
            day("Next review", lambda each: next_seen(context, each)),
            choice("State", "state", lambda each: assured_tag(each.assured_status)),
            choice("Last decision", "decision", lambda each: _decision_tag(context, each)),
        ),
        empty="Every action at the gate can close.",
        has_tools=True,
        is_full_list=True,
    ).table(blocked)


def _latest(context: PortalContext, action: ActionAssessment) -> PanelDecision | None:
    panels = context.of_action.panels[action.ref]
    return max(panels, key=lambda each: each.panel_at.order if each.panel_at else (), default=None)


def next_seen(context: PortalContext, action: ActionAssessment) -> date | None:
    """When the panel set that it is seen again, if still to come; else the next review day."""
    latest = _latest(context, action)
    again = latest.re_review_on if latest else None
    is_ahead = again is not None and again >= local_date(context.assessment.as_at)
    return again if is_ahead else next_review(context)


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


def deciders(context: PortalContext, action: ActionAssessment) -> str:
    """Who can meet the checks in the way, as a sentence."""
    roles = [each.verdict.tell or OWNER for each in failing(action)]
    named = dict.fromkeys(role_words(each).removeprefix("the ") for each in roles)
    return capitalised(sentence(list_words(tuple(named)))) if named else ""


def fixers(context: PortalContext, line: ActionAssessment, checks: Iterable[GateCheck]) -> Rich:
    """The roles that checks name; the owner by name, and where no role is named."""
    roles = list(dict.fromkeys(each.verdict.tell for each in checks if each.verdict.tell))
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

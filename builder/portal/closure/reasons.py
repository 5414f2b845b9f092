"""Why lines cannot close today, who can mend it, and when they are looked at again."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from builder.field import local_date
from builder.field.words import Role
from builder.portal.closure.records import decision_tag
from builder.portal.context import PortalContext
from builder.portal.parts.cells import (
    cell,
    date_column,
    filter_column,
    ref_column,
    tag_cell,
    text_column,
    when,
)
from builder.portal.parts.links import action_link, joined, person_link
from builder.portal.parts.states import assured_tag, outcome_tag
from builder.portal.parts.views import Piece, Row, Table, TableCell
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
    return Table(
        id="not-closable",
        caption="Actions that cannot close today",
        columns=(
            ref_column("Ref"),
            text_column("What is missing"),
            filter_column("Who can fix it", "who"),
            date_column("Next review"),
            filter_column("State", "state"),
            filter_column("Last decision", "decision"),
        ),
        rows=tuple(_why_row(context, each, following) for each in blocked),
        empty="Every line at the gate can close.",
        has_tools=True,
    )


def _why_row(context: PortalContext, action: ActionAssessment, following: date | None) -> Row:
    failing = tuple(check for check in action.gate if not check.passes)
    panels = context.of_action.panels[action.ref]
    latest = max(
        panels, key=lambda each: each.panel_at.order if each.panel_at else (), default=None
    )
    again = latest.re_review_on if latest else None
    return Row(
        cells=(
            cell(action_link(context, action.ref)),
            cell(*_missing(failing)),
            TableCell(tuple(_fixers(context, action, failing))),
            when(again or following),
            tag_cell(assured_tag(action.assured_status)),
            tag_cell(decision_tag(latest.decision if latest else None)),
        )
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


def _fixers(
    context: PortalContext, line: ActionAssessment, failing: Iterable[GateCheck]
) -> Iterator[Piece]:
    """The roles that the failing checks name; the owner by name, and where no role is named."""
    roles = list(dict.fromkeys(each.verdict.tell for each in failing if each.verdict.tell))
    action = context.by_ref.actions.get(line.ref)
    owner = person_link(context, action.owner if action else None)
    others = [role_words(role) for role in roles if role != OWNER]
    named: list[Piece] = [capitalised(role) if not n else role for n, role in enumerate(others)]
    if OWNER in roles or not roles:
        named.append(owner)
    yield from joined(named)


def review_words(context: PortalContext) -> str:
    """The next review day in words; empty where policy names none."""
    following = next_review(context)
    return f"The next review day is {date_words(following)}." if following else ""

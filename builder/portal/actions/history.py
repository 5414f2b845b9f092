"""What happened to a line and what happens next, from the dates of the workbooks."""

from collections.abc import Iterator
from datetime import date, timedelta

from builder.field import Action, DeadlineChange, Moment, PanelDecision, local_date
from builder.field.words import Status
from builder.portal.context import PortalContext
from builder.portal.parts.links import joined, person_link, person_name, rule_title
from builder.portal.parts.views import Card, ListBlock, Piece, Rich, Timeline, TimelineEvent
from builder.portal.parts.words import date_words, moment_key, moment_words, role_words, sentence
from builder.rules.assessment import ActionAssessment

Event = tuple[str, TimelineEvent]
"""Sort key and event."""
MOST_ESCALATIONS = 3
_TARGET = {True: "target met", False: "target not met", None: "target not recorded"}
ONE_DAY = timedelta(days=1)
_DAYS_OF_A_WEEK = 7


def history(context: PortalContext, action: Action) -> Timeline:
    """Raised, moved, handed over, reviewed, proposed, decided, closed: newest first."""
    events = [
        *_ends(action),
        *(_moved(context, each) for each in context.of_action.changes[action.ref]),
        *(_panel(context, each) for each in context.of_action.panels[action.ref]),
        *_handed_over(context, action.ref),
        *_reviewed(context, action.ref),
    ]
    events.sort(key=lambda each: each[0], reverse=True)
    return Timeline(events=tuple(event for _, event in events))


def _event(title: str, when: Moment | None, *detail: Piece) -> Event:
    return (
        moment_key(when),
        TimelineEvent(title=title, when=moment_words(when), detail=tuple(filter(None, detail))),
    )


def _ends(action: Action) -> Iterator[Event]:
    source = f"From {action.source_kind.value.lower()}" if action.source_kind else ""
    ref = f" ({action.source_ref})" if action.source_ref else ""
    yield _event("Action raised", action.raised_on, sentence(f"{source}{ref}"))
    if action.proposed_on is not None:
        outcome = action.proposed_outcome
        detail = f"Proposed as {outcome.value.lower()}." if outcome else ""
        yield _event("Proposed for closure", action.proposed_on, detail)
    if action.closed_on is not None:
        yield _event("Closed in the tracker", action.closed_on)


def _moved(context: PortalContext, change: DeadlineChange) -> Event:
    before = moment_words(change.from_due, absent="an unknown date")
    after = moment_words(change.to_due, absent="an unknown date")
    reason = sentence(f"Reason: {change.reason}") if change.reason else "Reason: not recorded."
    if change.approved_on is None:
        return _event(
            f"Due date moved from {before} to {after}, not approved",
            change.changed_on,
            f"Nobody approved it, so {before} stands. ",
            reason,
        )
    return _event(
        f"Due date moved from {before} to {after}",
        change.changed_on,
        "Approved by ",
        person_link(context, change.approved_by, "somebody who is not recorded"),
        f", {moment_words(change.approved_on)}. ",
        reason,
    )


def _panel(context: PortalContext, decision: PanelDecision) -> Event:
    word = decision.decision.value.lower() if decision.decision else "decision not recorded"
    again = decision.re_review_on
    review = f" Review again on {date_words(again)}." if again else ""
    return _event(
        f"Closure panel: {word}",
        decision.panel_at,
        f"{sentence(decision.reason or 'Reason: not recorded')} Decided by ",
        person_link(context, decision.decided_by, "somebody who is not recorded"),
        f".{review}",
    )


def _handed_over(context: PortalContext, ref: str) -> Iterator[Event]:
    for move in context.of_action.moves[ref]:
        before = person_name(context, move.from_person)
        after = person_name(context, move.to_person)
        yield _event(f"Moved from {before} to {after}", move.moved_on)


def _reviewed(context: PortalContext, ref: str) -> Iterator[Event]:
    for review in context.of_action.reviews[ref]:
        met = _TARGET[review.target_met]
        decision = f" Decision: {review.decision.value.lower()}." if review.decision else ""
        yield _event(
            f"Reviewed: {met}",
            review.reviewed_on,
            "By ",
            person_link(context, review.reviewer),
            f". {sentence(review.progress or '')}{decision}",
        )


def next_steps(context: PortalContext, line: ActionAssessment, action: Action) -> Card:
    """What happens next to a line, soonest first."""
    if not line.is_live:
        items: list[tuple[str, Rich]] = []
    else:
        items = [*_dates(context, line, action), *_escalations(context, line)]
    items.sort(key=lambda each: each[0])
    return Card(
        title="What happens next",
        blocks=(
            ListBlock(
                items=tuple(words for _, words in items),
                empty="Nothing more is due on this line.",
            ),
        ),
    )


def _dates(
    context: PortalContext, line: ActionAssessment, action: Action
) -> Iterator[tuple[str, Rich]]:
    today = local_date(context.assessment.as_at)
    if action.evidence_due is not None and not context.of_action.evidence[line.ref]:
        late = " This date has passed." if action.evidence_due < today else ""
        words = f"{date_words(action.evidence_due)}: evidence is due.{late}"
        yield moment_key(action.evidence_due), (words,)
    if line.due is not None:
        late = " This date has passed." if line.overdue else ""
        yield moment_key(line.due), (f"{moment_words(line.due)}: the action is due.{late}",)
    for step in context.of_action.steps[line.ref]:
        if step.done_on is None and step.planned_for is not None:
            is_past = step.planned_for < today
            state = "was planned and is not recorded as done" if is_past else "is planned"
            words = f"{date_words(step.planned_for)}: {step.step or 'a step'} {state}."
            yield moment_key(step.planned_for), (words,)
    panel = _next_panel(context, today) if action.status is Status.PROPOSED_FOR_CLOSURE else None
    if panel is not None:
        yield moment_key(panel), (f"{date_words(panel)}: the next closure panel.",)
    for decision in context.of_action.panels[line.ref]:
        if decision.re_review_on is not None and decision.re_review_on >= today:
            words = f"{date_words(decision.re_review_on)}: the panel reviews it again."
            yield moment_key(decision.re_review_on), (words,)


def _next_panel(context: PortalContext, today: date) -> date | None:
    days = (today + ONE_DAY * ahead for ahead in range(1, _DAYS_OF_A_WEEK + 1))
    return next((day for day in days if day.weekday() in context.policy.review_weekdays), None)


def _escalations(context: PortalContext, action: ActionAssessment) -> Iterator[tuple[str, Rich]]:
    waiting = [each for each in action.escalations if each.told_at is None]
    for each in waiting[:MOST_ESCALATIONS]:
        by = f"{moment_words(each.by)}: " if each.by else "Now: "
        passed = " This time has passed." if each.has_passed else ""
        people = joined(person_link(context, person) for person in each.people)
        told = (" (", *people, ")") if people else ()
        why = f"about “{rule_title(context, each.because)}”"
        yield moment_key(each.by), (f"{by}tell {role_words(each.to)}", *told, f" {why}.{passed}")

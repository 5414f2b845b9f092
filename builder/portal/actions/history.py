"""What happened to a line and what happens next, from the dates of the workbooks."""

from collections.abc import Iterator

from builder.field import Action, DeadlineChange, Moment, PanelDecision
from builder.portal.parts.links import joined, person_link, person_name, rule_title
from builder.portal.parts.views import Card, ListBlock, Piece, Rich, Timeline, TimelineEvent
from builder.portal.parts.words import (
    date_words,
    list_words,
    moment_key,
    moment_words,
    role_words,
    sentence,
)
from builder.portal.shared import About
from builder.portal.slices.action import ActionSlice
from builder.rules.assessment import ActionAssessment

Event = tuple[str, TimelineEvent]
"""Sort key and event."""
MOST_ESCALATIONS = 3
_TARGET = {True: "target met", False: "target not met", None: "target not recorded"}


def history(slice: ActionSlice, about: About) -> Timeline:
    """Raised, moved, handed over, reviewed, proposed, decided, closed: newest first."""
    events = [
        *_ends(slice.record),
        *(_moved(about, each) for each in slice.changes),
        *(_panel(about, each) for each in slice.panels),
        *_handed_over(slice, about),
        *_reviewed(slice, about),
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


def _moved(about: About, change: DeadlineChange) -> Event:
    before = moment_words(change.from_due, absent="an unknown date")
    after = moment_words(change.to_due, absent="an unknown date")
    reason = sentence(f"Reason: {change.reason}") if change.reason else "Reason: not recorded."
    if change.approved_on is None:
        return _event(
            f"Due date moved from {before} to {after}, not approved",
            change.changed_on,
            f"No approval is recorded, so {before} stands. ",
            reason,
        )
    return _event(
        f"Due date moved from {before} to {after}",
        change.changed_on,
        "Approved by ",
        person_link(about, change.approved_by, "somebody who is not recorded"),
        f", {moment_words(change.approved_on)}. ",
        reason,
    )


def _panel(about: About, decision: PanelDecision) -> Event:
    word = decision.decision.value.lower() if decision.decision else "decision not recorded"
    again = decision.re_review_on
    review = f" Review again on {date_words(again)}." if again else ""
    return _event(
        f"Closure panel: {word}",
        decision.panel_at,
        f"{sentence(decision.reason or 'Reason: not recorded')} Decided by ",
        person_link(about, decision.decided_by, "somebody who is not recorded"),
        f".{review}",
    )


def _handed_over(slice: ActionSlice, about: About) -> Iterator[Event]:
    for move in slice.moves:
        before = person_name(about, move.from_person)
        after = person_name(about, move.to_person)
        yield _event(f"Moved from {before} to {after}", move.moved_on)


def _reviewed(slice: ActionSlice, about: About) -> Iterator[Event]:
    for review in slice.reviews:
        met = _TARGET[review.target_met]
        decision = f" Decision: {review.decision.value.lower()}." if review.decision else ""
        yield _event(
            f"Reviewed: {met}",
            review.reviewed_on,
            "By ",
            person_link(about, review.reviewer),
            f". {sentence(review.progress or '')}{decision}",
        )


def next_steps(slice: ActionSlice, about: About) -> Card:
    """What happens next to a line, soonest first."""
    dates = _dates(slice) if slice.judged.is_live else ()
    items: list[tuple[str, Rich]] = [*dates, *_escalations(about, slice.judged)]
    items.sort(key=lambda each: each[0])
    return Card(
        title="What happens next",
        blocks=(
            ListBlock(
                items=tuple(words for _, words in items),
                empty="Nothing more is due on this action.",
            ),
        ),
    )


def _dates(slice: ActionSlice) -> Iterator[tuple[str, Rich]]:
    action, line, passed = slice.record, slice.judged, slice.days_passed
    if action.evidence_due is not None and not slice.evidence:
        late = " This date has passed." if action.evidence_due in passed else ""
        words = f"{date_words(action.evidence_due)}: evidence is due.{late}"
        yield moment_key(action.evidence_due), (words,)
    if line.due is not None:
        late = " This date has passed." if line.overdue else ""
        yield moment_key(line.due), (f"{moment_words(line.due)}: the action is due.{late}",)
    for step in slice.steps:
        if step.done_on is None and step.planned_for is not None:
            is_past = step.planned_for in passed
            state = "was planned and is not recorded as done" if is_past else "is planned"
            words = f"{date_words(step.planned_for)}: {step.step or 'a step'} {state}."
            yield moment_key(step.planned_for), (words,)
    if slice.next_panel is not None:
        words = f"{date_words(slice.next_panel)}: the next closure panel."
        yield moment_key(slice.next_panel), (words,)
    for decision in slice.panels:
        if decision.re_review_on is not None and decision.re_review_on not in passed:
            words = f"{date_words(decision.re_review_on)}: the panel reviews it again."
            yield moment_key(decision.re_review_on), (words,)


def _escalations(about: About, action: ActionAssessment) -> Iterator[tuple[str, Rich]]:
    waiting = [each for each in action.escalations if each.told_at is None]
    for each in waiting[:MOST_ESCALATIONS]:
        by = f"{moment_words(each.by)}: " if each.by else "Now: "
        passed = " This time has passed." if each.has_passed else ""
        people = joined(person_link(about, person) for person in each.people)
        told = (" (", *people, ")") if people else ()
        titles = list_words(f"“{rule_title(about, rule)}”" for rule in each.because)
        why = f"about {titles}"
        yield moment_key(each.by), (f"{by}tell {role_words(each.to)}", *told, f" {why}.{passed}")

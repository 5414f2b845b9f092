"""The summary of a line: what must change, who, by when, how it is checked, where it came from."""

from collections.abc import Iterable, Iterator

from builder.field import Action
from builder.frameworks import Item
from builder.portal.parts.addresses import item_page, notice_page, regulation_page
from builder.portal.parts.as_typed import (
    MARK,
    AsTyped,
    typed_due,
    typed_owner,
    typed_risk,
    typed_service,
    typed_statement,
    typed_status,
)
from builder.portal.parts.links import (
    action_link,
    action_links,
    finding_link,
    joined,
    person_link,
    person_roles,
    service_link,
)
from builder.portal.parts.states import assured_tag, claimed_tag
from builder.portal.parts.views import (
    Anchor,
    Card,
    Paragraph,
    Piece,
    Rich,
    SummaryItem,
    SummaryList,
)
from builder.portal.parts.words import NOT_RECORDED, moment_words, quantity, sentence
from builder.portal.shared import About
from builder.portal.slices.action import ActionSlice
from builder.rules.assessment import ActionAssessment
from builder.rules.verdict import Subject

TWICE = 2
STATEMENT = "Statement"
"""What an item is called whose framework is not known."""


def summary(slice: ActionSlice, about: About) -> SummaryList:
    """Every term of a line, in the order in which a reader asks for it."""
    action, line = slice.record, slice.judged
    claimed: Rich = ("Claimed: ", claimed_tag(line.claimed_status))
    return SummaryList(
        items=(
            _item("What must change", (action.detail or action.title or NOT_RECORDED,)),
            _item(
                "Status",
                *_typed(typed_status(line, action), claimed),
                ("Assured: ", assured_tag(line.assured_status)),
                *_progress(action),
            ),
            _item("Owner", *_typed(typed_owner(about, line, action), _person(about, action.owner))),
            *_support(about, action),
            _item("Accountable manager", _person(about, action.accountable_manager)),
            _item(
                "Service",
                *_typed(typed_service(about, line, action), (service_link(about, action.service),)),
            ),
            _item("Due", *_typed(typed_due(line, action), *_due(line, action))),
            _item("Evidence due", *_evidence_due(action)),
            _item("How it is checked", (_word(action.validation_method),)),
            _item("Closes when", (action.closure_rule or NOT_RECORDED,)),
            _item("Raised from", *_raised(about, action)),
            *_statements(about, action),
            _item("Regulation", *_regulations(about, action)),
            *_relatives(slice, about),
            _item("If overdue", (action.escalation_trigger or NOT_RECORDED,)),
        )
    )


def _item(term: str, *paragraphs: Rich) -> SummaryItem:
    return SummaryItem(term=term, content=paragraphs or ((NOT_RECORDED,),))


def _typed(words: AsTyped | None, *known: Rich) -> tuple[Rich, ...]:
    """What is not understood, as it was typed, and what would mend it; else what is known."""
    if words is None:
        return known
    return ((f"{words.text} ", MARK), (words.remedy,))


def _support(about: About, action: Action) -> Iterator[SummaryItem]:
    if action.support:
        yield _item("Support", joined(person_link(about, each) for each in action.support))


def _word(word: str | None) -> str:
    return str(word) if word else NOT_RECORDED


def _person(about: About, ref: str | None) -> Rich:
    link = person_link(about, ref)
    roles = person_roles(about, ref) if ref else ""
    return (link, f", {roles}") if roles else (link,)


def _progress(action: Action) -> Iterator[Rich]:
    if action.percent_complete is not None:
        yield (f"{quantity(action.percent_complete, '%')} complete by the owner’s account",)
    if action.progress_note:
        yield (action.progress_note,)


def _due(line: ActionAssessment, action: Action) -> Iterator[Rich]:
    words = moment_words(line.due)
    notes = [*_lateness(line), *_moves(line)]
    yield (f"{words} ({', '.join(notes)})" if notes else words,)
    if line.original_due is not None and line.original_due != line.due:
        yield (f"First due {moment_words(line.original_due)}",)
    if action.due is not None and line.due is not None and action.due != line.due:
        typed = moment_words(action.due)
        yield (f"The tracker says {typed}, but that change was not approved.",)


def _lateness(action: ActionAssessment) -> Iterator[str]:
    if action.overdue and action.is_live:
        yield "late"


def _moves(action: ActionAssessment) -> Iterator[str]:
    if action.due_moves:
        often = {1: "once", TWICE: "twice"}.get(action.due_moves, f"{action.due_moves} times")
        yield f"moved {often}"


def _evidence_due(action: Action) -> Iterator[Rich]:
    yield (moment_words(action.evidence_due),)
    if action.evidence_requirement:
        yield (action.evidence_requirement,)


def _raised(about: About, action: Action) -> Iterator[Rich]:
    source = _word(action.source_kind)
    opening = f"{source}, {moment_words(action.raised_on, absent='date not recorded')}"
    if not action.source_ref:
        yield (opening,)
        return
    yield (f"{opening} (", _source_link(about, action.source_ref), ")")


def _source_link(about: About, ref: str) -> Piece:
    if Subject("Notices", ref) in about.shown:
        return Anchor(ref, notice_page(ref))
    return finding_link(about, ref)


def _statements(about: About, action: Action) -> Iterator[SummaryItem]:
    """One term a framework, since each calls its items by its own name."""
    terms: dict[str, list[Rich]] = {}
    labels = {each.id: each.item_label for each in about.catalogue.frameworks}
    for id in action.quality_statements:
        item = about.catalogue.items.get(id)
        label = labels.get(item.framework, STATEMENT) if item else STATEMENT
        terms.setdefault(label, []).append(_statement(about, id, item))
    if not terms:
        known = (str(action.key_question or NOT_RECORDED),)
        yield _item(about.item_label or STATEMENT, *_typed(typed_statement(action), known))
    for label, paragraphs in terms.items():
        yield _item(label, *paragraphs)


def _statement(about: About, id: str, item: Item | None) -> Rich:
    if item is None:
        return (id,)
    later = about.crosswalk.successors(item.id)
    link = item_link(item)
    if not later:
        return (link,)
    return (link, " (now ", *joined(item_link(each) for each in later), ")")


def item_link(item: Item) -> Anchor:
    """A framework's item by its title, linked to its page."""
    return Anchor(item.title, item_page(item.framework, item.id))


def _regulations(about: About, action: Action) -> Iterator[Rich]:
    for id in action.regulations:
        known = about.catalogue.regulation(id)
        if known is None:
            yield (id,)
        else:
            words = f"Regulation {known.number}, {known.title}"
            yield (Anchor(words, regulation_page(known.id)), f" ({known.instrument_title})")


def _relatives(slice: ActionSlice, about: About) -> Iterator[SummaryItem]:
    if slice.record.parent:
        yield _item("Part of", (action_link(about, slice.record.parent),))
    if slice.children:
        yield _item("Parts", action_links(about, slice.children))


def risk_card(slice: ActionSlice, about: About) -> Card:
    """Risk at the start and now."""
    action, line, band = slice.record, slice.judged, about.catalogue.risk_matrix.band
    now = (action.current_likelihood, action.current_consequence)
    start = (action.likelihood, action.consequence)
    has_now = all(each is not None for each in now)
    return Card(
        title="Risk",
        blocks=(
            SummaryList(
                items=(
                    _item(
                        "At start",
                        (
                            _risk_words(
                                line.baseline_risk_score, start, band(line.baseline_risk_score)
                            ),
                        ),
                    ),
                    _item(
                        "Now",
                        *_typed(
                            typed_risk(line),
                            (
                                _risk_words(
                                    line.risk_score, now if has_now else start, line.risk_band
                                ),
                            ),
                        ),
                    ),
                )
            ),
            Paragraph(content=(_risk_note(has_now=has_now),), is_small=True),
        ),
    )


def _risk_note(*, has_now: bool) -> str:
    scale = "Score is likelihood × consequence, each 1 to 5."
    return scale if has_now else f"{scale} No current score is recorded, so the first one stands."


def _risk_words(score: int | None, pair: Iterable[int | None], band: str | None) -> str:
    if score is None:
        return band or NOT_RECORDED
    likelihood, consequence = pair
    sum_words = f" ({likelihood} × {consequence})" if likelihood and consequence else ""
    return f"{score}{sum_words}{f', {band}' if band else ''}"


def lead(action: Action) -> str:
    """The theme of a line, for the line beneath its title."""
    return sentence(f"Theme: {action.theme}") if action.theme else ""

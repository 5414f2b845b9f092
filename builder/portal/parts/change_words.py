"""A recorded change in words: what happened, to which record, from what to what."""

from datetime import date, datetime

from builder.field import LONDON
from builder.field.references import REFERENCES
from builder.history import Change, ChangeKind
from builder.portal.parts.addresses import notice_page
from builder.portal.parts.links import (
    action_link,
    finding_link,
    person_link,
    person_name,
    rule_link,
    service_link,
    service_name,
)
from builder.portal.parts.views import Anchor, Piece, Rich
from builder.portal.parts.words import capitalised, date_words, moment_words
from builder.portal.shared import About
from builder.rules.verdict import PROVIDER, Subject

NOTHING = "Nothing"
PARTS = "|"
_DAY, _TIME = len("2026-11-20"), len("2026-11-20 17:20")
_OFFSET = len("2026-11-20T17:20:00+00:00")
_OF_LIMITS = frozenset({ChangeKind.LIMIT_CROSSED, ChangeKind.LIMIT_CLEARED})


def value_words(about: About, change: Change, value: str) -> str:
    """What stood in the field, with names and dates as pages show them."""
    if not value:
        return NOTHING
    if REFERENCES.get(change.sheet, {}).get(change.field) == ("People",):
        return person_name(about, value)
    return dated(value)


def dated(text: str) -> str:
    """A text that is a date or a moment in words; any other as it is."""
    if len(text) not in (_DAY, _TIME, _OFFSET):
        return text
    try:
        if len(text) == _DAY:
            return date_words(date.fromisoformat(text), short=True)
        at = datetime.fromisoformat(text)
    except ValueError:
        return text
    return moment_words(at if at.tzinfo else at.replace(tzinfo=LONDON), short=True)


def record_words(about: About, change: Change) -> Rich:
    """The record, linked to its page where it has one; else its sheet and what names it."""
    if not change.sheet:
        return (_scope(about, change.ref),)
    subject = Subject(change.sheet, change.ref)
    match change.sheet:
        case "Actions":
            return (action_link(about, change.ref),)
        case "Findings" if subject in about.shown:
            return (finding_link(about, change.ref),)
        case "People" if change.ref in about.people:
            return (person_link(about, change.ref),)
        case "Services" if change.ref in about.services:
            return (service_link(about, change.ref),)
        case "Notices" if subject in about.shown:
            return (Anchor(change.ref, notice_page(change.ref)),)
        case _:
            return _row(about, change)


def _scope(about: About, scope: str) -> Piece:
    return "All services" if scope == PROVIDER else service_link(about, scope)


def _row(about: About, change: Change) -> Rich:
    parts = [dated(part) for part in change.ref.split(PARTS) if part]
    if parts and parts[0] == change.action:
        return (action_link(about, change.action), ", ".join(["", change.sheet, *parts[1:]]))
    named = ", ".join([change.sheet, *parts])
    if change.action:
        return (action_link(about, change.action), f", {named}")
    return (named,)


def field_words(about: About, change: Change) -> Piece:
    """Which field changed, or by which rule it happened."""
    if change.kind in (*_OF_LIMITS, ChangeKind.ESCALATED):
        return rule_link(about, change.rule)
    return capitalised(change.field.replace("_", " ")) or change.rule


def service_words(about: About, change: Change) -> str:
    """The service that it concerns."""
    return service_name(about, change.service) if change.service else "All services"

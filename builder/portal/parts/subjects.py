"""What a verdict or an escalation is about, in words and linked to where it is shown."""

import re
from datetime import date

from builder.field.registers import kind_of
from builder.portal.context import PortalContext
from builder.portal.parts.addresses import action_page, burst_page, notice_page
from builder.portal.parts.links import (
    action_link,
    finding_link,
    person_link,
    person_name,
    service_link,
    service_name,
)
from builder.portal.parts.views import Anchor, Piece
from builder.portal.parts.words import capitalised, date_words
from builder.rules.verdict import Subject

_DATED = re.compile(
    r"(?P<what>.*?) ?(?P<day>\d{4}-\d{2}-\d{2})(?: (?P<time>\d{2}:\d{2}))?(?: (?P<service>\S+))?"
)
"""What the rules call a week, a session or a day: "Rota review 2026-11-15 09:00 HAR"."""


def subject_words(context: PortalContext, subject: Subject) -> str:
    """What a verdict is about, in words: a name where there is one, else its ref."""
    match subject.sheet:
        case "People":
            return person_name(context, subject.ref)
        case "Services":
            return service_name(context, subject.ref)
        case "Workforce" | "Sessions" | "Burst samples" | "Burst cycles":
            return _dated_words(context, subject)
        case "Registers":
            return _register_words(context, subject.ref)
        case _:
            return subject.ref


def _dated_words(context: PortalContext, subject: Subject) -> str:
    found = _DATED.fullmatch(subject.ref)
    if found is None:
        return subject.ref
    try:
        day = date_words(date.fromisoformat(found["day"]), short=True)
    except ValueError:
        return subject.ref
    if subject.sheet == "Workforce":
        return f"{service_name(context, found['what'])}, week of {day}"
    time = f", {found['time']}" if found["time"] else ""
    where = f", {service_name(context, found['service'])}" if found["service"] else ""
    return f"{found['what'] or _days(subject.sheet)}, {day}{time}{where}"


def _days(sheet: str) -> str:
    return "Burst" if sheet.startswith("Burst") else "Day"


def _register_words(context: PortalContext, ref: str) -> str:
    return capitalised(kind_of(ref.partition(" ")[0]).name)


def subject_link(context: PortalContext, subject: Subject) -> Piece:
    """What a verdict is about, linked where it is shown."""
    words, ref = subject_words(context, subject), subject.ref
    match subject.sheet:
        case "Actions":
            return action_link(context, ref)
        case "Findings":
            return finding_link(context, ref)
        case "People":
            return person_link(context, ref)
        case "Services":
            return service_link(context, ref)
        case "Registers":
            return Anchor(words, kind_of(ref.partition(" ")[0]).page)
        case _:
            href = _page(context, subject)
            return Anchor(words, href) if href else words


def _page(context: PortalContext, subject: Subject) -> str:
    """Where something without a page of its own is shown; empty where nothing shows it."""
    match subject.sheet:
        case "Notices" if subject.ref in context.by_ref.notices:
            return notice_page(subject.ref)
        case "Evidence" if subject.ref in context.by_ref.evidence:
            action = context.by_ref.evidence[subject.ref].action or ""
            return f"{action_page(action)}#evidence" if action in context.by_ref.assessed else ""
        case "Burst samples" | "Burst cycles" if subject.ref in context.by_ref.bursts:
            return burst_page(subject.ref)
        case "Workforce":
            return "workforce/index.html"
        case "Batches":
            return "closure/index.html"
        case _:
            return ""

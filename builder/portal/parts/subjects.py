"""What a verdict or an escalation is about, in words and linked to where it is shown."""

import re
from datetime import date

from builder.field.pages import CLOSURE_PAGE, WORKFORCE_PAGE
from builder.field.registers import kind_of
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
from builder.portal.shared import About
from builder.rules.verdict import Subject

_DATED = re.compile(
    r"(?P<what>.*?) ?(?P<day>\d{4}-\d{2}-\d{2})(?: (?P<time>\d{2}:\d{2}))?(?: (?P<service>\S+))?"
)
"""What the rules call a week, a session or a day: "Rota review 2026-11-15 09:00 HAR"."""


def subject_words(about: About, subject: Subject) -> str:
    """What a verdict is about, in words: a name where there is one, else its ref."""
    match subject.sheet:
        case "People":
            return person_name(about, subject.ref)
        case "Services":
            return service_name(about, subject.ref)
        case "Workforce" | "Sessions" | "Burst samples" | "Burst cycles":
            return _dated_words(about, subject)
        case "Registers":
            return _register_words(subject.ref)
        case _:
            return subject.ref


def _dated_words(about: About, subject: Subject) -> str:
    found = _DATED.fullmatch(subject.ref)
    if found is None:
        return subject.ref
    try:
        day = date_words(date.fromisoformat(found["day"]), short=True)
    except ValueError:
        return subject.ref
    if subject.sheet == "Workforce":
        return f"{service_name(about, found['what'])}, week of {day}"
    time = f", {found['time']}" if found["time"] else ""
    where = f", {service_name(about, found['service'])}" if found["service"] else ""
    return f"{found['what'] or _days(subject.sheet)}, {day}{time}{where}"


def _days(sheet: str) -> str:
    return "Burst" if sheet.startswith("Burst") else "Day"


def _register_words(ref: str) -> str:
    return capitalised(kind_of(ref.partition(" ")[0]).name)


def subject_link(about: About, subject: Subject) -> Piece:
    """What a verdict is about, linked where it is shown."""
    words, ref = subject_words(about, subject), subject.ref
    match subject.sheet:
        case "Actions":
            return action_link(about, ref)
        case "Findings":
            return finding_link(about, ref)
        case "People":
            return person_link(about, ref)
        case "Services":
            return service_link(about, ref)
        case "Registers":
            return Anchor(words, kind_of(ref.partition(" ")[0]).page)
        case _:
            href = _page(about, subject)
            return Anchor(words, href) if href else words


def _page(about: About, subject: Subject) -> str:
    """Where something without a page of its own is shown; empty where nothing shows it."""
    match subject.sheet, about.shown.get(subject):
        case "Notices", str(ref):
            return notice_page(ref)
        case "Evidence", str(action):
            return f"{action_page(action)}#evidence"
        case "Burst samples" | "Burst cycles", str(ref):
            return burst_page(ref)
        case "Workforce", _:
            return WORKFORCE_PAGE
        case "Batches", _:
            return CLOSURE_PAGE
        case _:
            return ""

"""What changed, as an Atom feed: one entry a day with a recorded run, newest first."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from xml.etree import ElementTree

from builder.field import local_date
from builder.field.pages import CHANGES_PAGE
from builder.history import Change, ChangeKind
from builder.portal.context import PortalContext
from builder.portal.parts.addresses import changes_page
from builder.portal.parts.words import counted, date_words, list_words

_NAMESPACE = "http://www.w3.org/2005/Atom"
_MOST_DAYS = 60
"""Days in the feed; every day has its own page besides."""
_MOST_LINES = 50
"""Changes named in one entry."""
_ID_DIGITS = 16


def feed_bytes(context: PortalContext) -> bytes:
    """The feed; entries since the last recorded run come first."""
    ElementTree.register_namespace("", _NAMESPACE)
    feed = _element(None, "feed")
    updated = _stamp(context.assessment.as_at)
    _element(feed, "id", _urn(context, "feed"))
    _element(feed, "title", f"What changed: {context.provider_name}")
    _element(feed, "updated", updated)
    _element(_element(feed, "author"), "name", context.provider_name)
    # RATIONALE: the feed lies in data/, one folder below the site's root.
    _element(feed, "link", rel="self", href="changes.xml")
    _element(feed, "link", rel="alternate", href=f"../{CHANGES_PAGE}")
    for id, title, at, page, changes in _entries(context):
        entry = _element(feed, "entry")
        _element(entry, "id", _urn(context, id))
        _element(entry, "title", title)
        _element(entry, "updated", _stamp(at))
        _element(entry, "link", href=f"../{page}")
        _element(entry, "summary", _summary(changes))
        _element(entry, "content", "\n".join(_lines(changes)), type="text")
    text = ElementTree.tostring(feed, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()


Entry = tuple[str, str, datetime, str, tuple[Change, ...]]


def _entries(context: PortalContext) -> Iterator[Entry]:
    history, as_at = context.history, context.assessment.as_at
    if history.since_last:
        yield "now", "Since the last recorded run", as_at, CHANGES_PAGE, history.since_last
    days: dict[date, tuple[datetime, tuple[Change, ...]]] = {}
    for run in history.runs:
        on = local_date(run.as_at)
        _, before = days.get(on, (run.as_at, ()))
        days[on] = (run.as_at, (*before, *run.changes))
    for on, (at, changes) in sorted(days.items(), reverse=True)[:_MOST_DAYS]:
        if changes:
            yield on.isoformat(), f"Changes of {date_words(on)}", at, changes_page(on), changes


def _summary(changes: Iterable[Change]) -> str:
    counts = Counter(each.kind for each in changes)
    return list_words(
        f"{counts[kind]} {kind.value}" for kind in ChangeKind if counts[kind]
    ).capitalize()


def _lines(changes: tuple[Change, ...]) -> Iterator[str]:
    for each in changes[:_MOST_LINES]:
        moved = f": {each.before or 'blank'} to {each.after or 'blank'}" if each.field else ""
        what = " ".join(part for part in (each.sheet, each.ref, each.field, each.rule) if part)
        yield f"{each.kind.value.capitalize()}: {what}{moved}"
    if len(changes) > _MOST_LINES:
        yield f"and {counted(len(changes) - _MOST_LINES, 'more change')}"


def _element(
    parent: ElementTree.Element | None, name: str, text: str = "", **attributes: str
) -> ElementTree.Element:
    tag = f"{{{_NAMESPACE}}}{name}"
    if parent is None:
        return ElementTree.Element(tag, attributes)
    element = ElementTree.SubElement(parent, tag, attributes)
    if text:
        element.text = text
    return element


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _urn(context: PortalContext, part: str) -> str:
    """The same for a day in every build."""
    digest = hashlib.sha256(f"{context.provider_name}\n{part}".encode()).hexdigest()
    return f"urn:governance-portal:{digest[:_ID_DIGITS]}"

"""Links from one record to another, by name where one is known, as plain text where none is."""

import re
from collections.abc import Iterable

from builder.frameworks import Item
from builder.policy import OUR_OWN, Origin
from builder.portal.parts.addresses import (
    action_page,
    finding_page,
    item_page,
    person_page,
    rule_page,
    service_page,
)
from builder.portal.parts.views import Anchor, Piece, Rich
from builder.portal.parts.words import NO_SERVICE, NOT_RECORDED, capitalised, sentence
from builder.portal.shared import About
from builder.rules.verdict import PROVIDER, Subject

_WORD = re.compile(r"[\w-]+")


def action_link(about: About, ref: str, text: str = "") -> Piece:
    """A line's ref, linked where this portal shows the line."""
    words = text or ref
    return Anchor(words, action_page(ref)) if Subject("Actions", ref) in about.shown else words


def finding_link(about: About, ref: str) -> Piece:
    """A finding's ref, linked where this portal shows it."""
    return Anchor(ref, finding_page(ref)) if Subject("Findings", ref) in about.shown else ref


def person_name(about: About, ref: str | None, absent: str = NOT_RECORDED) -> str:
    """Somebody's name, or the role that stands in for it; their ID where neither is known."""
    if ref is None:
        return absent
    person = about.people.get(ref)
    return (person and person.display_name) or ref


def person_link(about: About, ref: str | None, absent: str = NOT_RECORDED) -> Piece:
    """Somebody's name, linked where they have a page."""
    name = person_name(about, ref, absent)
    if ref is None or ref not in about.people:
        return name
    return Anchor(name, person_page(ref))


def person_roles(about: About, ref: str) -> str:
    """Somebody's roles in a row; empty where none is known, and without one that is the name."""
    person = about.people.get(ref)
    if person is None:
        return ""
    # Without names a person is called by the first role: "Registered Manager 2".
    name = person.display_name or ""
    return ", ".join(role.value for role in person.roles if not name.startswith(role.value))


def service_name(about: About, ref: str | None, absent: str = NOT_RECORDED) -> str:
    """A service's name, its ID where no name is known."""
    if ref is None:
        return absent
    if ref == PROVIDER:
        return NO_SERVICE
    service = about.services.get(ref)
    return (service and service.name) or ref


def service_link(about: About, ref: str | None, absent: str = NOT_RECORDED) -> Piece:
    """A service's name, linked where it has a page."""
    name = service_name(about, ref, absent)
    if ref is None or ref not in about.services:
        return name
    return Anchor(name, service_page(ref))


def rule_title(about: About, rule: str) -> str:
    """A rule's short name of the policy; its id in words where the policy has none."""
    threshold = about.policy.thresholds.get(rule)
    return threshold.title if threshold else capitalised(rule.replace("_", " "))


def own_limit(about: About, rule: str) -> str:
    """Says that a limit is the provider's own and why, or ours; empty where a document's holds."""
    for override in about.overrides:
        if override.threshold == rule:
            return f"The provider’s own limit: {sentence(override.reason)}"
    threshold = about.policy.thresholds.get(rule)
    return sentence(OUR_OWN) if threshold and threshold.in_force_by is Origin.PRODUCT else ""


def rule_link(about: About, rule: str) -> Piece:
    """A rule's short name, linked to its page."""
    title = rule_title(about, rule)
    return Anchor(title, rule_page(rule)) if rule in about.policy.thresholds else title


def with_names(about: About, text: str) -> str:
    """A sentence of the rules with people by name."""
    if not about.people.keys().isdisjoint(_WORD.findall(text)):
        text = _WORD.sub(lambda found: person_name(about, found[0]), text)
    return text


def joined(pieces: Iterable[Piece], between: str = ", ") -> Rich:
    """Pieces in a row with something between each two of them."""
    rich: list[Piece] = []
    for piece in pieces:
        if rich:
            rich.append(between)
        rich.append(piece)
    return tuple(rich)


def action_links(about: About, refs: Iterable[str]) -> Rich:
    """Lines in a row, each linked."""
    return joined(action_link(about, ref) for ref in refs)


def item_link(about: About, item: Item) -> Anchor:
    """An item's id and title, linked."""
    return Anchor(f"{item.id} {item.title}", item_page(item.framework, item.id))

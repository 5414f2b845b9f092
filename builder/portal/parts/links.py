"""Links from one record to another, by name where one is known, as plain text where none is."""

import re
from collections.abc import Iterable

from builder.frameworks import Item
from builder.portal.context import PortalContext
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
from builder.rules.verdict import PROVIDER

_WORD = re.compile(r"[\w-]+")


def action_link(context: PortalContext, ref: str, text: str = "") -> Piece:
    """A line's ref, linked where this portal shows the line."""
    words = text or ref
    return Anchor(words, action_page(ref)) if ref in context.by_ref.assessed else words


def finding_link(context: PortalContext, ref: str) -> Piece:
    """A finding's ref, linked where this portal shows it."""
    return Anchor(ref, finding_page(ref)) if ref in context.by_ref.findings else ref


def person_name(context: PortalContext, ref: str | None, absent: str = NOT_RECORDED) -> str:
    """Somebody's name, or the role that stands in for it; their ID where neither is known."""
    if ref is None:
        return absent
    person = context.by_ref.people.get(ref)
    return (person and person.display_name) or ref


def person_link(context: PortalContext, ref: str | None, absent: str = NOT_RECORDED) -> Piece:
    """Somebody's name, linked where they have a page."""
    name = person_name(context, ref, absent)
    if ref is None or ref not in context.by_ref.people:
        return name
    return Anchor(name, person_page(ref))


def person_roles(context: PortalContext, ref: str) -> str:
    """Somebody's roles in a row; empty where none is known, and without one that is the name."""
    person = context.by_ref.people.get(ref)
    if person is None:
        return ""
    # Without names a person is called by the first role: "Registered Manager 2".
    name = person.display_name or ""
    return ", ".join(role.value for role in person.roles if not name.startswith(role.value))


def service_name(context: PortalContext, ref: str | None, absent: str = NOT_RECORDED) -> str:
    """A service's name, its ID where no name is known."""
    if ref is None:
        return absent
    if ref == PROVIDER:
        return NO_SERVICE
    service = context.by_ref.services.get(ref)
    return (service and service.name) or ref


def service_link(context: PortalContext, ref: str | None, absent: str = NOT_RECORDED) -> Piece:
    """A service's name, linked where it has a page."""
    name = service_name(context, ref, absent)
    if ref is None or ref not in context.by_ref.services:
        return name
    return Anchor(name, service_page(ref))


def rule_title(context: PortalContext, rule: str) -> str:
    """A rule's short name of the policy; its id in words where the policy has none."""
    threshold = context.policy.thresholds.get(rule)
    return threshold.title if threshold else capitalised(rule.replace("_", " "))


def own_limit(context: PortalContext, rule: str) -> str:
    """Says that a limit is the provider's own and why; empty where the edition's own holds."""
    for override in context.assessment.overrides:
        if override.threshold == rule:
            return f"The provider’s own limit: {sentence(override.reason)}"
    return ""


def rule_link(context: PortalContext, rule: str) -> Piece:
    """A rule's short name, linked to its page."""
    title = rule_title(context, rule)
    return Anchor(title, rule_page(rule)) if rule in context.policy.thresholds else title


def with_names(context: PortalContext, text: str) -> str:
    """A sentence of the rules with people by name."""
    if not context.by_ref.people.keys().isdisjoint(_WORD.findall(text)):
        text = _WORD.sub(lambda found: person_name(context, found[0]), text)
    return text


def joined(pieces: Iterable[Piece], between: str = ", ") -> Rich:
    """Pieces in a row with something between each two of them."""
    rich: list[Piece] = []
    for piece in pieces:
        if rich:
            rich.append(between)
        rich.append(piece)
    return tuple(rich)


def action_links(context: PortalContext, refs: Iterable[str]) -> Rich:
    """Lines in a row, each linked."""
    return joined(action_link(context, ref) for ref in refs)


def item_link(context: PortalContext, item: Item) -> Anchor:
    """An item's id and title, linked."""
    return Anchor(f"{item.id} {item.title}", item_page(item.framework, item.id))

"""What the page of one framework item reads: its actions and its files, counted."""

from collections.abc import Mapping
from dataclasses import dataclass

from builder.frameworks import Framework, Item
from builder.portal.context import PortalContext
from builder.portal.frameworks.coverage import Coverage, Tally
from builder.portal.parts.action_table import ActionLine, action_lines, urgent_first
from builder.rules.verdict import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemSlice:
    """One item with all that its page shows of it."""

    item: Item
    framework: Framework
    tally: Tally
    named: tuple[ActionLine, ...]
    """Actions that name it, the most urgent first."""
    carried: tuple[tuple[str, ActionLine], ...]
    """(older reference, action) of those that name only an item that it takes over."""
    states: Mapping[tuple[str, str], Mapping[str, int]]
    """(Service ID, title of an evidence category) -> state of evidence -> files."""
    shown: Mapping[Subject, str]
    """What its page may link, as in ``About``."""


def item_slice(
    context: PortalContext, framework: Framework, item: Item, known: Coverage
) -> ItemSlice:
    """The slice of one item."""
    named = tuple(action_lines(context, urgent_first(known.named[item.id])))
    carried = tuple(
        (old, line)
        for old, action in known.carried[item.id]
        for line in action_lines(context, (action,))
    )
    actions = (*named, *(line for _, line in carried))
    kinds = [each.title for each in context.catalogue.evidence_categories]
    return ItemSlice(
        item=item,
        framework=framework,
        tally=known.tally(item.id),
        named=named,
        carried=carried,
        states={
            (service, kind): known.states[item.id, service, kind]
            for service in context.services
            for kind in kinds
            if (item.id, service, kind) in known.states
        },
        shown={(each := Subject("Actions", line.said.ref)): each.ref for line in actions},
    )

"""Framework items that were not in force on the day a line was raised."""

from collections.abc import Iterator
from datetime import date

from builder.field.column import heading_of
from builder.field.register import Register
from builder.field.tracker import Action
from builder.field.validation.dates import shown
from builder.frameworks import Catalogue
from builder.problems import Problem, between_records
from builder.problems.quoted import quoted


def in_force_when_raised(register: Register, catalogue: Catalogue) -> Iterator[Problem]:
    """Each quality statement belongs to a framework in force on the raised date."""
    in_force: dict[date, frozenset[str]] = {}
    for action in register.actions:
        if action.raised_on is None:
            continue
        on = action.raised_on.on
        if on not in in_force:
            in_force[on] = frozenset(each.id for each in catalogue.frameworks_in_force(on))
        for id in action.quality_statements:
            item = catalogue.items.get(id)
            if item is None or item.framework in in_force[on]:
                continue
            particulars = {
                "heading": heading_of(Action, "quality_statements"),
                "value": quoted(id),
                "on": shown(on),
                "suggestion": _suggestion(id, in_force[on], catalogue),
            }
            place = action.source.place("quality_statements")
            yield Problem(between_records.NOT_IN_FORCE, place, particulars)


def _suggestion(id: str, in_force: frozenset[str], catalogue: Catalogue) -> str:
    """The item in force that this one takes over, or that takes this one over."""
    item = catalogue.items[id]
    related = [*item.from_items]
    related.extend(each.id for each in catalogue.items.values() if id in each.from_items)
    standing = [each for each in related if catalogue.items[each].framework in in_force]
    return f", such as {standing[0]}" if standing else ""


def statements_named(register: Register) -> Iterator[Problem]:
    """Lines that name a key question and no statement of it yet."""
    for action in register.actions:
        if action.key_question is not None and not action.quality_statements:
            place = action.source.place("key_question")
            particulars = {"value": str(action.key_question)}
            yield Problem(between_records.NO_STATEMENT_YET, place, particulars)

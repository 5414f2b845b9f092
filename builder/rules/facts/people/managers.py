"""Who is accountable for each line, for its load and for telling."""

from collections.abc import Iterator, Mapping

from builder.field import Action
from builder.rules.facts.people.activity import is_active
from builder.rules.facts.stages import Grouped


def accountable_managers(facts: Grouped) -> Mapping[str, str]:
    """Line -> Person ID of the manager whose load it is; a line without one has no entry (B1.3).

    The manager counts also where they own the line.
    """
    managers = {}
    for ref, action in facts.actions.items():
        manager = next(_managers(facts, action), None)
        if manager is not None:
            managers[ref] = manager
    return managers


def manager_told(facts: Grouped, action: Action) -> str | None:
    """Person ID of the manager who is told of a line: never its owner, nor somebody who left."""
    return next(
        (
            each
            for each in _managers(facts, action)
            if each != action.owner and acts_now(facts, each)
        ),
        None,
    )


def _managers(facts: Grouped, action: Action) -> Iterator[str]:
    """The manager typed, the service's Registered Manager, then whom the owner reports to."""
    service = facts.services.get(action.service or "")
    owner = facts.people.get(action.owner or "")
    for each in (
        action.accountable_manager,
        None if service is None else service.registered_manager,
        None if owner is None else owner.reports_to,
    ):
        if each is not None:
            yield each


def acts_now(facts: Grouped, person: str) -> bool:
    """Whether somebody acts on the as-at day; whom no People sheet knows is taken to."""
    known = facts.people.get(person)
    return known is None or is_active(known, facts.today)

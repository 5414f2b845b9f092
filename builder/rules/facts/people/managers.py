"""Who manages each line: whom it names, else its service's manager or the owner's."""

from collections.abc import Mapping

from builder.field import Action
from builder.field.words import Role
from builder.rules.facts.stages import Grouped


def accountable_managers(facts: Grouped) -> Mapping[str, str]:
    """Line -> Person ID of its accountable manager; a line without one has no entry (B1.3).

    Load counts where somebody manages a line of their own.
    """
    value = facts.policy.threshold("manager_roles").value
    roles = frozenset(value) if isinstance(value, tuple) else frozenset()
    managers = {}
    for ref, action in facts.actions.items():
        manager = _manager(facts, action, roles)
        if manager is not None:
            managers[ref] = manager
    return managers


def _manager(facts: Grouped, action: Action, roles: frozenset[str]) -> str | None:
    if action.accountable_manager is not None:
        return action.accountable_manager
    service = facts.services.get(action.service or "")
    if service is not None and service.registered_manager is not None:
        return service.registered_manager
    owner = facts.people.get(action.owner or "")
    if owner is None or roles.intersection(owner.roles):
        return action.owner
    return owner.reports_to or owner.ref


def holders(facts: Grouped, tell: str, service: str) -> tuple[str, ...]:
    """Person IDs holding the role that is told, for a service where the role belongs to one.

    The Registered Manager is the service's own; the provider is the roles that policy names;
    everybody active who holds any other role is meant.
    """
    if tell == "provider":
        value = facts.policy.threshold("provider_roles").value
        roles = tuple(Role(each) for each in value) if isinstance(value, tuple) else ()
        return tuple(sorted({ref for role in roles for ref in facts.people_by_role.get(role, ())}))
    role = Role(tell)
    if role is Role.REGISTERED_MANAGER and service in facts.services:
        manager = facts.services[service].registered_manager
        return (manager,) if manager is not None else ()
    return facts.people_by_role.get(role, ())

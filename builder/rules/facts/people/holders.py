"""Who holds a role for a service: told are people, not roles."""

from builder.field.words import Role
from builder.rules.facts.people.managers import acts_now
from builder.rules.facts.stages import Grouped
from builder.rules.verdict import PROVIDER


class Holders:
    """The people behind each role, looked up once a role and service."""

    def __init__(self, facts: Grouped) -> None:
        self._facts = facts
        self._homes = _homes(facts)
        self._home_roles = frozenset(facts.policy.words("home_roles"))
        self._known: dict[tuple[str, str], tuple[str, ...]] = {}

    def of(self, role: str, service: str) -> tuple[str, ...]:
        """Person IDs holding a role for a service, or for the provider; sorted."""
        key = (role, service)
        if key not in self._known:
            self._known[key] = self._of(role, service)
        return self._known[key]

    def _of(self, told: str, service: str) -> tuple[str, ...]:
        by_role = self._facts.people_by_role
        if told == PROVIDER:
            roles = (Role(each) for each in self._facts.policy.words("provider_roles"))
            return tuple(sorted({ref for role in roles for ref in by_role.get(role, ())}))
        role = Role(told)
        everybody = by_role.get(role, ())
        if service == PROVIDER:
            return everybody
        return (
            self._registered_manager(role, service)
            or tuple(each for each in everybody if service in self._homes.get(each, ()))
            or tuple(each for each in everybody if self._is_provider_wide(role, each))
        )

    def is_of_a_home(self, role: str) -> bool:
        """Whether policy names a role as one that belongs to a home."""
        return role in self._home_roles

    def _registered_manager(self, role: Role, service: str) -> tuple[str, ...]:
        """The manager that the Services sheet names, while they are in post."""
        known = self._facts.services.get(service)
        manager = None if known is None else known.registered_manager
        if role is not Role.REGISTERED_MANAGER or manager is None:
            return ()
        return (manager,) if acts_now(self._facts, manager) else ()

    def _is_provider_wide(self, role: Role, person: str) -> bool:
        """Nobody of another home is told; a role of the whole provider belongs to no home."""
        return not self.is_of_a_home(role.value) or not self._homes.get(person)


def _homes(facts: Grouped) -> dict[str, set[str]]:
    """Person ID -> the services that they manage, or of which they act on lines or checked."""
    homes: dict[str, set[str]] = {}

    def add(person: str | None, service: str | None) -> None:
        if person is not None and service is not None:
            homes.setdefault(person, set()).add(service)

    for service in facts.services.values():
        add(service.registered_manager, service.ref)
    for action in facts.actions.values():
        add(action.owner, action.service)
        add(action.accountable_manager, action.service)
    line_of = {each.ref: each.action for each in facts.register.evidence}
    for proof in facts.register.live_proof:
        checked = facts.actions.get(line_of.get(proof.evidence) or "")
        add(proof.checked_by, None if checked is None else checked.service)
    return homes

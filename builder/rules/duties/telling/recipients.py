"""Who is told of what: a role, and the people who hold it for the service of the thing."""

from typing import NamedTuple

from builder.field import Action
from builder.field.words import Role
from builder.problems import Cell
from builder.rules.duties.telling.cited import Cited
from builder.rules.facts.people.holders import Holders
from builder.rules.facts.people.managers import manager_told
from builder.rules.gate.facts import Facts
from builder.rules.verdict import PROVIDER, Subject

ACTION_OWNER = Role.ACTION_OWNER.value


class Recipient(NamedTuple):
    """Somebody who is told."""

    to: str
    """A role of the schema, or ``provider``."""
    people: tuple[str, ...]
    """Person IDs; empty where nobody is known to hold it."""


class Recipients:
    """Finds who is told; looked up once a role and service."""

    def __init__(self, facts: Facts, cited: Cited) -> None:
        self._facts = facts
        self._cited = cited
        self._holders = Holders(facts)

    def service_of(self, subject: Subject, scope: str) -> str:
        """The service of what a verdict is about; its scope where that has none."""
        action = self._facts.actions.get(subject.ref) if subject.sheet == "Actions" else None
        return scope if action is None or action.service is None else action.service

    def of(self, tell: str, subject: Subject, service: str, cells: tuple[Cell, ...]) -> Recipient:
        """Whom a rule tells of a subject; of an owner's duty, the owners of its lines.

        Of something provider-wide, those of the homes that it comes from, where its cells say so.
        """
        if tell == ACTION_OWNER:
            owners = {each.owner for each in self._lines(subject) if each.owner is not None}
            return Recipient(tell, tuple(sorted(owners)))
        services: tuple[str, ...] = ()
        if service == PROVIDER and self._holders.is_of_a_home(tell):
            services = self._cited.services(cells)
        if not services:
            return Recipient(tell, self._holders.of(tell, service))
        people = {each for of in services for each in self._holders.of(tell, of)}
        return Recipient(tell, tuple(sorted(people)) or self._holders.of(tell, service))

    def manager_of(self, action: Action) -> Recipient:
        """The manager who is told that a line is overdue, under a role that they hold."""
        manager = manager_told(self._facts, action)
        role = Role.REGISTERED_MANAGER
        known = self._facts.people.get(manager or "")
        if known is not None and known.roles and role not in known.roles:
            role = known.roles[0]
        return Recipient(role.value, () if manager is None else (manager,))

    def _lines(self, subject: Subject) -> tuple[Action, ...]:
        """The lines that a subject is, or hangs on."""
        ref = self._cited.line_of.get(subject.ref) if subject.sheet == "Evidence" else subject.ref
        action = self._facts.actions.get(ref or "")
        if action is not None:
            return (action,)
        return self._facts.actions_of_record.get(subject.ref, ())

"""Verdicts as an audience may see them."""

from collections.abc import Container
from functools import cache, partial

from builder.field import Register
from builder.field.references import RECORD_KINDS, sheet_of
from builder.policy import Audience
from builder.redaction.altered import altered
from builder.redaction.labels import THEMED
from builder.redaction.places import Places
from builder.redaction.records import Redaction
from builder.redaction.scope import PEOPLE, SERVICES
from builder.rules.verdict import PROVIDER, Scalar, Subject, Verdict

_EVERY = frozenset(map(sheet_of, RECORD_KINDS))
REGISTERS = "Registers"
"""What stands for a sheet where a verdict is about a register."""
NOT_SHOWN = "What was observed is not shown to this audience."


class VerdictRedaction:
    """Redacts verdicts, their subjects and the words in them."""

    def __init__(self, redaction: Redaction, places: Places, audience: Audience) -> None:
        self._sheets: Container[str] = _EVERY if audience.fields is None else audience.fields
        self._audience = audience
        self._redaction = redaction
        self._places = places
        self.text = redaction.text
        self.left = places.left
        # RATIONALE: the same few refs are named by many verdicts, and counted by many figures.
        self.is_scope_seen = cache(self._is_scope_seen)
        self._services_left = _services_named(redaction.register)
        self.ref = cache(self._ref)
        self._is_service_gone = cache(partial(redaction.scope.is_gone, (SERVICES,)))

    def all(self, verdicts: tuple[Verdict, ...]) -> tuple[Verdict, ...]:
        """The verdicts that may be seen."""
        return tuple(
            self._verdict(each) for each in verdicts if not self.is_gone(each.subject, each.scope)
        )

    def _is_scope_seen(self, scope: str) -> bool:
        """Whether a scope is the provider or a service that is left."""
        if scope == PROVIDER:
            return True
        return scope in self._services_left and not self._redaction.is_unseen(scope)

    def is_gone(self, subject: Subject | None, scope: str) -> bool:
        """Whether a verdict is about what is withheld."""
        if subject is None:
            return not self.is_scope_seen(scope)
        if subject.sheet == REGISTERS:
            return not self._is_register_seen(scope)
        if self._is_service_gone(scope) or subject.sheet not in self._sheets:
            return True
        if subject.sheet == THEMED and self.is_theme_gone(subject.ref, scope):
            return True
        ref = self._redaction.names.by_ref.get(subject.ref.casefold())
        return ref is None and self._redaction.is_unseen(subject.ref)

    def is_theme_gone(self, theme: str, scope: str) -> bool:
        """Whether no line that may be seen carries a theme in a scope."""
        return self._redaction.labels.is_secret_theme(theme, scope)

    def _is_register_seen(self, scope: str) -> bool:
        """Whether it may be told what a register's limit did in a scope.

        RATIONALE: the provider's own figures tell of every service, and a limit of a number that
        is not shown.
        """
        if self._audience.suppress_below or (self._audience.services and scope == PROVIDER):
            return False
        return self.is_scope_seen(scope)

    def service(self, ref: str) -> str:
        """A service's ID; empty where it must not be named."""
        return "" if self._redaction.is_unseen(ref) else ref

    def subject(self, subject: Subject) -> Subject:
        """A subject with a role in place of a person."""
        if subject.sheet == PEOPLE:
            return subject._replace(ref=self._redaction.names.ref(subject.ref) or "")
        return subject._replace(ref=self.text(subject.ref)) if " " in subject.ref else subject

    def scalar(self, value: Scalar) -> Scalar:
        """A value with roles in place of people and no withheld words."""
        if not isinstance(value, str):
            return value
        return self._redaction.names.by_ref.get(value.casefold()) or self.text(value)

    def _verdict(self, verdict: Verdict) -> Verdict:
        hidden = verdict.subject is not None and self._places.is_any_column_gone(verdict.cells)
        return altered(
            verdict,
            scope=self.service(verdict.scope) or PROVIDER,
            subject=None if verdict.subject is None else self.subject(verdict.subject),
            observed=None if hidden else self.scalar(verdict.observed),
            since=None if hidden else verdict.since,
            by=None if hidden else verdict.by,
            reason=NOT_SHOWN if hidden else self.text(verdict.reason),
            cells=self.left(verdict.cells),
        )

    def _ref(self, ref: str) -> str | None:
        """A ref that a figure counted; ``None`` where it is withheld."""
        alias = self._redaction.names.by_ref.get(ref.casefold())
        if alias is not None:
            return alias
        return None if self._redaction.is_unseen(ref) or self.text(ref) != ref else ref


def _services_named(register: Register) -> frozenset[str]:
    """Services that have a row, or that a row which may be seen names."""
    named = {each.ref for each in register.services}
    for attribute in RECORD_KINDS:
        records = getattr(register, attribute)
        if records and hasattr(records[0], "service"):
            named.update(each.service for each in records if each.service)
    return frozenset(named)

"""Verdicts as an audience may see them."""

from dataclasses import replace

from builder.redaction.places import Places
from builder.redaction.records import Redaction
from builder.redaction.scope import ACTIONS, PEOPLE, SERVICES
from builder.rules.verdict import PROVIDER, Scalar, Subject, Verdict

NOT_SHOWN = "What was observed is not shown to this audience."


class VerdictRedaction:
    """Redacts verdicts, their subjects and the words in them."""

    def __init__(self, redaction: Redaction, places: Places) -> None:
        self._redaction = redaction
        self._places = places
        self.text = redaction.text
        self.left = places.left

    def all(self, verdicts: tuple[Verdict, ...]) -> tuple[Verdict, ...]:
        """The verdicts that may be seen."""
        return tuple(
            self._verdict(each) for each in verdicts if not self.is_gone(each.subject, each.scope)
        )

    def is_scope_seen(self, scope: str) -> bool:
        """Whether a scope is the provider or a service that is left."""
        return scope == PROVIDER or not self._redaction.scope.is_gone((SERVICES,), scope)

    def is_gone(self, subject: Subject | None, scope: str) -> bool:
        """Whether a verdict is about what is withheld."""
        if not self.is_scope_seen(scope):
            return True
        if subject is None:
            return False
        # RATIONALE: a subject may be named by the line that its record hangs on.
        return self._redaction.scope.is_gone((subject.sheet, ACTIONS), subject.ref)

    def subject(self, subject: Subject) -> Subject:
        """A subject with a role in place of a person."""
        if subject.sheet == PEOPLE:
            return replace(subject, ref=self._redaction.names.ref(subject.ref) or "")
        return replace(subject, ref=self.text(subject.ref)) if " " in subject.ref else subject

    def scalar(self, value: Scalar) -> Scalar:
        """A value with roles in place of people and no withheld words."""
        if not isinstance(value, str):
            return value
        return self._redaction.names.by_ref.get(value.casefold()) or self.text(value)

    def _verdict(self, verdict: Verdict) -> Verdict:
        hidden = verdict.subject is not None and any(
            self._places.is_column_gone(each) for each in verdict.cells
        )
        return replace(
            verdict,
            subject=None if verdict.subject is None else self.subject(verdict.subject),
            observed=None if hidden else self.scalar(verdict.observed),
            since=None if hidden else verdict.since,
            by=None if hidden else verdict.by,
            reason=NOT_SHOWN if hidden else self.text(verdict.reason),
            cells=self.left(verdict.cells),
        )

    def ref(self, ref: str) -> str | None:
        """A ref that a figure counted; ``None`` where it is withheld."""
        scope, names = self._redaction.scope, self._redaction.names
        if scope.is_gone(tuple(scope.gone), ref):
            return None
        if names.by_ref:
            ref = names.by_ref.get(ref.casefold(), ref)
        return ref if self.text(ref) == ref or ref in names.by_ref.values() else None

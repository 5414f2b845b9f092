"""The recorded runs as an audience may see them."""

from dataclasses import replace

from builder.history import Figure, History, Run
from builder.policy import Audience
from builder.records import Register
from builder.redaction.audiences import sees_everything
from builder.redaction.changes import ChangeRedaction
from builder.redaction.records import Redaction, redacted_records
from builder.rules.verdict import PROVIDER


def redact_history(history: History, register: Register, audience: Audience) -> History:
    """Takes out of a history what an audience may not see.

    Args:
        history: The whole history.
        register: The whole register of now; names and withheld refs are taken from it.
        audience: Who will read it.
    """
    if sees_everything(audience) or not history.head:
        return history
    seen = _Seen(redacted_records(register, audience), audience)
    return replace(
        history,
        runs=tuple(seen.run(each) for each in history.runs),
        since_last=seen.changes.all(history.since_last),
        given=(),
        tables={},
    )


class _Seen:
    def __init__(self, redaction: Redaction, audience: Audience) -> None:
        self._redaction = redaction
        self._audience = audience
        self.changes = ChangeRedaction(redaction, audience)
        self._services = frozenset(each.casefold() for each in audience.services)

    def run(self, run: Run) -> Run:
        return replace(
            run,
            figures={
                key: self._figure(each) for key, each in run.figures.items() if self._is_in(key[1])
            },
            complaints_by_theme={},
            fired=frozenset(
                (rule, self._redaction.names.by_ref.get(about.casefold(), about))
                for rule, about in run.fired
                if self._may_name(about)
            ),
            changes=self.changes.all(run.changes),
            failure=self._redaction.text(run.failure),
        )

    def _figure(self, value: Figure) -> Figure:
        is_small = isinstance(value, int) and 0 < value < self._audience.suppress_below
        return None if is_small else value

    def _is_in(self, scope: str) -> bool:
        """Whether a scope may be seen; the provider's own figures tell of every service."""
        return not self._services or scope.casefold() in self._services

    def _may_name(self, about: str) -> bool:
        if self._services and about == PROVIDER:
            return False
        is_role = about.casefold() in self._redaction.names.by_ref
        return is_role or not self._redaction.is_unseen(about)

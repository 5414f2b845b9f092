"""The recorded runs as an audience may see them."""

from dataclasses import replace

from builder.field import Register
from builder.history import Figure, History, Run
from builder.policy import Audience
from builder.problems import Problem
from builder.redaction.audiences import sees_everything
from builder.redaction.changes import ChangeRedaction
from builder.redaction.records import Redaction, redacted_records
from builder.redaction.typed_people import people_not_listed
from builder.rules.facts.complaints import theme_key
from builder.rules.verdict import PROVIDER


def redact_history(
    history: History, register: Register, audience: Audience, problems: tuple[Problem, ...] = ()
) -> History:
    """Takes out of a history what an audience may not see.

    Args:
        history: The whole history.
        register: The whole register of now; names and withheld refs are taken from it.
        audience: Who will read it.
        problems: All that were found in the workbooks; they quote names that no sheet lists.
    """
    if sees_everything(audience) or not (history.head or history.runs):
        return history
    seen = _Seen(_redaction(history, register, audience, problems), history, audience)
    return replace(
        history,
        runs=tuple(seen.run(each) for each in history.runs),
        since_last=seen.changes.all(history.since_last),
        given=(),
        people=frozenset(),
        tables={},
    )


def _redaction(
    history: History, register: Register, audience: Audience, problems: tuple[Problem, ...]
) -> Redaction:
    """With the themes and the people that earlier runs knew."""
    redaction = redacted_records(register, audience, people_not_listed(history, register, problems))
    themes = {theme_key(theme) for run in history.runs for _, theme in run.complaints_by_theme}
    labels = redaction.labels
    every_theme = labels.every_theme | themes
    hidden = labels.hidden | {each for each in themes if not labels.is_theme_seen(each)}
    return replace(redaction, labels=replace(labels, every_theme=every_theme, hidden=hidden))


def _once_confidential(history: History, redaction: Redaction) -> frozenset[str]:
    """Refs of what was confidential on some day and is no record that may be seen now."""
    told = (change for run in history.runs for change in (*run.changes, *history.since_last))
    once = {change.ref.casefold() for change in told if change.is_confidential}
    return frozenset(once - redaction.refs_seen) if once else frozenset()


class _Seen:
    def __init__(self, redaction: Redaction, history: History, audience: Audience) -> None:
        self._redaction = redaction
        self._audience = audience
        is_told = audience.sees_confidential
        self._secret = frozenset() if is_told else _once_confidential(history, redaction)
        self.changes = ChangeRedaction(redaction, audience, self._secret)
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
        is_secret = about.casefold() in self._secret
        if is_secret or self._redaction.labels.is_secret_theme(about):
            return False
        is_role = about.casefold() in self._redaction.names.by_ref
        return is_role or not self._redaction.is_unseen(about)

"""The recorded runs as an audience may see them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import get_type_hints

from builder.history import Change, ChangeKind, Figure, History, Run
from builder.policy import Audience
from builder.records import Link, Register
from builder.records.references import RECORD_KINDS, REFERENCES, sheet_of
from builder.redaction.records import Redaction, redacted_records
from builder.redaction.redact import sees_everything
from builder.redaction.scope import KEY_FIELDS, PEOPLE
from builder.rules.verdict import PROVIDER

_KEYS: Mapping[str, tuple[str, ...]] = {
    sheet_of(attribute): KEY_FIELDS[kind] for attribute, kind in RECORD_KINDS.items()
}
_WORDED = frozenset({str(str | None), str(Link | None)})
_RUNNING_TEXT: Mapping[str, frozenset[str]] = {
    sheet_of(attribute): frozenset(
        name
        for name, hint in get_type_hints(kind).items()
        if str(hint) in _WORDED and name not in REFERENCES.get(sheet_of(attribute), {})
    )
    for attribute, kind in RECORD_KINDS.items()
}
"""Sheet -> fields in which anybody may have been named."""


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
        since_last=seen.changes(history.since_last),
        tables={},
    )


class _Seen:
    def __init__(self, redaction: Redaction, audience: Audience) -> None:
        self._redaction = redaction
        self._audience = audience
        self._services = frozenset(each.casefold() for each in audience.services)

    def run(self, run: Run) -> Run:
        return replace(
            run,
            figures={
                key: self._figure(each) for key, each in run.figures.items() if self._is_in(key[1])
            },
            fired=frozenset(
                (rule, self._redaction.names.by_ref.get(about.casefold(), about))
                for rule, about in run.fired
                if self._may_name(about)
            ),
            changes=self.changes(run.changes),
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

    def changes(self, changes: tuple[Change, ...]) -> tuple[Change, ...]:
        return tuple(self._change(each) for each in changes if self._may_see(each))

    def _may_see(self, change: Change) -> bool:
        audience, scope = self._audience, self._redaction.scope
        if change.is_confidential and not audience.sees_confidential:
            return False
        if self._services and change.service.casefold() not in self._services:
            return False
        if change.sheet == "Retests" and not audience.sees_personal_data:
            return False
        if change.sheet == PEOPLE and not (audience.sees_names and audience.sees_personal_data):
            return False
        if not self._is_allowed(change):
            return False
        gone = scope.is_gone((change.sheet,), change.ref)
        return not gone and not scope.is_gone(("Actions",), change.action or None)

    def _is_allowed(self, change: Change) -> bool:
        fields = self._audience.fields
        if fields is None or not change.sheet:
            return True
        if change.sheet not in fields:
            return False
        return not change.field or change.field in (*fields[change.sheet], *_KEYS[change.sheet])

    @staticmethod
    def _may_name_a_leaver(change: Change) -> bool:
        """Whether words may name somebody whom the People sheet no longer lists."""
        is_text = change.field in _RUNNING_TEXT.get(change.sheet, frozenset())
        return is_text or change.kind is ChangeKind.NEW

    def _owner(self, owner: str) -> str:
        if self._redaction.names.by_ref and owner:
            return self._redaction.names.ref(owner) or ""
        return "" if self._redaction.is_unseen(owner) else owner

    def _change(self, change: Change) -> Change:
        text, names = self._redaction.text, self._redaction.names
        sheets = REFERENCES.get(change.sheet, {}).get(change.field, ())
        before, after = change.before, change.after
        if sheets == (PEOPLE,):
            before, after = (names.ref(each) or "" if each else "" for each in (before, after))
        elif names.by_ref and self._may_name_a_leaver(change):
            before = after = ""
        parts = (names.by_ref.get(each.casefold(), each) for each in change.ref.split("|"))
        unseen = self._redaction.is_unseen
        return replace(
            change,
            action="" if unseen(change.action) else change.action,
            service="" if unseen(change.service) else change.service,
            ref="|".join(text(each) if " " in each else each for each in parts),
            owner=self._owner(change.owner),
            before=text(before),
            after=text(after),
        )

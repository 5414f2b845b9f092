"""Recorded changes as an audience may see them."""

from collections.abc import Mapping
from dataclasses import replace

from builder.field.column import CellKind
from builder.field.references import COLUMNS, RECORD_KINDS, REFERENCES, sheet_of
from builder.history import Change, ChangeKind
from builder.policy import Audience
from builder.redaction.labels import THEMED
from builder.redaction.records import Redaction
from builder.redaction.scope import KEY_FIELDS, PEOPLE

_KEYS: Mapping[str, tuple[str, ...]] = {
    sheet_of(attribute): KEY_FIELDS[kind] for attribute, kind in RECORD_KINDS.items()
}
_RUNNING_TEXT: Mapping[str, frozenset[str]] = {
    sheet_of(attribute): frozenset(
        each.field
        for each in COLUMNS[kind]
        if each.is_worded and each.kind is not CellKind.REF and not each.is_list
    )
    for attribute, kind in RECORD_KINDS.items()
}
"""Sheet -> fields in which anybody may have been named."""


_OF_PROBLEMS = frozenset({ChangeKind.PROBLEM_FOUND, ChangeKind.PROBLEM_MENDED})


class ChangeRedaction:
    """Takes out of changes what an audience may not see."""

    def __init__(
        self, redaction: Redaction, audience: Audience, secret: frozenset[str] = frozenset()
    ) -> None:
        """Starts with nothing but what is withheld now.

        Args:
            redaction: Of the register of now.
            audience: Who reads the changes.
            secret: Refs without case that were confidential once and are no record any more.
        """
        self._secret = secret
        self._redaction = redaction
        self._audience = audience
        self._services = frozenset(each.casefold() for each in audience.services)

    def all(self, changes: tuple[Change, ...]) -> tuple[Change, ...]:
        """The changes that may be seen, with names and words as they may be seen."""
        return tuple(self.shown(each) for each in changes if self.may_see(each))

    def may_see(self, change: Change) -> bool:
        """Whether an audience may know of a change."""
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
        if self._is_secret(change):
            return False
        gone = scope.is_gone((change.sheet,), change.ref)
        return not gone and not scope.is_gone(("Actions",), change.action or None)

    def _is_secret(self, change: Change) -> bool:
        """Whether a change tells of a line of other days, or of a theme, that nobody may see."""
        if not self._secret.isdisjoint({change.ref.casefold(), change.action.casefold()}):
            return True
        is_of_theme = change.sheet == THEMED and change.kind is ChangeKind.ESCALATED
        return is_of_theme and self._redaction.labels.is_secret_theme(change.ref)

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
        return is_text or change.kind in (ChangeKind.NEW, ChangeKind.GONE)

    def _owner(self, owner: str) -> str:
        if self._redaction.names.are_hidden and owner:
            return self._redaction.names.ref(owner) or ""
        return "" if self._redaction.is_unseen(owner) else owner

    def _words(self, words: str) -> str:
        return "" if self._redaction.labels.is_hidden(words) else self._redaction.text(words)

    def shown(self, change: Change) -> Change:
        """A change that may be seen, in the words that may be."""
        text, names = self._redaction.text, self._redaction.names
        sheets = REFERENCES.get(change.sheet, {}).get(change.field, ())
        before, after = change.before, change.after
        if sheets == (PEOPLE,):
            before, after = (names.ref(each) or "" if each else "" for each in (before, after))
        elif names.are_hidden and self._may_name_a_leaver(change):
            before = after = ""
        ref, sheet = change.ref, change.sheet
        if change.kind in _OF_PROBLEMS and sheet not in _RUNNING_TEXT:
            # RATIONALE: a sheet that the schema does not name may be hidden, or named for somebody.
            ref, sheet = ref.partition("!")[0], ""
        parts = (names.by_ref.get(each.casefold(), each) for each in ref.split("|"))
        unseen = self._redaction.is_unseen
        return replace(
            change,
            sheet=sheet,
            action="" if unseen(change.action) else change.action,
            service="" if unseen(change.service) else change.service,
            ref="|".join(text(each) if " " in each or "!" in each else each for each in parts),
            owner=self._owner(change.owner),
            before=self._words(before),
            after=self._words(after),
        )

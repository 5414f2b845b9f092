"""The register as the ledger may keep it: confidential words hashed, all else in clear."""

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from builder.field import Link, Register
from builder.field.references import RECORD_KINDS, REFERENCES, sheet_of
from builder.policy import Audience
from builder.problems import Problem
from builder.redaction.phrases import WITHHELD, Phrases
from builder.redaction.places import places_of
from builder.redaction.records import clean_value
from builder.redaction.scope import KEY_FIELDS, scope_of
from builder.redaction.values import FIELD_NAMES, withheld_values

_NOT_CONFIDENTIAL = Audience(id="", title="")
_JUDGED_BY = frozenset({"theme", "shift", "team", "unit", "category", "type", "measure"})
"""Texts that the rules group by; without them a past day's figures could not be worked out."""
_DIGITS = 16
SEALED = "hash:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """How a word is hashed."""

    key: bytes = b""
    """Without it nobody can try words against a hash; empty = without a key."""
    known: frozenset[str] = frozenset()
    """Hashes that stand in the ledger already.

    RATIONALE: earlier versions hashed without a key. A word that still stands there as it was
    keeps its hash, or every confidential line would look changed on the day of the upgrade.
    """

    def hashed(self, text: str) -> str:
        """The hash that stands for a text; a hash stands for itself."""
        # RATIONALE: sealing twice is sealing once, so that a replayed day can be recorded again.
        if text.startswith(SEALED):
            return text.split(" ", 1)[0]
        data = text.encode()
        plain = SEALED + hashlib.sha256(data).hexdigest()[:_DIGITS]
        if not self.key or plain in self.known:
            return plain
        return SEALED + hmac.new(self.key, data, hashlib.sha256).hexdigest()[:_DIGITS]


WITHOUT_KEY = Seal()


def sealed_register(
    register: Register, phrases: Iterable[str] = (), seal: Seal = WITHOUT_KEY
) -> Register:
    """A register without a confidential word.

    Dates, words of drop-downs, figures, refs and themes stay, because the rules judge by them.

    Args:
        register: The whole register.
        phrases: What the policy looks for in progress notes; those that occur stay beside a hash.
        seal: How confidential words are hashed.
    """
    scope = scope_of(register, _NOT_CONFIDENTIAL)
    if not scope.withheld:
        return register
    left: dict[str, Any] = dict(scope.kept)
    open_register = replace(register, **left)
    secret = Phrases(dict.fromkeys(withheld_values(register, open_register), WITHHELD))
    looked_for = tuple(phrases)
    sealed: dict[str, Any] = {
        attribute: tuple(
            _open(record, attribute, secret)
            if id(record) in kept
            else _sealed(record, attribute, looked_for, seal)
            for record in getattr(register, attribute)
        )
        for attribute in RECORD_KINDS
        for kept in [{id(each) for each in scope.kept[attribute]}]
    }
    return replace(register, **sealed)


def _words(record: Any, attribute: str) -> Iterable[tuple[str, Any]]:
    """The fields of a record that hold running words."""
    skipped = {*REFERENCES.get(sheet_of(attribute), {}), *KEY_FIELDS[type(record)]}
    for name in FIELD_NAMES[type(record)]:
        value = getattr(record, name)
        is_words = isinstance(value, str | Link) and not isinstance(value, StrEnum)
        if is_words and name not in skipped:
            yield name, value


def _open(record: Any, attribute: str, secret: Phrases) -> Any:
    changes = {
        name: clean
        for name, value in _words(record, attribute)
        for clean in [clean_value(value, secret.replaced)]
        if clean != value
    }
    typed = {name: secret.replaced(shown) for name, shown in record.source.typed.items()}
    if typed != record.source.typed:
        changes["source"] = replace(record.source, typed=typed)
    return replace(record, **changes) if changes else record


def _sealed(record: Any, attribute: str, phrases: tuple[str, ...], seal: Seal) -> Any:
    changes = {
        name: _hidden(value, phrases, seal)
        for name, value in _words(record, attribute)
        if name not in _JUDGED_BY
    }
    if record.source.typed:
        made = {name: ref for name, ref in record.source.typed.items() if name == "ref"}
        changes["source"] = replace(record.source, typed=made)
    return replace(record, **changes) if changes else record


def _hidden(value: str | Link, phrases: tuple[str, ...], seal: Seal) -> str | Link:
    if isinstance(value, Link):
        target = None if value.target is None else seal.hashed(value.target)
        return Link(seal.hashed(value.text), target)
    folded = value.casefold()
    return " ".join([seal.hashed(value), *(each for each in phrases if each in folded)])


def sealed_problems(register: Register, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Problems that quote no cell of a row that is confidential, or that may be."""
    scope = scope_of(register, _NOT_CONFIDENTIAL)
    places = places_of(register, scope, _NOT_CONFIDENTIAL)
    return tuple(
        each
        if not each.place.cell or places.is_row_left(each.place)
        else replace(each, particulars=dict.fromkeys(each.particulars, WITHHELD))
        for each in problems
    )

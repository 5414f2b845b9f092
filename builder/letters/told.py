"""What letters told before, so that none says the same twice."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from builder.letters.gathering import Addressed
from builder.portal.letters.letter import Item
from builder.rules.verdict import Subject
from builder.storage import canonical_json, sha256_of, write_atomic

STATE = "letters.json"
_DIGITS = 16
Digests = Mapping[str, str]
"""Digest of a subject -> digest of what was told of it."""


@dataclass(slots=True)
class Told:
    """The last letter of each person, as digests; nothing in it can be read."""

    path: Path
    kind: str
    """``morning`` or ``week``."""
    people: dict[str, Digests] = field(default_factory=dict)
    """Digest of kind, address and Person ID -> what their last letter told."""
    was_damaged: bool = False
    """Whether what was remembered could not be used; every letter goes again."""

    def news(self, addressed: Addressed) -> tuple[Item, ...]:
        """What a letter tells otherwise than the last one to the same address did."""
        told = self.people.get(self._key(addressed), {})
        now = _digests(addressed)
        return tuple(
            each
            for each in addressed.letter.items
            if told.get(_short(each.subject)) != now[_short(each.subject)]
        )

    def unknown(self, addressed: Addressed) -> frozenset[Subject]:
        """What the last letter to the same address did not speak of; nothing before the first."""
        told = self.people.get(self._key(addressed))
        items = addressed.letter.items if told is not None else ()
        told = told or {}
        return frozenset(each.subject for each in items if _short(each.subject) not in told)

    def remember(self, addressed: Addressed) -> None:
        """Takes a letter as told."""
        self.people[self._key(addressed)] = _digests(addressed)

    def keep(self) -> None:
        """Writes it down for the next run; only its owner may read it."""
        text = canonical_json({"people": self.people})
        write_atomic(self.path, f"{text}\n".encode(), is_private=True)

    def _key(self, addressed: Addressed) -> str:
        return _short((self.kind, addressed.letter.to, addressed.email.casefold()))


def read_told(path: Path, kind: str) -> Told:
    """What was told before; nothing where no letter went, or where the file is damaged."""
    if not path.exists():
        return Told(path, kind)
    try:
        held = json.loads(path.read_bytes())["people"]
        people: dict[str, Digests] = {
            key: {str(a): str(b) for a, b in told.items()} for key, told in held.items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return Told(path, kind, was_damaged=True)
    return Told(path, kind, people)


def _digests(addressed: Addressed) -> dict[str, str]:
    return {_short(each.subject): _short((each.state,)) for each in addressed.letter.items}


def _short(parts: tuple[str, ...]) -> str:
    return sha256_of("\n".join(parts).encode())[:_DIGITS]

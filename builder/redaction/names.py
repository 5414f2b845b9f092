"""Roles in place of people: the names that stand in for Person IDs, and the words to take out."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from builder.records import Person, Register
from builder.redaction.phrases import SHORTEST
from builder.redaction.values import texts_of_register

SOMEBODY = "Member of staff"
"""Stands for a person whose roles are not known."""
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What stands in for people."""

    by_ref: Mapping[str, str] = field(default_factory=dict)
    """Person ID without case -> "Registered Manager 2"."""
    words: Mapping[str, str] = field(default_factory=dict)
    """Person IDs, names, parts of names, addresses -> what stands in for them in a text."""

    def ref(self, ref: str | None) -> str | None:
        """What stands in for a Person ID; one that names nobody known is a person all the same."""
        if ref is None or not self.by_ref:
            return ref
        return self.by_ref.get(ref.casefold(), SOMEBODY)

    def person(self, person: Person) -> Person:
        """A person as their role, without what is personal."""
        alias = self.by_ref[person.ref.casefold()]
        return replace(person, ref=alias, display_name=alias, email=None)


def roles_for_names(register: Register) -> Names:
    """Each person's first role, numbered where several people hold it, by ID."""
    holders: dict[str, list[Person]] = defaultdict(list)
    for person in sorted(register.people, key=lambda each: each.ref.casefold()):
        holders[str(person.roles[0]) if person.roles else SOMEBODY].append(person)
    by_ref = {
        person.ref.casefold(): role if len(people) == 1 else f"{role} {number}"
        for role, people in holders.items()
        for number, person in enumerate(people, 1)
    }
    common = _common_words(register)
    words = {
        word: by_ref[person.ref.casefold()]
        for person in register.people
        for word in _words_of(person, common)
    }
    return Names(by_ref=by_ref, words=words)


def _words_of(person: Person, common: frozenset[str]) -> Iterator[str]:
    """What would name a person in a text: the parts of a name too, unless they are plain words."""
    name = (person.display_name or "").strip()
    whole = (person.ref, name, person.email or "")
    yield from (each for each in whole if len(each) >= SHORTEST)
    for part in _LETTERS.findall(name):
        if len(part) >= SHORTEST and part[0].isupper() and part.casefold() not in common:
            yield part


def _common_words(register: Register) -> frozenset[str]:
    """Words that the workbooks use in lower case, and words of services' names.

    RATIONALE: "Grace" is a name and "Brook" of "Brook House" is none; a part of a name that is a
    word elsewhere cannot be told from that word.
    """
    named = (each.name or "" for each in register.services)
    return frozenset(_lower_case(texts_of_register(register))) | frozenset(
        word.casefold() for name in named for word in _LETTERS.findall(name)
    )


def _lower_case(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        # RATIONALE: an address in lower case holds the very names that are looked for.
        if "@" not in text and "/" not in text:
            yield from (word for word in _LETTERS.findall(text) if word.islower())

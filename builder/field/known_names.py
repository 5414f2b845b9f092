"""Knows a person or a service by more than its ref: by name, initials or address."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from builder.field.made_refs import ref_key
from builder.field.near_refs import NearRefs
from builder.field.who import Person, Service

_WORDS = re.compile(r"[^\W\d_]+")
_FEWEST, _MOST = 2, 4
"""Letters of initials."""
_LEAST_LETTERS = 3
_ALWAYS = re.compile(r"\s*[/;\n]\s*")
_WHERE_KNOWN = re.compile(r"\s*(?:[/;\n,&+]|\band\b)\s*", re.IGNORECASE)


class KnownNames:
    """The people, or the services, of a register by every way of naming them."""

    def __init__(self, records: Iterable[Any]) -> None:
        self._named: dict[str, set[str]] = defaultdict(set)
        self._by_word: dict[str, set[str]] = defaultdict(set)
        self._shown: dict[str, str] = {}
        rows = tuple(records)
        refs = {ref_key(each.ref) for each in rows}
        for each in rows:
            for way in _ways(each):
                if way not in refs:
                    self._named[way].add(each.ref)
            name = _name(each)
            if name:
                self._shown.setdefault(ref_key(name), name)
                for word in _words(name):
                    self._by_word[word].add(name)
        self._near = NearRefs(self._shown)

    @property
    def refs(self) -> Mapping[str, str]:
        """Way of naming, without case -> ref, where it fits one alone."""
        return {way: min(refs) for way, refs in self._named.items() if len(refs) == 1}

    def nearest(self, typed: str) -> str | None:
        """The known name that is nearest to what was typed, if any is near."""
        near = self._near.nearest(ref_key(typed))
        if near is not None:
            return self._shown[near]
        shared = [self._by_word[word] for word in _words(typed) if word in self._by_word]
        return next((min(names) for names in shared if len(names) == 1), None)


def _name(record: Any) -> str:
    name: str | None = record.display_name if isinstance(record, Person) else record.name
    return name or ""


def _ways(record: Person | Service) -> Iterator[str]:
    name = _name(record)
    if name:
        yield ref_key(name)
    if isinstance(record, Service):
        return
    if record.email:
        yield ref_key(record.email)
    words = _WORDS.findall(name.casefold())
    if len(words) < _FEWEST:
        return
    yield f"{words[-1]}, {words[0]}"
    for initials in {"".join(w[0] for w in words), words[0][0] + words[-1][0]}:
        if _FEWEST <= len(initials) <= _MOST:
            yield from (initials, ".".join(initials), f"{'.'.join(initials)}.", " ".join(initials))


def _words(text: str) -> list[str]:
    return [each for each in _WORDS.findall(text.casefold()) if len(each) >= _LEAST_LETTERS]


def parted(typed: str, known: Mapping[str, str]) -> list[str]:
    """The names in a cell: one where it is known as it is, else what stands between the marks.

    A comma or an "and" parts two names only where one of them is known: it may stand in a role.
    """
    if ref_key(typed) in known:
        return [typed]
    names = [each for each in _WHERE_KNOWN.split(typed) if each]
    if any(ref_key(each) in known for each in names):
        return names
    return [each for each in _ALWAYS.split(typed) if each] or [typed]

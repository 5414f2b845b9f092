"""Roles in place of people: the names that stand in for Person IDs, and the words to take out."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from builder.field import Person, Register
from builder.field.references import REFERENCES, records_by_sheet
from builder.redaction.called import called, is_name, whole_names
from builder.redaction.naming import Naming
from builder.redaction.phrases import SHORTEST
from builder.redaction.plain_words import ABBREVIATIONS, NOBODY

SOMEBODY = "Member of staff"
"""Stands for a person whose roles are not known."""
_PEOPLE = ("People",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What stands in for people."""

    are_hidden: bool = False
    """Whether roles stand in place of people."""
    by_ref: Mapping[str, str] = field(default_factory=dict)
    """Person ID, or whatever was typed in its place, without case -> "Registered Manager 2"."""
    words: Mapping[str, str] = field(default_factory=dict)
    """Person IDs and addresses -> what stands in for them in a text."""
    spoken: frozenset[str] = frozenset()
    """Whole names without case, which ``naming`` looks for."""
    naming: Naming = field(default_factory=Naming)
    """Names in texts, however they are spelt."""

    def ref(self, ref: str | None) -> str | None:
        """What stands in for a Person ID; one that names nobody known is a person all the same."""
        if ref is None or not self.are_hidden:
            return ref
        return self.by_ref.get(ref.casefold(), SOMEBODY)

    def person(self, person: Person) -> Person:
        """A person as their role, without what is personal."""
        alias = self.by_ref[person.ref.casefold()]
        return replace(person, ref=alias, display_name=alias, email=None)


def roles_for_names(register: Register, recorded: Iterable[str] = ()) -> Names:
    """Each person's first role, numbered where several people hold it.

    Args:
        register: The whole register; whoever is typed in place of a person is one too.
        recorded: Names and addresses of people whom no sheet lists now.
    """
    by_ref = {**_roles(register.people), **_strangers(register)}
    words = {**dict.fromkeys(recorded, SOMEBODY), **dict(_words(register, by_ref))}
    people = {word: alias for word, alias in words.items() if is_name(word)}
    places = [each.name for each in register.services if each.name]
    return Names(
        are_hidden=True,
        by_ref=by_ref,
        words={
            word: alias
            for word, alias in words.items()
            if "@" in word or (word not in people and _is_sure(word))
        },
        spoken=frozenset(each.casefold() for name in people for each in (name, *whole_names(name))),
        naming=Naming((called(*each) for each in sorted(people.items())), places),
    )


def _is_sure(ref: str) -> bool:
    """Whether a Person ID can be told from a word: "P-01" and "PSH" can, "RM" cannot."""
    if any(map(str.isdigit, ref)):
        return len(ref) >= SHORTEST
    return ref.isalpha() and ref.isupper() and ref.casefold() not in ABBREVIATIONS | NOBODY


def _numbered(groups: Mapping[str, list[str]]) -> dict[str, str]:
    return {
        ref.casefold(): role if len(refs) == 1 else f"{role} {number}"
        for role, refs in groups.items()
        for number, ref in enumerate(refs, 1)
    }


def _roles(people: Iterable[Person]) -> dict[str, str]:
    holders: dict[str, list[str]] = defaultdict(list)
    for person in sorted(people, key=lambda each: each.ref.casefold()):
        holders[str(person.roles[0]) if person.roles else SOMEBODY].append(person.ref)
    return _numbered(holders)


def _strangers(register: Register) -> dict[str, str]:
    """What was typed in place of a Person ID and is none; a role's own words stay as they are."""
    known = {each.ref.casefold() for each in register.people}
    typed = {each.casefold(): each for each in typed_people(register)}
    unknown = [typed[each] for each in sorted(typed) if each not in known]
    roles = {each.casefold(): each for each in unknown if is_no_person(each)}
    others = [each for each in unknown if each.casefold() not in roles]
    without_role = sum(not each.roles for each in register.people)
    if others and not without_role:
        return {**roles, **_numbered({SOMEBODY: others})}
    numbers = enumerate(others, without_role + 1)
    return {**roles, **{each.casefold(): f"{SOMEBODY} {number}" for number, each in numbers}}


def is_no_person(typed: str) -> bool:
    """Whether what was typed in place of a person is a role, a team or nobody."""
    words = typed.casefold().replace("/", " ").replace("-", " ").split()
    return bool(words) and all(each.strip(".,()&") in (*NOBODY, "") for each in words)


def typed_people(register: Register) -> Iterator[str]:
    """Every value that stands where the workbooks name a person."""
    for sheet, records in records_by_sheet(register).items():
        fields = [name for name, of in REFERENCES.get(sheet, {}).items() if of == _PEOPLE]
        for record in records if fields else ():
            for name in fields:
                value: str | tuple[str, ...] | None = getattr(record, name)
                if isinstance(value, tuple):
                    yield from value
                elif value:
                    yield value


def _words(register: Register, by_ref: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What would name a person in a text."""
    for person in register.people:
        alias = by_ref[person.ref.casefold()]
        names = (person.display_name or "").strip(), (person.email or "").strip()
        yield person.ref, alias
        yield from ((each, alias) for each in names if each and not is_no_person(each))
    known = {each.ref.casefold() for each in register.people}
    for typed in typed_people(register):
        if typed.casefold() not in known and is_name(typed):
            yield typed, by_ref[typed.casefold()]

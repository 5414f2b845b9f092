"""Hides on every recorded day what was marked confidential since."""

from dataclasses import replace

from builder.field import Register


def with_hidden(register: Register, hidden: frozenset[tuple[str, str]]) -> Register:
    """The register in which what was marked confidential later is so on every day before."""
    changed: dict[str, tuple[object, ...]] = {}
    for name in {name for name, _ in hidden}:
        changed[name] = tuple(
            replace(each, confidential=True) if (name, each.ref.casefold()) in hidden else each
            for each in getattr(register, name)
        )
    return replace(register, **changed)  # type: ignore[arg-type]  # each is of its own field's kind

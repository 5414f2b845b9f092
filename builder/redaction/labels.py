"""The words that records are sorted by, and which of them a reader may know.

Whether a label is secret is no matter of its spelling: a theme is seen by whoever may see a record
that carries it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from builder.field import Register
from builder.field.references import RECORD_KINDS
from builder.redaction.values import LABEL_FIELDS
from builder.rules.facts.complaints import theme_key
from builder.rules.verdict import PROVIDER

THEMED = "Complaints"
"""The sheet that a verdict about a theme names as its subject's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """Labels of a whole register as far as they may be seen."""

    hidden: frozenset[str] = frozenset()
    """Labels in folded spelling that only withheld records carry."""
    every_theme: frozenset[str] = frozenset()
    """Themes in folded spelling of every line, and of those that earlier runs knew."""
    themes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Scope -> themes in folded spelling of the lines that may be seen there."""

    def is_theme_seen(self, theme: str, scope: str = PROVIDER) -> bool:
        """Whether a line that may be seen carries a theme in a scope."""
        return theme_key(theme) in self.themes.get(scope.casefold(), frozenset())

    def is_secret_theme(self, subject: str, scope: str = PROVIDER) -> bool:
        """Whether what a verdict is about is a theme, and no line that may be seen carries it."""
        return theme_key(subject) in self.every_theme and not self.is_theme_seen(subject, scope)

    def is_hidden(self, label: str) -> bool:
        """Whether only withheld records carry a label."""
        return bool(self.hidden) and theme_key(label) in self.hidden


def labels_of(register: Register, seen: Register) -> Labels:
    """The labels of a whole register, by what is left of it."""
    themes: dict[str, set[str]] = defaultdict(set)
    for action in seen.actions:
        if action.theme:
            for scope in {PROVIDER, (action.service or PROVIDER).casefold()}:
                themes[scope].add(theme_key(action.theme))
    return Labels(
        hidden=frozenset(_labels(register) - _labels(seen)),
        every_theme=frozenset(theme_key(each.theme) for each in register.actions) - {""},
        themes={scope: frozenset(held) for scope, held in themes.items()},
    )


_FIELDS: Mapping[str, tuple[str, ...]] = {
    attribute: tuple(name for name in LABEL_FIELDS if hasattr(kind, name))
    for attribute, kind in RECORD_KINDS.items()
}


def _labels(register: Register) -> set[str]:
    typed = {
        value
        for attribute, names in _FIELDS.items()
        for record in (getattr(register, attribute) if names else ())
        for value in _values(record, names)
    }
    return {theme_key(each) for each in typed}


def _values(record: Any, names: Iterable[str]) -> Iterable[str]:
    return filter(None, (getattr(record, name) for name in names))

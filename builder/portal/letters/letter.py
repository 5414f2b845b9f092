"""A letter as a value: to whom, in which words, and by what it differs from the one before."""

from dataclasses import dataclass
from typing import NamedTuple

from builder.portal.context import PortalContext
from builder.portal.parts.subjects import subject_link
from builder.portal.parts.views import Anchor
from builder.rules.verdict import Subject


class Item(NamedTuple):
    """One thing that a letter tells."""

    subject: Subject
    """What it is about; a letter tells of each once."""
    state: str
    """What makes it news where it is otherwise than in the letter before."""
    title: str
    said: str
    """What failed or is due, as sentences."""
    href: str = ""
    """Where it is shown, from the site's root; empty where nothing shows it."""
    home: str = ""
    duty: str = ""
    """What to do, as sentences; empty where the rule names nothing."""
    by: str = ""
    record_in: str = ""
    """The cell that what was done is written into."""


class Part(NamedTuple):
    """Some of what a letter tells, under a heading."""

    title: str
    items: tuple[Item, ...]
    note: str = ""
    """What is said below the heading; empty for most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What one person is told."""

    to: str
    """Person ID."""
    subject: str
    lead: str
    parts: tuple[Part, ...]
    see: Anchor
    """Where the reader sees the same and more; the address is from the site's root."""

    @property
    def items(self) -> tuple[Item, ...]:
        """All that it tells, in order."""
        return tuple(item for part in self.parts for item in part.items)


def place(context: PortalContext, subject: Subject) -> tuple[str, str]:
    """What a subject is called, and where it is shown; empty where nothing shows it."""
    link = subject_link(context, subject)
    return (link.text, link.href) if isinstance(link, Anchor) else (str(link), "")

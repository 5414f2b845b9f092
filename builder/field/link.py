"""A link from a cell: what it shows and where it may lead."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """A link as typed.

    ``target`` is ``None`` where the address was refused (``javascript:``, a drive letter, a share
    that policy does not name): such a link is shown as text.
    """

    text: str
    """What the reader sees; the address where the cell has no other text."""
    target: str | None = None
    """http, https, mailto, a relative path, or a share path named in policy."""

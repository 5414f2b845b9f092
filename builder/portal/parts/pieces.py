"""The pieces that parts are made of: tags, links, words, duties, cells of a coverage matrix."""

from dataclasses import dataclass
from enum import StrEnum


class Tone(StrEnum):
    """What a tag says by colour and shape, besides its text."""

    GOOD = "good"
    WATCH = "watch"
    BAD = "bad"
    MUTED = "muted"
    """Not due, not recorded, not assessable, not checked."""
    NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True)
class Tag:
    """A worded state; its shape and colour follow its tone."""

    text: str
    tone: Tone = Tone.NEUTRAL


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link inside the portal, from its root (``actions/oak-012.html#gate``), or to evidence."""

    text: str
    href: str
    is_external: bool = False
    """Whether ``href`` is used as it stands, not made relative to the page."""


Piece = str | Tag | Anchor
Rich = tuple[Piece, ...]
"""A run of plain text, tags and links; every string is escaped when shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One line of a warning: what fired, who must do what, where to see it."""

    headline: str
    detail: str
    see: Anchor | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GateMark:
    """One check of one action as a shape; its words stand in it for those who cannot see that."""

    check: str
    tag: Tag
    reason: str = ""
    href: str = ""
    """Where more stands; empty where nobody need go there, so that no key has to pass it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GateRow:
    """One action of the closure matrix."""

    title: Anchor
    about: Rich
    marks: tuple[GateMark, ...]
    summary: str
    """How far it is from closing, in one line."""
    steps: tuple[Rich, ...] = ()
    """What would close it, who, by when: folded under the summary."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GateMatrix:
    """Actions x checks as shapes, each action with a folded row of what is missing."""

    id: str
    caption: str
    key: tuple[Tag, ...]
    """What each shape means."""
    checks: tuple[str, ...]
    rows: tuple[GateRow, ...]
    empty: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixCell:
    """One cell of a coverage matrix."""

    text: str
    tone: Tone
    href: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Rows x columns of worded, shaped and coloured cells."""

    id: str
    caption: str
    corner: str
    column_titles: tuple[str, ...]
    rows: tuple[tuple[Anchor, tuple[MatrixCell, ...]], ...]

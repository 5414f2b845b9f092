"""A coverage matrix: rows by columns of worded, shaped and coloured cells."""

from dataclasses import dataclass

from builder.portal.parts.pieces import Anchor, Tone


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

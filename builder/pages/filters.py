"""How values become HTML inside a part: links, tags, runs of text and rows of a table."""

import html
import posixpath
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import assert_never

from markupsafe import Markup

from builder.portal.parts.views import Anchor, Column, Piece, Rich, Row, Table, TableCell, Tag

REACHES_OUT = frozenset(["", "http", "https", "mailto", "file"])
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_NOT_IN_KEY = re.compile(r"[^a-z0-9]+")
_CSS_SPECIAL = re.compile(r'["\\\x00-\x1f<>]')
# RATIONALE: the same words, refs and addresses stand on many pages.
escape = lru_cache(maxsize=8192)(html.escape)
WIDE_LETTERS = len("Reviewed by two managers")
"""A column with a longer text than this keeps enough room for it."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where on a page something is rendered."""

    page: str
    """Address of the page from the site's root."""
    level: int = 2
    """Level of the next heading."""

    @property
    def deeper(self) -> "Place":
        """The same page, one heading level down; never below ``h6``."""
        return Place(self.page, min(self.level + 1, 6))


def relative(href: str, page: str) -> str:
    """An address from the site's root as a link from ``page``; a bare fragment stays."""
    path, mark, fragment = href.partition("#")
    if not path:
        return href
    return _from_folder(path, page.rpartition("/")[0] or ".") + mark + fragment


@lru_cache(maxsize=8192)
def _from_folder(path: str, folder: str) -> str:
    return posixpath.relpath(path, folder)


def outward(href: str) -> str:
    """An address outside the portal, used as it stands.

    Raises:
        ValueError: it would run something instead of opening it.
    """
    scheme = _SCHEME.match(href)
    # A Windows path begins with a drive letter, which looks like a scheme of one letter.
    if scheme and len(scheme[1]) > 1 and scheme[1].lower() not in REACHES_OUT:
        raise ValueError(f"a link must not use the scheme {scheme[1]!r}")
    return href


# RATIONALE: a list of 2,000 rows has 16,000 cells, and Markup.format takes three times as long as
# these f-strings; each value in them is escaped by name.
def anchor(link: Anchor, place: Place) -> Markup:
    """A link, relative to the page that it stands on."""
    return Markup(_anchor(link, place.page))


def tag(state: Tag) -> Markup:
    """A worded state; the style sheet adds its tone's shape and colour."""
    return Markup(_tag(state))


def rich(pieces: Rich, place: Place) -> Markup:
    """A run of text, tags and links."""
    return Markup(_rich(pieces, place.page))


def _rich(pieces: Rich, page: str) -> str:
    return "".join([_piece(part, page) for part in pieces])


def _piece(part: Piece, page: str) -> str:
    match part:
        case str():
            return escape(part)
        case Tag():
            return _tag(part)
        case Anchor():
            return _anchor(part, page)
        case _:
            assert_never(part)


def _tag(state: Tag) -> str:
    return f'<span class="tag tag--{state.tone.value}">{escape(state.text)}</span>'


def _anchor(link: Anchor, page: str) -> str:
    if link.is_external:
        href = escape(outward(link.href))
        return f'<a rel="external noopener" href="{href}">{escape(link.text)}</a>'
    return f'<a href="{escape(relative(link.href, page))}">{escape(link.text)}</a>'


def address_key(column: Column) -> str:
    """The column's name in the address: its filter's, else its title in lower case."""
    return column.filter or _NOT_IN_KEY.sub("-", column.title.lower()).strip("-")


def stacked_labels(titles: Iterable[str]) -> str:
    """Custom properties that carry the column titles to the cards of a phone.

    RATIONALE: one label a column instead of one a cell keeps a list of 2,000 rows small.
    """
    return ";".join(
        f'--c{number}:"{_CSS_SPECIAL.sub(_css_escape, title)}"'
        for number, title in enumerate(titles, 1)
    )


def css_string(text: str) -> str:
    """The text as a quoted CSS string."""
    return f'"{_CSS_SPECIAL.sub(_css_escape, text)}"'


def _css_escape(match: re.Match[str]) -> str:
    return f"\\{ord(match[0]):x} "


def text_length(cell: TableCell) -> int:
    """Letters that a cell shows."""
    return sum([len(part if isinstance(part, str) else part.text) for part in cell.content])


def wide_columns(table: Table) -> tuple[bool, ...]:
    """Which columns hold running text and need room for it."""
    longest = [0] * len(table.columns)
    for row in table.rows:
        for number, cell in enumerate(row.cells):
            longest[number] = max(longest[number], text_length(cell))
    return tuple(
        letters > WIDE_LETTERS and column.sort != "number"
        for letters, column in zip(longest, table.columns, strict=True)
    )


def has_short_heads(table: Table) -> bool:
    """Whether row headers are refs or names that should stay on one line."""
    heads = [n for n, column in enumerate(table.columns) if column.is_row_header]
    return all(text_length(row.cells[n]) <= WIDE_LETTERS for row in table.rows for n in heads)


def rows(table: Table, place: Place) -> Markup:
    """The rows of a table's body, one a line.

    Raises:
        ValueError: a row has more or fewer cells than the table has columns.
    """
    return Markup("\n".join([_row(row, table.columns, place.page) for row in table.rows]))


def _row(row: Row, columns: Sequence[Column], page: str) -> str:
    anchor = f' id="{escape(row.id)}"' if row.id else ""
    cells = [_cell(cell, column, page) for cell, column in zip(row.cells, columns, strict=True)]
    return f"<tr role=row{anchor}>{''.join(cells)}</tr>"


def _cell(cell: TableCell, column: Column, page: str) -> str:
    css_class = _cell_class(cell, column)
    key = f' data-v="{escape(cell.sort)}"' if cell.sort else ""
    shown = _rich(cell.content, page)
    if column.is_row_header:
        return f'<th scope="row" role=rowheader{css_class}{key}>{shown}</th>'
    return f"<td role=cell{css_class}{key}>{shown}</td>"


def _cell_class(cell: TableCell, column: Column) -> str:
    if column.sort == "number":
        return ' class="num"'
    match cell.content:
        # A ref is one word to its reader, wherever it has hyphens.
        case (Anchor(text=text),) if " " not in text and "-" in text and len(text) <= WIDE_LETTERS:
            return ' class="ref"'
        case _:
            return ""

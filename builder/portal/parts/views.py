"""The parts that pages are made of, as values; templates only lay them out."""

from dataclasses import dataclass

from builder.portal.parts.pieces import Anchor as Anchor
from builder.portal.parts.pieces import Duty as Duty
from builder.portal.parts.pieces import GateMark as GateMark
from builder.portal.parts.pieces import GateMatrix as GateMatrix
from builder.portal.parts.pieces import GateRow as GateRow
from builder.portal.parts.pieces import Matrix as Matrix
from builder.portal.parts.pieces import MatrixCell as MatrixCell
from builder.portal.parts.pieces import Piece as Piece
from builder.portal.parts.pieces import Rich as Rich
from builder.portal.parts.pieces import Tag as Tag
from builder.portal.parts.pieces import Tone as Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class Warning:
    """A block that asks for somebody to act."""

    title: str
    duties: tuple[Duty, ...] = ()
    tone: Tone = Tone.BAD
    body: Rich = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class KpiCard:
    """One key figure with its limit, its change, its sparkline and a worded tag."""

    title: str
    figure: str
    """As shown; "Not recorded" where there is none."""
    unit: str = ""
    detail: str = ""
    """Limit and change in words."""
    tag: Tag | None = None
    tone: Tone = Tone.NEUTRAL
    sparkline_svg: str = ""
    see: Anchor | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryItem:
    """One term and what stands there."""

    term: str
    content: tuple[Rich, ...]
    """One paragraph each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GateItem:
    """One check with its state, limit, observation, clause and cells."""

    tag: Tag
    title: str
    detail: str
    more: Rich = ()
    """Clause, limit and cells, in small print."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEvent:
    """One thing that happened, newest first on the page."""

    title: str
    when: str
    detail: Rich = ()
    is_future: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a table."""

    title: str
    sort: str = "text"
    """``text``, ``number``, ``date`` or ``none``."""
    is_row_header: bool = False
    filter: str = ""
    """Name of the filter and of its address key (``risk``); empty = no filter."""


@dataclass(frozen=True, slots=True)
class TableCell:
    """What stands in one cell."""

    content: Rich
    sort: str = ""
    """Sort key where the text is none: ISO date, plain number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a table."""

    cells: tuple[TableCell, ...]
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table that is complete without JavaScript."""

    id: str
    """Unique on its page; part of its address state."""
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    empty: str = "Nothing to show."
    """What is said where there is no row."""
    downloads: tuple[Anchor, ...] = ()
    has_tools: bool = False
    """Whether it can be searched, filtered and sorted in the browser."""
    is_full_list: bool = False
    """Whether its page is there for this list, and so holds more of its rows."""
    caption_hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A finished SVG with its title, its judgement in words and the numbers beneath it."""

    title: str
    judgement: str
    svg: str
    numbers: Table
    legend: tuple[tuple[str, str], ...] = ()
    """(mark class, words)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """One lane of a board."""

    title: str
    count: int
    cards: tuple[Row, ...] = ()
    tone: Tone = Tone.NEUTRAL
    empty: str = "None."
    see: Anchor | None = None
    """Where the rest is, if not every card stands here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Running text."""

    content: Rich
    is_small: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ListBlock:
    """A list of short entries."""

    items: tuple[Rich, ...]
    is_numbered: bool = False
    empty: str = "None."


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryList:
    """Terms and what stands there, in two columns."""

    items: tuple[SummaryItem, ...]
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GateList:
    """The checks of a gate, one under the other."""

    items: tuple[GateItem, ...]
    empty: str = "No check concerns this action."


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """What happened, newest first."""

    events: tuple[TimelineEvent, ...]
    empty: str = "Nothing is recorded yet."


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """Lanes side by side, one under the other on a phone."""

    lanes: tuple[Lane, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KpiGrid:
    """Key figures in a grid."""

    cards: tuple[KpiCard, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceStrip:
    """Where a page's record stands and how to correct it."""

    workbook: str
    sheet: str
    row: str
    advice: str = "To correct this page, change that row."


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosure:
    """Details that open on request and are always printed."""

    summary: str
    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Blocks side by side where the screen is wide."""

    left: tuple["Block", ...]
    right: tuple["Block", ...]
    is_main: bool = False
    """Whether the left one is the wider."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A framed block with a small heading."""

    title: str
    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading with what stands beneath it, in order."""

    id: str
    """Anchor, permanent."""
    title: str
    blocks: tuple["Block", ...] = ()
    lead: str = ""
    is_screen_only: bool = False
    """Whether it is left out on paper."""


Block = (
    Board
    | Card
    | Chart
    | Columns
    | Disclosure
    | GateList
    | GateMatrix
    | KpiGrid
    | ListBlock
    | Matrix
    | Paragraph
    | Section
    | SourceStrip
    | SummaryList
    | Table
    | Timeline
    | Warning
)
"""Anything that a page or a section may hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRecord:
    """The one entry of a record in the search index."""

    title: str
    text: str
    """Ref, owner, service, statement: at most 160 characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """One page as values: its heading, its blocks in order, and what its surroundings need."""

    path: str
    """From the site's root: ``actions/oak-012.html``; fixed for ever."""
    kind: str
    """Page kind, which is also its shell: ``action``, ``dashboard``."""
    title: str
    lead: str = ""
    tags: tuple[Tag, ...] = ()
    breadcrumbs: tuple[Anchor, ...] = ()
    search: SearchRecord | None = None
    blocks: tuple[Block, ...] = ()
    is_record: bool = False
    """Whether it is one of many and spliced into a shell, outside the navigation."""

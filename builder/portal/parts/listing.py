"""A list described once: each column is its words above and a function, and the table follows."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from builder.portal.parts import cells
from builder.portal.parts.downloads import csv_file, xlsx_file
from builder.portal.parts.views import Anchor, Piece, Rich, Row, Table, TableCell
from builder.portal.parts.views import Column as Heading
from builder.portal.parts.words import NOT_RECORDED, Amount, Shown

Record = TypeVar("Record")
Whole = TypeVar("Whole")
Content = Piece | Rich | None
"""What a cell shows; "Not recorded" where it is nothing. An empty cell is ``("",)``."""


@dataclass(frozen=True, slots=True)
class Column(Generic[Record]):
    """One column: what stands above it, and what it shows of a record."""

    heading: Heading
    cell: Callable[[Record], TableCell]

    def of(self, part: Callable[[Whole], Record]) -> "Column[Whole]":
        """The same column of records that hold this one's as a part."""
        return Column(self.heading, lambda whole: self.cell(part(whole)))


# RATIONALE: without slots, because ``Listing[Finding](...)`` sets an attribute that a frozen class
# with slots refuses by a TypeError in Python 3.11.
@dataclass(frozen=True, kw_only=True)
class Listing(Generic[Record]):
    """A list of records of one kind, as its pages show it."""

    id: str
    """Unique on its page; part of its address state."""
    columns: Sequence[Column[Record]]
    caption: str
    empty: str = "Nothing to show."
    """What is said where there is no record."""
    download: str = ""
    """Its name in ``data/``; empty where it is not handed out."""
    row_id: Callable[[Record], str] = lambda _: ""
    """Where on its page a record stands."""
    has_tools: bool = False
    """Whether it can be searched, filtered and sorted in the browser."""
    is_full_list: bool = False
    """Whether its page is there for this list, and so holds more of its rows."""
    caption_hidden: bool = False

    def table(self, records: Iterable[Record]) -> Table:
        """One row a record, in the order given."""
        return Table(
            id=self.id,
            caption=self.caption,
            columns=tuple(column.heading for column in self.columns),
            rows=tuple(
                Row(
                    id=self.row_id(record),
                    cells=tuple([column.cell(record) for column in self.columns]),
                )
                for record in records
            ),
            empty=self.empty,
            downloads=downloads(self.download) if self.download else (),
            has_tools=self.has_tools,
            is_full_list=self.is_full_list,
            caption_hidden=self.caption_hidden,
        )


def downloads(name: str) -> tuple[Anchor, ...]:
    """A list as CSV and XLSX.

    Raises:
        KeyError: there is no such list.
    """
    return (
        Anchor("CSV file", csv_file(name)),
        Anchor("Excel file", xlsx_file(name)),
    )


def ref(title: str, shown: Callable[[Record], Content]) -> Column[Record]:
    """The column that names the row."""
    return Column(Heading(title=title, is_row_header=True), _cells(shown))


def words(title: str, shown: Callable[[Record], Content]) -> Column[Record]:
    """Words, tags and links, sorted by their text."""
    return Column(Heading(title=title), _cells(shown))


def choice(title: str, key: str, shown: Callable[[Record], Content]) -> Column[Record]:
    """Words that the list can be filtered by; ``key`` is their name in the address."""
    return Column(Heading(title=title, filter=key), _cells(shown))


def plain(title: str, shown: Callable[[Record], Content]) -> Column[Record]:
    """Words that nobody sorts by."""
    return Column(Heading(title=title, sort="none"), _cells(shown))


def day(
    title: str, value: Callable[[Record], Shown], *, absent: str = NOT_RECORDED
) -> Column[Record]:
    """A date, or a date and time."""
    return Column(
        Heading(title=title, sort="date"), lambda record: cells.when(value(record), absent)
    )


def number(
    title: str, value: Callable[[Record], Amount], *, absent: str = NOT_RECORDED
) -> Column[Record]:
    """A number."""
    return Column(
        Heading(title=title, sort="number"), lambda record: cells.number(value(record), absent)
    )


def figure(title: str, shown: Callable[[Record], Content]) -> Column[Record]:
    """A number that comes in words."""
    return Column(Heading(title=title, sort="number"), _cells(shown))


def plain_table(
    records: Iterable[Record],
    *,
    id: str,
    caption: str,
    columns: Mapping[str, Callable[[Record], Content]],
    empty: str = "None.",
) -> Table:
    """A small table without tools, its columns by the words above them, its rows by the first."""
    return Listing[Record](
        id=id,
        caption=caption,
        caption_hidden=True,
        columns=tuple(
            Column(Heading(title=title, sort="none", is_row_header=not place), _cells(shown))
            for place, (title, shown) in enumerate(columns.items())
        ),
        empty=empty,
    ).table(records)


def _cells(shown: Callable[[Record], Content]) -> Callable[[Record], TableCell]:
    def cell(record: Record) -> TableCell:
        content = shown(record) or NOT_RECORDED
        return TableCell(content if isinstance(content, tuple) else (content,))

    return cell

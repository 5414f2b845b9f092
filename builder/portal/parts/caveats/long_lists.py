"""Long tables in parts: each page opens quickly, and every row stands on one of them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from builder.portal.parts.views import (
    Anchor,
    Block,
    Card,
    Columns,
    Disclosure,
    PageView,
    Paragraph,
    Piece,
    Section,
    Table,
)

MOST_ROWS = 2000
"""Rows of a page that is there for one list: beyond it opening takes longer than people wait."""
MOST_BESIDE = 100
"""Rows of a table that stands on a page among other things."""
MOST_FURTHER = 1000
"""Rows of a further page, which holds a table of any kind, wide ones too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A run of rows of one table with the page that it stands on."""

    path: str
    start: int
    """Place of its first row, from 0."""
    stop: int
    """Place after its last row."""

    @property
    def words(self) -> str:
        """Its rows as people count them: "rows 101 to 2,100"."""
        return f"rows {self.start + 1:,} to {self.stop:,}"


def parts(path: str, id: str, rows: int, *, first: int, most: int) -> tuple[Part, ...]:
    """The runs of so many rows: up to ``first`` on the page itself, then ``most`` a further page.

    A further page stands beside the first, with the table's id and its number after an underscore,
    which no record's address has.
    """
    bounds = (0, *range(first, rows, most), rows)
    name = path.removesuffix(".html")
    return tuple(
        Part(path=f"{name}_{id}-{n + 1}.html" if n else path, start=start, stop=stop)
        for n, (start, stop) in enumerate(pairwise(bounds))
    )


def in_parts(page: PageView) -> Iterator[PageView]:
    """The page with the first rows of its tables, then a page for each further run of rows."""
    long = [each for each in _tables(page.blocks) if len(_parts(page, each)) > 1]
    if not long:
        yield page
        return
    yield replace(page, blocks=tuple(_shortened(page, page.blocks)))
    for table in long:
        for part in _parts(page, table)[1:]:
            yield PageView(
                path=part.path,
                kind="list-part",
                title=f"{page.title}, {part.words}",
                breadcrumbs=(*page.breadcrumbs, Anchor(page.title, page.path)),
                blocks=_part_blocks(page, table, part),
                is_record=True,
            )


def _parts(page: PageView, table: Table) -> tuple[Part, ...]:
    first = MOST_ROWS if table.is_full_list else MOST_BESIDE
    return parts(page.path, table.id, len(table.rows), first=first, most=MOST_FURTHER)


def _tables(blocks: Iterable[Block]) -> Iterator[Table]:
    """Every table of a page, in its order; the numbers beneath a chart are never many."""
    for block in blocks:
        match block:
            case Table():
                yield block
            case Section() | Card() | Disclosure():
                yield from _tables(block.blocks)
            case Columns():
                yield from _tables((*block.left, *block.right))
            case _:
                continue


def _shortened(page: PageView, blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks with each long table cut to its first rows and followed by links to the rest."""
    for block in blocks:
        match block:
            case Table():
                yield from _part_blocks(page, block, _parts(page, block)[0])
            case Section() | Card() | Disclosure():
                yield replace(block, blocks=tuple(_shortened(page, block.blocks)))
            case Columns():
                yield replace(
                    block,
                    left=tuple(_shortened(page, block.left)),
                    right=tuple(_shortened(page, block.right)),
                )
            case _:
                yield block


def _part_blocks(page: PageView, table: Table, part: Part) -> tuple[Block, ...]:
    every = _parts(page, table)
    if len(every) == 1:
        return (table,)
    return (
        replace(
            table,
            caption=f"{table.caption}: {part.words} of {len(table.rows):,}",
            rows=table.rows[part.start : part.stop],
        ),
        Paragraph(content=_others(every, part)),
    )


def _others(every: Sequence[Part], part: Part) -> tuple[Piece, ...]:
    links = [Anchor(each.words, each.path) for each in every if each != part]
    separated = (piece for link in links for piece in (", ", link))
    return ("On further pages: ", *tuple(separated)[1:], ".")

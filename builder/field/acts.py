"""Acts that a clause gives to a role, and the rows that name who did them."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, NamedTuple

from builder.field.column import heading_of
from builder.field.moment import Moment
from builder.field.register import Register
from builder.field.words import SessionKind
from builder.problems import Cell


class Act(StrEnum):
    """An act that a row of an assurance sheet records; sessions are acts of their own kind."""

    BURST_DRAWN = "burst drawn"
    VALIDITY_REVIEW = "validity review"
    LIVE_PROOF = "live proof"
    RETEST = "retest"
    CYCLE_CLOSED = "burst cycle closed"
    PANEL = "panel decision"
    BATCH = "batch authorised"


ActKind = Act | SessionKind


class Acted(NamedTuple):
    """Somebody's act, as a row records it."""

    kind: ActKind
    row: Any
    field: str
    """The field that names the person."""
    at: Moment | None

    @property
    def person(self) -> str | None:
        """Who is named; ``None`` where nobody is."""
        named: str | None = getattr(self.row, self.field)
        return named

    @property
    def heading(self) -> str:
        """The heading of the column that names them."""
        return heading_of(type(self.row), self.field)

    @property
    def cell(self) -> Cell:
        """Where they are named."""
        place: Cell = self.row.source.place(self.field)
        return place


_ROWS: Mapping[Act, tuple[str, str, str]] = {
    Act.BURST_DRAWN: ("burst_samples", "drawn_by", "drawn_at"),
    Act.VALIDITY_REVIEW: ("validity_reviews", "reviewer", "reviewed_at"),
    Act.LIVE_PROOF: ("live_proof", "checked_by", "checked_at"),
    Act.RETEST: ("retests", "retested_by", "retested_at"),
    Act.CYCLE_CLOSED: ("burst_cycles", "closed_by", "closed_at"),
    Act.PANEL: ("panels", "decided_by", "panel_at"),
    Act.BATCH: ("batches", "authorised_by", "authorised_at"),
}
"""Act -> attribute of the register, field of the person, field of the moment."""


def acts_of(register: Register) -> Iterator[Acted]:
    """Every act on record, kind by kind and by its place; of sessions those that were held.

    A draw is one act of each person, whatever number of rows it fills.
    """
    drawn = set()
    for act, (attribute, person, when) in _ROWS.items():
        for row in sorted(getattr(register, attribute), key=_place):
            if act is Act.BURST_DRAWN:
                if (row.burst, row.drawn_by) in drawn:
                    continue
                drawn.add((row.burst, row.drawn_by))
            yield Acted(act, row, person, getattr(row, when))
    for session in sorted(register.sessions, key=_place):
        if session.kind is not None and session.held_at is not None:
            yield Acted(session.kind, session, "led_by", session.held_at)


def _place(row: Any) -> tuple[str, int]:
    return row.source.workbook, row.source.row

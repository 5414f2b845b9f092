"""The record of a telling: who was told of what, and when."""

from dataclasses import dataclass

from builder.field.column import column, reference
from builder.field.moment import Moment
from builder.field.registers import KINDS
from builder.field.source import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One person told of one record, or of a register's limit."""

    source: Source
    told_at: Moment | None = column("Told at", required=True)
    about: str | None = reference(
        "About",
        *("Actions", "Findings", "Notices", "Burst samples", "Risks"),
        required=True,
        besides=tuple(each.id for each in KINDS),
    )
    to: str | None = reference("To", "People", required=True)
    by: str | None = reference("By", "People")
    rule: str | None = column("Rule")
    """Blank = all that was open."""

    @property
    def is_of_register(self) -> bool:
        """Whether it is about no record but a register."""
        return self.about in _REGISTERS


_REGISTERS = frozenset(each.id for each in KINDS)

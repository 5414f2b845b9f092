"""Who can mend a problem: the owner of the row, else the coordinator who keeps the workbooks."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from builder.field import Check, DeadlineChange, Measure, Review, Source, Step
from builder.field.words import Role
from builder.portal.context import PortalContext
from builder.portal.parts.links import person_name
from builder.problems import Cell

OnAction = DeadlineChange | Step | Check | Review | Measure

KEEPER = Role.GOVERNANCE_COORDINATOR
"""The role that keeps the workbooks: deadline integrity is theirs (B1.2)."""
_ROW = re.compile(r"[0-9]+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemOwners:
    """Rows of the workbooks with whoever owns what stands there."""

    by_row: Mapping[tuple[str, str, int], str]
    """(workbook, sheet, row) -> name."""

    @classmethod
    def of(cls, context: PortalContext) -> "ProblemOwners":
        """Owners of the register's rows, each row looked at once."""
        return cls(
            by_row={
                (source.workbook, source.sheet.casefold(), source.row): name
                for source, name in _owned(context)
            }
        )

    def owner(self, place: Cell) -> str:
        """Who can mend a cell."""
        row = _ROW.search(place.cell)
        if row is None:
            return KEEPER.value
        return self.by_row.get((place.workbook, place.sheet.casefold(), int(row[0])), KEEPER.value)


def _owned(context: PortalContext) -> Iterator[tuple[Source, str]]:
    register = context.register
    owner_of_action = {each.ref: each.owner for each in register.actions if each.owner}
    for action in register.actions:
        if action.owner:
            yield action.source, person_name(context, action.owner)
    for evidence in register.evidence:
        if evidence.submitted_by:
            yield evidence.source, person_name(context, evidence.submitted_by)
    hanging: tuple[OnAction, ...] = (
        *register.deadline_changes,
        *register.steps,
        *register.checks,
        *register.reviews,
        *register.measures,
    )
    for hung in hanging:
        if hung.action in owner_of_action:
            yield hung.source, person_name(context, owner_of_action[hung.action])

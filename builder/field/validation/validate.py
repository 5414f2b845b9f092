"""What is checked between the records of a register (workbook-schema.md, last section).

Type and word are checked where cells are read, refs where records are merged.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from builder.field.acts import ActKind
from builder.field.register import Register
from builder.field.sheet import Sheet
from builder.field.validation.dates import in_order, not_in_the_future, questioned
from builder.field.validation.decisions import decisions_say_why
from builder.field.validation.figures import parts_within_wholes
from builder.field.validation.frameworks import in_force_when_raised, statements_named
from builder.field.validation.links import bursts_drawn_first, parents_make_no_circle
from builder.field.validation.order import nothing_before_it_was_found
from builder.field.validation.people import acting_in_role, active_when_acting
from builder.frameworks import Catalogue
from builder.problems import Problem


def validate(
    register: Register,
    as_at: datetime,
    catalogue: Catalogue,
    sheets: Sequence[Sheet],
    roles: Mapping[ActKind, tuple[str, ...]],
) -> Iterator[Problem]:
    """Every problem between records, check by check.

    Args:
        register: Canonical.
        as_at: Aware; nothing but plans and deadlines lies after it.
        catalogue: Which framework was in force when.
        sheets: Which dates are events.
        roles: Which roles may do which act; of an act that is not named nothing is asked.
    """
    yield from in_order(register)
    yield from nothing_before_it_was_found(register, sheets)
    yield from questioned(register, as_at)
    yield from not_in_the_future(register, as_at, sheets)
    yield from parts_within_wholes(register)
    yield from in_force_when_raised(register, catalogue)
    yield from statements_named(register)
    yield from active_when_acting(register)
    yield from acting_in_role(register, roles)
    yield from decisions_say_why(register)
    yield from bursts_drawn_first(register)
    yield from parents_make_no_circle(register)

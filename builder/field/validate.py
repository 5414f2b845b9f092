"""What is checked between the records of a register (workbook-schema.md, last section).

Type and word are checked where cells are read, refs where records are merged.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from builder.field.register import Register
from builder.field.sheet import Sheet
from builder.field.validate_dates import in_order, not_in_the_future, questioned
from builder.field.validate_figures import parts_within_wholes
from builder.field.validate_frameworks import in_force_when_raised, statements_named
from builder.field.validate_links import bursts_drawn_first, parents_make_no_circle
from builder.field.validate_people import active_when_acting
from builder.frameworks import Catalogue
from builder.problems import Problem


def validate(
    register: Register, as_at: datetime, catalogue: Catalogue, sheets: Sequence[Sheet]
) -> Iterator[Problem]:
    """Every problem between records, check by check.

    Args:
        register: Canonical.
        as_at: Aware; nothing but plans and deadlines lies after it.
        catalogue: Which framework was in force when.
        sheets: Which dates are events.
    """
    yield from in_order(register)
    yield from questioned(register, as_at)
    yield from not_in_the_future(register, as_at, sheets)
    yield from parts_within_wholes(register)
    yield from in_force_when_raised(register, catalogue)
    yield from statements_named(register)
    yield from active_when_acting(register)
    yield from bursts_drawn_first(register)
    yield from parents_make_no_circle(register)

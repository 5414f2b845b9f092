"""Counts of a part that exceed the whole."""

from collections.abc import Iterator

from builder.field.column import heading_of
from builder.field.register import Register
from builder.problems import Problem, between_records

_PARTS = (
    ("checks", "compliant", "sample"),
    ("live_proof", "records_matching", "records_checked"),
    ("retests", "stages_correct", "stages_tested"),
)
"""Attribute of the register, field of the part, field of the whole."""


def parts_within_wholes(register: Register) -> Iterator[Problem]:
    """Compliant within sample, matching within checked, correct within tested."""
    for attribute, part, whole in _PARTS:
        for row in getattr(register, attribute):
            count, total = getattr(row, part), getattr(row, whole)
            if count is None or total is None or count <= total:
                continue
            particulars = {
                "heading": heading_of(type(row), part),
                "value": str(count),
                "whole": heading_of(type(row), whole),
                "other": str(total),
            }
            yield Problem(between_records.PART_ABOVE_WHOLE, row.source.place(part), particulars)

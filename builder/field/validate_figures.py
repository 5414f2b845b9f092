"""Counts of a part that exceed the whole."""

from collections.abc import Iterator

from builder.field.register import Register
from builder.field.source import Source
from builder.problems import Problem, between_records


def parts_within_wholes(register: Register) -> Iterator[Problem]:
    """Compliant within sample, matching within checked, correct within tested."""
    for check in register.checks:
        yield from _within(
            check.source, ("compliant", "Compliant", check.compliant), ("Sample", check.sample)
        )
    for proof in register.live_proof:
        matching = ("records_matching", "Records matching", proof.records_matching)
        yield from _within(proof.source, matching, ("Records checked", proof.records_checked))
    for retest in register.retests:
        correct = ("stages_correct", "Stages correct", retest.stages_correct)
        yield from _within(retest.source, correct, ("Stages tested", retest.stages_tested))


def _within(
    source: Source, part: tuple[str, str, int | None], whole: tuple[str, int | None]
) -> Iterator[Problem]:
    field, heading, count = part
    whole_heading, total = whole
    if count is None or total is None or count <= total:
        return
    particulars = {
        "heading": heading,
        "value": str(count),
        "whole": whole_heading,
        "other": str(total),
    }
    yield Problem(between_records.PART_ABOVE_WHOLE, source.place(field), particulars)

"""Draws the latest bursts again and says whether the sample on record is what comes out (B2.1)."""

from collections.abc import Iterator
from itertools import islice

from builder.rules.assessment import DrawCheck
from builder.rules.burst.draw import Draw, draw_sample, how_to_check
from builder.rules.gate.facts import Facts
from builder.rules.words import day_text


def draw_checks(facts: Facts) -> tuple[DrawCheck, ...]:
    """The latest bursts drawn again from the workbooks as they stand, the latest first.

    So many bursts as policy says, because each draw ranks every evidence file. A burst without a
    date of its draw, or without a file on record, cannot be drawn again and is passed over.
    """
    return tuple(islice(_checks(facts), int(facts.policy.number("bursts_drawn_again"))))


def _checks(facts: Facts) -> Iterator[DrawCheck]:
    for burst in reversed(facts.bursts):
        if burst.drawn_at is None or not burst.samples:
            continue
        size, on = len(burst.samples), burst.drawn_at.on
        draw = draw_sample(facts.register, facts.policy, facts.catalogue, on, size)
        again = {each.evidence for each in draw.files}
        yield DrawCheck(
            burst=burst.ref,
            drawn_on=on,
            seed=draw.seed,
            candidates=len(draw.candidates),
            files=size,
            drawn_again=len(again & burst.samples.keys()),
            steps=_steps(draw, is_same=again >= burst.samples.keys()),
        )


def _steps(draw: Draw, *, is_same: bool) -> tuple[str, ...]:
    """How to check it; of another sample the seed of now says nothing of the draw itself."""
    if is_same:
        return how_to_check(draw)
    first, _, *others = how_to_check(draw)
    again = f"Draw again for {day_text(draw.on)}: the seed must be the one printed at the draw."
    return (first, again, *others)

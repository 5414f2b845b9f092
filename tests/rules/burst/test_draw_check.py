from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from builder.field import Action, BurstSample
from builder.rules.assessment import DrawCheck
from builder.rules.burst.draw_check import draw_checks
from tests.made import make
from tests.rules.burst.test_draw import FRIDAY, drawn, file, line, provider
from tests.rules.judged import facts_of, with_value


def samples(
    *refs: str, burst: str = "BU-1", drawn_at: str | None = "2026-11-20 11:00"
) -> list[Any]:
    return [make(BurstSample, burst=burst, evidence=ref, drawn_at=drawn_at) for ref in refs]


def checks(*records: Any, most: int = 3) -> tuple[DrawCheck, ...]:
    return draw_checks(facts_of(*records, policy=with_value("bursts_drawn_again", Decimal(most))))


def test_a_sample_that_was_drawn_comes_out_again_with_its_seed() -> None:
    made = provider(4, 4, 12)
    draw = drawn(*made)
    (found,) = checks(*made, *samples(*(each.evidence for each in draw.files)))
    assert found.is_same
    assert (found.seed, found.drawn_on, found.files, found.candidates) == (draw.seed, FRIDAY, 6, 20)
    assert draw.seed in " ".join(found.steps)


def test_a_sample_picked_by_hand_does_not_come_out_again() -> None:
    made = provider(4, 4, 12)
    draw = drawn(*made)
    kept, swapped = draw.files[0].evidence, draw.candidates[-1].evidence
    assert swapped not in {each.evidence for each in draw.files}
    others = [each.evidence for each in draw.files[1:]]
    (found,) = checks(*made, *samples(swapped, *others))
    assert not found.is_same
    assert found.drawn_again == 5
    assert "the seed must be the one printed at the draw" in " ".join(found.steps)
    assert found.seed not in " ".join(found.steps)
    assert kept not in " ".join(found.steps)


def test_a_line_closed_after_the_draw_changes_nothing() -> None:
    made = provider(4, 4, 12)
    draw = drawn(*made)
    later = [
        line(each.ref, closed_on="2026-11-20 16:00") if each.ref == "O-00" else each
        for each in made
        if isinstance(each, Action)
    ]
    files = [each for each in made if not isinstance(each, Action)]
    (found,) = checks(*later, *files, *samples(*(each.evidence for each in draw.files)))
    assert found.is_same
    assert found.seed == draw.seed


def test_only_the_latest_bursts_are_drawn_again_the_latest_first() -> None:
    made = [line("A-1"), file("E-1", "A-1")]
    bursts = [
        each
        for day in (18, 19, 20)
        for each in samples("E-1", burst=f"BU-{day}", drawn_at=f"2026-11-{day} 11:00")
    ]
    assert [each.burst for each in checks(*made, *bursts, most=2)] == ["BU-20", "BU-19"]
    assert checks(*made, *bursts, most=0) == ()


def test_a_burst_without_the_date_of_its_draw_is_passed_over() -> None:
    made = [line("A-1"), file("E-1", "A-1")]
    assert checks(*made, *samples("E-1", drawn_at=None)) == ()


def test_same_means_every_file() -> None:
    check = DrawCheck(
        burst="B", drawn_on=date(2026, 11, 20), seed="", candidates=9, files=6, drawn_again=6
    )
    assert check.is_same
    assert not replace(check, drawn_again=5).is_same

import hashlib
from datetime import date
from typing import Any

import pytest

from builder.field import Action, BurstCycle, BurstSample
from builder.field.words import Stratum
from builder.rules.burst.draw import Draw, draw_sample, how_to_check
from tests.made import make, register
from tests.rules.closable import evidence
from tests.rules.judged import CATALOGUE, POLICY

FRIDAY = date(2026, 11, 20)


def line(ref: str, *, high: bool = False, closed_on: str = "", **typed: Any) -> Action:
    status = "Closed" if closed_on else "In progress"
    risk = 5 if high else 1
    return make(
        Action,
        **{
            "ref": ref,
            "status": status,
            "closed_on": closed_on or None,
            "likelihood": risk,
            "consequence": risk,
            **typed,
        },
    )


def file(ref: str, action: str, **typed: Any) -> Any:
    return evidence(ref=ref, action=action, submitted_on="2026-11-11", **typed)


def drawn(*records: Any, on: date = FRIDAY, size: int | None = None) -> Draw:
    return draw_sample(register(*records), POLICY, CATALOGUE, on, size)


def provider(high: int, closed: int, other: int) -> list[Any]:
    """Lines with one file each: so many high-risk, newly closed, and other."""
    records: list[Any] = []
    for name, count, typed in (
        ("H", high, {"high": True}),
        ("C", closed, {"closed_on": "2026-11-19"}),
        ("O", other, {}),
    ):
        for number in range(count):
            ref = f"{name}-{number:02}"
            records.extend((line(ref, **typed), file(f"E-{ref}", ref)))
    return records


def test_the_draw_is_the_same_on_every_platform_and_version_of_python() -> None:
    """These refs and this seed were worked out once, by SHA-256 alone, and hold for ever."""
    found = drawn(*provider(4, 4, 12))
    actions = [
        "2026-11-20",
        *(f"E-C-{n:02}|C-{n:02}|Newly closed" for n in range(4)),
        *(f"E-H-{n:02}|H-{n:02}|High-risk" for n in range(4)),
        *(f"E-O-{n:02}|O-{n:02}|Other" for n in range(12)),
    ]
    assert found.seed == hashlib.sha256("\n".join(actions).encode()).hexdigest()
    assert found.seed == SEED
    assert [each.evidence for each in found.files] == DRAWN


SEED = "3ad6634dc66fab7d0acd845cf3444cb1913727b97dd2dee0384168a950a40f70"
DRAWN = ["E-C-01", "E-C-03", "E-H-00", "E-H-02", "E-H-03", "E-O-06"]


def test_anybody_can_rank_the_files_from_the_seed() -> None:
    found = drawn(*provider(4, 4, 12))
    for each in found.candidates:
        assert each.rank == hashlib.sha256(f"{found.seed}:{each.evidence}".encode()).hexdigest()
    assert list(found.candidates) == sorted(found.candidates, key=lambda each: each.rank)


def test_another_day_or_another_register_gives_another_draw() -> None:
    known = provider(4, 4, 12)
    seeds = {
        drawn(*known).seed,
        drawn(*known, on=date(2026, 11, 21)).seed,
        drawn(*known, line("O-99"), file("E-99", "O-99")).seed,
    }
    assert len(seeds) == 3


def test_the_order_of_rows_makes_no_difference() -> None:
    known = provider(3, 3, 9)
    assert drawn(*known) == drawn(*reversed(known))


def test_the_drawn_workbook_in_the_folder_changes_nothing() -> None:
    known = provider(3, 3, 9)
    found = drawn(*known)
    samples = [
        make(BurstSample, burst=found.burst, evidence=each.evidence, drawn_at="2026-11-20 11:00")
        for each in found.files
    ]
    assert drawn(*known, *samples) == found


def test_a_third_comes_from_each_stratum_where_there_are_that_many() -> None:
    found = drawn(*provider(2, 2, 40))
    assert len(found.files) == 6
    assert (found.from_high_risk, found.from_newly_closed) == (2, 2)


def test_where_a_stratum_is_empty_the_others_fill_the_burst() -> None:
    found = drawn(*provider(0, 1, 10))
    assert len(found.files) == 6
    assert found.from_newly_closed == 1


def test_all_files_are_drawn_where_there_are_fewer() -> None:
    found = drawn(*provider(1, 1, 1))
    assert len(found.files) == 3


def test_a_burst_of_one_takes_a_file_that_counts_for_both() -> None:
    both = [line("B-1", high=True, closed_on="2026-11-19"), file("E-B", "B-1")]
    found = drawn(*provider(5, 5, 5), *both, size=1)
    assert [each.stratum for each in found.files] == [Stratum.BOTH]


@pytest.mark.parametrize(
    ("record", "is_there"),
    [
        pytest.param(line("A-1"), True, id="live"),
        pytest.param(line("A-1", status="Cancelled"), False, id="cancelled"),
        pytest.param(line("A-1", closed_on="2026-11-13"), True, id="closed seven days ago"),
        pytest.param(line("A-1", closed_on="2026-11-12"), False, id="closed eight days ago"),
        pytest.param(line("A-1", closed_on="2026-11-20 12:00"), True, id="open at the draw"),
    ],
)
def test_files_of_live_and_newly_closed_lines_can_be_drawn(record: Action, is_there: bool) -> None:
    assert bool(drawn(record, file("E-1", "A-1")).candidates) is is_there


def test_newly_closed_means_since_the_last_completed_burst() -> None:
    cycle = make(BurstCycle, burst="BU-1", closed_at="2026-11-18 18:00")
    before, after = line("A-1", closed_on="2026-11-18 17:00"), line("A-2", closed_on="2026-11-19")
    found = drawn(before, after, file("E-1", "A-1"), file("E-2", "A-2"), cycle)
    assert [each.evidence for each in found.candidates] == ["E-2"]


def test_evidence_handed_in_after_the_draw_cannot_be_drawn() -> None:
    late = evidence(ref="E-1", action="A-1", submitted_on="2026-11-20 11:01")
    assert drawn(line("A-1"), late).candidates == ()


def test_the_draw_says_how_to_check_it() -> None:
    found = drawn(*provider(2, 2, 4))
    text = " ".join(how_to_check(found))
    assert found.seed in text
    assert "20 November 2026" in text


def test_a_burst_has_at_least_one_file() -> None:
    with pytest.raises(ValueError, match="at least one"):
        drawn(*provider(1, 1, 1), size=0)

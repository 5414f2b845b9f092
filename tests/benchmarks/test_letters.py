"""What the letters of a night cost: 10,000 actions of 40 homes and 400 people."""

import time
from dataclasses import replace
from pathlib import Path

import pytest

from builder.letters.delivery import Way, deliver
from builder.pipeline import Judged
from tests.benchmarks.big_register import big_register
from tests.letters.organisation import judged_organisation, settings_in
from tests.rules.judging import judge_register

ACTIONS, HOMES = 10_000, 40
MOST_CPU_SECONDS = 5.0

pytestmark = pytest.mark.benchmark


def cpu_seconds(judged: Judged, folder: Path) -> tuple[float, int]:
    started = time.process_time()
    way = Way(folder=folder / "letters")
    done = deliver(settings_in(folder), judged, way, lambda: judged.assessment.as_at)
    return time.process_time() - started, len(done.names)


def test_the_letters_of_a_large_organisation_take_five_seconds(tmp_path: Path) -> None:
    seconds, letters = cpu_seconds(judged_organisation(HOMES, ACTIONS), tmp_path)
    print(f"\n{letters} letters of {ACTIONS:,} actions: {seconds:.2f} s CPU")
    assert letters > ACTIONS // HOMES
    assert seconds <= MOST_CPU_SECONDS


def test_letters_to_few_people_whom_rules_ask_of_thousands_take_five_seconds(
    tmp_path: Path,
) -> None:
    known = big_register(ACTIONS, 3 * ACTIONS)
    people = tuple(replace(each, email=f"{each.ref}@care.example") for each in known.people)
    hidden = tuple(replace(each, confidential=not n) for n, each in enumerate(known.actions))
    known = replace(known, people=people, actions=hidden)
    judged = replace(
        judged_organisation(1, 1), register=known, assessment=judge_register(known).assessment
    )
    seconds, letters = cpu_seconds(judged, tmp_path)
    size = sum(each.stat().st_size for each in (tmp_path / "letters").iterdir())
    print(f"\n{letters} letters, {size / 1e6:.1f} MB: {seconds:.2f} s CPU")
    assert letters == len(people)
    assert seconds <= MOST_CPU_SECONDS

"""A made organisation's letters: what is due reaches whom the contract names, once."""

import re
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from builder.letters.delivery import Way, deliver
from tests.letters.organisation import (
    CANARY,
    DIRECTOR,
    NOMINATED,
    OPERATIONS,
    SUNDAY,
    TODAY,
    judged_organisation,
    manager,
    settings_in,
    text,
    written,
)

SIZES = [
    pytest.param(4, 1_000, id="4 homes"),
    pytest.param(40, 10_000, id="40 homes", marks=pytest.mark.slow),
]
_HEADING = re.compile(r"([A-Z][A-Z ]+) \([\d,]+\)")
Pairs = Counter[tuple[str, str, str]]
"""(Person ID, heading, what it is about) -> how often it is told."""


def told(folder: Path) -> Pairs:
    pairs: Pairs = Counter()
    for address, message in written(folder).items():
        heading, person = "", address.partition("@")[0].upper()
        for line in text(message).splitlines():
            heading = found[1] if (found := _HEADING.fullmatch(line)) else heading
            if line.startswith("* "):
                about = line[2:].partition(" Improvement ")[0]
                pairs[person, heading, about] += 1
    return pairs


def named_by_the_contract(homes: int, actions: int) -> Pairs:
    """By rules.md alone: the deadline's owner, and the highest rung of what is overdue.

    The owner at once, the manager a whole day after the end of the day that it was due (never the
    owner: then whom they report to), the provider from more than seven days on.
    """
    pairs: Pairs = Counter()
    for home in range(homes):
        for number in range(actions // homes):
            due = TODAY + timedelta(days=number % 200 - 20)
            if number % 50 == 1 or due > SUNDAY:
                continue
            ref, owner = f"H{home:02}-{number:04}", f"P-{home:02}-{number % 8}"
            if number % 33 == 0:
                owner = manager(home)
            days = (TODAY - due).days
            heading = "LATE" if days > 0 else "DUE THIS WEEK" if days < 0 else "DUE TODAY"
            people = {owner}
            if days > 7:
                people |= {DIRECTOR, NOMINATED}
            elif days > 1:
                people |= {OPERATIONS if owner == manager(home) else manager(home)}
            pairs.update((person, heading, ref) for person in people)
    return pairs


@pytest.mark.parametrize(("homes", "actions"), SIZES)
def test_what_is_due_reaches_whom_the_contract_names_once_and_nobody_else(
    homes: int, actions: int, tmp_path: Path
) -> None:
    judged = judged_organisation(homes, actions)
    way = Way(folder=tmp_path / "letters")
    done = deliver(settings_in(tmp_path), judged, way, lambda: judged.assessment.as_at)
    assert not done.failed
    assert not done.not_reached

    of_lines = Counter(
        {each: n for each, n in told(way.folder or tmp_path).items() if _is_of_line(each)}
    )
    assert of_lines == named_by_the_contract(homes, actions)
    assert set(of_lines.values()) == {1}
    rest = told(way.folder or tmp_path).keys() - of_lines.keys()
    assert {about for _, _, about in rest} == {
        "Deadline-integrity log",
        "Slippage-classification record",
        *(about for _, heading, about in rest if heading == "CONFIDENTIAL"),
    }
    for person, _, ref in of_lines:
        assert person in (DIRECTOR, NOMINATED, OPERATIONS) or person[2:4] == ref[1:3]

    for message in written(way.folder or tmp_path).values():
        assert CANARY.casefold() not in str(message).casefold()
        for kind in ("plain", "html"):
            assert CANARY.casefold() not in text(message, kind).casefold()


def _is_of_line(pair: tuple[str, str, str]) -> bool:
    return re.fullmatch(r"H\d\d-\d{4}", pair[2]) is not None

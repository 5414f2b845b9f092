"""Finds the ref under which the latest bursts of the sample are what the draw gives.

A draw hangs on every file, line and risk that it looks at, so a change of the sample gives others.
For each such burst a file that nobody reviewed, handed in just before its draw, is free to have any
number. Run ``python -m tests.sample.draws`` where ``test_draws.py`` fails; it prints, for the first
burst that is not drawn so, the ref which that file should have in ``tables/`` (a minute or two).
Then make the sample again, and run it again for the next.
"""

import hashlib
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import count

from builder.field import Register
from builder.field.words import Stratum
from builder.frameworks import load_catalogue
from builder.policy.load import load_policy
from builder.rules.burst.draw import HIGH_RISK, NEWLY_CLOSED, Draw, draw_sample
from builder.shipped import catalogue_text, policy_texts
from builder.workbook.reading.folder_reading import read_folder
from tests.made import as_at
from tests.sample.make import POLICY, WORKBOOKS

FREE: Mapping[str, str] = {
    "BU-1118": "Hand hygiene training list",
    "BU-1119": "Engineer's booking",
    "BU-1120": "Starters list",
}
"""Burst -> the title of the file whose number is free; in the order of the draws."""


def drawn(burst: str) -> tuple[Register, date, frozenset[str], Draw]:
    """The sample, a burst's day and its files on record, and what the draw of that day gives."""
    catalogue = load_catalogue(catalogue_text())
    register = read_folder(WORKBOOKS, catalogue=catalogue, as_at=as_at("2026-11-20 17:20")).register
    policy, _ = load_policy(policy_texts(), POLICY.read_text(encoding="utf-8"))
    rows = [each for each in register.burst_samples if each.burst == burst]
    (on,) = {each.drawn_at.on for each in rows if each.drawn_at}
    files = frozenset(each.evidence for each in rows)
    return register, on, files, draw_sample(register, policy, catalogue, on, len(files))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _are_first(seed: str, wanted: Sequence[str], others: Sequence[str]) -> bool:
    """Whether the wanted files rank before all others."""
    last = max((_digest(f"{seed}:{ref}") for ref in wanted), default="")
    return all(_digest(f"{seed}:{ref}") > last for ref in others)


def free_ref(burst: str) -> str:
    """The lowest ref of the free file under which the files on record are drawn.

    Raises:
        ValueError: no ref can give them, since a file is no candidate or a share is not met.
    """
    register, on, files, draw = drawn(burst)
    strata = {each.evidence: (each.action, each.stratum) for each in draw.candidates}
    (free,) = {each.ref for each in register.evidence if each.title == FREE[burst]}
    action, stratum = strata.pop(free)

    def of(kinds: frozenset[Stratum], refs: frozenset[str]) -> list[str]:
        return [ref for ref in refs if strata[ref][1] in kinds]

    known = frozenset(strata)
    high, newly = of(HIGH_RISK, known), of(NEWLY_CLOSED, known)
    is_simple = len(of(HIGH_RISK, files & known)) == draw.least_high_risk
    if not files <= known or not is_simple or not set(newly) <= files:
        raise ValueError(f"{burst}: choose other files; {sorted(files - known)} cannot be drawn")
    first = [ref for ref in high if ref in files]
    rest = [ref for ref in files if ref not in first and ref not in newly]
    for number in count(100):
        ref = f"{free[:6]}{number}"
        items = sorted([*strata.items(), (ref, (action, stratum))])
        lines = (f"{name}|{line}|{kind.value}" for name, (line, kind) in items)
        seed = _digest("\n".join((on.isoformat(), *lines)))
        if not _are_first(seed, first, [each for each in high if each not in files]):
            continue
        if _are_first(seed, rest, [each for each in (*strata, ref) if each not in files]):
            return ref
    raise AssertionError("counting never ends")


if __name__ == "__main__":
    for name in FREE:  # one at a time: the next burst draws from the file renamed here too
        *_, on_record, found = drawn(name)
        if on_record != {each.evidence for each in found.files}:
            sys.stdout.write(f"{name}: {FREE[name]} = {free_ref(name)}\n")
            break

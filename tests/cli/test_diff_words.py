"""What ``portal diff`` names stands in an order that asks for something first."""

import json
import re
from pathlib import Path

from builder.cli.commands.diff import _named, _rank
from builder.cli.exit_codes import ExitCode
from builder.history import Change, ChangeKind
from tests.cli.conftest import Portal


def change(kind: ChangeKind, ref: str = "A-1") -> Change:
    return Change(kind=kind, sheet="Sessions", ref=ref)


def test_what_is_only_new_or_changed_stands_last() -> None:
    told = sorted(map(change, ChangeKind), key=_rank)
    kinds = [each.kind for each in told]
    assert kinds[-2:] == [ChangeKind.NEW, ChangeKind.CHANGED]
    assert kinds[0] is ChangeKind.PROPOSED
    assert len(kinds) == len(ChangeKind)


def test_a_row_without_a_ref_is_named_in_plain_words() -> None:
    row = change(ChangeKind.NEW, "Board opened|2026-07-13T07:15:00+00:00|")
    assert _named(row) == "Board opened, 2026-07-13 08:15"
    assert _named(change(ChangeKind.NEW)) == "A-1"


def test_rules_and_times_stand_in_words_and_the_days_as_asked(portal: Portal, sample: Path) -> None:
    for day in ("2026-11-18", "2026-11-19"):
        portal("record", "--as-at", f"{day}T17:20", "--quiet")
    told = portal("diff", "18/11/2026", "19 November 2026")
    assert told.exit_code == ExitCode.DONE, told.output
    assert "from 18 November 2026 to 19 November 2026." in told.output
    assert not re.search(r"  [a-z]+_[a-z_0-9]+", told.output)
    assert not re.search(r"\d{4}-\d\d-\d\dT", told.output)
    lacking = portal("diff", "1/1/2020", "yesterday")
    assert lacking.exit_code == ExitCode.NOTHING_BUILT
    assert "It holds 2 days, from 18 November 2026 to 19 November 2026." in lacking.output


def test_a_day_that_was_not_recorded_names_the_one_in_its_place(
    portal: Portal, sample: Path
) -> None:
    for day in ("13", "18"):
        portal("record", "--as-at", f"2026-11-{day}T17:20", "--quiet")
    told = portal("diff", "16/11/2026", "18/11/2026").output
    place = "16 November 2026 (not recorded; 13 November 2026 stands in its place)"
    assert f"from {place} to 18 November 2026." in told
    found = json.loads(portal("diff", "13/11/2026", "18/11/2026", "--format", "json").stdout)
    assert {"kind", "sheet", "ref", "before", "after"} <= found[0].keys()

"""What ``portal diff`` names stands in an order that asks for something first."""

from builder.cli.commands.diff import _named, _rank
from builder.history import Change, ChangeKind


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

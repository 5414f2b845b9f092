import pytest

from builder.history.compare import words
from builder.history.history import History, Run
from builder.history.tables import applied, difference
from tests.made import as_at

AT = as_at("2026-11-20 17:20")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, ""),
        (True, "Yes"),
        (False, "No"),
        (["Rota", "Daily notes"], "Rota; Daily notes"),
        ({"text": "Audit", "target": None}, "Audit"),
        (12, "12"),
        ("2026-11-20", "2026-11-20"),
        ("2026-07-01T08:00:00+00:00", "2026-07-01 09:00"),
        ("2026-13-01T08:00:00+00:00", "2026-13-01T08:00:00+00:00"),
        ("plain", "plain"),
    ],
)
def test_a_recorded_value_is_told_in_plain_words(value: object, shown: str) -> None:
    assert words(value) == shown


def test_a_difference_turns_one_table_into_the_other() -> None:
    before, after = {"a": 1, "b": 2, "c": None}, {"b": 3, "c": None, "d": 4}
    change = difference(before, after)
    assert (dict(change.put), change.gone) == ({"b": 3, "d": 4}, ("a",))
    assert applied(before, change) == after


def test_equal_tables_have_no_difference() -> None:
    change = difference({"a": 1}, {"a": 1})
    assert not change
    table = {"a": 1}
    assert applied(table, change) is table


def test_a_figure_over_time_passes_over_runs_without_it() -> None:
    key = ("B1.1", "provider", "overdue")
    history = History(
        runs=(Run(as_at=AT, figures={key: 3}), Run(as_at=AT), Run(as_at=AT, figures={key: None}))
    )
    assert history.series("B1.1", "overdue") == ((AT, 3), (AT, None))


def test_the_last_run_is_one_that_did_not_fail() -> None:
    good, failed = Run(as_at=AT), Run(as_at=AT, failure="No workbook could be read.")
    assert History(runs=(good, failed)).last is good
    assert History(runs=(failed,)).last is None

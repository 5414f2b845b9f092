"""Dates are taken as people type them; what is none is told as such."""

from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

from builder.cli import main
from builder.cli.exit_codes import ExitCode
from builder.cli.typed_dates import moment_typed

NOW = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("21/11/2026", "2026-11-21"),
        ("21/11/26", "2026-11-21"),
        ("1/2/2026 08:15", "2026-02-01 08:15"),
        ("21.11.2026", "2026-11-21"),
        ("21 November 2026", "2026-11-21"),
        ("1st Sept. 2026, 17:20", "2026-09-01 17:20"),
        ("yesterday", "2026-11-19"),
        ("Today, 09:00", "2026-11-20 09:00"),
        ("2026-11-20T17:20", "2026-11-20 17:20"),
        ("2026-06-20T17:20+02:00", "2026-06-20 16:20"),
    ],
)
def test_a_date_is_taken_as_typed(typed: str, read: str) -> None:
    assert str(moment_typed(typed, NOW)) == read


@pytest.mark.parametrize(
    "typed", ["21 Smarch 2026", "3 Octopus 2026", "32/1/2026", "next week", "", "tomorrow"]
)
def test_what_is_no_date_is_none(typed: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        moment_typed(typed, NOW)


def test_yesterday_goes_by_londons_day() -> None:
    late = datetime(2026, 6, 20, 23, 30, tzinfo=UTC)
    assert str(moment_typed("yesterday", late)) == "2026-06-20"


@pytest.mark.parametrize("option", [("--as-at", "32/13/2026"), ("--replay", "soon")])
def test_what_is_no_date_is_told_with_one_that_is(option: tuple[str, str]) -> None:
    result = CliRunner().invoke(main, ["assess", *option])
    assert result.exit_code == ExitCode.WRONG_USAGE
    assert "Type it like 20/11/2026" in result.output

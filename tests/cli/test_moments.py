"""The moment of a run, however it is typed."""

from datetime import UTC, datetime
from pathlib import Path

import click
import pytest

from builder.cli.moments import as_at_of, now
from builder.field.moment import typed_moment
from builder.settings import Settings, read_settings


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        pytest.param("2026-11-20T17:20", "2026-11-20T17:20:00+00:00", id="London in winter"),
        pytest.param("2026-07-20T17:20", "2026-07-20T16:20:00+00:00", id="London in summer"),
        pytest.param("2026-07-20T17:20+00:00", "2026-07-20T17:20:00+00:00", id="an offset"),
        pytest.param("2026-07-20T17:20Z", "2026-07-20T17:20:00+00:00", id="Z"),
        pytest.param("2028-02-29T08:15", "2028-02-29T08:15:00+00:00", id="leap day"),
    ],
)
def test_a_moment_is_london_time_unless_it_says_otherwise(typed: str, moment: str) -> None:
    assert typed_moment(typed) == datetime.fromisoformat(moment)
    assert typed_moment(typed).tzinfo is UTC


def test_a_bare_date_is_the_end_of_that_day() -> None:
    assert typed_moment("2026-11-20") > typed_moment("2026-11-20T23:59")
    assert typed_moment("2026-11-20") <= typed_moment("2026-11-21T00:00")


@pytest.mark.parametrize("typed", ["tomorrow", "20/11/2026", "2026-02-30", "2026-11-20T25:00", ""])
def test_what_is_no_moment_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        typed_moment(typed)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    file = tmp_path / "mkdocs.yml"
    file.write_text('plugins:\n  - portal:\n      as_at: "2026-11-20T17:20"\n', encoding="utf-8")
    return read_settings(file)


def test_the_option_comes_before_the_portals_own_moment(settings: Settings) -> None:
    assert as_at_of("2026-11-21 09:00", settings) == typed_moment("2026-11-21T09:00")
    assert as_at_of(None, settings) == typed_moment("2026-11-20T17:20")


def test_without_either_it_is_now_to_the_second(tmp_path: Path) -> None:
    before = now()
    moment = as_at_of(None, read_settings(tmp_path / "mkdocs.yml"))
    assert before <= moment <= now()
    assert moment.microsecond == 0


def test_a_wrong_moment_is_answered_with_the_right_form(settings: Settings) -> None:
    with pytest.raises(click.UsageError, match="20/11/2026 17:20"):
        as_at_of("soon", settings)

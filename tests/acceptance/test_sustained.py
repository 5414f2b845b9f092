"""Sustained improvement over the window of each family."""

from datetime import date

import pytest

from tests.acceptance.closure_sheets import WEEKLY, passing, reviews
from tests.acceptance.command import Command

SUSTAINED = [
    pytest.param(WEEKLY[2:], (), "met", id="22 September to 17 November: 8 weeks"),
    pytest.param(WEEKLY[3:], (), "not_due", id="29 September to 17 November: 7 weeks"),
    pytest.param(WEEKLY, (WEEKLY[-1],), "fired", id="the latest is off target"),
    pytest.param(WEEKLY, (WEEKLY[1],), "met", id="a relapse before the window"),
    pytest.param(WEEKLY, (WEEKLY[5],), "not_due", id="a relapse restarts the window"),
    pytest.param(WEEKLY[:5] + WEEKLY[6:-1], (), "fired", id="one missing"),
]


@pytest.mark.parametrize(("days", "off", "verdict"), SUSTAINED)
def test_sustained_improvement(
    assess: Command, days: tuple[date, ...], off: tuple[date, ...], verdict: str
) -> None:
    gate = assess({**passing(), "Reviews": reviews(days, off)}).gate("sustained improvement")
    assert gate is not None
    assert gate["verdict"] == verdict
    assert gate["passes"] is (verdict == "met")


@pytest.mark.parametrize(
    ("theme", "days", "verdict"),
    [
        ("Premises: lighting", tuple(WEEKLY[4:]), "met"),
        ("Premises: lighting", tuple(WEEKLY[5:]), "not_due"),
        (
            "Staffing",
            (date(2026, 8, 18), date(2026, 9, 17), date(2026, 10, 17), date(2026, 11, 17)),
            "met",
        ),
        (
            "Staffing",
            (date(2026, 8, 19), date(2026, 9, 17), date(2026, 10, 17), date(2026, 11, 17)),
            "not_due",
        ),
        ("Falls", tuple(WEEKLY[2:]), "met"),
        ("Falls", tuple(WEEKLY[3:]), "not_due"),
    ],
)
def test_windows_of_the_families(
    assess: Command, theme: str, days: tuple[date, ...], verdict: str
) -> None:
    sheets = {**passing(Theme=theme, Raised_on="2026-08-01"), "Reviews": reviews(days)}
    gate = assess(sheets).gate("sustained improvement")
    assert gate is not None
    assert gate["verdict"] == verdict

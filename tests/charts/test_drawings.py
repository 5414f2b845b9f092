"""Drawings say in words and numbers what they show, and are well-formed for every width."""

import re
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from builder.charts import (
    FEWEST_POINTS,
    AgeBand,
    Drawing,
    Load,
    Measured,
    Point,
    Share,
    ageing_bar,
    coverage_bars,
    improvement_chart,
    sparkline,
    workload_bars,
)
from builder.charts.drawing import figure, shortened, spread

SVG = "{http://www.w3.org/2000/svg}"
FALLING = (12, 11, 14, 10, 12, 13, 11, 12, 10, 9, 11, 8, 7, 6, 5, 6, 4, 5, 4, 3)
LOADS = (
    Load(name="Priya Shah", percent=134, detail="51 of 38 hours"),
    Load(name="Tom Ashworth", percent=125, detail="50 of 40 hours"),
)
BANDS = (
    AgeBand(label="1 to 7 days", count=4, high=1),
    AgeBand(label="8 to 14 days", count=0, high=0),
    AgeBand(label="29 days or more", count=2, high=2),
)


def measured(values: tuple[int, ...] = FALLING, **more: object) -> Measured:
    made = {
        "id": "errors",
        "title": "Errors <each> month",
        "unit": "Errors",
        "points": tuple(Point(f"P{n}", value) for n, value in enumerate(values, 1)),
        "lower_is_better": True,
        **more,
    }
    return Measured(**made)  # type: ignore[arg-type]  # the fields are given by name


def drawings() -> dict[str, Drawing]:
    return {
        "xmr": improvement_chart(measured(target=4, baseline=11, baseline_label="Start")),
        "run": improvement_chart(measured(FALLING[:5])),
        "one point": improvement_chart(measured((0,))),
        "ageing": ageing_bar("ageing", "Ages", BANDS),
        "no ages": ageing_bar("ageing", "Ages", ()),
        "workload": workload_bars("workload", "Pressure", LOADS, 125),
        "nobody": workload_bars("workload", "Pressure", (), 125),
        "coverage": coverage_bars("cover", "Kinds", [Share(name="Notes", current=1, total=3)]),
        "no kinds": coverage_bars("cover", "Kinds", []),
    }


def parsed(drawing: Drawing) -> list[ElementTree.Element]:
    text = f'<svg xmlns="http://www.w3.org/2000/svg">{drawing.svg}</svg>'
    return list(ElementTree.fromstring(text))


def words(element: ElementTree.Element) -> list[str]:
    return [each.text or "" for each in element.iter(f"{SVG}text")]


@pytest.mark.parametrize("name", drawings())
def test_every_width_has_its_own_title_and_description(name: str) -> None:
    elements = parsed(drawings()[name])
    assert [each.get("class") for each in elements] == [
        "chart-svg wide",
        "chart-svg mid",
        "chart-svg narrow",
    ]
    ids = [each.get("id") for element in elements for each in element.iter() if each.get("id")]
    assert len(ids) == len(set(ids))
    for element in elements:
        assert element.get("role") == "img"
        labelled = (element.get("aria-labelledby") or "").split()
        own = {each.get("id"): each.text for each in element.iter() if each.get("id")}
        assert all(own[id] for id in labelled)


@pytest.mark.parametrize("name", drawings())
def test_drawing_twice_gives_the_same_bytes(name: str) -> None:
    assert drawings()[name] == drawings()[name]


@pytest.mark.parametrize("name", drawings())
def test_no_colour_is_fixed_in_a_drawing(name: str) -> None:
    svg = drawings()[name].svg
    assert not re.search(r"#[0-9a-f]{3,6}\b|rgb\(|stroke=|<style", svg)
    assert set(re.findall(r'fill="([^"]*)"', svg)) <= {
        f"url(#ageing-hatch-{size})" for size in ("wide", "mid", "narrow")
    }


@pytest.mark.parametrize("name", drawings())
def test_marks_stand_inside_the_picture(name: str) -> None:
    for element in parsed(drawings()[name]):
        _, _, width, height = (float(each) for each in (element.get("viewBox") or "").split())
        for text in element.iter(f"{SVG}text"):
            assert -1 <= float(text.get("x") or 0) <= width + 1
            assert 0 <= float(text.get("y") or 0) <= height + 1
        for rect in element.iter(f"{SVG}rect"):
            assert float(rect.get("x") or 0) + float(rect.get("width") or 0) <= width + 1


def test_words_are_escaped() -> None:
    assert "Errors &lt;each&gt; month" in drawings()["xmr"].svg


def test_an_improving_measure_says_so_with_shape_and_words() -> None:
    drawing = drawings()["xmr"]
    assert drawing.judgement == "Improving: more than the usual ups and downs."
    assert 'class="c-pt c-better"' in drawing.svg
    assert 'class="c-pt c-worse"' not in drawing.svg
    assert drawing.rows[-1] == ("P20", "3", "Improvement (outside a limit)")
    assert "Target 4." in drawing.svg
    assert "Start" in drawing.svg


def test_the_same_points_get_worse_where_higher_is_better() -> None:
    drawing = improvement_chart(measured(lower_is_better=False))
    assert drawing.judgement == "Getting worse: more than the usual ups and downs."
    assert 'class="c-pt c-worse"' in drawing.svg


def test_ups_and_downs_alone_are_no_change() -> None:
    drawing = improvement_chart(measured((10, 12, 11, 9, 10, 11, 12, 10, 9, 11, 10, 12)))
    assert drawing.judgement == "No real change: only the usual ups and downs."
    assert {row[2] for row in drawing.rows} == {"None"}


@pytest.mark.parametrize(
    ("count", "is_judged"),
    [
        pytest.param(FEWEST_POINTS - 1, False, id="one-too-few"),
        pytest.param(FEWEST_POINTS, True, id="enough"),
    ],
)
def test_limits_need_twelve_points(count: int, is_judged: bool) -> None:
    drawing = improvement_chart(measured(FALLING[:count]))
    assert ("Upper limit" in drawing.svg) is is_judged
    assert ("Median" in drawing.svg) is not is_judged
    assert (drawing.judgement == "Too few points to judge.") is not is_judged
    assert len(drawing.heading) == len(drawing.rows[0]) == 2 + is_judged
    assert bool(drawing.legend) is is_judged


@pytest.mark.parametrize(
    ("baseline", "average"),
    [
        pytest.param(6, "Average 8.6", id="six-do-not-fix-the-limits"),
        pytest.param(7, "Average 11.9", id="seven-do"),
    ],
)
def test_a_baseline_fixes_limits_from_seven_points(baseline: int, average: str) -> None:
    assert f"{average}." in improvement_chart(measured(baseline=baseline)).svg


def test_a_lower_limit_below_zero_is_not_drawn_for_counts() -> None:
    drawing = improvement_chart(measured((0, 5, 1, 6, 0, 5, 2, 6, 0, 4, 1, 5)))
    assert "Lower limit" not in drawing.svg
    assert "Expected between 0 and" in drawing.svg


def test_the_latest_period_is_always_named() -> None:
    for element in parsed(drawings()["xmr"]):
        assert "P20" in words(element)


def test_no_two_labels_of_lines_stand_on_each_other() -> None:
    placed = spread([(100, "a", ""), (101, "b", ""), (102, "c", "")])
    heights = [y for y, _, _ in placed]
    assert all(below - above >= 15 for above, below in pairwise(heights))


def test_ages_hatch_the_high_risk_share_and_pass_over_empty_bands() -> None:
    drawing = drawings()["ageing"]
    assert "4 (1 high)" in drawing.svg
    assert "8 to 14 days" not in drawing.svg
    assert drawing.rows == (
        ("1 to 7 days", "4", "1"),
        ("8 to 14 days", "0", "0"),
        ("29 days or more", "2", "2"),
    )
    assert drawing.judgement == "Hatching shows the high-risk share."


def test_ages_without_risk_are_not_hatched() -> None:
    drawing = ageing_bar("ages", "Ages", [AgeBand(label="1 to 7 days", count=4)])
    assert "url(#" not in drawing.svg
    assert drawing.heading == ("Age", "Lines")
    assert drawing.judgement == ""


def test_a_load_on_the_limit_is_not_over_it() -> None:
    drawing = drawings()["workload"]
    assert drawing.judgement == "1 of 2 above the limit of 125%."
    wide = parsed(drawing)[0]
    assert "134% over" in words(wide)
    assert "125%" in words(wide)
    assert drawing.svg.count("c-over") == 3
    assert drawing.rows[0] == ("Priya Shah", "134%", "51 of 38 hours")


def test_a_load_just_above_the_limit_is_over_it_unrounded() -> None:
    loads = [Load(name="A", percent=Fraction(12501, 100), detail="")]
    assert workload_bars("w", "Pressure", loads, Decimal(125)).judgement.startswith("1 of 1")


def test_nobody_to_show_is_said() -> None:
    assert drawings()["nobody"].judgement == "Nobody's workload can be worked out."
    assert "None" in words(parsed(drawings()["no ages"])[0])
    assert "None" in words(parsed(drawings()["no kinds"])[0])


def test_coverage_says_current_of_all() -> None:
    drawing = drawings()["coverage"]
    assert "1 of 3" in drawing.svg
    assert drawing.rows == (("Notes", "1", "3"),)


def test_a_sparkline_passes_over_what_was_not_known() -> None:
    svg = sparkline([3, None, 5], "3 to 5", limit=4)
    assert svg.count("<svg") == 1
    assert 'aria-label="3 to 5"' in svg
    assert 'class="c-limit"' in svg
    assert len((re.search(r'points="([^"]*)"', svg) or [""])[1].split()) == 2


@pytest.mark.parametrize("values", [(), (3,), (None, 3, None)])
def test_a_sparkline_needs_two_points(values: tuple[int | None, ...]) -> None:
    assert sparkline(values, "") == ""


def test_a_flat_sparkline_is_drawn() -> None:
    assert "polyline" in sparkline([2, 2], "2 to 2")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        pytest.param(1284, "1,284", id="thousands"),
        pytest.param(Fraction(643, 10), "64.3", id="one-decimal"),
        pytest.param(Fraction(-1, 2), "−0.5", id="negative"),
        pytest.param(Fraction(1, 100), "0", id="rounds-to-nothing"),
        pytest.param(Decimal("2.0"), "2", id="whole"),
    ],
)
def test_numbers_have_at_most_one_decimal(value: int | Fraction | Decimal, shown: str) -> None:
    assert figure(value) == shown


def test_a_long_name_is_cut_with_an_ellipsis() -> None:
    assert shortened("Tom Ashworth", 12) == "Tom Ashworth"
    assert shortened("Tom Ashworths", 12) == "Tom Ashwort…"

"""XmR and run charts: is a measure improving, or only going up and down?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from builder.charts.axis import axis_range
from builder.charts.axis import ticks as ticks_of
from builder.charts.drawing import (
    Drawing,
    Size,
    figure,
    line,
    point,
    polyline,
    responsive,
    sizes,
    spread,
    text,
)
from builder.charts.xmr import (
    FEWEST_POINTS,
    RUN_LENGTH,
    UNJUDGED,
    Flag,
    Judgement,
    Value,
    judgement,
    mark,
    median,
    xmr,
)

SIZES = sizes(300, 280, 250)
LEGEND = (
    ("c-pt", "Usual ups and downs"),
    ("c-pt c-better", "Improvement"),
    ("c-pt c-worse", "Concern"),
)
TOP, BOTTOM = 22.0, 34.0
LABELS_WIDE, LABELS_NARROW = 8, 3


@dataclass(frozen=True, slots=True)
class Point:
    """One period of a measure."""

    label: str
    """As the axis shows it: "Nov 26"."""
    value: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What a chart of a measure is drawn from."""

    id: str
    """Unique on the page."""
    title: str
    unit: str
    points: tuple[Point, ...]
    """Oldest first, at least one."""
    lower_is_better: bool
    target: Value | None = None
    target_name: str = "Target"
    baseline: int | None = None
    """How many points from the first come before the change; seven or more of them fix average
    and limits, else all points do."""
    baseline_label: str = ""
    """What began after the baseline: "Re-audit starts"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lines:
    """Centre line, limits and marks of a chart."""

    centre_name: str
    centre: Fraction
    upper: Fraction | None
    lower: Fraction | None
    flags: tuple[Flag | None, ...]


@dataclass(frozen=True, slots=True)
class _Plane:
    """Where values stand in one size."""

    size: Size
    least: float
    most: float
    count: int

    @property
    def left(self) -> float:
        return 30.0 if self.size.is_narrow else 40.0

    @property
    def right(self) -> float:
        return self.size.width - (88.0 if self.size.is_narrow else 128.0)

    @property
    def foot(self) -> float:
        return self.size.height - BOTTOM

    def x(self, index: float) -> float:
        if self.count == 1:
            return (self.left + self.right) / 2
        return self.left + (self.right - self.left) * index / (self.count - 1)

    def y(self, value: float) -> float:
        share = (value - self.least) / (self.most - self.least)
        return TOP + (self.foot - TOP) * (1 - share)


def improvement_chart(measured: Measured) -> Drawing:
    """An XmR chart, or a run chart where there are too few points for limits.

    Raises:
        ValueError: there is no point.
    """
    values = [each.value for each in measured.points]
    if len(values) < FEWEST_POINTS:
        return run_chart(measured)
    # RATIONALE: limits from less than one run of points would call chance a signal.
    fixes = measured.baseline if (measured.baseline or 0) >= RUN_LENGTH else None
    found = xmr(values, fixes)
    lines = _Lines(
        centre_name="Average",
        centre=found.mean,
        upper=found.upper,
        lower=found.lower if found.lower > 0 or min(values) < 0 else None,
        flags=found.flags,
    )
    latest = judgement(found.flags[-1], lower_is_better=measured.lower_is_better)
    return _drawing(measured, lines, latest)


def run_chart(measured: Measured, said: Judgement = Judgement.TOO_FEW) -> Drawing:
    """A line with its median and no judgement.

    Args:
        measured: What it is drawn from.
        said: Why nothing is judged.

    Raises:
        ValueError: there is no point.
    """
    values = [each.value for each in measured.points]
    lines = _Lines(
        centre_name="Median",
        centre=median(values),
        upper=None,
        lower=None,
        flags=(None,) * len(values),
    )
    return _drawing(measured, lines, said)


def _drawing(measured: Measured, lines: _Lines, latest: Judgement) -> Drawing:
    least, most = _range(measured, lines)
    ticks, rules = tuple(ticks_of(least, most)), tuple(_rules(measured, lines))
    heights = [float(each.value) for each in measured.points]
    marks = [
        mark(judgement(flag, lower_is_better=measured.lower_is_better)) for flag in lines.flags
    ]

    def draw(size: Size) -> str:
        plane = _Plane(size, float(least), float(most), len(heights))
        places = [(plane.x(index), plane.y(height)) for index, height in enumerate(heights)]
        return "".join(
            (
                *_grid(plane, ticks),
                *_ruled(plane, rules),
                *_start(plane, measured),
                polyline(places),
                *(point(x, y, marks[index]) for index, (x, y) in enumerate(places)),
                *_axis(plane, measured.points),
            )
        )

    is_judged = latest not in UNJUDGED
    return Drawing(
        title=measured.title,
        svg=responsive(
            measured.id, measured.title, _description(measured, lines, latest, marks), SIZES, draw
        ),
        judgement=f"{latest.value}.",
        heading=("Period", measured.unit, *(("Signal",) if is_judged else ())),
        rows=tuple(
            (each.label, figure(each.value), *((_signal(measured, flag),) if is_judged else ()))
            for each, flag in zip(measured.points, lines.flags, strict=True)
        ),
        legend=LEGEND if is_judged else (),
    )


def _range(measured: Measured, lines: _Lines) -> tuple[Fraction, Fraction]:
    known = (lines.centre, lines.upper, lines.lower, measured.target)
    return axis_range(
        [Fraction(each) for each in known if each is not None]
        + [Fraction(each.value) for each in measured.points]
    )


def _grid(plane: _Plane, ticks: Sequence[tuple[float, str]]) -> Iterator[str]:
    for tick, label in ticks:
        y = plane.y(tick)
        yield line(plane.left, y, plane.right, y, "c-grid")
        yield text(plane.left - 8, y + 4, label, "c-ax", "end")


@dataclass(frozen=True, slots=True)
class _Rule:
    """A line across a chart, with its name and value at its end."""

    value: Value
    shown: str
    classes: str
    name: str
    label_classes: str = "c-lab"


def _rules(measured: Measured, lines: _Lines) -> Iterator[_Rule]:
    """Centre line, limits and target."""
    yield _Rule(lines.centre, figure(lines.centre), "c-mean", lines.centre_name)
    if lines.upper is not None:
        yield _Rule(lines.upper, figure(lines.upper), "c-lim", "Upper limit")
    if lines.lower is not None:
        yield _Rule(lines.lower, figure(lines.lower), "c-lim", "Lower limit")
    if measured.target is not None:
        target = measured.target
        yield _Rule(target, figure(target), "c-target", measured.target_name, "c-lab c-lab--t")


def _ruled(plane: _Plane, rules: Sequence[_Rule]) -> Iterator[str]:
    labels = []
    for rule in rules:
        y = plane.y(float(rule.value))
        yield line(plane.left, y, plane.right, y, rule.classes)
        short = rule.name.split()[0] if plane.size.is_narrow else rule.name
        labels.append((y + 4, f"{short} {rule.shown}", rule.label_classes))
    for y, words, label_classes in spread(labels):
        yield text(plane.right + 8, y, words, label_classes)


def _start(plane: _Plane, measured: Measured) -> Iterator[str]:
    """The upright line between the baseline and what came after."""
    count = measured.baseline
    if count is None or count >= len(measured.points):
        return
    x = plane.x(count - 0.5)
    yield line(x, TOP - 8, x, plane.foot, "c-step")
    yield text(x + 6, TOP - 2, measured.baseline_label, "c-note")


def _axis(plane: _Plane, points: Sequence[Point]) -> Iterator[str]:
    shown = LABELS_NARROW if plane.size.is_narrow else LABELS_WIDE
    every = max(1, -(-len(points) // shown))
    for index, each in enumerate(points):
        # Counted from the latest, so that the latest period always has its name.
        if (len(points) - 1 - index) % every == 0:
            yield text(plane.x(index), plane.foot + 20, each.label, "c-ax", "middle")


def _signal(measured: Measured, flag: Flag | None) -> str:
    if flag is None:
        return "None"
    good = judgement(flag, lower_is_better=measured.lower_is_better) is Judgement.IMPROVING
    return f"{'Improvement' if good else 'Concern'} ({flag.signal.value})"


def _description(measured: Measured, lines: _Lines, latest: Judgement, marks: Sequence[str]) -> str:
    first, last = measured.points[0], measured.points[-1]
    parts = [
        f"{measured.unit} from {first.label} to {last.label}.",
        f"{lines.centre_name} {figure(lines.centre)}.",
    ]
    if lines.upper is not None:
        low = figure(lines.lower) if lines.lower is not None else "0"
        parts.append(f"Expected between {low} and {figure(lines.upper)}.")
    if measured.target is not None:
        parts.append(f"{measured.target_name} {figure(measured.target)}.")
    parts.append(f"Latest value {figure(last.value)}. {latest.value}.")
    if latest not in UNJUDGED:
        better, worse = marks.count("better"), marks.count("worse")
        parts.append(f"Points that show improvement: {better}; concern: {worse}.")
    return " ".join(parts)

"""XmR arithmetic, and charts as SVG text: points in, drawings out."""

from builder.charts.ageing import AgeBand, ageing_bar
from builder.charts.coverage import Share, coverage_bars
from builder.charts.drawing import Drawing
from builder.charts.sparkline import sparkline
from builder.charts.spc import Measured, Point, improvement_chart, run_chart
from builder.charts.workload import Load, workload_bars
from builder.charts.xmr import FEWEST_POINTS, Flag, Judgement, Signal, XmR, xmr

__all__ = [
    "FEWEST_POINTS",
    "AgeBand",
    "Drawing",
    "Flag",
    "Judgement",
    "Load",
    "Measured",
    "Point",
    "Share",
    "Signal",
    "XmR",
    "ageing_bar",
    "coverage_bars",
    "improvement_chart",
    "run_chart",
    "sparkline",
    "workload_bars",
    "xmr",
]

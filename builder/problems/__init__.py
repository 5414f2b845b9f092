"""Problems in workbooks: their kinds, their places, their words."""

from builder.problems.location import Cell
from builder.problems.problem import Kind, Problem, Severity

__all__ = ["Cell", "Kind", "Problem", "Severity"]

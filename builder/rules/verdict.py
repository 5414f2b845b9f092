"""What a rule yields: a verdict with its threshold, its observation and its cells.

RATIONALE: these are named tuples, as frozen as the other records and made in under half the time;
ten thousand lines have two hundred thousand verdicts.
"""

from datetime import datetime
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from builder.policy import Origin
from builder.problems import Cell

Number = int | Fraction
"""A figure, exact; rounded only where it is shown."""
Scalar = Number | str | bool | datetime | None
"""What a row of a register may hold."""

PROVIDER = "provider"
"""The scope of the whole provider, and the reader above every manager."""


class Outcome(StrEnum):
    """The five answers of a rule."""

    MET = "met"
    FIRED = "fired"
    NOT_DUE = "not_due"
    NOT_COMPUTABLE = "not_computable"
    NOT_RECORDED = "not_recorded"


class Weight(StrEnum):
    """How much a fired verdict asks for."""

    LIMIT = "limit"
    """A limit or duty of the policy."""
    WATCH = "watch"
    """Only the policy's watch value is reached."""


class Subject(NamedTuple):
    """What a verdict is about: a record, by its sheet and ref."""

    sheet: str
    ref: str


class Verdict(NamedTuple):
    """One rule's answer about one subject in one scope."""

    rule: str
    """Rule id of rules.md; a threshold of the policy has the same id."""
    outcome: Outcome
    subject: Subject | None = None
    """``None`` for a register's verdict."""
    scope: str = PROVIDER
    """``provider`` or a Service ID."""
    observed: Scalar = None
    limit: Scalar = None
    comparison: str = ""
    unit: str = ""
    clause: str = ""
    origin: Origin = Origin.PRODUCT
    """Whose choice the limit is."""
    tell: str = ""
    """A role of the schema, or ``provider``; empty where nobody is told."""
    also_tell: tuple[str, ...] = ()
    duty: str = ""
    by: datetime | None = None
    """When the duty must be done; aware UTC."""
    since: datetime | None = None
    """When the clock started; aware UTC."""
    done_at: datetime | None = None
    """When the duty was done, where the record says so; aware UTC."""
    reason: str = ""
    """One plain sentence with the values, for the page; no full stop missing."""
    weight: Weight = Weight.LIMIT
    is_estimated: bool = False
    """Whether an estimate (a shift that is not recorded) stands behind it."""
    cells: tuple[Cell, ...] = ()


class GateCheck(NamedTuple):
    """One check of a line's closure gate."""

    check: str
    """Name of rules.md: "outcome reduction"."""
    passes: bool
    """Whether it lets the line through; ``not_due`` passes for some checks only (rules.md)."""
    verdict: Verdict

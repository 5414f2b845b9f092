"""The whole assessment: what the rules say of a register as at a moment."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple

from builder.field import Moment, Source, WorkbookInput
from builder.field.registers import Value
from builder.history.disagreement import Disagreement
from builder.history.discrepancies import Discrepancy
from builder.policy import Override
from builder.problems import Cell, Problem
from builder.rules.fitness import Fitness as Fitness
from builder.rules.verdict import PROVIDER, GateCheck, Number, Scalar, Subject, Verdict


class AssuredStatus(StrEnum):
    """What the evidence supports of a line: the first that applies, in this order (rules.md)."""

    CANCELLED = "cancelled"
    CLOSED_BEFORE_RECORDS = "closed before records"
    REINSTATED = "reinstated"
    CLOSED_IN_DOUBT = "closed - in doubt"
    CLOSED_ASSURED = "closed - assured"
    CLOSED_NOT_ASSURED = "closed - not assured"
    REJECTED = "rejected"
    DEFERRED = "deferred"
    READY_FOR_PANEL = "ready for panel"
    NOT_READY = "not ready"
    OVERDUE = "overdue"
    OPEN = "open"


class RegisterRow(NamedTuple):
    """One row of an assurance register."""

    key: str
    """Which of ``ref``, ``theme``, ``person``, ``session``, ``burst`` names the row."""
    subject: str
    """Its ref, theme, Person ID, ISO moment or Burst ID."""
    values: Mapping[str, Scalar] = MappingProxyType({})
    cells: tuple[Cell, ...] = ()

    def value(self, each: Value) -> Scalar:
        """What the row holds of a value; ``None`` where it does not hold it."""
        return self.values.get(each.key)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterResult:
    """One of the fifteen registers in one scope."""

    id: str
    """``B1.1`` to ``B3.5``."""
    name: str
    scope: str = PROVIDER
    recorded: bool = True
    """``False`` where its sheet is absent."""
    figures: Mapping[str, Number | None] = field(default_factory=dict)
    """``None`` = not computable or not recorded; never 0 in its place."""
    counted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Figure -> refs of the records behind it, sorted."""
    left_out: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Figure -> refs whose unknown cells kept them out of it."""
    cells: Mapping[str, tuple[Cell, ...]] = field(default_factory=dict)
    """Figure -> the cells that it came from."""
    bands: Mapping[str, Mapping[str, int]] | None = None
    """B1.1 only: ``open`` and ``overdue`` -> band -> lines."""
    rows: tuple[RegisterRow, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    note: str = ""
    """One plain sentence where the figures need one: "as at the burst of …"."""

    def value(self, figure: Value) -> Number | None:
        """What was counted; ``None`` where it is not computable or not recorded."""
        return self.figures.get(figure.key)


class OutcomeChange(NamedTuple):
    """How a measure moved; points and per cent never mixed."""

    measure: str
    baseline: Fraction
    current: Fraction
    unit: str
    absolute: Fraction
    absolute_unit: str
    """``points`` for percentages, else the unit."""
    relative_percent: Fraction | None
    """Signed as it moved: -75 for 12 -> 3; ``None`` where the baseline is 0."""
    reduction_percent: Fraction | None
    """Improvement as a reduction of failure: 75 for 12 -> 3; higher-is-better inverted."""
    window: str
    """In plain words: "8 weeks"."""
    cells: tuple[Cell, ...] = ()


class Escalation(NamedTuple):
    """Who must be told of one subject, or was, because of what, and by when."""

    subject: Subject
    service: str
    rung: str
    """``owner``, ``manager`` or ``provider``."""
    to: str
    """A role of the schema, or ``provider``."""
    because: tuple[str, ...]
    """Ids of the rules that speak, the soonest first."""
    people: tuple[str, ...] = ()
    """Person IDs holding that role for the service, where the People sheet has one."""
    duty: str = ""
    by: datetime | None = None
    """The earliest time of what is on no record as told; of all where everything was."""
    told_at: datetime | None = None
    """When the last of its reasons was told; ``None`` = no record says so of each."""
    has_passed: bool = False
    """Whether a time lies before the as-at moment and no record says that it was kept."""
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosureHold:
    """Whether closure approvals are suspended (B2.5)."""

    in_force: bool = False
    since: datetime | None = None
    until: datetime | None = None
    burst: str = ""
    residual_risks: int | None = None
    cells: tuple[Cell, ...] = ()
    begins_at: datetime | None = None
    """Of a hold that is not in force: when it will begin, with as many risks as now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawCheck:
    """A burst's draw, repeated from the workbooks as they stand now."""

    burst: str
    drawn_on: date
    seed: str
    """Of the draw as it comes out now."""
    candidates: int
    """Files that could be drawn."""
    files: int
    """Files on record as drawn."""
    drawn_again: int
    """How many of them come out now too."""
    steps: tuple[str, ...] = ()
    """How anybody can check it; no ref of a record stands in them."""

    @property
    def is_same(self) -> bool:
        """Whether the sample on record is the one that comes out now."""
        return self.drawn_again == self.files


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One line that could go to another manager."""

    action: str
    from_person: str
    to_person: str
    hours: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class RebalanceProposal:
    """A way to bring everybody to or below the workload limit, or that there is none."""

    scope: str
    can_be_met: bool
    moves: tuple[Move, ...] = ()
    after_percent: Mapping[str, Fraction] = field(default_factory=dict)
    is_exact: bool = True
    """Whether every choice was tried; beyond twelve lines a heuristic is used."""


class ActionAssessment(NamedTuple):
    """What the rules say of one line."""

    ref: str
    service: str
    source: Source
    claimed_status: str | None
    assured_status: AssuredStatus
    is_live: bool
    risk_band: str | None = None
    """``Low``, ``Moderate``, ``High``, ``Extreme``; ``None`` = unknown."""
    risk_score: int | None = None
    baseline_risk_score: int | None = None
    due: Moment | None = None
    """The deadline in force, not always the one typed."""
    original_due: Moment | None = None
    overdue: bool | None = None
    overdue_on_original: bool | None = None
    days_overdue: int | None = None
    days_open: int | None = None
    ageing_band: str | None = None
    overdue_band: str | None = None
    due_moves: int = 0
    gate: tuple[GateCheck, ...] = ()
    closable: bool = False
    findings: tuple[Verdict, ...] = ()
    escalations: tuple[Escalation, ...] = ()
    outcome_change: OutcomeChange | None = None
    smallest_changes: tuple[str, ...] = ()
    """What would let it close, one sentence each, verified; empty where not searched or found."""
    would_pass_on: date | None = None
    """The day on which it would, with those changes."""
    needs_more_changes: bool = False
    """Whether it was searched, and takes more changes than were tried."""
    title: str | None = None
    owner: str | None = None
    """Person ID; ``None`` where nobody known is named."""
    owner_text: str | None = None
    """As typed, like those below; ``None`` where nothing is."""
    due_text: str | None = None
    status_text: str | None = None
    risk_text: str | None = None
    service_text: str | None = None
    ref_made: bool = False
    """Whether the ref was made, because none was typed or it stands on an earlier row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """Everything that is judged, for one register, policy and moment."""

    as_at: datetime
    policy_edition: str
    overrides: tuple[Override, ...] = ()
    inputs: tuple[WorkbookInput, ...] = ()
    is_whole: bool = True
    """Whether every row that is there in the workbooks is in."""
    problems: tuple[Problem, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    """One per rule and subject: first document, signs, line standards, kept times."""
    registers: tuple[RegisterResult, ...] = ()
    actions: tuple[ActionAssessment, ...] = ()
    escalations: tuple[Escalation, ...] = ()
    """Soonest first."""
    closure_hold: ClosureHold = field(default_factory=ClosureHold)
    evidence: tuple[Fitness, ...] = ()
    rebalance: tuple[RebalanceProposal, ...] = ()
    draws: tuple[DrawCheck, ...] = ()
    """The latest bursts drawn again, the latest first."""
    discrepancies: tuple[Discrepancy, ...] = ()
    """Where the workbooks do not agree with what earlier runs recorded, by when first seen."""
    disagreements: tuple[Disagreement, ...] = ()
    """Where builds recorded other figures of sessions, cycles and review points than the sheets."""
    withheld: Mapping[str, int | None] = field(default_factory=dict)
    """What an audience does not see: kind -> number; empty before redaction.

    ``None`` = some, and the number is too small to be told.
    """

    def register(self, id: str, scope: str = PROVIDER) -> RegisterResult | None:
        """A register's result by id and scope; ``None`` where it is not built."""
        for result in self.registers:
            if result.id == id and result.scope == scope:
                return result
        return None

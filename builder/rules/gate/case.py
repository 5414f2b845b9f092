"""Everything that the closure gate of one line looks at, whatever the moment it is judged at."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import NamedTuple

from builder.field import (
    Action,
    BurstSample,
    Check,
    Finding,
    Measure,
    Moment,
    PanelDecision,
    Person,
    Register,
    Review,
    Risk,
    Source,
    Step,
)
from builder.field.words import PanelOutcome, Status
from builder.rules.facts.closing.closings import Closing, ClosingRules, latest_decision, reopened_at
from builder.rules.facts.complaints import ThemeCase, theme_key
from builder.rules.facts.evidence.files import EvidenceFile
from builder.rules.facts.hold import HoldSpan
from builder.rules.facts.order import in_order
from builder.rules.facts.positions import ClosingPosition, RiskPosition
from builder.rules.facts.reduction import MeasureChange, change_of_action, measure_changes

NEEDED: Mapping[str, tuple[str, ...]] = {
    "People": (),
    "Evidence": ("action",),
    "Validity reviews": (),
    "Measures": ("better", "numerator", "period_end", "phase"),
    "Reviews": ("reviewed_on", "target_met"),
    "Complaints": ("theme", "received_on"),
    "Steps": ("kind", "done_on"),
    "Findings": ("service", "theme", "found_at"),
    "Checks": ("checked_on",),
    "Shifts": (),
    "Panels": ("decision",),
    "Risks": ("actions", "state"),
    "Burst samples": (),
    "Live proof": ("records_checked", "records_matching"),
    "Retests": ("stages_tested", "stages_correct"),
}
"""Sheets that the gate reads, and the columns without which a sheet counts as absent."""
SILENT = frozenset({"Complaints", "Findings", "Measures", "Validity reviews"})
"""Sheets whose silence would pass a check: without a row they are not recorded."""


@dataclass(frozen=True, slots=True)
class Incidents:
    """What was found of a theme at one place, oldest first."""

    findings: tuple[Finding, ...] = ()

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> "Incidents":
        """The dated ones of these findings."""
        return cls(in_order(findings, lambda each: each.found_at))

    def after(self, moment: Moment, at: datetime) -> tuple[Finding, ...]:
        """Those found after a moment, and known by ``at``."""
        start = bisect_right(self.findings, moment.order, key=_found)
        found = self.findings[start:]
        return tuple(each for each in found if each.found_at and each.found_at.has_happened(at))


def _found(finding: Finding) -> tuple[date, datetime]:
    if finding.found_at is None:
        raise ValueError("an incident of the gate is dated")
    return finding.found_at.order


class LinkedRisk(NamedTuple):
    """An entry of the risk register that names a line."""

    risk: Risk
    is_high: bool | None
    """High or Extreme; ``None`` where it is not scored."""


class Draw(NamedTuple):
    """The first draw of an evidence file for a burst."""

    sample: BurstSample
    visit_by: datetime | None
    """The end of the shift it was drawn in; ``None`` where that is not known."""
    is_estimated: bool = False
    """Whether no shift is recorded that says so."""

    def had_come(self, at: datetime) -> bool:
        """Whether the file had been drawn by a moment; so it had where no moment is typed."""
        drawn = self.sample.drawn_at
        return drawn is None or drawn.has_happened(at)


class ActionCase(NamedTuple):
    """One line with all that its gate looks at; each tuple oldest first, nothing filtered yet."""

    action: Action
    family: str = ""
    """Family of its theme; empty where none fits."""
    is_high_risk: bool = False
    """High or Extreme by the current band."""
    risk: RiskPosition = RiskPosition()
    risks: tuple[LinkedRisk, ...] = ()
    """The entries of the risk register that name it."""
    kept: frozenset[str] = frozenset(NEEDED)
    """The sheets of ``NEEDED`` that some workbook holds."""
    owner: Person | None = None
    files: tuple[EvidenceFile, ...] = ()
    visits_due: Mapping[str, Draw] = MappingProxyType({})
    """Evidence ref -> its first draw for a burst, of the files that were drawn."""
    reviews: tuple[Review, ...] = ()
    measures: tuple[Measure, ...] = ()
    checks: tuple[Check, ...] = ()
    steps: tuple[Step, ...] = ()
    theme: ThemeCase | None = None
    """``None`` where the line's theme is unknown."""
    incidents: tuple[Incidents, ...] = ()
    """One per place of the line."""
    findings: tuple[Finding, ...] = ()
    """Those linked to it."""
    kind_of_category: Mapping[str | None, str] = MappingProxyType({})
    """Category of evidence as typed -> the kind of evidence that it is (A0.8)."""
    panels: tuple[PanelDecision, ...] = ()
    closing_rules: ClosingRules = ClosingRules()
    batches: Mapping[str, str] | None = None
    """Batch ID -> why its lines are not assured by it; ``None`` where no Batches are kept."""
    holds: tuple[HoldSpan, ...] = ()
    shifts: tuple[str, ...] = ()
    """Names of the service's shifts."""
    check_shifts: Mapping[Source, str] = MappingProxyType({})
    """Row of a check -> the shift it was made in, where none is typed."""

    @property
    def raised_on(self) -> date | None:
        """The day on which the line was raised."""
        return self.action.raised_on.on if self.action.raised_on is not None else None

    def change(self, at: datetime) -> MeasureChange | None:
        """How the measure had moved by a moment that the line is judged by, where it has one."""
        return change_of_action(measure_changes(self.measures, at)) if self.measures else None

    @property
    def is_closed(self) -> bool:
        """Whether it is claimed closed."""
        return self.action.status is Status.CLOSED

    def approval(self, at: datetime) -> PanelDecision | None:
        """The latest decision made by a moment, where it approves: it need not stand."""
        latest = self.latest_decision(at)
        if latest is None or latest.decision is not PanelOutcome.APPROVED:
            return None
        return latest

    def latest_decision(self, at: datetime) -> PanelDecision | None:
        """The latest panel decision made by a moment."""
        return latest_decision(self.panels, at)

    def closing(self, at: datetime) -> ClosingPosition:
        """Whether its closure is accepted at a moment."""
        reopened = reopened_at([each for file in self.files for each in file.reviews])
        return Closing(self.action, self.closing_rules, self.panels, reopened).position(at)

    def batch_objection(self, approval: PanelDecision) -> str:
        """Why no authorised batch carries an approval; empty where one does, or none is kept."""
        if self.batches is None:
            return ""
        if approval.batch is None:
            return "the approval names no batch"
        unknown = f"batch {approval.batch} is not authorised"
        return self.batches.get(approval.batch, unknown)

    def judged_at(self, at: datetime) -> datetime:
        """When its gate is judged: a closed line's at its approving decision, others' now."""
        approval = self.approval(at)
        if not self.is_closed or approval is None or approval.panel_at is None:
            return at
        return min(approval.panel_at.end, at)


def sheets_kept(register: Register) -> frozenset[str]:
    """The sheets of ``NEEDED`` that stand in some workbook with their columns.

    Of those that speak by what they do not hold, an empty template is none.
    """
    kept = {sheet for sheet, columns in NEEDED.items() if register.keeps(sheet, *columns)}
    return frozenset(each for each in kept if each not in SILENT or register.holds(each))


def incident_series(findings: Iterable[Finding]) -> Mapping[tuple[str, str, str], Incidents]:
    """(service, theme key, location key) -> incidents; under location "" those of every one."""
    groups: dict[tuple[str, str, str], list[Finding]] = {}
    for finding in findings:
        service, theme = finding.service or "", theme_key(finding.theme)
        for place in sorted({"", theme_key(finding.location)}):
            groups.setdefault((service, theme, place), []).append(finding)
    return {key: Incidents.of(group) for key, group in groups.items()}


def incidents_of(
    action: Action,
    linked: Iterable[Finding],
    series: Mapping[tuple[str, str, str], Incidents],
) -> tuple[Incidents, ...]:
    """The incidents of a line's theme at its places, which its linked findings name.

    Where no finding names a place, those of the whole service count.
    """
    places = sorted({theme_key(each.location) for each in linked} - {""})
    service, theme = action.service or "", theme_key(action.theme)
    return tuple(
        series[service, theme, place]
        for place in places or [""]
        if (service, theme, place) in series
    )

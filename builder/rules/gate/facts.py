"""The last stage of what the rules look at: each line with its gate."""

from collections.abc import Mapping
from dataclasses import dataclass

from builder.rules.assessment import AssuredStatus, OutcomeChange
from builder.rules.facts.positions import Span
from builder.rules.facts.reduction import MeasureChange
from builder.rules.facts.relapses import Relapse
from builder.rules.facts.stages import Evidenced, Ref
from builder.rules.gate.case import ActionCase
from builder.rules.gate.gate import Gate
from builder.rules.verdict import GateCheck


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts(Evidenced):
    """Everything that a rule may look at; records hang on their line's ref, oldest first."""

    unevidenced_spans: Mapping[Ref, tuple[Span, ...]]
    """While each line that is or was high-risk was live and without delivery evidence."""
    cases: Mapping[Ref, ActionCase]
    """Each line with all that its gate looks at."""
    whole_gates: Mapping[Ref, Gate]
    changes: Mapping[Ref, MeasureChange]
    """How the measure moved that a line is judged by; also where it is not computable."""
    gates: Mapping[Ref, tuple[GateCheck, ...]]
    """Each line's closure gate, check by check."""
    closable: frozenset[Ref]
    """Lines whose whole gate passes."""
    assured: Mapping[Ref, AssuredStatus]
    """What the evidence supports of each line."""
    doubts: Mapping[Ref, tuple[Relapse, ...]]
    """Line that was closed and assured -> what was recorded against it since, oldest first."""
    outcome_changes: Mapping[Ref, OutcomeChange]

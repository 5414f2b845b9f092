"""The fifteen registers, each described once: what rules count and what pages, JSON and ledger say.

A figure is an attribute of its register, so that a misspelt one is an error of the type checker.
"""

from builder.field.registers.bursts import (
    BurstClosure,
    BurstSampler,
    CompetenceRetests,
    EvidenceValidity,
    LiveProofComparison,
)
from builder.field.registers.closure import (
    ClosureComparison,
    ClosureControl,
    ClosureDecisions,
    ClosureExperience,
    GateRegister,
)
from builder.field.registers.deadlines import (
    BoardSummary,
    DeadlineIntegrity,
    DeadlineStatus,
    Slippage,
    WorkloadRebalance,
)
from builder.field.registers.figure import PERCENT, Figure, Kind, RegisterKind, Value

__all__ = [
    "KINDS",
    "PERCENT",
    "BoardSummary",
    "BurstClosure",
    "BurstSampler",
    "ClosureComparison",
    "ClosureControl",
    "ClosureDecisions",
    "ClosureExperience",
    "CompetenceRetests",
    "DeadlineIntegrity",
    "DeadlineStatus",
    "EvidenceValidity",
    "Figure",
    "GateRegister",
    "Kind",
    "LiveProofComparison",
    "RegisterKind",
    "Slippage",
    "Value",
    "WorkloadRebalance",
    "figures_of_rule",
    "kind_of",
    "value_named",
]

KINDS: tuple[Kind, ...] = (
    DeadlineStatus,
    DeadlineIntegrity,
    WorkloadRebalance,
    Slippage,
    BoardSummary,
    BurstSampler,
    EvidenceValidity,
    LiveProofComparison,
    CompetenceRetests,
    BurstClosure,
    GateRegister,
    ClosureComparison,
    ClosureExperience,
    ClosureDecisions,
    ClosureControl,
)
"""The registers in the order of the second document."""
_BY_ID = {each.id: each for each in KINDS}
_BY_KEY = {(kind.id, each.key): each for kind in KINDS for each in kind.values()}


def kind_of(id: str) -> Kind:
    """The register of an id."""
    return _BY_ID[id]


def value_named(register: str, key: str) -> Value:
    """A value by its id and key; one that only an older ledger knows is called by its key."""
    known = _BY_KEY.get((register, key))
    if known is None:
        known = Value()
        known.__set_name__(_BY_ID[register], key)
    return known


def figures_of_rule(rule: str) -> tuple[Value, ...]:
    """What is held against a rule's limit."""
    return tuple(each for each in _BY_KEY.values() if each.rule == rule)

"""Frameworks, regulations, notices and their clocks, the risk matrix: data and look-up."""

from builder.frameworks.catalogue import (
    Catalogue,
    Clock,
    EvidenceCategory,
    Framework,
    Item,
    Regulation,
    RegulatorAction,
    RiskBand,
    RiskMatrix,
)

__all__ = [
    "Catalogue",
    "Clock",
    "EvidenceCategory",
    "Framework",
    "Item",
    "Regulation",
    "RegulatorAction",
    "RiskBand",
    "RiskMatrix",
]

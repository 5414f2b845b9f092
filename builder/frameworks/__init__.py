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
from builder.frameworks.crosswalk import Crosswalk
from builder.frameworks.load import CatalogueError, load_catalogue

__all__ = [
    "Catalogue",
    "CatalogueError",
    "Clock",
    "Crosswalk",
    "EvidenceCategory",
    "Framework",
    "Item",
    "Regulation",
    "RegulatorAction",
    "RiskBand",
    "RiskMatrix",
    "load_catalogue",
]

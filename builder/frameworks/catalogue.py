"""Frameworks, regulations, regulator actions, evidence categories and the risk matrix: look-up.

Nothing here knows how many items a framework has or what it calls them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One statement, key line or standard of a framework."""

    id: str
    framework: str
    title: str
    group: str
    """Id of its key question, or of a framework's own heading."""
    gist: str = ""
    regulations: tuple[str, ...] = ()
    """Regulation ids directly related."""
    also_regulations: tuple[str, ...] = ()
    """Regulation ids that would be considered too."""
    from_items: tuple[str, ...] = ()
    """Crosswalk: items of an older framework that this one takes over."""
    to_confirm: str = ""
    """What a person has to confirm; empty where nothing is uncertain."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Framework:
    """One edition of a framework."""

    id: str
    title: str
    item_label: str
    """What one item is called: "Quality statement"."""
    status: str
    effective_from: date | None
    """First day in force, inclusive; ``None`` = a draft, not in force."""
    effective_to: date | None
    """Last day in force, inclusive; ``None`` = no end known."""
    groups: tuple[tuple[str, str], ...]
    """(id, title) of its headings, in order."""
    items: tuple[Item, ...]
    sources: tuple[str, ...] = ()
    certainty: str = ""
    to_confirm: tuple[str, ...] = ()
    unmapped: tuple[str, ...] = ()
    """Items of the framework before that no item here takes over."""

    def is_in_force(self, on: date) -> bool:
        """Whether lines raised on a day may refer to it."""
        if self.effective_from is None or on < self.effective_from:
            return False
        return self.effective_to is None or on <= self.effective_to


@dataclass(frozen=True, slots=True, kw_only=True)
class Regulation:
    """One regulation, never shown without its instrument."""

    id: str
    """``RA-18`` (2014) and ``RR-18`` (2009) are different regulations."""
    number: str
    title: str
    instrument: str
    """Id of the instrument: ``RA2014``, ``REG2009``."""
    instrument_title: str
    note: str = ""
    notified: str = ""
    """By when the provider itself must tell the regulator; empty = nothing is to be told."""
    to_confirm: str = ""
    is_fundamental: bool = False
    """Whether it is one of the fundamental standards."""
    direct_prosecution: str = ""
    """Where the regulator may prosecute without a Warning Notice first; empty = not known to."""
    instrument_warning: str = ""
    """What must be said wherever a number of this instrument is shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """How long a regulator action gives."""

    count: int | None
    """``None`` where the date stands in the notice."""
    unit: str
    """``calendar_days``, ``office_days``, ``date_in_notice``, ``hours`` or ``months``."""
    starts: str
    """What starts it: ``served``, ``request_received``."""
    purpose: str
    """What must be done by its end: ``representations``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegulatorAction:
    """A kind of notice or request that a line may come from."""

    id: str
    title: str
    is_enforcement: bool
    is_served_under_act: bool = False
    """Whether the Act says when it counts as served (section 93)."""
    clock: Clock | None = None
    complies_by_date_in_notice: bool = False
    basis: str = ""
    note: str = ""
    certainty: str = ""
    to_confirm: str = ""
    aliases: tuple[str, ...] = ()
    """Other names that notices carry."""
    amounts_gbp: tuple[tuple[str, int], ...] = ()
    """(what for, pounds), in the order of the catalogue."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskBand:
    """A band of the risk matrix."""

    id: str
    title: str
    least: int
    most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskMatrix:
    """Likelihood x consequence, each 1 to 5, and the bands of their product."""

    id: str
    likelihood: Mapping[int, str]
    consequence: Mapping[int, str]
    bands: tuple[RiskBand, ...]
    high: frozenset[str] = frozenset()
    """Titles of the bands that the rules call high-risk."""
    medium_or_high: frozenset[str] = frozenset()
    """Titles of the bands that the rules call medium-or-high."""
    to_confirm: str = ""
    """What a person has to confirm of the matrix."""

    def band(self, score: int | None) -> str | None:
        """Title of the band of a score; ``None`` where the score is unknown or in no band."""
        if score is None:
            return None
        return next((b.title for b in self.bands if b.least <= score <= b.most), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceCategory:
    """One of a framework's kinds of evidence."""

    id: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """Everything that stands outside a provider and is looked up."""

    version: str
    frameworks: tuple[Framework, ...]
    regulations: tuple[Regulation, ...]
    regulator_actions: tuple[RegulatorAction, ...]
    evidence_categories: tuple[EvidenceCategory, ...]
    risk_matrix: RiskMatrix
    items: Mapping[str, Item] = field(default_factory=dict)
    """Every framework's items by id."""

    def frameworks_in_force(self, on: date) -> tuple[Framework, ...]:
        """The frameworks that lines raised on a day may refer to."""
        return tuple(each for each in self.frameworks if each.is_in_force(on))

    def regulation(self, id: str) -> Regulation | None:
        """A regulation by id, matched without case; never by its bare number."""
        wanted = id.casefold()
        return next((each for each in self.regulations if each.id.casefold() == wanted), None)

    def regulator_action(self, id: str) -> RegulatorAction | None:
        """A regulator action by id, matched without case."""
        wanted = id.casefold()
        return next((each for each in self.regulator_actions if each.id.casefold() == wanted), None)

    def evidence_category(self, typed: str) -> EvidenceCategory | None:
        """An evidence category by id or title, matched without case and with either apostrophe."""
        wanted = _folded(typed)
        for each in self.evidence_categories:
            if wanted in (_folded(each.id), _folded(each.title)):
                return each
        return None


@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    # Kept, because the same few titles are looked up for every evidence file.
    return " ".join(text.replace("\u2019", "'").casefold().split())

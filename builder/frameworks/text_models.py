"""The shape of a catalogue's YAML text, checked key by key."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class Entry(BaseModel):
    """An entry of the text; a key that is not known is refused, so that a slip is seen."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class TitledText(Entry):
    """Something with an id and a title: a key question, an evidence category."""

    id: str
    title: str
    order: int = 0


class ItemText(Entry):
    """One statement, key line or standard."""

    id: str
    title: str
    group: str = Field(default="", alias="kq")
    gist: str = ""
    regs: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    reg2009: tuple[str, ...] = ()
    from_items: tuple[str, ...] = Field(default=(), alias="from")
    to_confirm: str = ""


class ScoreText(Entry):
    """One step of a scoring scale; kept for reference, never shown as a predicted rating."""

    score: int
    meaning: str


class BandText(Entry):
    """The percentages of one rating."""

    rating: str
    min: int
    max: int


class ScoringText(Entry):
    """How the regulator scores; kept for reference, never shown as a predicted rating."""

    level: str
    scale: tuple[ScoreText, ...] = ()
    percent_formula: str = ""
    rating_bands: tuple[BandText, ...] = ()
    limiters: tuple[str, ...] = ()


class FrameworkText(Entry):
    """One edition of a framework."""

    id: str
    title: str
    item_label: str
    sector: str = ""
    status: str = "in_use"
    effective_from: date | None = None
    effective_to: date | None = None
    certainty: str = ""
    conflict: str = ""
    to_confirm: tuple[str, ...] = ()
    mapping_to_confirm: str = ""
    """Joins the words of each item that names regulations or older items."""
    sources: tuple[str, ...] = ()
    scoring: ScoringText | None = None
    rating_levels: tuple[str, ...] = ()
    groups: tuple[TitledText, ...] = ()
    """Its own headings; the key questions where it has none."""
    items: tuple[ItemText, ...]
    unmapped: tuple[str, ...] = ()


class RegulationText(Entry):
    """One regulation of an instrument."""

    id: str
    number: str
    title: str
    fundamental: bool = False
    direct_prosecution: bool | str = False
    track: str = ""
    note: str = ""
    certainty: str = ""
    to_confirm: str = ""


class InstrumentText(Entry):
    """A statutory instrument with its regulations."""

    id: str
    title: str
    warning: str = ""
    sources: tuple[str, ...] = ()
    certainty: str = ""
    items: tuple[RegulationText, ...]


class ClockText(Entry):
    """How long a notice or request gives."""

    count: int | None = Field(alias="n")
    unit: str
    starts: str = Field(alias="from")
    purpose: str = Field(alias="for")


class RegulatorActionText(Entry):
    """A kind of notice or request."""

    id: str
    title: str
    aliases: tuple[str, ...] = ()
    enforcement: bool = False
    served_under: Literal["", "act"] = ""
    clock: ClockText | None = None
    comply_by: str = ""
    basis: str = ""
    certainty: str = ""
    note: str = ""
    to_confirm: str = ""
    amounts_gbp: dict[str, int] = Field(default_factory=dict)


class RiskBandText(Entry):
    """One band of the risk matrix."""

    id: str
    title: str
    min: int
    max: int
    colour: str = ""


class RuleWordsText(Entry):
    """What the rules mean by "high-risk" and "medium-or-high", by band id."""

    high_risk: tuple[str, ...] = ()
    medium_or_high: tuple[str, ...] = ()


class RiskMatrixText(Entry):
    """Likelihood x consequence."""

    id: str
    certainty: str = ""
    to_confirm: str = ""
    likelihood: dict[int, str]
    consequence: dict[int, str]
    bands: tuple[RiskBandText, ...]
    reachable_scores: tuple[int, ...] = ()
    rule_words: RuleWordsText = RuleWordsText()


class CatalogueText(Entry):
    """A whole catalogue, or a provider's addition to it."""

    schema_version: int = 1
    catalogue_version: str = ""
    certainty_words: dict[str, str] = Field(default_factory=dict)
    key_questions: tuple[TitledText, ...] = ()
    evidence_categories: tuple[TitledText, ...] = ()
    frameworks: tuple[FrameworkText, ...] = ()
    regulations: tuple[InstrumentText, ...] = ()
    regulator_actions: tuple[RegulatorActionText, ...] = ()
    risk_matrix: RiskMatrixText | None = None

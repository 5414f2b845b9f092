"""The shape of the policy's YAML documents: what may stand in an edition and in overrides."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from builder.policy.threshold import Comparison, Origin


def _as_text(value: object) -> object:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value) if isinstance(value, Decimal | date) else value


Text = Annotated[str, BeforeValidator(_as_text)]
"""A word; a figure or date that YAML already turned is taken as it was typed."""
RawValue = bool | Decimal | str | list[str] | None
"""A value before its kind is settled by the unit."""


class _Document(BaseModel):
    """Strict about keys: a misspelt one is told, never passed over."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ExampleDocument(_Document):
    """One worked example."""

    given: dict[str, Text]
    verdict: str


class ThresholdDocument(_Document):
    """One threshold of the edition."""

    title: str
    plain: str
    value: RawValue = None
    unit: str = ""
    least: Decimal = Decimal(0)
    most: Decimal | None = None
    comparison: Comparison | None = None
    watch: Decimal | None = None
    clause: str
    origin: Origin = Origin.DOCUMENT
    """RATIONALE: the first edition, which is kept, says nothing of it."""
    source: str | None = None
    in_force_from: date | None = None
    reviewed_by: str = ""
    note: str = ""
    tell: str = ""
    also_tell: list[str] = Field(default_factory=list)
    duty: str = ""
    examples: list[ExampleDocument] = Field(default_factory=list)


class AudienceDocument(_Document):
    """One kind of reader."""

    title: str
    sees_confidential: bool = False
    sees_names: bool = True
    sees_personal_data: bool = True
    services: list[str] = Field(default_factory=list)
    fields: dict[str, list[str]] | None = None
    suppress_below: int = Field(default=0, ge=0)


class EditionChangeDocument(_Document):
    """What an edition judges otherwise than the one before."""

    subject: str
    was: str
    now: str
    why: str


class EditionDocument(_Document):
    """One file of the shipped edition; each file holds the parts that it is about."""

    edition: Text = ""
    in_force_from: date | None = None
    closes_on_typed_word: bool = True
    """Whether the word Closed alone ends a line, as it did in the first edition."""
    changes: list[EditionChangeDocument] = Field(default_factory=list)
    reviewed_by: str = ""
    sources: dict[str, str] = Field(default_factory=dict)
    """First letters of a clause -> title of the document."""
    review_weekdays: list[str] = Field(default_factory=list)
    challenge_weekdays: list[str] = Field(default_factory=list)
    themes: dict[str, list[str]] = Field(default_factory=dict)
    phrases: list[str] = Field(default_factory=list)
    most_of_unit: dict[str, Decimal] = Field(default_factory=dict)
    """Unit -> the greatest figure an override may set where its threshold names none."""
    audiences: dict[str, AudienceDocument] = Field(default_factory=dict)
    thresholds: dict[str, ThresholdDocument] = Field(default_factory=dict)


class OverrideDocument(_Document):
    """A provider's own value."""

    threshold: str
    value: RawValue
    reason: str = ""
    approved_by: Text = ""
    from_: date | None = Field(default=None, alias="from")


class CalendarDocument(_Document):
    """A provider's own open and closed days."""

    holidays_added: list[date] = Field(default_factory=list)
    holidays_removed: list[date] = Field(default_factory=list)
    closed_weekdays: list[str] = Field(default_factory=list)


class OverridesDocument(_Document):
    """``workbooks/policy.yml``."""

    overrides: list[object] = Field(default_factory=list)
    """Each is checked by itself, so that one mistake does not cost the others."""
    calendar: CalendarDocument = Field(default_factory=CalendarDocument)
    review_weekdays: list[str] | None = None
    challenge_weekdays: list[str] | None = None
    themes: dict[str, list[str]] = Field(default_factory=dict)
    phrases: list[str] = Field(default_factory=list)
    records_begin: Text = ""
    share_prefixes: list[str] = Field(default_factory=list)
    audiences: dict[str, AudienceDocument] = Field(default_factory=dict)

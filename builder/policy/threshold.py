"""What a threshold is: a limit with its clause, who is told, and worked examples."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, time
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import assert_never


class Comparison(StrEnum):
    """When an observed value fires; part of the threshold, never of the Python."""

    EXCEEDS = "exceeds"
    """Strictly above the limit."""
    REACHES = "reaches"
    """At or above the limit."""
    BELOW = "below"
    """Strictly below the limit."""


class Origin(StrEnum):
    """Whose choice a limit is."""

    DOCUMENT = "document"
    """It stands in the clause."""
    PRODUCT = "product"
    """Our own, where the document names none."""
    PROVIDER = "provider"
    """An override; no threshold of an edition has it."""


OUR_OWN = "our own limit; the document names none"
"""The source of a limit that is the product's choice."""


Value = Decimal | time | str | bool | tuple[str, ...]
"""What a threshold may hold: a figure, a time of day, a word, a switch, a list of words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkedExample:
    """Inputs and the verdict that a rule must give; run as a test, printed on the rule's page."""

    given: Mapping[str, str]
    verdict: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """A provider's own value for a threshold, with its reason."""

    threshold: str
    value: Value
    reason: str
    approved_by: str = ""
    in_force_from: date | None = None


@lru_cache
def _fraction(value: Decimal) -> Fraction:
    return Fraction(value)


# RATIONALE: no slots, so that what each of two hundred thousand verdicts asks is kept here.
@dataclass(frozen=True, kw_only=True)
class Threshold:
    """One limit, time of day, cadence or duty of the policy edition."""

    id: str
    title: str
    """A short name for lists: "Workload pressure"."""
    plain: str
    """The rule in plain words, without figures where the page can fill them in."""
    value: Value | None = None
    """``None`` for a rule that has no limit of its own."""
    unit: str = ""
    least: Decimal = Decimal(0)
    """The least figure that an override may set, inclusive."""
    most: Decimal | None = None
    """The greatest one, inclusive, its own or its unit's; ``None`` = the edition names none."""
    comparison: Comparison | None = None
    watch: Decimal | None = None
    """A second value that is worth watching, or ``None``."""
    clause: str
    """Clause of the rules: ``B1.2``."""
    source: str
    """Title of the document that says so; of a limit of our own, that it names none."""
    origin: Origin = Origin.PRODUCT
    in_force_from: date
    reviewed_by: str = ""
    note: str = ""
    tell: str = ""
    """A role of the People sheet, or ``provider``; empty where nobody is told."""
    also_tell: tuple[str, ...] = ()
    duty: str = ""
    """What the person told must do."""
    examples: tuple[WorkedExample, ...] = ()
    override: Override | None = None
    """Set where a provider's own value is in force; ``value`` is then already that value."""
    shipped_value: Value | None = None
    """The edition's own value, where an override stands in ``value``."""

    @cached_property
    def in_force_by(self) -> Origin:
        """Whose choice the value in force is."""
        return self.origin if self.override is None else Origin.PROVIDER

    @cached_property
    def scalar(self) -> int | Fraction | str | None:
        """The value as a verdict shows it: a figure exact, a time as 10:30; a switch is itself."""
        value = self.value
        if isinstance(value, Decimal):
            exact = _fraction(value)
            return exact.numerator if exact.denominator == 1 else exact
        if isinstance(value, time):
            return value.strftime("%H:%M")
        if isinstance(value, tuple):
            return "; ".join(value)
        return value

    def as_shipped(self) -> "Threshold":
        """The threshold without a provider's override."""
        if self.override is None:
            return self
        return replace(self, value=self.shipped_value, override=None, shipped_value=None)

    @property
    def number(self) -> Decimal:
        """The figure.

        Raises:
            TypeError: the threshold holds no figure.
        """
        if not isinstance(self.value, Decimal):
            raise TypeError(f"{self.id} holds no figure")
        return self.value

    @property
    def exact(self) -> Fraction:
        """The figure, exact; raises as ``number`` does."""
        return _fraction(self.number)

    def is_fired_by(self, observed: Fraction | Decimal | int) -> bool:
        """Whether a value fires the limit, compared unrounded.

        Raises:
            TypeError: the threshold has no number or no comparison.
        """
        if not isinstance(self.value, Decimal) or self.comparison is None:
            raise TypeError(f"{self.id} is no limit")
        exact = Fraction(observed) if isinstance(observed, Decimal) else observed
        limit = _fraction(self.value)
        match self.comparison:
            case Comparison.EXCEEDS:
                return exact > limit
            case Comparison.REACHES:
                return exact >= limit
            case Comparison.BELOW:
                return exact < limit
            case _:
                assert_never(self.comparison)

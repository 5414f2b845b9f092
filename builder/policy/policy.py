"""The policy in force: thresholds, calendar, themes, phrases, audiences."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time
from decimal import Decimal

from builder.policy.calendar import Calendar
from builder.policy.ids import ThresholdId
from builder.policy.threshold import Override, Threshold


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """What one kind of reader may see."""

    id: str
    title: str
    sees_confidential: bool = False
    sees_names: bool = True
    sees_personal_data: bool = True
    """Emails and person-level retest records."""
    services: tuple[str, ...] = ()
    """Service IDs shown; empty = all."""
    fields: Mapping[str, tuple[str, ...]] | None = None
    """Sheet name -> fields allowed; ``None`` = the built-in audience's own."""
    suppress_below: int = 0
    """Counts below this are withheld; 0 = none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionChange:
    """What an edition judges otherwise than the one before, and why."""

    subject: str
    was: str
    now: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """One edition of the policy with a provider's overrides applied."""

    edition: str
    """Id of the edition: ``2026-11.2``."""
    thresholds: Mapping[str, Threshold]
    closes_on_typed_word: bool = False
    """Whether the word Closed alone ends a line; so in the first edition."""
    changes: tuple[EditionChange, ...] = ()
    added_later: frozenset[str] = frozenset()
    """Ids that a later edition brought: they can be asked for, and are not judged."""
    overrides: tuple[Override, ...] = ()
    calendar: Calendar = field(default_factory=Calendar)
    review_weekdays: tuple[int, ...] = ()
    """Days of the closure panel, Monday = 0."""
    challenge_weekdays: tuple[int, ...] = ()
    """Days of the challenge session, Monday = 0."""
    themes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Family (medication, environment, workforce) -> lower-case keywords of its themes."""
    phrases: tuple[str, ...] = ()
    """Lower-case phrases that say "nearly complete"."""
    records_begin: date | None = None
    """A line closed before this day is closed before records; ``None`` = none is."""
    share_prefixes: tuple[str, ...] = ()
    """Share paths that evidence links may begin with."""
    audiences: Mapping[str, Audience] = field(default_factory=dict)

    def as_of(self, on: date) -> "Policy":
        """The policy on a day: overrides that begin later are not yet in force."""
        later = {
            each.threshold
            for each in self.overrides
            if each.in_force_from and each.in_force_from > on
        }
        if self.records_begin is not None and self.records_begin > on:
            # RATIONALE: a day still to come would make every closure one before records.
            return replace(self, records_begin=None).as_of(on)
        if not later:
            return self
        thresholds = {
            id: each.as_shipped() if id in later else each for id, each in self.thresholds.items()
        }
        kept = tuple(each for each in self.overrides if each.threshold not in later)
        return replace(self, thresholds=thresholds, overrides=kept)

    def threshold(self, id: ThresholdId) -> Threshold:
        """A threshold by id."""
        return self.thresholds[id]

    def of_family(self, id: ThresholdId, family: str) -> Threshold:
        """A family's own threshold; the general one where it has no own."""
        return self.thresholds.get(f"{id}_{family}") or self.thresholds[id]

    def number(self, id: ThresholdId) -> Decimal:
        """The figure of a threshold.

        Raises:
            TypeError: it holds no figure.
        """
        return self.thresholds[id].number

    def time_of_day(self, id: ThresholdId) -> time:
        """The time of day of a threshold.

        Raises:
            TypeError: it holds no time of day.
        """
        value = self.thresholds[id].value
        if not isinstance(value, time):
            raise TypeError(f"{id} holds no time of day")
        return value

    def switch(self, id: ThresholdId) -> bool:
        """A setting that is on or off.

        Raises:
            TypeError: it is neither.
        """
        value = self.thresholds[id].value
        if not isinstance(value, bool):
            raise TypeError(f"{id} is no switch")
        return value

    def words(self, id: ThresholdId) -> tuple[str, ...]:
        """The words of a threshold that holds a list.

        Raises:
            TypeError: it holds no list.
        """
        value = self.thresholds[id].value
        if not isinstance(value, tuple):
            raise TypeError(f"{id} holds no list")
        return value

    def family(self, theme: str) -> str:
        """The family of a theme by its keywords: ``medication``, ``environment``, ``workforce``.

        Empty where no keyword fits; such a theme takes medication's window (rules.md).
        """
        words = theme.casefold()
        for name, keywords in self.themes.items():
            if any(keyword in words for keyword in keywords):
                return name
        return ""

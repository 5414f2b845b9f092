"""What earlier runs recorded: figures, fired rules and records, oldest first."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction

from builder.history.change import Change
from builder.history.normal import Plain
from builder.problems import Problem

Figure = int | Fraction | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One recorded run."""

    as_at: datetime
    build_id: str = ""
    figures: Mapping[tuple[str, str, str], Figure] = field(default_factory=dict)
    """(register id, scope, figure id) -> value as it was recorded."""
    complaints_by_theme: Mapping[tuple[str, str], Figure] = field(default_factory=dict)
    """(scope, theme) -> complaints of its latest review period as they were recorded (B3.3)."""
    fired: frozenset[tuple[str, str]] = frozenset()
    """(rule, subject ref or scope) of what had fired."""
    changes: tuple[Change, ...] = ()
    """What was otherwise than at the run before; empty at the first run."""
    recorded_at: datetime | None = None
    """When the entry was written, aware UTC."""
    tool_version: str = ""
    is_unchanged: bool = False
    """Whether every input was as at the run before."""
    failure: str = ""
    """Why the run failed; empty where it did not. A failed run has no figures and no changes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenSnapshot:
    """One snapshot that was handed over."""

    given_at: datetime
    """When it was packed, aware UTC."""
    as_at: datetime
    """The moment that it shows."""
    sha256: str
    """Of the whole file, as in the covering letter."""
    audience: str
    """Id of the audience that it was made for."""
    services: tuple[str, ...] = ()
    """Service IDs in it; empty = all."""
    recipient: str
    """Role of whoever was given it."""
    build_id: str = ""
    is_signed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """Every recorded run, oldest first."""

    runs: tuple[Run, ...] = ()
    head: str = ""
    """Hash of the ledger's last entry; empty where there is no ledger."""
    since_last: tuple[Change, ...] = ()
    """What is otherwise now than at the last recorded run; empty where there is none."""
    given: tuple[GivenSnapshot, ...] = ()
    """Snapshots handed over, oldest first."""
    people: frozenset[str] = field(default=frozenset(), repr=False, compare=False)
    """Person IDs, names and addresses that the People sheet of any run held."""
    heads: tuple[tuple[str, str], ...] = ()
    """(day, hash of the ledger's last entry) after each file, oldest first."""
    is_noted: bool = False
    """Whether builds noted it where no ledger is kept: for comparison, and no proof of anything."""
    fault: Problem | None = None
    """What is wrong with the ledger; what was recorded after it is not known."""
    tables: Mapping[str, Mapping[str, Plain]] = field(
        default_factory=dict, repr=False, compare=False
    )
    """What stood at the last run that did not fail, in the ledger's own form."""

    @property
    def last(self) -> Run | None:
        """The last run that did not fail."""
        return next((run for run in reversed(self.runs) if not run.failure), None)

    def series(
        self, register: str, figure: str, scope: str = "provider"
    ) -> tuple[tuple[datetime, Figure], ...]:
        """A figure over time, oldest first; runs that did not record it are passed over."""
        key = (register, scope, figure)
        return tuple((run.as_at, run.figures[key]) for run in self.runs if key in run.figures)

"""What registers B2.1 to B2.5 share: the latest burst of a scope, and a row for every burst."""

from collections.abc import Callable, Mapping

from builder.field.registers import Figure
from builder.rules.assessment import RegisterRow
from builder.rules.facts.evidence.bursts import Burst
from builder.rules.figure import Counted, counted_row
from builder.rules.gate.facts import Facts
from builder.rules.words import moment_text

Figures = Mapping[Figure, Counted]


def latest_burst(facts: Facts, scope: str) -> Burst | None:
    """The provider's latest burst, cut down to the files of the scope; ``None`` = none yet.

    RATIONALE: every scope speaks of one burst, so that the services add up to the provider.
    """
    if not facts.bursts:
        return None
    newest = facts.bursts[-1]
    own = facts.bursts_by_scope.get(scope, ())
    if own and own[-1].ref == newest.ref:
        return own[-1]
    return newest.of_files(frozenset())


def burst_rows(
    facts: Facts, scope: str, figures_of: Callable[[Facts, Burst], Figures]
) -> tuple[RegisterRow, ...]:
    """A row for every burst of a scope, the latest first."""
    rows = []
    for burst in reversed(facts.bursts_by_scope.get(scope, ())):
        figures = figures_of(facts, burst)
        cells = (cell for each in figures.values() for cell in each.cells)
        rows.append(counted_row("burst", burst.ref, figures, cells))
    return tuple(rows)


def burst_note(burst: Burst | None) -> str:
    """Which burst the figures speak of."""
    if burst is None:
        return "No burst is on record yet."
    when = f" of {moment_text(burst.drawn_at)}" if burst.drawn_at is not None else ""
    return f"As of burst {burst.ref}{when}."

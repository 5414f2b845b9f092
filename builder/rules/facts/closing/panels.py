"""Panels and batches: which lines were decided together, and which were put into one batch."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from builder.field import Batch, Moment, PanelDecision
from builder.rules.facts.order import in_order, recorded_by


def panel_name(moment: Moment | None) -> str:
    """A panel by its moment in ISO 8601, or its day where no time is typed."""
    if moment is None:
        return ""
    return moment.on.isoformat() if moment.at is None else moment.at.isoformat()


def sittings(
    decisions: Iterable[PanelDecision], as_at: datetime
) -> tuple[tuple[PanelDecision, ...], ...]:
    """Decisions by panel, oldest first; of a line put twice to one panel the last row counts."""
    found: dict[str, dict[str, PanelDecision]] = {}
    for decision in in_order(decisions, lambda each: each.panel_at):
        if decision.panel_at is not None and decision.panel_at.has_happened(as_at):
            found.setdefault(panel_name(decision.panel_at), {})[decision.action] = decision
    return tuple(tuple(actions[ref] for ref in sorted(actions)) for actions in found.values())


def panel_days(decisions: Iterable[PanelDecision], as_at: datetime) -> frozenset[date]:
    """The days with a panel on record by a moment."""
    return frozenset(
        each.panel_at.on
        for each in decisions
        if each.panel_at is not None and each.panel_at.has_happened(as_at)
    )


def batches(rows: Iterable[Batch], as_at: datetime) -> tuple[Batch, ...]:
    """The batches authorised by a moment, oldest first; those without a moment come first."""
    return recorded_by(rows, lambda each: each.authorised_at, as_at)


def actions_by_batch(
    decisions: Iterable[PanelDecision], as_at: datetime
) -> Mapping[str, tuple[str, ...]]:
    """Batch ID -> refs of the lines that panel decisions put into it, sorted."""
    refs: dict[str, set[str]] = {}
    for decision in decisions:
        has_come = decision.panel_at is None or decision.panel_at.has_happened(as_at)
        if decision.batch is not None and has_come:
            refs.setdefault(decision.batch, set()).add(decision.action)
    return {batch: tuple(sorted(actions)) for batch, actions in refs.items()}

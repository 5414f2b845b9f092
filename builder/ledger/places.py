"""Whether what the ledger says of rows and problems points at something that it holds."""

from collections.abc import Mapping
from typing import Any

from builder.field.references import RECORD_KINDS
from builder.history.tables import LAYOUT, Tables
from builder.ledger.entries import Changes
from builder.ledger.recorded import KINDS, PROBLEM_ORDER, PROBLEMS, problems_of
from builder.ledger.shape import OddEntryError


def check_places(tables: Tables, changes: Changes) -> None:
    """Makes sure that what a run left behind can be put together again.

    Args:
        tables: What stands after the run.
        changes: What the run changed; the rest was looked at before.

    Raises:
        OddEntryError: it cannot.
    """
    layout: Mapping[str, Any] = tables.get(LAYOUT, {})
    is_less = any(changes[name].gone for name in changes.keys() & RECORD_KINDS.keys())
    looked_at = layout if is_less or LAYOUT not in changes else changes[LAYOUT].put
    if is_less or LAYOUT in changes:
        for place in looked_at:
            _check_block(place, layout[place], tables)
    if changes.keys() & {PROBLEMS, PROBLEM_ORDER, KINDS}:
        # Their words are put together too, by the wording that was recorded with them.
        _ = [each.message + each.remedy for each in problems_of(tables)]


def _check_block(place: str, block: Mapping[str, Any], tables: Tables) -> None:
    table = place.partition("/")[0]
    if table not in RECORD_KINDS or any(key not in tables.get(table, {}) for key in block["keys"]):
        raise OddEntryError(f"rows in {place[:40]} without a record")
    if sum(many for _, many in block["rows"]) != len(block["keys"]):
        raise OddEntryError(f"rows in {place[:40]} that do not add up")

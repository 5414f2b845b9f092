"""A judged position without its records: what a portal says in any case."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from builder.collecting import without_collecting
from builder.field.references import RECORD_KINDS
from builder.history import History
from builder.pipeline import Judged
from builder.rules.assess import assess


def without_records(judged: Judged) -> Judged:
    """The same policy and catalogue with not one record: what a portal says in any case."""
    nothing: Mapping[str, Any] = {"inputs": (), **dict.fromkeys(RECORD_KINDS, ())}
    bare = replace(judged.register, **nothing)
    as_at = judged.assessment.as_at
    with without_collecting():
        assessment = assess(bare, judged.policy, judged.catalogue, History(), as_at, ())
    return replace(
        judged,
        register=bare,
        problems=(),
        history=History(),
        # RATIONALE: who approved a limit is a person, and no word of the product.
        assessment=replace(assessment, overrides=()),
    )

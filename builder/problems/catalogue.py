"""The catalogue: every kind of problem by its code, for the terminal, the pages and the reference.

Workbook kinds stand in ``in_workbook`` (WB1xx), ``in_mapping`` (of mapping.yml), ``in_cell``
(WB2xx), ``between_records`` (WB3xx), ``in_folder`` (WB35x), kinds of the policy file in
``in_policy`` (PO), of the history in ``in_ledger`` (LG).
"""

from collections.abc import Mapping
from types import ModuleType

from builder.problems import (
    between_records,
    in_cell,
    in_folder,
    in_ledger,
    in_mapping,
    in_policy,
    in_workbook,
)
from builder.problems.problem import Kind


def _kinds(module: ModuleType) -> tuple[Kind, ...]:
    return tuple(each for each in vars(module).values() if isinstance(each, Kind))


CATALOGUE: Mapping[str, Kind] = {
    kind.code: kind
    for kind in sorted(
        (
            *_kinds(in_workbook),
            *_kinds(in_mapping),
            *_kinds(in_cell),
            *_kinds(between_records),
            *_kinds(in_folder),
            *_kinds(in_policy),
            *_kinds(in_ledger),
        ),
        key=lambda kind: kind.code,
    )
}
"""Code -> kind, by code."""

"""Which records name which others, and under which sheet a register keeps each kind."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, get_args, get_type_hints

from builder.field.register import Register

RecordKinds = Mapping[str, type[Any]]

_PEOPLE = ("People",)
_SERVICES = ("Services",)
_ACTIONS = ("Actions",)
_EVIDENCE = ("Evidence",)
_BURSTS = ("Burst samples",)

REFERENCES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "Services": {"registered_manager": _PEOPLE},
    "People": {"reports_to": _PEOPLE},
    "Shifts": {"service": _SERVICES},
    "Actions": {
        "service": _SERVICES,
        "source_ref": ("Notices", "Findings"),
        "parent": _ACTIONS,
        "owner": _PEOPLE,
        "accountable_manager": _PEOPLE,
    },
    "Deadline changes": {"action": _ACTIONS, "approved_by": _PEOPLE},
    "Steps": {"action": _ACTIONS},
    "Checks": {"action": _ACTIONS},
    "Reviews": {"action": _ACTIONS, "reviewer": _PEOPLE},
    "Measures": {"action": _ACTIONS},
    "Evidence": {"action": _ACTIONS, "submitted_by": _PEOPLE},
    "Complaints": {"service": _SERVICES, "actions": _ACTIONS},
    "Risks": {"actions": _ACTIONS, "findings": ("Findings",)},
    "Findings": {"service": _SERVICES, "actions": _ACTIONS},
    "Notices": {"service": _SERVICES, "actions": _ACTIONS},
    "Workforce": {"service": _SERVICES},
    "Burst samples": {"drawn_by": _PEOPLE, "evidence": _EVIDENCE},
    "Validity reviews": {"burst": _BURSTS, "evidence": _EVIDENCE, "reviewer": _PEOPLE},
    "Live proof": {"burst": _BURSTS, "evidence": _EVIDENCE, "checked_by": _PEOPLE},
    "Retests": {"burst": _BURSTS, "person": _PEOPLE, "evidence": _EVIDENCE},
    "Burst cycles": {"burst": _BURSTS, "closed_by": _PEOPLE},
    "Panels": {
        "action": _ACTIONS,
        "decided_by": _PEOPLE,
        "external_assurance": ("Evidence", "Complaints"),
        "batch": ("Batches",),
    },
    "Batches": {"authorised_by": _PEOPLE},
    "Rebalance": {
        "action": _ACTIONS,
        "from_person": _PEOPLE,
        "to_person": _PEOPLE,
        "linked_action": _ACTIONS,
    },
    "Sessions": {"led_by": _PEOPLE, "service": _SERVICES},
}
"""Sheet name -> field -> the sheets whose refs it names."""


def _record_kinds() -> RecordKinds:
    hints = get_type_hints(Register)
    return {
        each.name: get_args(hints[each.name])[0]
        for each in fields(Register)
        if each.name not in ("inputs", "columns_kept")
    }


RECORD_KINDS: RecordKinds = _record_kinds()
"""Field of the register -> the record that it holds, in the register's order."""


def sheet_of(attribute: str) -> str:
    """The sheet whose rows a field of the register holds: ``burst_samples`` -> "Burst samples"."""
    return attribute.replace("_", " ").capitalize()


def records_by_sheet(register: Register) -> Mapping[str, tuple[Any, ...]]:
    """Every record of a register, by the name of its sheet."""
    return {sheet_of(attribute): getattr(register, attribute) for attribute in RECORD_KINDS}

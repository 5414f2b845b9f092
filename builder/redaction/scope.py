"""Which records an audience may see, and which refs are gone with the others."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from builder.field import Register
from builder.field.column import keys_of
from builder.field.references import COLUMNS, RECORD_KINDS, REFERENCES, sheet_of
from builder.policy import Audience

ACTIONS, EVIDENCE, PEOPLE, SERVICES = "Actions", "Evidence", "People", "Services"
RETESTS, SAMPLES, CYCLES, BATCHES = "Retests", "Burst samples", "Burst cycles", "Batches"
TOLD = "Told"
_HANGS_BY = frozenset({"service", "action", "about"})
"""Optional fields without whose record a row must not be seen either."""
_BELONGS_TO_ALL = frozenset({"Shifts", "Sessions"})
"""Sheets on which a blank service means every service."""
_FIRST = ("services", "actions", "evidence", "findings", "complaints", "burst_samples")
_ORDER = (*_FIRST, *(name for name in RECORD_KINDS if name not in _FIRST))
"""What others hang on comes before what hangs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What is left of a register, and what is gone."""

    kept: Mapping[str, tuple[Any, ...]]
    """Field of the register -> records left, whole."""
    gone: Mapping[str, frozenset[str]]
    """Sheet -> own refs (and Burst IDs) of records that are not left, without case."""
    withheld: Mapping[str, int]
    """Sheet -> number of records that are not left."""

    def is_gone(self, sheets: tuple[str, ...], ref: str | None) -> bool:
        """Whether a ref names a record that is not left."""
        return ref is not None and any(
            ref.casefold() in self.gone.get(sheet, frozenset()) for sheet in sheets
        )


KEY_FIELDS: Mapping[type[Any], tuple[str, ...]] = {kind: keys_of(kind) for kind in COLUMNS}
"""Record -> fields that it cannot do without."""
_HIDING: Mapping[type[Any], tuple[str, ...]] = {
    kind: tuple(each.field for each in columns if each.hides) for kind, columns in COLUMNS.items()
}
"""Record -> fields by which it is confidential."""


class _Choosing:
    """Goes through the register once, from what others hang on to what hangs."""

    def __init__(self, register: Register, audience: Audience) -> None:
        self.audience = audience
        self.register = register
        self.services = frozenset(each.casefold() for each in audience.services)
        self.gone: dict[str, set[str]] = defaultdict(set)
        self.kept: dict[str, tuple[Any, ...]] = {}

    def run(self) -> Scope:
        for attribute in _ORDER:
            sheet = sheet_of(attribute)
            records = getattr(self.register, attribute)
            left = self._left(sheet, records)
            if left is not records:
                refs = {own_ref(each) for each in left} | {""}
                self.gone[sheet] = {own_ref(each) for each in records} - refs
            # RATIONALE: a ref of a sheet that is not allowed is no secret in a field that is.
            self.kept[attribute] = left if self._is_allowed(sheet) else ()
        self._drop_what_nothing_names()
        return Scope(
            kept=self.kept,
            gone={sheet: frozenset(refs) for sheet, refs in self.gone.items() if refs},
            withheld={
                sheet_of(name): len(getattr(self.register, name)) - len(self.kept[name])
                for name in RECORD_KINDS
                if len(getattr(self.register, name)) > len(self.kept[name])
            },
        )

    def _left(self, sheet: str, records: tuple[Any, ...]) -> tuple[Any, ...]:
        """The records of a sheet that may be seen; the very same tuple where all may."""
        named = REFERENCES.get(sheet, {}).values()
        may_hang = any(self.gone[each] for sheets in named for each in sheets)
        left = tuple(
            each
            for each in records
            if self._may_see(sheet, each)
            and not (may_hang and self._hangs_on_what_is_gone(sheet, each))
        )
        return records if len(left) == len(records) else left

    def _is_allowed(self, sheet: str) -> bool:
        return self.audience.fields is None or sheet in self.audience.fields

    def _may_see(self, sheet: str, record: Any) -> bool:
        audience = self.audience
        if not audience.sees_personal_data and sheet == RETESTS:
            return False
        hiding = () if audience.sees_confidential else _HIDING[type(record)]
        if any(getattr(record, name) for name in hiding):
            return False
        if self.services and sheet == TOLD and record.is_of_register:
            return False
        return not self.services or self._is_in_services(sheet, record)

    def _is_in_services(self, sheet: str, record: Any) -> bool:
        if sheet == SERVICES:
            return record.ref.casefold() in self.services
        if not hasattr(record, "service"):
            return True
        if record.service is None:
            return sheet in _BELONGS_TO_ALL
        return record.service.casefold() in self.services

    def _hangs_on_what_is_gone(self, sheet: str, record: Any) -> bool:
        keys = KEY_FIELDS[type(record)]
        lists: list[bool] = []
        for name, sheets in REFERENCES.get(sheet, {}).items():
            value = getattr(record, name)
            if isinstance(value, tuple):
                lists.extend(self._is_gone(sheets, each) for each in value)
            elif (name in keys or name in _HANGS_BY) and self._is_gone(sheets, value):
                return True
        # RATIONALE: a risk or complaint that concerns withheld lines alone would tell of them.
        return sheet != "Panels" and bool(lists) and all(lists)

    def _is_gone(self, sheets: tuple[str, ...], ref: str | None) -> bool:
        return ref is not None and any(ref.casefold() in self.gone[sheet] for sheet in sheets)

    def _drop_what_nothing_names(self) -> None:
        """Where services are chosen, risks, batches and people that concern none of them go."""
        if not self.services:
            return
        self._keep("batches", {each.batch for each in self.kept["panels"]})
        risks = self.kept["risks"]
        self.kept["risks"] = tuple(each for each in risks if self._concerns(each))
        self.gone["Risks"] |= {own_ref(each) for each in risks if not self._concerns(each)}
        named = {
            person
            for attribute, records in self.kept.items()
            for name, sheets in REFERENCES.get(sheet_of(attribute), {}).items()
            if sheets == (PEOPLE,) and attribute != "people"
            for record in records
            for value in [getattr(record, name)]
            for person in (value if isinstance(value, tuple) else (value,))
        }
        self._keep("people", named)

    def _concerns(self, risk: Any) -> bool:
        named = [*((ACTIONS, ref) for ref in risk.actions)]
        named += [("Findings", ref) for ref in risk.findings]
        return any(not self._is_gone((sheet,), ref) for sheet, ref in named)

    def _keep(self, attribute: str, named: set[str | None]) -> None:
        wanted = {each.casefold() for each in named if each}
        before = self.kept[attribute]
        self.kept[attribute] = tuple(each for each in before if each.ref.casefold() in wanted)
        self.gone[sheet_of(attribute)] |= {own_ref(each) for each in before} - wanted


def own_ref(record: Any) -> str:
    """A record's own ref without case, the Burst ID of a sample; empty where it has none."""
    name = KEY_FIELDS[type(record)][:1]
    if name and name[0] in ("ref", "burst") and type(record).__name__ in _OWN_REFS:
        return str(getattr(record, name[0])).casefold()
    return ""


_OWN_REFS = frozenset(
    kind.__name__
    for attribute, kind in RECORD_KINDS.items()
    if KEY_FIELDS[kind][:1] == ("ref",) or attribute == "burst_samples"
)


def scope_of(register: Register, audience: Audience) -> Scope:
    """What an audience may see of a register."""
    return _Choosing(register, audience).run()

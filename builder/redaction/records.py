"""The register as an audience may see it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any
from urllib.parse import unquote

from builder.field import Link, Person, Register, WorkbookInput
from builder.field.references import COLUMNS, RECORD_KINDS, REFERENCES, sheet_of
from builder.policy import Audience
from builder.redaction.altered import altered
from builder.redaction.labels import Labels, labels_of
from builder.redaction.names import Names, roles_for_names
from builder.redaction.phrases import WITHHELD, Phrases
from builder.redaction.scope import KEY_FIELDS, PEOPLE, Scope, own_ref, scope_of
from builder.redaction.values import (
    FIELD_NAMES,
    WORDED,
    folded_texts,
    records_changed,
    withheld_values,
)

_PERSONAL = tuple(each.field for each in COLUMNS[Person] if each.personal)
"""Fields of a person that say more than who they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Redaction:
    """A redacted register with what it takes to redact what was said of the whole one."""

    register: Register
    scope: Scope
    names: Names
    phrases: Phrases
    """Values that must not stand in any text, with what stands in for each."""
    labels: Labels
    unseen: frozenset[str]
    """Own refs of the whole register, without case, that stand nowhere in what is left."""

    def is_unseen(self, ref: str | None) -> bool:
        """Whether a ref must not be named: its record, or every field that names it, is gone."""
        return ref is not None and ref.casefold() in self.unseen

    def text(self, text: str) -> str:
        """A running text without withheld values."""
        return self.names.naming.replaced(self.phrases.replaced(text))

    @property
    def refs_seen(self) -> frozenset[str]:
        """Own refs without case of what may be seen."""
        every = (getattr(self.register, attribute) for attribute in RECORD_KINDS)
        return frozenset(own_ref(record) for records in every for record in records) - {""}

    @property
    def is_wordless(self) -> bool:
        """Whether no word is to be taken out of any text."""
        return self.phrases.is_empty and self.names.naming.is_empty


_ATTRIBUTES = {kind: attribute for attribute, kind in RECORD_KINDS.items()}
_DEFAULTS: Mapping[type[Any], Mapping[str, Any]] = {
    kind: {each.name: each.default for each in fields(kind)} for kind in COLUMNS
}


def redacted_records(
    register: Register, audience: Audience, recorded: Iterable[str] = ()
) -> Redaction:
    """Takes out of a register what an audience may not see.

    Args:
        register: The whole register.
        audience: Who will read it.
        recorded: Names and addresses of people whom no sheet lists now.
    """
    scope = scope_of(register, audience)
    names = Names() if audience.sees_names else roles_for_names(register, recorded)
    bare = {
        attribute: _without_fields(records, sheet_of(attribute), audience, scope, names)
        for attribute, records in scope.kept.items()
    }
    left = _register(register, bare, audience)
    redaction = Redaction(
        register=left,
        scope=scope,
        names=names,
        phrases=_phrases(register, left, names),
        labels=labels_of(register, left),
        unseen=frozenset(),
    )
    if not redaction.is_wordless:
        clean = {
            attribute: tuple(
                _scrubbed(record, sheet_of(attribute), redaction.text) for record in records
            )
            for attribute, records in bare.items()
        }
        left = _register(register, clean, audience)
    shown: dict[str, Any] = {
        attribute: tuple(_as_shown(each, audience, redaction) for each in getattr(left, attribute))
        for attribute in RECORD_KINDS
    }
    left = replace(left, **shown)
    return replace(redaction, register=left, unseen=_unseen(register, left))


def _unseen(register: Register, seen: Register) -> frozenset[str]:
    """Own refs of what is not seen as it stands, which are no text of what is."""
    own = {own_ref(each) for each in records_changed(register, seen)} - {""}
    return frozenset(own - folded_texts(seen)) if own else frozenset()


def _phrases(register: Register, left: Register, names: Names) -> Phrases:
    withheld = withheld_values(register, left)
    others = (each for each in withheld if each.casefold() not in names.spoken)
    return Phrases({**dict.fromkeys(others, WITHHELD), **names.words})


def _register(
    register: Register, records: Mapping[str, tuple[Any, ...]], audience: Audience
) -> Register:
    workbooks = {each.source.workbook for held in records.values() for each in held}
    inputs = register.inputs
    if audience.services:
        inputs = tuple(each for each in inputs if each.workbook in workbooks)
    if audience.suppress_below:
        inputs = tuple(_without_small(each, audience.suppress_below) for each in inputs)
    if audience.services or audience.fields is not None or audience.suppress_below:
        # RATIONALE: how many rows a sheet has tells of those that are not seen.
        inputs = tuple(replace(each, sheets=()) for each in inputs)
    kept = register.columns_kept
    allowed = audience.fields
    if allowed is not None:
        kept = {sheet: names for sheet, names in kept.items() if sheet in allowed}
    return replace(register, inputs=inputs, columns_kept=kept, **records)


def _without_small(read: WorkbookInput, least: int) -> WorkbookInput:
    return replace(read, rows={sheet: n for sheet, n in read.rows.items() if not 0 < n < least})


def _without_fields(
    records: tuple[Any, ...], sheet: str, audience: Audience, scope: Scope, names: Names
) -> tuple[Any, ...]:
    """Records without the fields that are not allowed and the refs that are gone."""
    naming = {
        name: sheets
        for name, sheets in REFERENCES.get(sheet, {}).items()
        if any(each in scope.gone for each in sheets) or (sheets == (PEOPLE,) and names.are_hidden)
    }
    if sheet == PEOPLE:
        records = tuple(_person(each, audience, names) for each in records)
    if not naming and audience.fields is None:
        return records
    return tuple(_bare(each, sheet, naming, audience, scope, names) for each in records)


def _bare(
    record: Any,
    sheet: str,
    naming: Mapping[str, tuple[str, ...]],
    audience: Audience,
    scope: Scope,
    names: Names,
) -> Any:
    changes: dict[str, Any] = {}
    for name, sheets in naming.items():
        value = getattr(record, name)
        seen = _seen_refs(value, sheets, scope, names)
        if seen != value:
            changes[name] = seen
    allowed = None if audience.fields is None else audience.fields[sheet]
    if allowed is not None:
        kept = {*allowed, *KEY_FIELDS[type(record)]}
        defaults = _DEFAULTS[type(record)]
        changes |= {name: defaults[name] for name in FIELD_NAMES[type(record)] if name not in kept}
    return replace(record, **changes) if changes else record


def _person(record: Any, audience: Audience, names: Names) -> Any:
    if not audience.sees_personal_data:
        record = altered(record, **dict.fromkeys(_PERSONAL))
    return record if audience.sees_names else names.person(record)


def _seen_refs(value: Any, sheets: tuple[str, ...], scope: Scope, names: Names) -> Any:
    if isinstance(value, tuple):
        seen = tuple(each for each in value if not scope.is_gone(sheets, each))
        return tuple(filter(None, map(names.ref, seen))) if sheets == (PEOPLE,) else seen
    if scope.is_gone(sheets, value):
        return None
    return names.ref(value) if sheets == (PEOPLE,) else value


def _as_shown(record: Any, audience: Audience, redaction: Redaction) -> Any:
    """A record with no more of what its cells show than may be read of it."""
    typed = record.source.typed
    if not typed:
        return record
    sheet = sheet_of(_ATTRIBUTES[type(record)])
    allowed = None if audience.fields is None else audience.fields.get(sheet, ())
    kept: dict[str, str] = {}
    for name, shown in typed.items():
        if name == "ref":
            kept[name] = shown
        elif allowed is not None and name not in allowed:
            continue
        elif redaction.names.are_hidden and REFERENCES[sheet].get(name) == (PEOPLE,):
            if alias := getattr(record, name):
                kept[name] = alias
        else:
            kept[name] = redaction.text(shown)
    if kept == typed:
        return record
    return replace(record, source=replace(record.source, typed=kept))


def _scrubbed(record: Any, sheet: str, text: Callable[[str], str]) -> Any:
    """A record whose running texts hold no withheld value; its refs stay as they are."""
    references = REFERENCES.get(sheet, {})
    keys = KEY_FIELDS[type(record)]
    changes: dict[str, Any] = {}
    for name in WORDED[type(record)]:
        value = getattr(record, name)
        if value is None or name in references or name in keys:
            continue
        clean = clean_value(value, text)
        if clean is not value and clean != value:
            changes[name] = clean
    return replace(record, **changes) if changes else record


def clean_value(value: Any, text: Callable[[str], str]) -> Any:
    """A field's value with its words gone over by ``text``."""
    if isinstance(value, str):
        return text(value)
    if isinstance(value, Link):
        target = value.target
        # RATIONALE: half an address leads nowhere; one that names somebody is no link.
        leads = target if target is None or _is_clean(target, text) else None
        shown = text(value.text)
        is_told = shown != value.text or _is_clean(value.text, text)
        return Link(shown if is_told else WITHHELD, leads)
    return value


def _is_clean(address: str, text: Callable[[str], str]) -> bool:
    plain = unquote(address)
    return text(address) == address and text(plain) == plain

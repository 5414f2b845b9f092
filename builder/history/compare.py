"""What happened between two moments, told from the difference of their tables."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

from builder.field import LONDON
from builder.field.references import RECORD_KINDS, sheet_of
from builder.history.change import Change, ChangeKind
from builder.history.tables import Difference, Table, Tables

Changes = Mapping[str, Difference]
_PROPOSED, _CLOSED = "Proposed for closure", frozenset({"Closed", "Cancelled"})
_RANK = {kind: number for number, kind in enumerate(ChangeKind)}
_EMPTY: Mapping[str, Any] = {}


def changes_between(before: Tables, after: Tables, changes: Changes) -> tuple[Change, ...]:
    """What happened, grouped by kind, then by sheet and ref.

    Args:
        before: The earlier tables.
        after: The later tables.
        changes: What turns the one into the other, by table.
    """
    telling = _Telling(before, after)
    told = [each for name, change in changes.items() for each in telling.table(name, change)]
    return tuple(
        sorted(
            told,
            key=lambda each: (
                _RANK[each.kind],
                each.sheet,
                each.ref,
                each.field,
                each.rule,
                each.after,
            ),
        )
    )


class _Telling:
    def __init__(self, before: Tables, after: Tables) -> None:
        self.before = before
        self.after = after

    def table(self, name: str, change: Difference) -> Iterator[Change]:
        if name in RECORD_KINDS:
            yield from self._records(name, change)
        elif name in _TELLERS:
            yield from _TELLERS[name](self, self.before.get(name, {}), change)

    def _records(self, attribute: str, change: Difference) -> Iterator[Change]:
        held = self.before.get(attribute, {})
        for key, new in change.put.items():
            yield from self._record(attribute, key, held.get(key), new)
        for key in change.gone:
            about = _matter(held.get(key, _EMPTY))
            yield self._about(attribute, key, kind=ChangeKind.GONE, before=about)

    def _record(self, attribute: str, key: str, old: Any, new: Any) -> Iterator[Change]:
        if old is None:
            yield self._about(attribute, key, kind=ChangeKind.NEW, after=_matter(new))
            return
        for field in sorted(old.keys() | new.keys()):
            was, now = old.get(field), new.get(field)
            if was != now:
                is_status = attribute == "actions" and field == "status"
                kind = _moved(was, now) if is_status else ChangeKind.CHANGED
                yield self._about(
                    attribute, key, kind=kind, field=field, before=words(was), after=words(now)
                )

    def lines(self, held: Table, change: Difference) -> Iterator[Change]:
        for ref, now in change.put.items():
            state, is_overdue = _standing(now)
            was_state, was_overdue = _standing(held.get(ref))
            if is_overdue != was_overdue:
                kind = ChangeKind.OVERDUE if is_overdue else ChangeKind.NO_LONGER_OVERDUE
                yield self._about("actions", ref, kind=kind)
            if was_state and {state, was_state} != {"open", "overdue"} and state != was_state:
                yield self._about(
                    "actions",
                    ref,
                    kind=ChangeKind.CHANGED,
                    field="assured_status",
                    before=was_state,
                    after=state,
                )

    def files(self, held: Table, change: Difference) -> Iterator[Change]:
        for ref, now in change.put.items():
            was = held.get(ref)
            if now == "accepted":
                kind = ChangeKind.EVIDENCE_ACCEPTED
            elif now == "invalid" or was == "accepted":
                kind = ChangeKind.EVIDENCE_INVALID
            else:
                continue
            yield self._about("evidence", ref, kind=kind, before=words(was), after=words(now))

    def escalated(self, held: Table, change: Difference) -> Iterator[Change]:
        for key in change.put.keys() - held.keys():
            rule, sheet, ref, to = key.split("|", 3)
            attribute = sheet.lower().replace(" ", "_")
            yield self._about(attribute, ref, kind=ChangeKind.ESCALATED, rule=rule, after=to)

    def fired(self, held: Table, change: Difference) -> Iterator[Change]:
        crossed = ((key, ChangeKind.LIMIT_CROSSED) for key in change.put.keys() - held.keys())
        cleared = ((key, ChangeKind.LIMIT_CLEARED) for key in change.gone)
        for key, kind in (*crossed, *cleared):
            rule, sheet, scope = key.split("|", 2)
            if not sheet:
                service = "" if scope == "provider" else scope
                yield Change(kind=kind, sheet="", ref=scope, service=service, rule=rule)

    def problems(self, held: Table, change: Difference) -> Iterator[Change]:
        found = ((key, ChangeKind.PROBLEM_FOUND) for key in change.put.keys() - held.keys())
        mended = ((key, ChangeKind.PROBLEM_MENDED) for key in change.gone)
        for key, kind in (*found, *mended):
            code, _, place = key.partition("|")
            sheet = place.split("!")[1] if "!" in place else ""
            yield Change(kind=kind, sheet=sheet, ref=place.rstrip("~"), rule=code)

    def _about(self, attribute: str, key: str, *, kind: ChangeKind, **more: str) -> Change:
        record = self._held(attribute, key)
        action = self._line_of(attribute, key, record)
        line = self._held("actions", action)
        return Change(
            kind=kind,
            sheet=sheet_of(attribute),
            ref=key,
            action=action,
            service=str(record.get("service") or line.get("service") or ""),
            owner=str(line.get("owner") or ""),
            is_confidential=self._is_confidential(attribute, key),
            **more,
        )

    def _held(self, attribute: str, key: str) -> Mapping[str, Any]:
        record: Any = self.after.get(attribute, {}).get(key)
        if record is None:
            record = self.before.get(attribute, {}).get(key)
        return record or _EMPTY

    def _line_of(self, attribute: str, key: str, record: Mapping[str, Any]) -> str:
        if attribute == "actions":
            return key
        if "action" in record:
            return str(record["action"])
        if attribute != "evidence" and "evidence" in record:
            return str(self._held("evidence", record["evidence"]).get("action", ""))
        return ""

    def _is_confidential(self, attribute: str, key: str) -> bool:
        return any(_is_secret(tables, attribute, key) for tables in (self.before, self.after))


def _is_secret(tables: Tables, attribute: str, key: str) -> bool:
    """Whether a record is confidential, or hangs on what is."""
    record: Any = tables.get(attribute, {}).get(key)
    if record is None:
        return False
    if record.get("confidential"):
        return True
    above = [
        *((("actions", record["action"]),) if "action" in record else ()),
        *((("evidence", record["evidence"]),) if "evidence" in record else ()),
    ]
    linked = record.get("actions") or []
    return any(_is_secret(tables, *each) for each in above) or (
        bool(linked) and all(_is_secret(tables, "actions", each) for each in linked)
    )


def _matter(record: Any) -> str:
    """What a record is about: its title, else its theme."""
    return words(record.get("title") or record.get("theme"))


def _standing(value: Any) -> tuple[str, bool]:
    return ("", False) if value is None else (value[0], bool(value[1]))


def _moved(was: Any, now: Any) -> ChangeKind:
    """What a change of status is called."""
    if now == _PROPOSED:
        return ChangeKind.PROPOSED
    if now in _CLOSED:
        return ChangeKind.CLOSED
    if was == _PROPOSED or was in _CLOSED:
        return ChangeKind.REOPENED
    return ChangeKind.CHANGED


def words(value: Any) -> str:
    """A recorded value in plain words; moments in local time: ``2026-11-20 17:20``."""
    match value:
        case None:
            return ""
        case bool():
            return "Yes" if value else "No"
        case list():
            return "; ".join(words(each) for each in value)
        case dict():
            return str(value.get("text", ""))
        case _:
            return _local(str(value))


_MOMENT_LENGTH = len("2026-11-20T17:20:00+00:00")


def _local(text: str) -> str:
    if len(text) != _MOMENT_LENGTH or not text.endswith("+00:00"):
        return text
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return text
    return at.astimezone(LONDON).strftime("%Y-%m-%d %H:%M")


_TELLERS: Mapping[str, Callable[[_Telling, Table, Difference], Iterator[Change]]] = {
    "lines": _Telling.lines,
    "files": _Telling.files,
    "escalated": _Telling.escalated,
    "fired": _Telling.fired,
    "problems": _Telling.problems,
}

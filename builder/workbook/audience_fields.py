"""What an audience may see, as a policy names it: sheets and columns by their headings."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from builder.field.sheet import Sheet
from builder.policy import POLICY_FILE, Audience, Policy
from builder.problems import Cell, Problem, in_policy
from builder.problems.quoted import quoted
from builder.workbook.airlock.cleaning import fold
from builder.workbook.reading.named_values import nearest
from builder.workbook.schema import SHEETS

_SHEETS: Mapping[str, Sheet] = {fold(each.name): each for each in SHEETS}


def with_known_fields(
    policy: Policy, problems: tuple[Problem, ...] = ()
) -> tuple[Policy, tuple[Problem, ...]]:
    """A policy with each audience's sheets and fields as the records name them, and its problems.

    A column may be named by its heading ("Original due") or as in the JSON (``original_due``);
    what is not known is left out, so that nothing is shown by mistake.
    """
    found = list(problems)
    audiences = {
        id: each if each.fields is None else _known(each, found)
        for id, each in policy.audiences.items()
    }
    return replace(policy, audiences=audiences), tuple(found)


def _known(audience: Audience, problems: list[Problem]) -> Audience:
    fields: dict[str, tuple[str, ...]] = {}
    for name, columns in (audience.fields or {}).items():
        sheet = _SHEETS.get(fold(name))
        if sheet is None:
            near = nearest(fold(name), _SHEETS)
            entry = f"the sheet “{quoted(name)}”"
            problems.append(_unknown(audience, entry, _SHEETS[near].name if near else ""))
        else:
            fields[sheet.name] = tuple(_columns(audience, sheet, columns, problems))
    return replace(audience, fields=fields)


def _columns(
    audience: Audience, sheet: Sheet, names: tuple[str, ...], problems: list[Problem]
) -> Iterator[str]:
    known = {fold(each.heading): each for each in sheet.columns}
    fields = {each.field for each in sheet.columns}
    for name in names:
        if fold(name) in known:
            yield known[fold(name)].field
        elif name in fields:
            yield name
        else:
            near = nearest(fold(name), known)
            entry = f"the column “{quoted(name)}” of {sheet.name}"
            problems.append(_unknown(audience, entry, known[near].heading if near else ""))


def _unknown(audience: Audience, entry: str, near: str) -> Problem:
    suggestion = f", such as “{near}”" if near else ""
    particulars = {"audience": audience.id, "entry": entry, "suggestion": suggestion}
    place = Cell(POLICY_FILE, "audiences", audience.id)
    return Problem(in_policy.UNKNOWN_FIELD, place, particulars)

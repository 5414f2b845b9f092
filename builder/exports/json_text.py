"""The text of JSON for what an assessment says tens of thousands of times.

RATIONALE: a verdict stands in up to three places of it. An object of each, and of each of its
cells, took most of the time of the whole download; the keys are known, so the text is put
together at once. Everything said seldom goes through the standard library.
"""

import json
from collections.abc import Iterable
from functools import lru_cache

from builder.exports.plain_values import Entry, plain
from builder.problems import Cell
from builder.rules.assessment import Escalation
from builder.rules.verdict import GateCheck, Subject, Verdict, Weight

_REMEMBERED = 8192
text_of = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode
"""The text of one value, without a blank or a line break."""


@lru_cache(maxsize=_REMEMBERED, typed=True)
def value_text(value: object) -> str:
    """The text of a value as ``plain`` spells it; most are said many times."""
    return text_of(plain(value))


def list_text(texts: Iterable[str]) -> str:
    """A list of what is text already."""
    return f"[{','.join(texts)}]"


def members_text(entry: Entry) -> str:
    """The keys and values of an object that has others besides."""
    return text_of(entry)[1:-1]


def _cells_text(cells: tuple[Cell, ...]) -> str:
    return list_text(
        [
            f'{{"workbook":{value_text(each.workbook)},"sheet":{value_text(each.sheet)},'
            f'"cell":{text_of(each.cell)}}}'
            for each in cells
        ]
    )


def _subject_text(subject: Subject | None) -> str:
    if subject is None:
        return "null"
    return f'{{"sheet":{value_text(subject.sheet)},"ref":{value_text(subject.ref)}}}'


def verdict_text(verdict: Verdict) -> str:
    """A verdict with what it was judged by."""
    return f"{{{_verdict_members(verdict)}}}"


def gate_check_text(check: GateCheck) -> str:
    """A verdict with the check of the gate that it is."""
    head = f'"check":{value_text(check.check)},"passes":{value_text(check.passes)}'
    return f"{{{head},{_verdict_members(check.verdict)}}}"


def _verdict_members(verdict: Verdict) -> str:
    severity = "note" if verdict.weight is Weight.WATCH else None
    return (
        f'"rule":{value_text(verdict.rule)},"verdict":{value_text(verdict.outcome)},'
        f'"subject":{_subject_text(verdict.subject)},"scope":{value_text(verdict.scope)},'
        f'"observed":{value_text(verdict.observed)},"limit":{value_text(verdict.limit)},'
        f'"comparison":{value_text(verdict.comparison)},"unit":{value_text(verdict.unit)},'
        f'"clause":{value_text(verdict.clause)},"tell":{value_text(verdict.tell)},'
        f'"also_tell":{value_text(verdict.also_tell)},"duty":{value_text(verdict.duty)},'
        f'"by":{value_text(verdict.by)},"since":{value_text(verdict.since)},'
        f'"reason":{text_of(verdict.reason)},"weight":{value_text(verdict.weight)},'
        f'"severity":{value_text(severity)},"is_estimated":{value_text(verdict.is_estimated)},'
        f'"cells":{_cells_text(verdict.cells)}'
    )


def escalation_text(escalation: Escalation) -> str:
    """Who must be told, or was, because of what, and by when."""
    return (
        f'{{"to":{value_text(escalation.to)},"because":{value_text(escalation.because)},'
        f'"by":{value_text(escalation.by)},"subject":{_subject_text(escalation.subject)},'
        f'"service":{value_text(escalation.service)},"rung":{value_text(escalation.rung)},'
        f'"people":{value_text(escalation.people)},"duty":{value_text(escalation.duty)},'
        f'"told_at":{value_text(escalation.told_at)},'
        f'"has_passed":{value_text(escalation.has_passed)},'
        f'"cells":{_cells_text(escalation.cells)}}}'
    )

"""No withheld value in what an audience gets: every text of a register holds a mark of its own."""

import re
from collections.abc import Iterator
from dataclasses import fields, replace
from functools import cache
from itertools import count
from typing import Any, get_type_hints

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from builder.exports.calendar import calendars
from builder.exports.csv_file import csv_rows
from builder.exports.feed import feed_bytes
from builder.exports.rule_lists import export_lists
from builder.field import Link, Register
from builder.field.references import RECORD_KINDS, REFERENCES, records_by_sheet, sheet_of
from builder.frameworks import Catalogue
from builder.frameworks.load import load_catalogue
from builder.history import Change, ChangeKind, History
from builder.policy import Audience, Policy
from builder.policy.load import load_policy
from builder.portal.context import PortalContext
from builder.problems import Cell, Kind, Problem, Severity
from builder.redaction.history import redact_history
from builder.redaction.leaks import leaks
from builder.redaction.redact import redact
from builder.redaction.sealing import sealed_problems, sealed_register
from builder.redaction.values import FIELD_NAMES, texts_of
from builder.rules.assess import assess
from builder.rules.assessment import Assessment, Escalation, Fitness
from builder.rules.verdict import Outcome, Subject, Verdict
from builder.shipped import catalogue_text, policy_texts
from tests.exports.written import assessment_json
from tests.made import as_at, make, register

AS_AT = as_at("2026-11-20 17:20")
MARK = re.compile(r"zq[0-9]+zq")
SHEETS = tuple(sheet_of(each) for each in RECORD_KINDS)
KIND = Kind(code="WB201", title="x", says="{typed}", remedy="x", severity=Severity.ERROR)
# RATIONALE: shrinking a register of every sheet takes minutes and names no clearer case.
FEW = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)


@cache
def policy() -> Policy:
    return load_policy(policy_texts(), None)[0]


@cache
def catalogue() -> Catalogue:
    return load_catalogue(catalogue_text())


def _marked(record: Any, marks: "count[int]") -> Any:
    """The record with a mark in each field that holds running words, and an own ref of its own."""
    kind = type(record)
    hints = get_type_hints(kind)
    skipped = REFERENCES.get(record.source.sheet, {})
    changes: dict[str, Any] = {}
    for each in fields(kind):
        hint = hints[each.name]
        if each.name in skipped or each.name in ("source", "ref", "burst", "evidence"):
            continue
        if hint == (str | None):
            changes[each.name] = f"Words zq{next(marks)}zq of it"
        elif hint == (Link | None):
            changes[each.name] = Link(f"zq{next(marks)}zq", f"f/zq{next(marks)}zq.pdf")
    return replace(record, **changes)


REFS = {
    "Services": ("S-1zq", "S-2zq"),
    "People": ("P-1zq", "P-2zq"),
    "Actions": ("A-1zq", "A-2zq", "A-3zq"),
    "Evidence": ("E-1zq", "E-2zq"),
    "Findings": ("F-1zq",),
    "Notices": ("N-1zq",),
    "Complaints": ("C-1zq",),
    "Risks": ("R-1zq",),
    "Batches": ("B-1zq",),
    "Burst samples": ("U-1zq",),
}


@st.composite
def marked_registers(draw: st.DrawFn) -> Register:
    marks = count(1)
    held = []
    for attribute, kind in RECORD_KINDS.items():
        sheet = sheet_of(attribute)
        for ref in REFS.get(sheet, ("",)):
            values: dict[str, Any] = {}
            for name, sheets in REFERENCES.get(sheet, {}).items():
                known = [each for target in sheets for each in REFS[target]]
                if get_type_hints(kind)[name] == tuple[str, ...]:
                    values[name] = draw(st.lists(st.sampled_from(known), max_size=2))
                else:
                    values[name] = draw(st.sampled_from(known))
            if "confidential" in FIELD_NAMES[kind]:
                values["confidential"] = draw(st.booleans())
            if sheet == "Burst samples":
                values["burst"] = ref
            elif ref:
                values["ref"] = ref
            held.append(_marked(make(kind, **values), marks))
    return register(*held)


@st.composite
def audiences(draw: st.DrawFn) -> Audience:
    allowed = None
    if draw(st.booleans()):
        shown = draw(st.lists(st.sampled_from(SHEETS), unique=True))
        kinds = {sheet_of(each): kind for each, kind in RECORD_KINDS.items()}
        allowed = {
            sheet: tuple(draw(st.lists(st.sampled_from(FIELD_NAMES[kinds[sheet]]), unique=True)))
            for sheet in shown
        }
    return Audience(
        id="own",
        title="Own",
        sees_confidential=draw(st.booleans()),
        sees_names=draw(st.booleans()),
        sees_personal_data=draw(st.booleans()),
        services=tuple(draw(st.lists(st.sampled_from(REFS["Services"]), unique=True))),
        fields=allowed,
        suppress_below=draw(st.sampled_from([0, 5])),
    )


def _judged(held: Register) -> Assessment:
    """What the rules say, and besides a verdict, a problem and a reason that quote every cell."""
    said, problems = [], []
    for records in records_by_sheet(held).values():
        for record in records:
            for name in FIELD_NAMES[type(record)]:
                words = " ".join(texts_of(getattr(record, name)))
                cell = record.source.place(name)
                about = Subject(record.source.sheet, getattr(record, "ref", ""))
                said.append(
                    Verdict(
                        rule="x",
                        outcome=Outcome.FIRED,
                        subject=about if about.ref else None,
                        observed=words,
                        reason=f"There stands {words}.",
                        cells=(cell,),
                    )
                )
                problems.append(Problem(KIND, cell, {"typed": words}))
    files = tuple(
        Fitness(
            ref=each.ref,
            action=each.action or "",
            state="stale",
            reasons=(str(each.title),),
            same_file=REFS["Actions"],
        )
        for each in held.evidence
    )
    judged = assess(held, policy(), catalogue(), History(), AS_AT, tuple(problems))
    told = Escalation(
        subject=Subject("Actions", "A-1zq"), service="S-1zq", rung="owner", to="Provider",
        because=("x",), people=REFS["People"],
    )  # fmt: skip
    return replace(
        judged,
        verdicts=(*judged.verdicts, *said),
        evidence=files,
        escalations=(*judged.escalations, told),
    )


def _every_text(held: Register) -> Iterator[str]:
    for records in records_by_sheet(held).values():
        for record in records:
            for name in FIELD_NAMES[type(record)]:
                yield from texts_of(getattr(record, name))


def _history(held: Register) -> History:
    changes = tuple(
        Change(kind=ChangeKind.CHANGED, sheet="Actions", ref="A-1zq", action="A-1zq",
               service="S-1zq", owner="P-1zq", field="status", before=text)
        for text in _every_text(held)
    )  # fmt: skip
    return History(head="x", since_last=changes)


def _output(held: Register, audience: Audience) -> tuple[Register, list[tuple[str, bytes]]]:
    whole = _judged(held)
    seen, assessment, _ = redact(held, whole, whole.problems, audience)
    context = PortalContext(
        register=seen,
        assessment=assessment,
        policy=policy(),
        catalogue=catalogue(),
        history=redact_history(_history(held), held, audience),
        audience=audience,
        provider_name="Provider",
        build_id="x",
        tool_version="x",
    )
    files = [(f"{each.name}.csv", csv_rows(each.rows())) for each in export_lists(context)]
    files += [(path, b"".join(pieces)) for path, pieces in calendars(context)]
    files.append(("feed.xml", feed_bytes(context)))
    files.append(("assessment.json", assessment_json(assessment).encode()))
    return seen, files


def _marks(held: Register) -> set[str]:
    """The marks in a register's texts, and the own refs of its records."""
    found: set[str] = set()
    for records in records_by_sheet(held).values():
        for record in records:
            for name in FIELD_NAMES[type(record)]:
                for text in texts_of(getattr(record, name)):
                    found.update(MARK.findall(text))
                    found.update(each for refs in REFS.values() for each in refs if each == text)
    return found


@given(marked_registers(), audiences())
@FEW
def test_no_withheld_value_is_in_any_output(held: Register, audience: Audience) -> None:
    seen, files = _output(held, audience)
    withheld = _marks(held) - _marks(seen)
    for path, data in files:
        text = data.decode()
        shown = {each for each in withheld if re.search(rf"(?<!\w){re.escape(each)}(?!\w)", text)}
        assert not shown, (path, shown)


@given(marked_registers(), audiences())
@FEW
def test_the_leak_test_is_content_with_what_redaction_leaves(
    held: Register, audience: Audience
) -> None:
    seen, files = _output(held, audience)
    told = [(path, (data,)) for path, data in files]
    assert list(leaks(told, held, seen)) == []


@given(marked_registers(), st.sampled_from(["staff", "inspector"]))
@FEW
def test_a_day_from_the_ledger_reads_the_same(held: Register, name: str) -> None:
    audience = policy().audiences[name]
    marks = count(9000)
    problems = tuple(
        Problem(KIND, Cell(each.source.workbook, each.source.sheet, f"B{each.source.row}"),
                {"typed": f"zq{next(marks)}zq"})
        for each in held.actions
    )  # fmt: skip
    sealed, kept = sealed_register(held, policy().phrases), sealed_problems(held, problems)
    today = assess(held, policy(), catalogue(), History(), AS_AT, problems)
    replayed = assess(sealed, policy(), catalogue(), History(), AS_AT, kept)
    assert redact(sealed, replayed, kept, audience) == redact(held, today, problems, audience)

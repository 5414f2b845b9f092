"""The parts of the assessment's JSON: which types they are of, and where they differ from them.

A key is a field of a type, in the order of the type, unless it is named here.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cache
from typing import Literal, NamedTuple

from builder.exports.json_fields import (
    Edit,
    Field,
    Fields,
    Schema,
    after,
    changed,
    described,
    fields_of_type,
    first,
    instead_of,
    left_out,
    made_of,
    parts_of,
    property_of,
)
from builder.exports.plain_values import plain_moment
from builder.field import LeftOut, Moment, SheetRows, Source, WorkbookInput
from builder.history import Change
from builder.history.disagreement import Disagreement
from builder.history.discrepancies import Discrepancy
from builder.policy import Override
from builder.problems import Cell, Problem
from builder.rules.assessment import (
    ActionAssessment,
    Assessment,
    ClosureHold,
    DrawCheck,
    Escalation,
    Fitness,
    OutcomeChange,
    RebalanceProposal,
    RegisterResult,
    RegisterRow,
)
from builder.rules.verdict import PROVIDER, GateCheck, Scalar, Subject, Verdict, Weight

SCHEMA = "https://governance-portal.example/schema/assessment/1"
"""Names the shape; its last part changes only when a key is taken away or changes its meaning."""

DEFINITIONS: Mapping[type, str] = {
    Cell: "cell",
    Subject: "subject",
    Override: "override",
    WorkbookInput: "input",
    SheetRows: "sheet_rows",
    Problem: "problem",
    Verdict: "verdict",
    RegisterResult: "register",
    ActionAssessment: "action",
    GateCheck: "gate_check",
    Escalation: "escalation",
    OutcomeChange: "outcome_change",
    ClosureHold: "closure_hold",
    Fitness: "fitness",
    Discrepancy: "discrepancy",
    Disagreement: "disagreement",
    DrawCheck: "draw_check",
    RebalanceProposal: "proposal",
}
"""Types that the schema names, in its order; it writes others out where they stand."""


class PolicyInForce(NamedTuple):
    """What it was judged by."""

    edition: str
    overrides: tuple[Override, ...]


@cache
def fields_of(kind: type) -> Fields:
    """The keys of a type's object, in the order of the document."""
    fields = fields_of_type(kind)
    for edit in _DIFFERENCES.get(kind, ()):
        fields = edit(fields)
    return tuple(
        part
        for each in fields
        for part in (
            parts_of(each.key, fields_of(each.kind)) if (kind, each.key) in _WITHIN else (each,)
        )
    )


def _policy(assessment: Assessment) -> PolicyInForce:
    return PolicyInForce(assessment.policy_edition, assessment.overrides)


def _verdicts(assessment: Assessment) -> Iterator[Verdict]:
    """One entry a rule and subject: every rule's, those of the provider's registers too."""
    of_registers = (
        each
        for register in assessment.registers
        if register.scope == PROVIDER
        for each in register.verdicts
    )
    known = {(each.rule, each.subject) for each in assessment.verdicts}
    yield from assessment.verdicts
    for each in of_registers:
        if (each.rule, each.subject) not in known:
            known.add((each.rule, each.subject))
            yield each


def _severity(weight: Weight) -> Literal["note", None]:
    return "note" if weight is Weight.WATCH else None


def _rows(rows: tuple[RegisterRow, ...]) -> tuple[object, ...]:
    return tuple(
        {
            each.key: each.subject,
            **{name: _value(value) for name, value in each.values.items()},
            "cells": [cell._asdict() for cell in each.cells],
        }
        for each in rows
    )


def _value(value: Scalar) -> object:
    return plain_moment(value) if isinstance(value, datetime) else value


def _by_name(values: Mapping[str, object]) -> Mapping[str, object]:
    return dict(sorted(values.items()))


_ROW: Schema = {
    "type": "object",
    "properties": {"cells": {"type": "array", "items": {"$ref": "#/$defs/cell"}}},
    "required": ["cells"],
    "additionalProperties": {"type": ["number", "string", "boolean", "null"]},
}

_DIFFERENCES: dict[type, tuple[Edit, ...]] = {
    Source: (left_out("columns"), left_out("typed")),
    SheetRows: (
        changed("read_as", key="as"),
        described("as", "null: of no sheet that is known."),
    ),
    LeftOut: (described("counted", "false: it is no row of the list, so not one of rows_there."),),
    Change: (
        *map(left_out, ("kind", "owner", "rule", "is_confidential")),
        described("action", "Empty: it hangs on no line."),
        described("field", "Empty: the whole row."),
    ),
    Override: (changed("in_force_from", key="from"),),
    WorkbookInput: (changed("rows", make=_by_name),),
    Problem: (
        instead_of("kind", property_of(Problem, "code"), property_of(Problem, "severity")),
        instead_of("particulars", property_of(Problem, "message"), property_of(Problem, "remedy")),
        changed("code", note={"pattern": "^(WB[1-3][0-9]{2}|(PO|LG|RL)[0-9]+)$"}),
    ),
    Verdict: (
        left_out("done_at"),
        changed("outcome", key="verdict"),
        changed("comparison", kind=Literal["exceeds", "reaches", "below", ""]),
        after("weight", made_of("weight", "severity", _severity)),
        described("scope", "provider, or a Service ID."),
        described("origin", "Whose limit: a document's, the product's own, or the provider's."),
        described("tell", "A role, provider, or empty: nobody is told."),
        described("severity", "note: only a watch value is reached."),
    ),
    RegisterResult: (
        changed("id", note={"pattern": "^B[1-3]\\.[1-5]$"}),
        changed("bands", kind=Mapping[str, Mapping[str, int]], is_optional=True),
        changed("rows", kind=tuple[object, ...], make=_rows, note={"items": _ROW}),
        described("scope", "provider, or a Service ID."),
        described("recorded", "false: its sheet is absent."),
        described("figures", "null: not computable or not recorded."),
    ),
    ActionAssessment: (
        changed("would_pass_on", kind=Moment | None),
        described("title", "null: (no title)."),
        described("owner", "A Person ID; null where nobody known is named."),
        described("owner_text", "As typed, like the other texts; null where nothing is."),
    ),
    Escalation: (
        first("subject", "to", "people", "because", "by", "told_at"),
        described("to", "A role, or provider."),
        described("because", "Ids of the rules that speak."),
        described("by", "The earliest time of what no record says was told."),
        described("told_at", "null: no record says that all of it was told."),
    ),
    Disagreement: (
        changed("register", kind=Literal["B1.4", "B1.5", "B3.3"]),
        described("theme", "Empty: of a session or a closing cycle."),
        described("point_at", "null: no sheet records one any more."),
    ),
    DrawCheck: (
        changed("drawn_on", kind=str),
        after("seed", property_of(DrawCheck, "is_same")),
    ),
    RebalanceProposal: (changed("after_percent", make=_by_name),),
    Assessment: (
        instead_of("policy_edition", made_of("", "policy", _policy)),
        left_out("overrides"),
        after("as_at", Field("schema", object, make=lambda _: SCHEMA, note={"const": SCHEMA})),
        first("schema"),
        changed("verdicts", path="", make=_verdicts),
        changed("withheld", make=_by_name),
    ),
}
_WITHIN = frozenset({(Problem, "place"), (GateCheck, "verdict"), (Discrepancy, "change")})
"""Fields whose own keys stand in their place."""

"""The JSON Schema (draft 2020-12) of the assessment that other programs read."""

from builder.exports.assessment_json import SCHEMA
from builder.exports.plain_values import Plain
from builder.history.discrepancies import DiscrepancyKind
from builder.problems import Severity
from builder.rules.assessment import AssuredStatus
from builder.rules.verdict import Outcome, Weight

Schema = dict[str, Plain]

TEXT: Schema = {"type": "string"}
MAYBE_TEXT: Schema = {"type": ["string", "null"]}
TRUTH: Schema = {"type": "boolean"}
MAYBE_TRUTH: Schema = {"type": ["boolean", "null"]}
WHOLE: Schema = {"type": "integer"}
MAYBE_WHOLE: Schema = {"type": ["integer", "null"]}
NUMBER: Schema = {"type": "number"}
MAYBE_NUMBER: Schema = {"type": ["number", "null"]}
SCALAR: Schema = {"type": ["number", "string", "boolean", "null"]}
MOMENT: Schema = {"type": "string", "format": "date-time"}
MAYBE_MOMENT: Schema = {"type": ["string", "null"], "format": "date-time"}
DEADLINE: Schema = {
    "type": ["string", "null"],
    "description": "A bare date runs to its end; a moment has its offset.",
    "pattern": r"^\d{4}-\d{2}-\d{2}(T.+)?$",
}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _map(values: Schema) -> Schema:
    return {"type": "object", "additionalProperties": values}


def _record(properties: dict[str, Schema], *, optional: tuple[str, ...] = ()) -> Schema:
    needed: list[Plain] = [name for name in properties if name not in optional]
    held: dict[str, Plain] = dict(properties)
    return {
        "type": "object",
        "properties": held,
        "required": needed,
        "additionalProperties": False,
    }


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _words(*words: str) -> Schema:
    return {"enum": list(words)}


_VERDICT: dict[str, Schema] = {
    "rule": TEXT,
    "verdict": _words(*Outcome),
    "subject": {"oneOf": [_ref("subject"), {"type": "null"}]},
    "scope": {"type": "string", "description": "provider, or a Service ID."},
    "observed": SCALAR,
    "limit": SCALAR,
    "comparison": {"enum": ["exceeds", "reaches", "below", ""]},
    "unit": TEXT,
    "clause": TEXT,
    "tell": {"type": "string", "description": "A role, provider, or empty: nobody is told."},
    "also_tell": _list(TEXT),
    "duty": TEXT,
    "by": MAYBE_MOMENT,
    "since": MAYBE_MOMENT,
    "reason": TEXT,
    "weight": _words(*Weight),
    "severity": {"enum": ["note", None], "description": "note: only a watch value is reached."},
    "is_estimated": TRUTH,
    "cells": _list(_ref("cell")),
}

_DEFINITIONS: dict[str, Schema] = {
    "cell": _record({"workbook": TEXT, "sheet": TEXT, "cell": TEXT}),
    "subject": _record({"sheet": TEXT, "ref": TEXT}),
    "override": _record(
        {
            "threshold": TEXT,
            "value": {"type": ["number", "string", "boolean", "array"]},
            "reason": TEXT,
            "approved_by": TEXT,
            "from": {"type": ["string", "null"], "format": "date"},
        }
    ),
    "input": _record(
        {
            "workbook": TEXT,
            "sha256": {"type": "string"},
            "rows": _map(WHOLE),
            "saved_at": MAYBE_MOMENT,
            "is_last_good_reading": TRUTH,
        }
    ),
    "problem": _record(
        {
            "code": {"type": "string", "pattern": "^(WB[1-3][0-9]{2}|(PO|LG|RL)[0-9]+)$"},
            "severity": _words(*Severity),
            "workbook": TEXT,
            "sheet": TEXT,
            "cell": TEXT,
            "message": TEXT,
            "remedy": TEXT,
        }
    ),
    "verdict": _record(_VERDICT),
    "register": _record(
        {
            "id": {"type": "string", "pattern": "^B[1-3]\\.[1-5]$"},
            "name": TEXT,
            "scope": {"type": "string", "description": "provider, or a Service ID."},
            "recorded": {"type": "boolean", "description": "false: its sheet is absent."},
            "figures": {
                **_map(MAYBE_NUMBER),
                "description": "null: not computable or not recorded.",
            },
            "counted": _map(_list(TEXT)),
            "left_out": _map(_list(TEXT)),
            "cells": _map(_list(_ref("cell"))),
            "bands": _map(_map(WHOLE)),
            "rows": _list(
                {
                    "type": "object",
                    "properties": {"cells": _list(_ref("cell"))},
                    "required": ["cells"],
                    "additionalProperties": SCALAR,
                }
            ),
            "verdicts": _list(_ref("verdict")),
            "note": TEXT,
        },
        optional=("bands",),
    ),
    "action": _record(
        {
            "ref": TEXT,
            "service": TEXT,
            "source": _record({"workbook": TEXT, "sheet": TEXT, "row": WHOLE}),
            "claimed_status": MAYBE_TEXT,
            "assured_status": _words(*AssuredStatus),
            "is_live": TRUTH,
            "risk_band": MAYBE_TEXT,
            "risk_score": MAYBE_WHOLE,
            "baseline_risk_score": MAYBE_WHOLE,
            "due": DEADLINE,
            "original_due": DEADLINE,
            "overdue": MAYBE_TRUTH,
            "overdue_on_original": MAYBE_TRUTH,
            "days_overdue": MAYBE_WHOLE,
            "days_open": MAYBE_WHOLE,
            "ageing_band": MAYBE_TEXT,
            "overdue_band": MAYBE_TEXT,
            "due_moves": WHOLE,
            "gate": _list(_ref("gate_check")),
            "closable": TRUTH,
            "findings": _list(_ref("verdict")),
            "escalations": _list(_ref("escalation")),
            "outcome_change": {"oneOf": [_ref("outcome_change"), {"type": "null"}]},
            "smallest_changes": _list(TEXT),
            "would_pass_on": DEADLINE,
            "needs_more_changes": TRUTH,
        }
    ),
    "gate_check": _record({"check": TEXT, "passes": TRUTH, **_VERDICT}),
    "escalation": _record(
        {
            "to": {"type": "string", "description": "A role, or Provider."},
            "because": {"type": "string", "description": "Rule id."},
            "by": MAYBE_MOMENT,
            "subject": _ref("subject"),
            "service": TEXT,
            "rung": TEXT,
            "people": _list(TEXT),
            "duty": TEXT,
            "told_at": MAYBE_MOMENT,
            "has_passed": TRUTH,
            "cells": _list(_ref("cell")),
        }
    ),
    "outcome_change": _record(
        {
            "measure": TEXT,
            "baseline": NUMBER,
            "current": NUMBER,
            "unit": TEXT,
            "absolute": NUMBER,
            "absolute_unit": TEXT,
            "relative_percent": MAYBE_NUMBER,
            "reduction_percent": MAYBE_NUMBER,
            "window": TEXT,
            "cells": _list(_ref("cell")),
        }
    ),
    "closure_hold": _record(
        {
            "in_force": TRUTH,
            "since": MAYBE_MOMENT,
            "until": MAYBE_MOMENT,
            "burst": TEXT,
            "residual_risks": MAYBE_WHOLE,
            "cells": _list(_ref("cell")),
        }
    ),
    "fitness": _record(
        {
            "ref": TEXT,
            "action": TEXT,
            "state": TEXT,
            "age_days": MAYBE_WHOLE,
            "limit_days": MAYBE_WHOLE,
            "reviewed_at": MAYBE_MOMENT,
            "reasons": _list(TEXT),
            "same_file": _list(TEXT),
            "file_state": TEXT,
            "sha256": TEXT,
            "accepted_sha256": TEXT,
        }
    ),
    "discrepancy": _record(
        {
            "kind": _words(*DiscrepancyKind),
            "sheet": TEXT,
            "ref": TEXT,
            "action": {"type": "string", "description": "Empty: it hangs on no line."},
            "service": TEXT,
            "field": {"type": "string", "description": "Empty: the whole row."},
            "before": TEXT,
            "after": TEXT,
            "first_seen": MOMENT,
        }
    ),
    "draw_check": _record(
        {
            "burst": TEXT,
            "drawn_on": TEXT,
            "seed": TEXT,
            "is_same": TRUTH,
            "candidates": WHOLE,
            "files": WHOLE,
            "drawn_again": WHOLE,
            "steps": _list(TEXT),
        }
    ),
    "proposal": _record(
        {
            "scope": TEXT,
            "can_be_met": TRUTH,
            "moves": _list(
                _record({"action": TEXT, "from_person": TEXT, "to_person": TEXT, "hours": NUMBER})
            ),
            "after_percent": _map(NUMBER),
            "is_exact": TRUTH,
        }
    ),
}


def assessment_schema() -> Schema:
    """The schema of what ``assessment_json`` writes."""
    whole = _record(
        {
            "schema": {"const": SCHEMA},
            "as_at": MOMENT,
            "policy": _record({"edition": TEXT, "overrides": _list(_ref("override"))}),
            "inputs": _list(_ref("input")),
            "problems": _list(_ref("problem")),
            "verdicts": _list(_ref("verdict")),
            "registers": _list(_ref("register")),
            "actions": _list(_ref("action")),
            "escalations": _list(_ref("escalation")),
            "closure_hold": _ref("closure_hold"),
            "evidence": _list(_ref("fitness")),
            "rebalance": _list(_ref("proposal")),
            "draws": _list(_ref("draw_check")),
            "discrepancies": _list(_ref("discrepancy")),
            "withheld": _map(WHOLE),
        }
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA,
        "title": "Assessment",
        "description": "What the rules say of a register as at a moment.",
        **whole,
        "$defs": dict(_DEFINITIONS),
    }

"""The JSON Schema (draft 2020-12) of the assessment that other programs read."""

from builder.exports.assessment_json import SCHEMA
from builder.exports.schema_parts import (
    DEADLINE,
    MAYBE_MOMENT,
    MAYBE_NUMBER,
    MAYBE_TEXT,
    MAYBE_TRUTH,
    MAYBE_WHOLE,
    MOMENT,
    NUMBER,
    SCALAR,
    TEXT,
    TRUTH,
    WHOLE,
    Schema,
    list_of,
    map_of,
    one_of,
    record_of,
    ref_to,
)
from builder.history.discrepancies import DiscrepancyKind
from builder.problems import Severity
from builder.rules.assessment import AssuredStatus
from builder.rules.verdict import Outcome, Weight

_VERDICT: dict[str, Schema] = {
    "rule": TEXT,
    "verdict": one_of(*Outcome),
    "subject": {"oneOf": [ref_to("subject"), {"type": "null"}]},
    "scope": {"type": "string", "description": "provider, or a Service ID."},
    "observed": SCALAR,
    "limit": SCALAR,
    "comparison": {"enum": ["exceeds", "reaches", "below", ""]},
    "unit": TEXT,
    "clause": TEXT,
    "tell": {"type": "string", "description": "A role, provider, or empty: nobody is told."},
    "also_tell": list_of(TEXT),
    "duty": TEXT,
    "by": MAYBE_MOMENT,
    "since": MAYBE_MOMENT,
    "reason": TEXT,
    "weight": one_of(*Weight),
    "severity": {"enum": ["note", None], "description": "note: only a watch value is reached."},
    "is_estimated": TRUTH,
    "cells": list_of(ref_to("cell")),
}

_DEFINITIONS: dict[str, Schema] = {
    "cell": record_of({"workbook": TEXT, "sheet": TEXT, "cell": TEXT}),
    "subject": record_of({"sheet": TEXT, "ref": TEXT}),
    "override": record_of(
        {
            "threshold": TEXT,
            "value": {"type": ["number", "string", "boolean", "array"]},
            "reason": TEXT,
            "approved_by": TEXT,
            "from": {"type": ["string", "null"], "format": "date"},
        }
    ),
    "input": record_of(
        {
            "workbook": TEXT,
            "sha256": {"type": "string"},
            "rows": map_of(WHOLE),
            "saved_at": MAYBE_MOMENT,
            "is_last_good_reading": TRUTH,
        }
    ),
    "problem": record_of(
        {
            "code": {"type": "string", "pattern": "^(WB[1-3][0-9]{2}|(PO|LG|RL)[0-9]+)$"},
            "severity": one_of(*Severity),
            "workbook": TEXT,
            "sheet": TEXT,
            "cell": TEXT,
            "message": TEXT,
            "remedy": TEXT,
        }
    ),
    "verdict": record_of(_VERDICT),
    "register": record_of(
        {
            "id": {"type": "string", "pattern": "^B[1-3]\\.[1-5]$"},
            "name": TEXT,
            "scope": {"type": "string", "description": "provider, or a Service ID."},
            "recorded": {"type": "boolean", "description": "false: its sheet is absent."},
            "figures": {
                **map_of(MAYBE_NUMBER),
                "description": "null: not computable or not recorded.",
            },
            "counted": map_of(list_of(TEXT)),
            "left_out": map_of(list_of(TEXT)),
            "cells": map_of(list_of(ref_to("cell"))),
            "bands": map_of(map_of(WHOLE)),
            "rows": list_of(
                {
                    "type": "object",
                    "properties": {"cells": list_of(ref_to("cell"))},
                    "required": ["cells"],
                    "additionalProperties": SCALAR,
                }
            ),
            "verdicts": list_of(ref_to("verdict")),
            "note": TEXT,
        },
        optional=("bands",),
    ),
    "action": record_of(
        {
            "ref": TEXT,
            "service": TEXT,
            "source": record_of({"workbook": TEXT, "sheet": TEXT, "row": WHOLE}),
            "claimed_status": MAYBE_TEXT,
            "assured_status": one_of(*AssuredStatus),
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
            "gate": list_of(ref_to("gate_check")),
            "closable": TRUTH,
            "findings": list_of(ref_to("verdict")),
            "escalations": list_of(ref_to("escalation")),
            "outcome_change": {"oneOf": [ref_to("outcome_change"), {"type": "null"}]},
            "smallest_changes": list_of(TEXT),
            "would_pass_on": DEADLINE,
            "needs_more_changes": TRUTH,
        }
    ),
    "gate_check": record_of({"check": TEXT, "passes": TRUTH, **_VERDICT}),
    "escalation": record_of(
        {
            "to": {"type": "string", "description": "A role, or Provider."},
            "because": {"type": "string", "description": "Rule id."},
            "by": MAYBE_MOMENT,
            "subject": ref_to("subject"),
            "service": TEXT,
            "rung": TEXT,
            "people": list_of(TEXT),
            "duty": TEXT,
            "told_at": MAYBE_MOMENT,
            "has_passed": TRUTH,
            "cells": list_of(ref_to("cell")),
        }
    ),
    "outcome_change": record_of(
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
            "cells": list_of(ref_to("cell")),
        }
    ),
    "closure_hold": record_of(
        {
            "in_force": TRUTH,
            "since": MAYBE_MOMENT,
            "until": MAYBE_MOMENT,
            "burst": TEXT,
            "residual_risks": MAYBE_WHOLE,
            "cells": list_of(ref_to("cell")),
        }
    ),
    "fitness": record_of(
        {
            "ref": TEXT,
            "action": TEXT,
            "state": TEXT,
            "age_days": MAYBE_WHOLE,
            "limit_days": MAYBE_WHOLE,
            "reviewed_at": MAYBE_MOMENT,
            "reasons": list_of(TEXT),
            "same_file": list_of(TEXT),
            "file_state": TEXT,
            "sha256": TEXT,
            "accepted_sha256": TEXT,
        }
    ),
    "discrepancy": record_of(
        {
            "kind": one_of(*DiscrepancyKind),
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
    "disagreement": record_of(
        {
            "register": one_of("B1.4", "B1.5", "B3.3"),
            "scope": TEXT,
            "figure": TEXT,
            "theme": {"type": "string", "description": "Empty: of a session or a closing cycle."},
            "point_at": {**MAYBE_MOMENT, "description": "null: no sheet records one any more."},
            "sheets": MAYBE_NUMBER,
            "recorded": NUMBER,
            "recorded_at": MOMENT,
        }
    ),
    "draw_check": record_of(
        {
            "burst": TEXT,
            "drawn_on": TEXT,
            "seed": TEXT,
            "is_same": TRUTH,
            "candidates": WHOLE,
            "files": WHOLE,
            "drawn_again": WHOLE,
            "steps": list_of(TEXT),
        }
    ),
    "proposal": record_of(
        {
            "scope": TEXT,
            "can_be_met": TRUTH,
            "moves": list_of(
                record_of({"action": TEXT, "from_person": TEXT, "to_person": TEXT, "hours": NUMBER})
            ),
            "after_percent": map_of(NUMBER),
            "is_exact": TRUTH,
        }
    ),
}


def assessment_schema() -> Schema:
    """The schema of what ``assessment_pieces`` gives."""
    whole = record_of(
        {
            "schema": {"const": SCHEMA},
            "as_at": MOMENT,
            "policy": record_of({"edition": TEXT, "overrides": list_of(ref_to("override"))}),
            "inputs": list_of(ref_to("input")),
            "problems": list_of(ref_to("problem")),
            "verdicts": list_of(ref_to("verdict")),
            "registers": list_of(ref_to("register")),
            "actions": list_of(ref_to("action")),
            "escalations": list_of(ref_to("escalation")),
            "closure_hold": ref_to("closure_hold"),
            "evidence": list_of(ref_to("fitness")),
            "rebalance": list_of(ref_to("proposal")),
            "draws": list_of(ref_to("draw_check")),
            "discrepancies": list_of(ref_to("discrepancy")),
            "disagreements": list_of(ref_to("disagreement")),
            "withheld": map_of(MAYBE_WHOLE),
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

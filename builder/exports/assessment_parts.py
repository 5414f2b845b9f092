"""The parts of the assessment's JSON that hang on no verdict: hold, evidence, draws, history."""

from builder.exports.plain_values import Entry, plain, plain_cells, plain_number
from builder.history.disagreement import Disagreement
from builder.history.discrepancies import Discrepancy
from builder.rules.assessment import ClosureHold, DrawCheck, Fitness, RebalanceProposal


def hold_entry(hold: ClosureHold) -> Entry:
    """Whether closure approvals are suspended."""
    return {
        "in_force": hold.in_force,
        "since": plain(hold.since),
        "until": plain(hold.until),
        "burst": hold.burst,
        "residual_risks": hold.residual_risks,
        "cells": plain_cells(hold.cells),
    }


def fitness_entry(fitness: Fitness) -> Entry:
    """How far one evidence file can be relied on."""
    return {
        "ref": fitness.ref,
        "action": fitness.action,
        "state": fitness.state,
        "age_days": fitness.age_days,
        "limit_days": fitness.limit_days,
        "reviewed_at": plain(fitness.reviewed_at),
        "reasons": plain(fitness.reasons),
        "same_file": plain(fitness.same_file),
        "file_state": fitness.file_state,
        "sha256": fitness.sha256,
        "accepted_sha256": fitness.accepted_sha256,
    }


def draw_check_entry(check: DrawCheck) -> Entry:
    """One burst drawn again."""
    return {
        "burst": check.burst,
        "drawn_on": plain(check.drawn_on),
        "seed": check.seed,
        "is_same": check.is_same,
        "candidates": check.candidates,
        "files": check.files,
        "drawn_again": check.drawn_again,
        "steps": plain(check.steps),
    }


def proposal_entry(proposal: RebalanceProposal) -> Entry:
    """A way to bring everybody to or below the workload limit."""
    return {
        "scope": proposal.scope,
        "can_be_met": proposal.can_be_met,
        "moves": [
            {
                "action": move.action,
                "from_person": move.from_person,
                "to_person": move.to_person,
                "hours": plain_number(move.hours),
            }
            for move in proposal.moves
        ],
        "after_percent": {
            person: plain_number(percent)
            for person, percent in sorted(proposal.after_percent.items())
        },
        "is_exact": proposal.is_exact,
    }


def discrepancy_entry(found: Discrepancy) -> Entry:
    """Where the workbooks do not agree with what an earlier run recorded."""
    change = found.change
    return {
        "kind": found.kind.value,
        "sheet": change.sheet,
        "ref": change.ref,
        "action": change.action,
        "service": change.service,
        "field": change.field,
        "before": change.before,
        "after": change.after,
        "first_seen": plain(found.first_seen),
    }


def disagreement_entry(found: Disagreement) -> Entry:
    """A figure that a build recorded otherwise than the sheets give it now."""
    return {
        "register": found.register,
        "scope": found.scope,
        "figure": found.figure,
        "theme": found.theme,
        "point_at": plain(found.point_at),
        "sheets": plain(found.sheets),
        "recorded": plain(found.recorded),
        "recorded_at": plain(found.recorded_at),
    }

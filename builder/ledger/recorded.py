"""What of an assessment the ledger keeps: figures, what fired, where each line stood."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from builder.field import Register
from builder.history.normal import Plain
from builder.history.tables import Table, Tables, tables_of_register
from builder.problems import Cell, Kind, Problem, Severity
from builder.redaction.sealing import WITHOUT_KEY, Seal, sealed_problems, sealed_register
from builder.rules.assessment import Assessment
from builder.rules.verdict import Number, Outcome, Verdict

FIGURES, FIRED, LINES = "figures", "fired", "lines"
COMPLAINTS_BY_THEME = "complaints_by_theme"
"""Scope and theme -> complaints of its latest review period (B3.3)."""
FILES, ESCALATED, TEXTS = "files", "escalated", "texts"
FILE_CHECKS = "file_checks"
"""Evidence ref -> state of the file, its SHA-256, that of the file accepted, the judgement."""
PROBLEMS, PROBLEM_ORDER, KINDS = "problems", "problem_order", "kinds"
PARTS = "|"
"""Parts the parts of a key."""


def tables_of(
    register: Register,
    assessment: Assessment,
    *,
    problems: tuple[Problem, ...] | None = None,
    texts: Mapping[str, str] | None = None,
    phrases: Iterable[str] = (),
    seal: Seal = WITHOUT_KEY,
) -> Tables:
    """All that a run records.

    Args:
        register: The whole register; its confidential words are hashed here.
        assessment: What was judged of it.
        problems: Those of the run; the assessment's where not given.
        texts: Documents that a replay needs: policy, catalogue, names of the portal.
        phrases: What the policy looks for in progress notes.
        seal: How confidential words are hashed.
    """
    sealed = sealed_register(register, phrases, seal)
    held = assessment.problems if problems is None else problems
    return {
        **tables_of_register(sealed),
        FIGURES: _figures(assessment),
        COMPLAINTS_BY_THEME: _complaints_by_theme(assessment),
        FIRED: dict.fromkeys(sorted(_fired(assessment)), True),
        LINES: {each.ref: [str(each.assured_status), each.overdue] for each in assessment.actions},
        FILES: {each.ref: each.state for each in assessment.evidence},
        FILE_CHECKS: {
            each.ref: [each.file_state, each.sha256, each.accepted_sha256, each.judgement]
            for each in assessment.evidence
            if each.file_state
        },
        ESCALATED: {
            PARTS.join((rule, each.subject.sheet, each.subject.ref, each.to)): each.service
            for each in assessment.escalations
            for rule in each.because
        },
        **_problems(sealed_problems(register, held)),
        TEXTS: dict(sorted((texts or {}).items())),
    }


def _figures(assessment: Assessment) -> Table:
    return {
        PARTS.join((result.id, result.scope, figure)): plain_figure(value)
        for result in assessment.registers
        for figure, value in result.figures.items()
    }


def _complaints_by_theme(assessment: Assessment) -> Table:
    return {
        PARTS.join((result.scope, row.subject)): value
        for result in assessment.registers
        for row in result.rows
        if row.key == "theme"
        for value in [row.values.get("complaints_linked")]
        if isinstance(value, int)
    }


def plain_figure(value: Number | None) -> Plain:
    """A figure, exact: a whole number, ``1/3``, or nothing."""
    if isinstance(value, Fraction):
        return str(value)
    return value


def figure_from(value: Plain) -> Number | None:
    """The figure that was recorded."""
    if value is None or isinstance(value, int):
        return value
    return Fraction(str(value))


def _fired(assessment: Assessment) -> Iterable[str]:
    for result in assessment.registers:
        yield from (_key(each) for each in result.verdicts if each.outcome is Outcome.FIRED)
    yield from (_key(each) for each in assessment.verdicts if each.outcome is Outcome.FIRED)


def _key(verdict: Verdict) -> str:
    """Rule, then the sheet and ref of its subject; no sheet and the scope for a register's."""
    if verdict.subject is None:
        return PARTS.join((verdict.rule, "", verdict.scope))
    return PARTS.join((verdict.rule, verdict.subject.sheet, verdict.subject.ref))


def _problems(problems: tuple[Problem, ...]) -> Tables:
    """The problems by what and where they are, with the wording of their kinds."""
    held: dict[str, Plain] = {}
    order: list[Plain] = []
    for each in problems:
        key = PARTS.join((each.code, str(each.place)))
        while key in held:
            key += "~"
        order.append(key)
        held[key] = {
            "code": each.code,
            "place": [each.place.workbook, each.place.sheet, each.place.cell],
            "particulars": dict(sorted(each.particulars.items())),
        }
    kinds = {each.code: each.kind for each in problems}
    return {
        PROBLEMS: held,
        PROBLEM_ORDER: {"all": order} if order else {},
        KINDS: {
            code: [kind.title, kind.says, kind.remedy, str(kind.severity)]
            for code, kind in sorted(kinds.items())
        },
    }


def problems_of(tables: Tables) -> tuple[Problem, ...]:
    """The problems that were recorded, in their order and in the words of that day."""
    held: Mapping[str, Any] = tables.get(PROBLEMS, {})
    order: Any = tables.get(PROBLEM_ORDER, {}).get("all", [])
    kinds: Mapping[str, Any] = tables.get(KINDS, {})
    return tuple(_problem(held[key], kinds[held[key]["code"]]) for key in order)


def _problem(held: Mapping[str, Any], kind: list[str]) -> Problem:
    title, says, remedy, severity = kind
    return Problem(
        Kind(code=held["code"], title=title, says=says, remedy=remedy, severity=Severity(severity)),
        Cell(*held["place"]),
        held["particulars"],
    )

"""The last lines of a command: what fired, what was left out, what to mend."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import click

from builder.cli.exit_codes import ExitCode
from builder.field import WorkbookInput
from builder.policy import OUR_OWN, Origin
from builder.problems import Problem, Severity
from builder.rules.assessment import Assessment
from builder.rules.verdict import PROVIDER, Outcome, Verdict
from builder.rules.words import moment_text

_SEVERITY = re.compile(r": (error|warning|note)(?= [A-Z]{2}\d)")
SHOWN = 5
"""Problems and limits named in full on a terminal; the total always stands beside."""


def problem_lines(problems: tuple[Problem, ...]) -> Iterator[str]:
    """How many problems there are, and the first ones that cost a figure."""
    if not problems:
        yield "The workbooks hold no problem."
        return
    counts = Counter(each.severity for each in problems)
    yield "Problems in the workbooks: " + ", ".join(
        f"{counts[severity]} {severity.value}{'' if counts[severity] == 1 else 's'}"
        for severity in Severity
        if counts[severity]
    )
    errors = [each for each in problems if each.severity is Severity.ERROR]
    for each in errors[:SHOWN]:
        yield f"  {problem_words(each)}"
    if len(errors) > SHOWN:
        yield f"  and {len(errors) - SHOWN} more. See them all with: portal check"


@dataclass(slots=True)
class Told:
    """The problems that were there at the build before, so that a save can be answered."""

    before: tuple[Problem, ...] | None = None
    """``None`` before the first build."""

    def what_a_save_brought(self, problems: tuple[Problem, ...]) -> Iterator[str]:
        """The problems that are new since the build before, and those that are gone."""
        before, self.before = self.before, problems
        if before is None:
            return
        now, then = ({problem_words(each): None for each in some} for some in (problems, before))
        for word, these, others in (("New", now, then), ("Mended", then, now)):
            listed = [each for each in these if each not in others]
            yield from (f"  {word}: {each}" for each in listed[:SHOWN])
            if len(listed) > SHOWN:
                yield f"  {word}: {len(listed) - SHOWN} more. See them all with: portal check"


def coloured(report: str) -> str:
    """A report with each severity in its colour; a terminal alone shows it."""
    colours = {"error": "red", "warning": "yellow", "note": "blue"}

    def painted(found: re.Match[str]) -> str:
        return f": {click.style(found[1], fg=colours[found[1]], bold=True)}"

    return _SEVERITY.sub(painted, report)


def row_lines(inputs: tuple[WorkbookInput, ...]) -> Iterator[str]:
    """How many rows of each sheet are there and in."""
    for each in inputs:
        for sheet in each.sheets:
            if sheet.read_as is not None:
                yield f"{sheet.words(each.workbook)}: taken as {sheet.read_as}"


def problem_words(problem: Problem) -> str:
    """A problem on one line: its place, what is wrong, the one thing to do."""
    return f"{str(problem.place) or 'Workbooks folder'}: {problem.message} {problem.remedy}"


def limits_reached(assessment: Assessment) -> tuple[Verdict, ...]:
    """The limits that fired provider-wide, in the order of the registers."""
    return tuple(
        verdict
        for register in assessment.registers
        if register.scope == PROVIDER
        for verdict in register.verdicts
        if verdict.outcome is Outcome.FIRED
    )


def fired_lines(assessment: Assessment) -> Iterator[str]:
    """The limits reached with who must act, and the figures that left rows out."""
    reached = limits_reached(assessment)
    yield f"Limits reached: {len(reached)}" if reached else _none_reached(assessment)
    for verdict in reached:
        who = f" {verdict.tell}: {verdict.duty}" if verdict.tell else ""
        own = f" ({OUR_OWN})" if verdict.origin is Origin.PRODUCT else ""
        yield f"  {verdict.clause} {verdict.reason}{own}{who}"
    for register in assessment.registers:
        if register.scope == PROVIDER:
            for figure, refs in sorted(register.left_out.items()):
                yield f"  {register.id} {figure} leaves out {len(refs)}: {', '.join(refs[:SHOWN])}"
    if assessment.closure_hold.in_force:
        yield "Closure approvals are suspended: evidence risks are above the limit."
    elif assessment.closure_hold.begins_at is not None:
        at = moment_text(assessment.closure_hold.begins_at)
        yield f"Closure approvals will be suspended from {at}: evidence risks are above the limit."


def _none_reached(assessment: Assessment) -> str:
    if assessment.is_whole:
        return "No limit is reached."
    return "No limit is known to be reached, but not every row is in."


def exit_code(
    problems: tuple[Problem, ...], blocking: tuple[str, ...], *, strict: bool
) -> ExitCode:
    """3 before 1, and both only where ``strict``."""
    if strict and any(each.severity is Severity.ERROR for each in problems):
        return ExitCode.WORKBOOK_ERRORS
    if strict and blocking:
        return ExitCode.RULES_BLOCK
    return ExitCode.DONE

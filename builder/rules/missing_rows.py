"""What cannot be judged where rows of a sheet are there and are not in."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from builder.field import Register, SheetRows
from builder.field.address import WORKBOOK_ENDINGS
from builder.field.references import RECORD_KINDS, sheet_of
from builder.field.registers import kind_of
from builder.problems import Problem, Severity
from builder.rules.assessment import RegisterResult
from builder.rules.verdict import PROVIDER, Outcome, Verdict

Missing = Mapping[tuple[str, str], str]
"""(Scope, sheet of the schema) -> how many of whose rows are in, in words."""


def sheets_with_missing_rows(register: Register) -> Iterator[tuple[str, SheetRows]]:
    """(Workbook, sheet) of each known sheet of which a row is not in."""
    for each in register.inputs:
        for sheet in each.sheets:
            if sheet.read_as is not None and not sheet.is_whole:
                yield each.workbook, sheet


def workbooks_not_in(register: Register, problems: Iterable[Problem]) -> tuple[str, ...]:
    """Workbooks in the folder of which nothing could be read."""
    read = {each.workbook for each in register.inputs}
    lost = (each.place.workbook for each in problems if each.severity is Severity.ERROR)
    return tuple(
        sorted(
            {
                name
                for name in lost
                if name not in read
                and name.casefold().endswith(WORKBOOK_ENDINGS)
                and not name.startswith(".")
            }
        )
    )


def missing_rows(register: Register) -> Missing:
    """The sheets of which rows are missing, for each scope that they may belong to."""
    found: dict[tuple[str, str], str] = {}
    for workbook, sheet in sheets_with_missing_rows(register):
        for scope in (PROVIDER, *_services_of(register, workbook, sheet)):
            found[scope, sheet.read_as or ""] = sheet.words(workbook)
    return found


def _services_of(register: Register, workbook: str, sheet: SheetRows) -> frozenset[str]:
    """The services of the rows that are in; every one where no row tells."""
    beside = frozenset(
        service
        for attribute in RECORD_KINDS
        if sheet_of(attribute) == sheet.read_as
        for row in getattr(register, attribute)
        if (row.source.workbook, row.source.sheet) == (workbook, sheet.sheet)
        if (service := getattr(row, "service", None))
    )
    return beside or frozenset(each.ref for each in register.services)


def not_assessable(result: RegisterResult, missing: Missing) -> RegisterResult:
    """The register without the figures that rows are missing for.

    What fired stays: a row more would not take it back. What was met may not be so.
    """
    counts = kind_of(result.id).counts
    why = next((missing[result.scope, s] for s in counts if (result.scope, s) in missing), "")
    if not why:
        return result
    return replace(
        result,
        figures=dict.fromkeys(result.figures),
        counted={},
        verdicts=tuple(_not_judged(each, why) for each in result.verdicts),
        note=f"{result.note} Only {why} are in.".strip(),
    )


def _not_judged(verdict: Verdict, why: str) -> Verdict:
    if verdict.outcome is not Outcome.MET:
        return verdict
    reason = f"Only {why} are in, so this cannot be judged."
    return verdict._replace(outcome=Outcome.NOT_COMPUTABLE, observed=None, reason=reason)


def without_services(result: RegisterResult, register: Register) -> RegisterResult:
    """The register of one service, unrecorded where no column says what belongs to a service."""
    if result.scope == PROVIDER:
        return result
    wanted = [("Actions", "service")]
    if "Actions" not in kind_of(result.id).counts:
        wanted.append(("Evidence", "action"))
    lacking = next((each for each in wanted if not register.keeps(*each)), None)
    if lacking is None:
        return result
    reason = f"No workbook says which service it is of: {lacking[0]}, {lacking[1].capitalize()}."
    return RegisterResult(
        id=result.id,
        name=result.name,
        scope=result.scope,
        recorded=False,
        figures=dict.fromkeys(result.figures),
        verdicts=tuple(
            each._replace(outcome=Outcome.NOT_RECORDED, observed=None, reason=reason)
            for each in result.verdicts
        ),
    )

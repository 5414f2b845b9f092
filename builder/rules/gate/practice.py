"""The gate's check of live proof: the visits to a line's files, and the retests on them (B2.3)."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from builder.field import LiveProof, Retest
from builder.problems import Cell
from builder.rules.answers import Answer, places
from builder.rules.facts.evidence.bursts import match_percent, stage_percent
from builder.rules.gate.case import ActionCase
from builder.rules.gate.checks import LIVE_PROOF_HELD, CaseAt, check
from builder.rules.verdict import Outcome
from builder.rules.words import counted, day_text, moment_text, number_text

VISITS, RETESTS = "Live proof", "Retests"
ORDER = (Outcome.FIRED, Outcome.NOT_COMPUTABLE, Outcome.NOT_DUE)
"""What speaks most against a line is said first."""


class Fault(NamedTuple):
    """Why one file, or one person's retest, does not hold."""

    outcome: Outcome
    reason: str
    cells: tuple[Cell, ...]
    evidence: str = ""
    """The file to be visited."""
    person: str = ""
    """Who is to be retested; on ``evidence``."""
    is_estimated: bool = False


def latest_visits(case: ActionCase, at: datetime) -> dict[str, LiveProof]:
    """Evidence ref -> the latest visit to each file of a line by a moment."""
    return {
        file.ref: visit
        for file in case.files
        for visit in file.visits
        if visit.checked_at is not None and visit.checked_at.has_happened(at)
    }


def latest_retests(case: ActionCase, at: datetime) -> dict[str, Retest]:
    """Person ID -> the latest retest of each person on a file of a line by a moment."""
    made = [
        each
        for file in case.files
        for each in file.retests
        if each.retested_at is not None and each.retested_at.has_happened(at)
    ]
    made.sort(key=lambda each: (each.retested_at.order if each.retested_at else (), each.person))
    return {each.person: each for each in made}


def practice_faults(case_at: CaseAt) -> tuple[Fault, ...]:
    """Everything that keeps the live proof of a line from holding, the gravest first."""
    case = case_at.case
    faults: list[Fault] = []
    if VISITS in case.kept:
        faults.extend(_of_visits(case_at))
    if RETESTS in case.kept:
        faults.extend(_of_retests(case_at))
    return tuple(sorted(faults, key=lambda each: ORDER.index(each.outcome)))


def _of_visits(case_at: CaseAt) -> Iterator[Fault]:
    limit = case_at.policy.threshold("record_match")
    visits = latest_visits(case_at.case, case_at.at)
    for ref, visit in visits.items():
        share = match_percent(visit)
        cells = places((visit,), "records_matching", "records_checked")
        if share is None:
            reason = f"How many records of {ref} match practice is not known."
            yield Fault(Outcome.NOT_COMPUTABLE, reason, cells, ref)
        elif limit.is_fired_by(share):
            reason = (
                f"{visit.records_matching} of {counted(visit.records_checked or 0, 'record')} of "
                f"{ref} matched practice on {_on(visit)}, {number_text(share, limit.number)}%."
            )
            yield Fault(Outcome.FIRED, reason, cells, ref)
    for file in case_at.files:
        draw = case_at.case.visits_due.get(file.ref)
        if draw is None or file.ref in visits or not file.exists or not draw.had_come(case_at.at):
            continue
        cells = places((draw.sample,), "drawn_at")
        if draw.visit_by is None:
            reason = f"{file.ref} was drawn and not visited; when it was drawn is not recorded."
            yield Fault(Outcome.NOT_COMPUTABLE, reason, cells, file.ref)
            continue
        is_over = case_at.at > draw.visit_by
        reason = (
            f"{file.ref} was drawn, and no visit to it is on record; one was due by "
            f"{moment_text(draw.visit_by)}."
        )
        outcome = Outcome.FIRED if is_over else Outcome.NOT_DUE
        yield Fault(outcome, reason, cells, file.ref, is_estimated=draw.is_estimated)


def _of_retests(case_at: CaseAt) -> Iterator[Fault]:
    limit = case_at.policy.threshold("retest_average")
    for person, retest in latest_retests(case_at.case, case_at.at).items():
        share, file = stage_percent(retest), retest.evidence or ""
        if share is None:
            reason = f"How many stages {person} was tested on is not known."
            cells = places((retest,), "stages_correct", "stages_tested")
            yield Fault(Outcome.NOT_COMPUTABLE, reason, cells, file, person)
        elif limit.is_fired_by(share):
            shown = number_text(share, limit.number)
            reason = f"{person} had {shown}% of stages correct at the latest retest."
            cells = places((retest,), "stages_correct", "stages_tested")
            yield Fault(Outcome.FIRED, reason, cells, file, person)
        elif retest.repeated_omissions:
            reason = f"{person} repeated a critical omission at the latest retest."
            yield Fault(
                Outcome.FIRED, reason, places((retest,), "repeated_omissions"), file, person
            )


def _on(visit: LiveProof) -> str:
    return day_text(visit.checked_at.on) if visit.checked_at is not None else "an unknown day"


def _is_unrecorded(case_at: CaseAt) -> bool:
    """Whether neither sheet is kept, or no file of the line was drawn, visited or retested."""
    case = case_at.case
    if not {VISITS, RETESTS} & case.kept:
        return True
    return not _drawn(case_at) and not _recorded(case_at)


def _drawn(case_at: CaseAt) -> bool:
    draws = case_at.case.visits_due
    return any(
        each.exists and each.ref in draws and draws[each.ref].had_come(case_at.at)
        for each in case_at.files
    )


def _recorded(case_at: CaseAt) -> tuple[LiveProof | Retest, ...]:
    case = case_at.case
    return (
        *latest_visits(case, case_at.at).values(),
        *latest_retests(case, case_at.at).values(),
    )


def _lets_pass(case_at: CaseAt, outcome: Outcome) -> bool:
    return outcome is Outcome.NOT_RECORDED and _is_unrecorded(case_at)


@check(LIVE_PROOF_HELD, "live_proof_held", lets_pass=_lets_pass)
def live_proof_held(case_at: CaseAt) -> Answer:
    """The latest visit to each file, and the latest retest of each person on them, hold."""
    case = case_at.case
    if not {VISITS, RETESTS} & case.kept:
        return Answer(Outcome.NOT_RECORDED, "No workbook has the sheets Live proof and Retests.")
    if _is_unrecorded(case_at):
        return Answer(Outcome.NOT_RECORDED, "No file of this action was drawn for a burst.")
    faults = practice_faults(case_at)
    if faults:
        worst = [each for each in faults if each.outcome is faults[0].outcome]
        reason = " ".join(each.reason for each in worst)
        return Answer(
            faults[0].outcome,
            reason,
            len(worst),
            tuple(cell for each in worst for cell in each.cells),
            is_estimated=any(each.is_estimated for each in worst),
        )
    if VISITS not in case.kept:
        return Answer(Outcome.NOT_RECORDED, "No workbook has the sheet Live proof.")
    return _held(_recorded(case_at))


def _held(recorded: Iterable[LiveProof | Retest]) -> Answer:
    known = tuple(recorded)
    visits = [each for each in known if isinstance(each, LiveProof)]
    retests = [each for each in known if isinstance(each, Retest)]
    reason = f"The latest visit to {counted(len(visits), 'file')} reached its limit"
    if retests:
        reason += f", and so did the latest retest of {counted(len(retests), 'person', 'people')}"
    cells = (*places(visits, "records_matching"), *places(retests, "stages_correct"))
    return Answer(Outcome.MET, f"{reason}.", 0, cells)

"""B2.4, the targeted competence retest matrix: each person's latest retest in the burst."""

from collections.abc import Callable, Mapping
from datetime import datetime
from fractions import Fraction

from builder.field import Retest
from builder.field.registers import CompetenceRetests, Figure
from builder.rules.answers import outcome_of, verdict
from builder.rules.assessment import RegisterResult
from builder.rules.facts.evidence.bursts import Burst, stage_percent
from builder.rules.figure import NOT_RECORDED, Counted, result
from builder.rules.gate.facts import Facts
from builder.rules.registers.burst_rows import Figures, burst_note, burst_rows, latest_burst
from builder.rules.verdict import Outcome, Verdict
from builder.rules.words import counted, number_text

SUMS: Mapping[Figure, Callable[[Retest], int | None]] = {
    CompetenceRetests.stages_correct: lambda each: each.stages_correct,
    CompetenceRetests.stages_tested: lambda each: each.stages_tested,
    CompetenceRetests.critical_omissions: lambda each: each.critical_omissions,
    CompetenceRetests.repeated_omissions: lambda each: each.repeated_omissions,
    CompetenceRetests.coaching_minutes: lambda each: each.coaching_minutes,
}
AVERAGE = CompetenceRetests.average_percent


def competence_retests(facts: Facts, scope: str) -> RegisterResult:
    """The matrix's figures of the latest burst, and a row per burst."""
    burst = latest_burst(facts, scope)
    figures = _figures(facts, burst) if burst is not None else {}
    return result(
        CompetenceRetests,
        scope,
        figures,
        recorded=facts.register.holds("Retests"),
        rows=burst_rows(facts, scope, _figures),
        verdicts=(_verdict(facts, scope, burst, figures.get(AVERAGE, NOT_RECORDED)),),
        note=burst_note(burst),
    )


def _figures(facts: Facts, burst: Burst) -> Figures:
    retests = tuple(burst.latest_retests().values())
    staff = Counted(len(retests), tuple(each.person for each in retests))
    return {
        **{figure: _sum(retests, figure.key, value) for figure, value in SUMS.items()},
        CompetenceRetests.staff_retested: staff,
        AVERAGE: _average(retests),
    }


def _sum(retests: tuple[Retest, ...], field: str, value: Callable[[Retest], int | None]) -> Counted:
    known = [each for each in retests if value(each) is not None]
    return Counted(
        sum(value(each) or 0 for each in known),
        tuple(each.person for each in known if value(each)),
        tuple(each.person for each in retests if value(each) is None),
        tuple(each.source.place(field) for each in known),
    )


def _average(retests: tuple[Retest, ...]) -> Counted:
    """The mean of people, each person once, whatever number of stages each was tested on."""
    known = [(each, share) for each in retests if (share := stage_percent(each)) is not None]
    return Counted(
        sum((share for _, share in known), Fraction(0)) / len(known) if known else None,
        tuple(each.person for each, _ in known),
        tuple(each.person for each in retests if stage_percent(each) is None),
        tuple(
            each.source.place(field)
            for each, _ in known
            for field in ("stages_correct", "stages_tested")
        ),
    )


def _verdict(facts: Facts, scope: str, burst: Burst | None, average: Counted) -> Verdict:
    threshold = facts.policy.threshold("retest_average")
    if not facts.register.holds("Retests"):
        reason = "No workbook has the sheet Retests."
        return verdict(threshold, Outcome.NOT_RECORDED, reason, scope=scope)
    if average.value is None or burst is None:
        outcome = Outcome.NOT_COMPUTABLE if average.left_out else Outcome.NOT_DUE
        reason = (
            "How many stages were tested is not known."
            if average.left_out
            else "No retest of the latest burst is on record yet."
        )
        return verdict(threshold, outcome, reason, scope=scope)
    repeated = [each.person for each in burst.latest_retests().values() if each.repeated_omissions]
    repeats = f" {counted(len(repeated), 'person', 'people')} repeated an omission."
    people = counted(len(average.counted), "person", "people")
    mean = (
        f"Correct stages of {people} on average: {number_text(average.value, threshold.number)}%."
    )
    return verdict(
        threshold,
        outcome_of(threshold, average.value),
        mean + (repeats if repeated else ""),
        scope=scope,
        observed=average.value,
        cells=average.cells,
        done_at=_supervision_at(facts, burst),
    )


def _supervision_at(facts: Facts, burst: Burst) -> datetime | None:
    """When it was arranged for the last of those below the limit; ``None`` while one waits."""
    limit = facts.policy.threshold("retest_average")
    weak = [
        each.supervision_arranged_on
        for each in burst.latest_retests().values()
        if (share := stage_percent(each)) is None or limit.is_fired_by(share)
    ]
    arranged = [each.end for each in weak if each is not None and facts.has_happened(each)]
    return max(arranged, default=None) if len(arranged) == len(weak) else None

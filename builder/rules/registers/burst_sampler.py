"""B2.1, the burst-validation sampler: what was drawn, and from which lines."""

from builder.field import Action, BurstSample
from builder.field.registers import BurstSampler
from builder.field.words import Stratum
from builder.rules.assessment import RegisterResult
from builder.rules.facts.evidence.bursts import Burst
from builder.rules.facts.evidence.newly_closed import is_newly_closed, last_completed
from builder.rules.figure import Counted, count, result
from builder.rules.gate.facts import Facts
from builder.rules.registers.burst_rows import Figures, burst_note, burst_rows, latest_burst

HIGH_RISK = frozenset({Stratum.HIGH_RISK, Stratum.BOTH})
NEWLY_CLOSED = frozenset({Stratum.NEWLY_CLOSED, Stratum.BOTH})


def burst_sampler(facts: Facts, scope: str) -> RegisterResult:
    """The sampler's figures of the latest burst, and a row per burst; no limit fires."""
    burst = latest_burst(facts, scope)
    return result(
        BurstSampler,
        scope,
        _figures(facts, burst) if burst is not None else {},
        recorded=facts.register.holds("Burst samples"),
        rows=burst_rows(facts, scope, _figures),
        note=burst_note(burst),
    )


def _figures(facts: Facts, burst: Burst) -> Figures:
    samples = tuple(burst.samples.values())

    def of(strata: frozenset[Stratum]) -> Counted:
        return count(
            samples,
            lambda each: _is_of(facts, each, strata),
            lambda each: each.evidence,
            lambda each: each.source.place("stratum"),
        )

    return {
        BurstSampler.selected: count(
            samples,
            lambda each: True,
            lambda each: each.evidence,
            lambda each: each.source.place("evidence"),
        ),
        BurstSampler.from_high_risk: of(HIGH_RISK),
        BurstSampler.from_newly_closed: of(NEWLY_CLOSED),
    }


def _is_of(facts: Facts, sample: BurstSample, strata: frozenset[Stratum]) -> bool | None:
    """By the stratum typed at the draw; where none is, by the line as it stands."""
    if sample.stratum is not None:
        return sample.stratum in strata
    file = facts.evidence_files.get(sample.evidence)
    if file is None or file.action is None:
        return None
    return _action_is_of(facts, file.action, sample, strata)


def _action_is_of(
    facts: Facts, action: Action, sample: BurstSample, strata: frozenset[Stratum]
) -> bool | None:
    if strata is HIGH_RISK:
        risk = facts.risk[action.ref]
        return risk.is_high if risk.band is not None else None
    if sample.drawn_at is None:
        return None
    window = int(facts.policy.number("newly_closed_window"))
    completed = last_completed(facts.register.burst_cycles, sample.drawn_at)
    then = facts.closing_records[action.ref].position(sample.drawn_at.end)
    return is_newly_closed(then.accepted_at, completed, sample.drawn_at, window)

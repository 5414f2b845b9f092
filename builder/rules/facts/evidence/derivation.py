"""Evidence files, bursts, residual risks and closure holds, derived in one pass."""

from builder.rules.facts.evidence.bursts import bursts, bursts_by_service
from builder.rules.facts.evidence.files import EvidenceFile, evidence_files
from builder.rules.facts.evidence.fitness import fitness
from builder.rules.facts.hold import (
    ResidualRisks,
    closure_hold,
    hold_spans,
    hold_to_come,
    residual_spans,
)
from builder.rules.facts.order import grouped
from builder.rules.facts.stages import Evidenced, Weighed, staged
from builder.rules.verdict import PROVIDER


def with_evidence(facts: Weighed) -> Evidenced:
    """The facts with evidence files, bursts, residual risks and closure holds."""
    files = evidence_files(facts.register, facts.policy, facts.catalogue)
    by_action = grouped(files.values(), _line_of)
    now = tuple(each.then(facts.as_at) for each in files.values())
    handed_in = grouped((each for each in now if each.exists), lambda each: _line_of(each.file))
    spans = residual_spans(files, by_action)
    residual = ResidualRisks.of(spans)
    drawn = bursts(facts.register, facts.as_at)
    cycles = facts.register.burst_cycles
    holds = hold_spans(drawn, cycles, residual, facts.policy, facts.as_at)
    service_of = {
        ref: each.action.service
        for ref, each in files.items()
        if each.action is not None and each.action.service is not None
    }
    return staged(
        Evidenced,
        facts,
        evidence_files=files,
        files=by_action,
        files_now=grouped(now, lambda each: _line_of(each.file)),
        handed_in=handed_in,
        evidenced=frozenset(ref for ref, held in handed_in.items() if facts.is_delivered(held)),
        bursts=drawn,
        bursts_by_scope={PROVIDER: drawn, **bursts_by_service(drawn, service_of)},
        residual_by_scope={
            PROVIDER: spans,
            **grouped(spans, lambda each: service_of.get(each.evidence)),
        },
        residual=residual,
        holds=holds,
        hold=closure_hold(holds, facts.as_at)
        or hold_to_come(drawn, residual, facts.policy, facts.as_at),
        fitness=fitness(now, facts.as_at),
    )


def _line_of(file: EvidenceFile) -> str | None:
    return file.evidence.action if file.evidence is not None else None

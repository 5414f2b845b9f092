"""Why a line can or cannot be closed, in plain words for a terminal."""

from collections.abc import Iterator

from builder.policy import OUR_OWN, Origin
from builder.portal.parts.words import (
    date_words,
    limit_words,
    moment_words,
    places_words,
    scalar_words,
)
from builder.rules.gate.explain.search import Explanation
from builder.rules.verdict import GateCheck, Outcome

STATES = {
    Outcome.MET: "Met",
    Outcome.FIRED: "Not met",
    Outcome.NOT_DUE: "Not due yet",
    Outcome.NOT_COMPUTABLE: "Not assessable",
    Outcome.NOT_RECORDED: "Not recorded",
}
CELLS_SHOWN = 4


def explanation_text(explanation: Explanation) -> str:
    """The gate check by check, then the smallest set of changes that would pass."""
    lines = [
        f"{explanation.ref}: {explanation.assured_status}",
        f"The closure gate, judged as at {moment_words(explanation.judged_at)}:",
    ]
    for check in explanation.checks:
        lines.extend(_check(check))
    lines.extend(f"  {'Against it':15}{each}" for each in explanation.objections)
    lines.extend(_changes(explanation))
    return "\n".join(lines) + "\n"


def _check(check: GateCheck) -> Iterator[str]:
    verdict = check.verdict
    yield f"  {STATES[verdict.outcome]:15}{check.check}: {verdict.reason}"
    facts = []
    if verdict.observed is not None:
        facts.append(f"observed {scalar_words(verdict.observed, verdict.unit)}")
    if verdict.limit is not None:
        facts.append(limit_words(verdict.limit, verdict.comparison, verdict.unit))
    if verdict.clause:
        facts.append(f"clause {verdict.clause}")
    if verdict.limit is not None and verdict.origin is Origin.PRODUCT:
        facts.append(OUR_OWN)
    if verdict.cells:
        facts.append(places_words(verdict.cells, CELLS_SHOWN))
    if facts:
        yield f"{'':17}{'; '.join(facts)}"


def _changes(explanation: Explanation) -> Iterator[str]:
    if explanation.passes:
        yield "Nothing stands in the way."
        return
    if explanation.is_beyond_search:
        yield "It would take more changes than the portal searches for; begin with the first above."
        return
    if not explanation.changes:
        yield "Nothing needs to change."
        return
    yield "The smallest set of changes that would pass:"
    for number, change in enumerate(explanation.changes, start=1):
        yield f"  {number}. {change.words}"
    if explanation.would_pass_on is not None:
        yield f"It would then pass on {date_words(explanation.would_pass_on)}."

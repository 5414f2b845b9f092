"""Signs that evidence does not hold: outdated, claimed without movement, not performed."""

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from builder.field import Action, LiveProof, Retest
from builder.policy import Threshold, ThresholdId
from builder.rules.answers import Answer, gravest, places
from builder.rules.duty import Case, duty, of_action, sheets, watched_actions
from builder.rules.facts.evidence.bursts import first_visit, match_percent, revisits, stage_percent
from builder.rules.facts.reduction import MeasureChange, reduction_of
from builder.rules.gate.facts import Facts
from builder.rules.verdict import Outcome
from builder.rules.words import counted, listed, number_text

LIMITS: tuple[ThresholdId, ...] = ("retest_average", "record_match")
"""Of what is described at a retest, and of what is done in practice."""


class Performed(NamedTuple):
    """A file that staff were retested on, and seen to practise."""

    ref: str
    retests: tuple[Retest, ...]
    visit: LiveProof
    """The latest."""


@duty("outdated_attachment", sheets("Evidence"), watched_actions)
def outdated_attachment(facts: Facts, _: Threshold, action: Action) -> Answer | None:
    """No evidence of a watched line is outdated (B2.S1)."""
    files = facts.handed_in.get(action.ref, ())
    if not files:
        return None
    answers = [each.is_outdated(facts.as_at) for each in files]
    outdated = [each for each, is_outdated in zip(files, answers, strict=True) if is_outdated]
    if outdated:
        names = listed(each.ref for each in outdated)
        outcome, reason = Outcome.FIRED, f"Outdated: {names}."
    elif None in answers:
        outcome, reason = Outcome.NOT_COMPUTABLE, "Whether a file is outdated is not known."
    else:
        outcome, reason = Outcome.MET, f"{counted(len(files), 'file')} in date."
    shown = [each.evidence for each in outdated or files if each.evidence is not None]
    return Answer(outcome, reason, len(outdated), places(shown, "source_date"))


@duty("claim_without_movement", sheets("Evidence", "Measures"), watched_actions)
def claim_without_movement(facts: Facts, threshold: Threshold, action: Action) -> Answer | None:
    """No evidence claims an outcome while the measures did not improve (B2.S2)."""
    claims = [
        each.evidence
        for each in facts.handed_in.get(action.ref, ())
        if each.evidence is not None and each.evidence.shows_outcome is True
    ]
    if not claims:
        return None
    changed = facts.changes.get(action.ref)
    reduction = reduction_of(changed)
    return Answer(
        movement_outcome(threshold, reduction),
        f"{listed(each.ref for each in claims)} claims an outcome; {movement_words(changed)}.",
        reduction,
        places(claims, "shows_outcome"),
    )


def movement_outcome(threshold: Threshold, reduction: Fraction | int | None) -> Outcome:
    """``met`` only where the reduction is above the threshold's figure; that figure fires."""
    if reduction is None:
        return Outcome.NOT_COMPUTABLE
    return Outcome.MET if reduction > threshold.exact else Outcome.FIRED


def movement_words(changed: MeasureChange | None) -> str:
    """What the measures say, as the second half of a sentence."""
    if changed is None or not changed.moved:
        return "the reduction is not computable"
    return f"the measures show {changed.moved}"


def _retested_and_seen(facts: Facts) -> Iterator[Case[tuple[Performed, ...]]]:
    """The files of each line that were both retested on and seen in practice, in any burst."""
    retests: dict[str, list[Retest]] = {}
    visits: dict[str, LiveProof] = {}
    for burst in facts.bursts:
        for ref, proofs in burst.proofs.items():
            visits[ref] = (revisits(proofs) or (first_visit(proofs),))[-1]
        for each in burst.retests:
            if each.evidence is not None:
                retests.setdefault(each.evidence, []).append(each)
    by_action: dict[str, list[Performed]] = {}
    for ref in sorted(retests.keys() & visits.keys()):
        file = facts.evidence_files.get(ref)
        if file is not None and file.action is not None:
            made = Performed(ref, tuple(retests[ref]), visits[ref])
            by_action.setdefault(file.action.ref, []).append(made)
    for ref in sorted(by_action.keys() - facts.unwatched):
        yield of_action(facts.actions[ref], tuple(by_action[ref]))


@duty("describes_but_does_not_perform", sheets("Retests", "Live proof"), _retested_and_seen)
def describes_but_does_not_perform(
    facts: Facts, _: Threshold, files: tuple[Performed, ...]
) -> Answer:
    """Staff who pass a retest on a file also perform it in its live proof (B2.S3)."""
    # RATIONALE: a line is named once, by the file that speaks most against it.
    return gravest(_performed(facts, each) for each in files)


def _performed(facts: Facts, file: Performed) -> Answer:
    """Judged on the best retest and the latest visit: a weak retest excuses no weak practice."""
    visit = file.visit
    shares = [stage_percent(each) for each in file.retests]
    best = max((each for each in shares if each is not None), default=None)
    share = match_percent(visit)
    passes, matches = (facts.policy.threshold(id) for id in LIMITS)
    prompts = "prompts not recorded"
    if visit.staff_prompts is not None:
        prompts = counted(visit.staff_prompts, "prompt")
    return Answer(
        _performs(facts, best, None in shares, visit),
        f"{file.ref}: {_words(best, passes)} of stages correct at retest; in practice "
        f"{_words(share, matches)} of records matched, {prompts}.",
        best,
        (
            *places(file.retests, "stages_correct"),
            *places((visit,), "records_matching", "staff_prompts"),
        ),
    )


def _performs(
    facts: Facts, best: Fraction | None, is_any_unknown: bool, visit: LiveProof
) -> Outcome:
    if best is None or facts.policy.threshold("retest_average").is_fired_by(best):
        is_open = best is None or is_any_unknown
        return Outcome.NOT_COMPUTABLE if is_open else Outcome.MET
    share = match_percent(visit)
    falls_short = share is not None and facts.policy.threshold("record_match").is_fired_by(share)
    if falls_short or visit.staff_prompts:
        return Outcome.FIRED
    is_open = share is None or visit.staff_prompts is None
    return Outcome.NOT_COMPUTABLE if is_open else Outcome.MET


def _words(share: Fraction | None, limit: Threshold) -> str:
    return "an unknown share" if share is None else f"{number_text(share, limit.number)}%"

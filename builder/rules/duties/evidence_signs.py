"""Signs that evidence does not hold: outdated, claimed without movement, not performed."""

from collections.abc import Iterator
from fractions import Fraction

from builder.field import Action, LiveProof, Retest
from builder.policy import Threshold
from builder.rules.answers import Answer, gravest, places
from builder.rules.duty import Case, duty, live_actions, of_action, sheets
from builder.rules.facts.evidence.bursts import Burst, match_percent, stage_percent
from builder.rules.facts.reduction import MeasureChange, reduction_of
from builder.rules.gate.facts import Facts
from builder.rules.verdict import Outcome
from builder.rules.words import counted, listed, number_text

Performed = tuple[tuple[str, Burst], ...]
"""Files of one line, each with the latest burst that both retested and observed it."""


@duty("outdated_attachment", sheets("Evidence"), live_actions)
def outdated_attachment(facts: Facts, _: Threshold, action: Action) -> Answer | None:
    """No evidence of a live line is outdated (B2.S1)."""
    files = facts.handed_in.get(action.ref, ())
    if not files:
        return None
    answers = {each.ref: each.file.is_outdated(each.review, facts.as_at) for each in files}
    outdated = [ref for ref, is_outdated in answers.items() if is_outdated]
    if outdated:
        outcome, reason = Outcome.FIRED, f"Outdated: {listed(outdated)}."
    elif None in answers.values():
        outcome, reason = Outcome.NOT_COMPUTABLE, "The source date of a file is not known."
    else:
        outcome, reason = Outcome.MET, f"{counted(len(files), 'file')} in date."
    shown = [
        each.evidence
        for each in files
        if each.evidence is not None and (each.ref in outdated or not outdated)
    ]
    return Answer(outcome, reason, len(outdated), places(shown, "source_date"))


@duty("claim_without_movement", sheets("Evidence", "Measures"), live_actions)
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


def _retested_and_proved(facts: Facts) -> Iterator[Case[Performed]]:
    latest: dict[str, Burst] = {}
    for burst in facts.bursts:
        retested = {each.evidence for each in burst.retests if each.evidence is not None}
        latest.update(dict.fromkeys(sorted(retested & burst.proofs.keys()), burst))
    by_action: dict[str, list[tuple[str, Burst]]] = {}
    for ref in sorted(latest):
        file = facts.evidence_files.get(ref)
        if file is not None and file.action is not None:
            by_action.setdefault(file.action.ref, []).append((ref, latest[ref]))
    for ref in sorted(by_action):
        yield of_action(facts.actions[ref], tuple(by_action[ref]))


@duty("describes_but_does_not_perform", sheets("Retests", "Live proof"), _retested_and_proved)
def describes_but_does_not_perform(facts: Facts, _: Threshold, files: Performed) -> Answer:
    """Staff who pass the retest on a file also perform it in its live proof (B2.S3)."""
    # RATIONALE: a line is named once, by the file that speaks most against it.
    return gravest(_performed(facts, ref, burst) for ref, burst in files)


def _performed(facts: Facts, ref: str, burst: Burst) -> Answer:
    """Judged on the latest burst with both a retest and a live proof of the file."""
    proof = burst.proofs[ref][-1]
    own = {each.person: each for each in burst.retests if each.evidence == ref}
    retests = tuple(own[person] for person in sorted(own))
    mean, share = _mean(retests), match_percent(proof)
    if mean is None or (share is None and not proof.staff_prompts):
        outcome = Outcome.NOT_COMPUTABLE
    else:
        outcome = _performs(facts, mean, share, proof)
    cells = places((proof,), "records_matching", "staff_prompts")
    return Answer(
        outcome,
        f"{ref}: {_words(mean)} of stages correct at retest; in practice {_words(share)} of "
        f"records matched with {counted(proof.staff_prompts or 0, 'prompt')}.",
        mean,
        (*places(retests, "stages_correct"), *cells),
    )


def _performs(facts: Facts, mean: Fraction, share: Fraction | None, proof: LiveProof) -> Outcome:
    describes = not facts.policy.threshold("retest_average").is_fired_by(mean)
    falls_short = share is not None and facts.policy.threshold("record_match").is_fired_by(share)
    was_prompted = bool(proof.staff_prompts)
    return Outcome.FIRED if describes and (falls_short or was_prompted) else Outcome.MET


def _mean(retests: tuple[Retest, ...]) -> Fraction | None:
    shares = [share for each in retests if (share := stage_percent(each)) is not None]
    return sum(shares, Fraction(0)) / len(shares) if shares else None


def _words(share: Fraction | None) -> str:
    return "an unknown share" if share is None else f"{number_text(share)}%"

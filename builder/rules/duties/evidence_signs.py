"""Signs that evidence does not hold: outdated, claimed without movement, not performed."""

from collections.abc import Iterator
from fractions import Fraction

from builder.field import Action, LiveProof, Retest
from builder.policy import Threshold
from builder.rules.answers import not_recorded, verdict
from builder.rules.facts.evidence.bursts import Burst, match_percent, stage_percent
from builder.rules.facts.evidence.files import FileThen
from builder.rules.facts.reduction import MeasureChange, reduction_of
from builder.rules.gate.facts import Facts
from builder.rules.verdict import PROVIDER, Outcome, Subject, Verdict
from builder.rules.words import counted, listed, number_text

_GRAVEST = (Outcome.FIRED, Outcome.NOT_COMPUTABLE, Outcome.MET)


def outdated_attachment(facts: Facts) -> Iterator[Verdict]:
    """No evidence of a live line is outdated (B2.S1)."""
    threshold = facts.policy.threshold("outdated_attachment")
    if not facts.register.keeps("Evidence"):
        yield not_recorded(threshold, "Evidence")
        return
    for action in facts.live_actions_of(PROVIDER):
        files = facts.handed_in.get(action.ref, ())
        if files:
            yield _attachments(facts, threshold, action, files)


def _attachments(
    facts: Facts, threshold: Threshold, action: Action, files: tuple[FileThen, ...]
) -> Verdict:
    answers = {each.ref: each.file.is_outdated(each.review, facts.as_at) for each in files}
    outdated = [ref for ref, is_outdated in answers.items() if is_outdated]
    if outdated:
        outcome, reason = Outcome.FIRED, f"Outdated: {listed(outdated)}."
    elif None in answers.values():
        outcome, reason = Outcome.NOT_COMPUTABLE, "The source date of a file is not known."
    else:
        outcome, reason = Outcome.MET, f"{counted(len(files), 'file')} in date."
    return verdict(
        threshold,
        outcome,
        reason,
        scope=action.service or PROVIDER,
        subject=Subject("Actions", action.ref),
        observed=len(outdated),
        cells=tuple(
            each.evidence.source.place("source_date")
            for each in files
            if each.evidence is not None and (each.ref in outdated or not outdated)
        ),
    )


def claim_without_movement(facts: Facts) -> Iterator[Verdict]:
    """No evidence claims an outcome while the measures did not improve (B2.S2)."""
    threshold = facts.policy.threshold("claim_without_movement")
    for sheet in ("Evidence", "Measures"):
        if not facts.register.keeps(sheet):
            yield not_recorded(threshold, sheet)
            return
    for action in facts.live_actions_of(PROVIDER):
        claims = [
            each.evidence
            for each in facts.handed_in.get(action.ref, ())
            if each.evidence is not None and each.evidence.shows_outcome is True
        ]
        if not claims:
            continue
        changed = facts.changes.get(action.ref)
        reduction = reduction_of(changed)
        names = listed(each.ref for each in claims)
        yield verdict(
            threshold,
            movement_outcome(threshold, reduction),
            f"{names} claims an outcome; {movement_words(changed)}.",
            scope=action.service or PROVIDER,
            subject=Subject("Actions", action.ref),
            observed=reduction,
            cells=tuple(each.source.place("shows_outcome") for each in claims),
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


def describes_but_does_not_perform(facts: Facts) -> Iterator[Verdict]:
    """Staff who pass the retest on a file also perform it in its live proof (B2.S3)."""
    threshold = facts.policy.threshold("describes_but_does_not_perform")
    for sheet in ("Retests", "Live proof"):
        if not facts.register.keeps(sheet):
            yield not_recorded(threshold, sheet)
            return
    latest: dict[str, Burst] = {}
    for burst in facts.bursts:
        retested = {each.evidence for each in burst.retests if each.evidence is not None}
        latest.update(dict.fromkeys(sorted(retested & burst.proofs.keys()), burst))
    of_action: dict[str, list[Verdict]] = {}
    for ref, burst in sorted(latest.items()):
        found = _performed(facts, threshold, ref, burst)
        if found is not None and found.subject is not None:
            of_action.setdefault(found.subject.ref, []).append(found)
    for _, verdicts in sorted(of_action.items()):
        # RATIONALE: a line is named once, by the file that speaks most against it.
        yield min(verdicts, key=lambda each: _GRAVEST.index(each.outcome))


def _performed(facts: Facts, threshold: Threshold, ref: str, burst: Burst) -> Verdict | None:
    """Judged on the latest burst with both a retest and a live proof of the file."""
    proof = burst.proofs[ref][-1]
    own = {each.person: each for each in burst.retests if each.evidence == ref}
    retests = tuple(own[person] for person in sorted(own))
    mean, share = _mean(retests), match_percent(proof)
    file = facts.evidence_files.get(ref)
    action = file.action if file is not None else None
    if action is None:
        return None
    if mean is None or (share is None and not proof.staff_prompts):
        outcome = Outcome.NOT_COMPUTABLE
    else:
        outcome = _performs(facts, mean, share, proof)
    return verdict(
        threshold,
        outcome,
        f"{ref}: {_words(mean)} of stages correct at retest; in practice {_words(share)} of "
        f"records matched with {counted(proof.staff_prompts or 0, 'prompt')}.",
        scope=action.service or PROVIDER,
        subject=Subject("Actions", action.ref),
        observed=mean,
        cells=(
            *(each.source.place("stages_correct") for each in retests),
            proof.source.place("records_matching"),
            proof.source.place("staff_prompts"),
        ),
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

"""Reviews of a line: held in their cadence, and having seen their sources (A1.5, A2.5, A3.5)."""

from collections.abc import Iterator

from builder.field import Action, Review
from builder.field.words import SourceSeen
from builder.policy import Threshold
from builder.rules.answers import not_recorded, verdict
from builder.rules.gate.facts import Facts
from builder.rules.verdict import PROVIDER, Outcome, Subject, Verdict
from builder.rules.words import counted, day_text, listed


def review_cadence(facts: Facts) -> Iterator[Verdict]:
    """Reviews of each live line are held weekly, monthly for workforce (A1.5, A2.5, A3.5)."""
    threshold = facts.policy.threshold("review_cadence")
    if not facts.register.keeps("Reviews", "reviewed_on"):
        yield not_recorded(threshold, "Reviews")
        return
    for ref, action in facts.actions.items():
        if facts.deadlines[ref].is_live:
            yield _cadence(facts, threshold, action)


def _cadence(facts: Facts, threshold: Threshold, action: Action) -> Verdict:
    # RATIONALE: the gate of a live line was judged at the as-at moment.
    watch = facts.whole_gates[action.ref].watch
    last = watch.reviews[-1] if watch.reviews else None
    subject = Subject("Actions", action.ref)
    scope = action.service or PROVIDER
    if action.raised_on is None and last is None:
        return verdict(
            threshold,
            Outcome.NOT_COMPUTABLE,
            "It is not recorded when the line was raised, and no review is on record.",
            scope=scope,
            subject=subject,
            cells=(action.source.place("raised_on"),),
        )
    if watch.missed:
        missing = counted(len(watch.missed), "review")
        reason = f"{missing} missing, the latest due by {day_text(watch.missed[-1])}."
    elif last is not None and last.reviewed_on is not None:
        reason = (
            f"Last reviewed on {day_text(last.reviewed_on.on)}; reviewed every {watch.cadence}."
        )
    else:
        reason = f"No review is due yet; the first is due within {watch.cadence}."
    return verdict(
        threshold,
        watch.outcome,
        reason,
        scope=scope,
        subject=subject,
        observed=len(watch.missed),
        limit=str(watch.cadence),
        cells=(last.source.place("reviewed_on") if last else action.source.place("raised_on"),),
    )


def review_sources_seen(facts: Facts) -> Iterator[Verdict]:
    """Each review of a live line saw the sources that its clause names (A1.5, A2.5, A3.5)."""
    threshold = facts.policy.threshold("review_sources_seen")
    if not facts.register.keeps("Reviews", "sources_seen"):
        yield not_recorded(threshold, "Reviews, Sources seen")
        return
    wanted = {family: sources_wanted(facts, family) for family in {*facts.families.values(), ""}}
    for ref in sorted(facts.reviews):
        position = facts.deadlines.get(ref)
        # RATIONALE: the gate of a live line was judged at the as-at moment.
        if position is not None and position.is_live:
            held = facts.whole_gates[ref].watch.reviews
            if held:
                action = facts.actions[ref]
                yield _sources(threshold, action, held, wanted[facts.family(action.theme)])


def _sources(
    threshold: Threshold, action: Action, held: tuple[Review, ...], wanted: tuple[SourceSeen, ...]
) -> Verdict:
    faulty = tuple(
        each for each in held if not all(source in each.sources_seen for source in wanted)
    )
    missing = [
        source.value for source in wanted if any(source not in each.sources_seen for each in faulty)
    ]
    reason = "Each review saw every source that its clause names."
    if faulty:
        reason = f"{counted(len(faulty), 'review')} did not see {listed(missing)}."
    return verdict(
        threshold,
        Outcome.FIRED if faulty else Outcome.MET,
        reason,
        scope=action.service or PROVIDER,
        subject=Subject("Actions", action.ref),
        observed=len(faulty),
        limit="; ".join(source.value for source in wanted),
        cells=tuple(each.source.place("sources_seen") for each in faulty or held),
    )


def sources_wanted(facts: Facts, family: str) -> tuple[SourceSeen, ...]:
    """The sources that a review of a line must see, by the family of its theme."""
    value = facts.policy.of_family("review_sources_seen", family).value
    return tuple(SourceSeen(each) for each in value) if isinstance(value, tuple) else ()

"""Reviews of a line: held in their cadence, and having seen their sources (A1.5, A2.5, A3.5)."""

from collections.abc import Iterator

from builder.field import Action, Review
from builder.field.words import SourceSeen
from builder.policy import Threshold
from builder.rules.answers import Answer, places
from builder.rules.duty import Case, columns, duty, live_actions, of_action, together
from builder.rules.gate.facts import Facts
from builder.rules.verdict import Outcome
from builder.rules.words import counted, day_text, listed

Reviews = tuple[Review, ...]


@duty("review_cadence", together("Reviews", ("Reviews", "reviewed_on")), live_actions)
def review_cadence(facts: Facts, _: Threshold, action: Action) -> Answer:
    """Reviews of each live line are held weekly, monthly for workforce (A1.5, A2.5, A3.5)."""
    # RATIONALE: the gate of a live line was judged at the as-at moment.
    watch = facts.whole_gates[action.ref].watch
    last = watch.reviews[-1] if watch.reviews else None
    raised = places((action,), "raised_on")
    if action.raised_on is None and last is None:
        reason = "It is not recorded when the action was raised, and no review is on record."
        return Answer(Outcome.NOT_COMPUTABLE, reason, cells=raised)
    if watch.missed:
        missing = counted(len(watch.missed), "review")
        reason = f"{missing} missing, the latest due by {day_text(watch.missed[-1])}."
    elif last is not None and last.reviewed_on is not None:
        reason = (
            f"Last reviewed on {day_text(last.reviewed_on.on)}; reviewed every {watch.cadence}."
        )
    else:
        reason = f"No review is due yet; the first is due within {watch.cadence}."
    cells = places((last,), "reviewed_on") if last else raised
    return Answer(watch.outcome, reason, len(watch.missed), cells, limit=str(watch.cadence))


def _held(facts: Facts) -> Iterator[Case[tuple[Reviews, tuple[SourceSeen, ...]]]]:
    """The reviews held of each live line, with the sources that its clause names."""
    wanted = {family: sources_wanted(facts, family) for family in {*facts.families.values(), ""}}
    for ref in sorted(facts.reviews):
        position = facts.deadlines.get(ref)
        # RATIONALE: the gate of a live line was judged at the as-at moment.
        if position is not None and position.is_live:
            held = facts.whole_gates[ref].watch.reviews
            if held:
                action = facts.actions[ref]
                yield of_action(action, (held, wanted[facts.family(action.theme)]))


@duty("review_sources_seen", columns("Reviews", "sources_seen"), _held)
def review_sources_seen(
    _: Facts, __: Threshold, of: tuple[Reviews, tuple[SourceSeen, ...]]
) -> Answer:
    """Each review of a live line saw the sources that its clause names (A1.5, A2.5, A3.5)."""
    held, wanted = of
    faulty = tuple(
        each for each in held if not all(source in each.sources_seen for source in wanted)
    )
    missing = [
        source.value for source in wanted if any(source not in each.sources_seen for each in faulty)
    ]
    reason = "Each review saw every source that its clause names."
    if faulty:
        reason = f"{counted(len(faulty), 'review')} did not see {listed(missing)}."
    return Answer(
        Outcome.FIRED if faulty else Outcome.MET,
        reason,
        len(faulty),
        places(faulty or held, "sources_seen"),
        limit="; ".join(source.value for source in wanted),
    )


def sources_wanted(facts: Facts, family: str) -> tuple[SourceSeen, ...]:
    """The sources that a review of a line must see, by the family of its theme."""
    value = facts.policy.of_family("review_sources_seen", family).value
    return tuple(SourceSeen(each) for each in value) if isinstance(value, tuple) else ()

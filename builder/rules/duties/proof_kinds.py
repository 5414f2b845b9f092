"""What each line's gate says of its evidence, as rules: kinds, independence, reviews, risk."""

from collections.abc import Iterator

from builder.field import Action, Measure, PanelDecision, Review
from builder.field.words import Status
from builder.policy import Threshold
from builder.rules.answers import Answer, places
from builder.rules.duty import Case, columns, duty, of_action, rule, sheets
from builder.rules.facts.evidence.files import FileThen
from builder.rules.facts.relapses import MissedPeriod, missed_periods
from builder.rules.gate.checks import THREE_KINDS, CaseAt
from builder.rules.gate.evidence import independence
from builder.rules.gate.facts import Facts
from builder.rules.gate.risk import risk_reduced
from builder.rules.verdict import Outcome, Verdict
from builder.rules.words import counted, day_text, listed


@rule("three_kinds_of_evidence", sheets("Evidence"))
def three_kinds_of_evidence(facts: Facts, _: Threshold) -> Iterator[Verdict]:
    """A line that is proposed or closed has evidence of each kind; others still have time."""
    for ref, action in facts.actions.items():
        is_over = action.status is Status.CANCELLED or facts.closings[ref].is_before_records
        found = facts.whole_gates[ref].check(THREE_KINDS)
        if found is not None and not is_over:
            yield found.verdict


def _reviewed(facts: Facts) -> Iterator[Case[tuple[Action, tuple[FileThen, ...]]]]:
    """The lines with files that somebody reviewed, and those files."""
    for ref, action in facts.actions.items():
        files = tuple(each for each in facts.handed_in.get(ref, ()) if each.review is not None)
        if files:
            yield of_action(action, (action, files))


@duty("validated_by_own_side", sheets("Evidence", "Validity reviews"), _reviewed)
def validated_by_own_side(
    _: Facts, __: Threshold, of: tuple[Action, tuple[FileThen, ...]]
) -> Answer:
    """No file was reviewed by the line's owner or by whoever handed it in (B2.2)."""
    action, files = of
    answer = independence(files, action)
    if answer.outcome is Outcome.MET:
        return answer._replace(reason="Each reviewed file was reviewed by somebody else.")
    return answer


Put = tuple[Action, PanelDecision]


def _put_to_panel(facts: Facts) -> Iterator[Case[Put]]:
    for ref, case in facts.cases.items():
        decision = case.latest_decision(facts.as_at)
        if decision is not None:
            yield of_action(facts.actions[ref], (facts.actions[ref], decision))


@duty("risk_not_reduced", sheets("Panels"), _put_to_panel)
def risk_not_reduced(facts: Facts, _: Threshold, of: Put) -> Answer | None:
    """No line was put to the panel with its risk as high as before, or a grave one open (B3.1)."""
    action, decision = of
    # RATIONALE: scores and risks bear no date, so that they are judged as they stand.
    answer = risk_reduced.judge(CaseAt.of(facts.cases[action.ref], facts.as_at, facts.policy))
    if answer is None or answer.outcome is not Outcome.FIRED:
        return answer
    return answer._replace(cells=(decision.source.place("decision"), *answer.cells))


Said = tuple[Action, tuple[Review, ...], tuple[MissedPeriod, ...], tuple[Measure, ...]]


def _said(facts: Facts) -> Iterator[Case[Said]]:
    """Lines whose reviews say that the target was met inside a follow-up period that ended."""
    for ref, action in facts.actions.items():
        said = tuple(
            each
            for each in facts.reviews.get(ref, ())
            if each.target_met is True and facts.has_happened(each.reviewed_on)
        )
        measures = facts.measures.get(ref, ())
        if said and measures and action.status is not Status.CANCELLED:
            gate = facts.whole_gates[ref]
            missed = gate.missed
            if gate.at != facts.as_at:
                missed = missed_periods(measures, facts.policy, facts.as_at)
            yield of_action(action, (action, said, missed, measures))


@duty(
    "review_contradicts_figures",
    (*sheets("Reviews"), *columns("Measures", "better", "period_end", "phase", "numerator")),
    _said,
)
def review_contradicts_figures(facts: Facts, _: Threshold, of: Said) -> Answer | None:
    """No review says that the target was met inside a period whose figure misses it (A1.5)."""
    _action, said, missed, measures = of
    against = [
        (review, period) for period in missed for review in said if _is_inside(review, period.row)
    ]
    if against:
        reviews = tuple({review.source: review for review, _ in against}.values())
        periods = tuple({period.row.source: period for _, period in against}.values())
        days = listed(day_text(each.reviewed_on.on) for each in reviews if each.reviewed_on)
        noun = "review" if len(reviews) == 1 else "reviews"
        verb = "says" if len(reviews) == 1 else "say"
        figures = "; ".join(each.words for each in periods)
        cells = (
            *places(reviews, "target_met"),
            *(cell for each in periods for cell in each.cells),
        )
        reason = f"The {noun} of {days} {verb} that the target was met; {figures}."
        return Answer(Outcome.FIRED, reason, len(reviews), cells)
    borne_out = [
        each
        for each in said
        if any(
            _is_inside(each, row)
            for row in measures
            if row.period_end is not None and row.period_end <= facts.today
        )
    ]
    if not borne_out:
        return None
    reason = f"No figure speaks against {counted(len(borne_out), 'review')} on target."
    return Answer(Outcome.MET, reason, 0, places(borne_out, "target_met"))


def _is_inside(review: Review, row: Measure) -> bool:
    start, end, held = row.period_start, row.period_end, review.reviewed_on
    return bool(held and start and end and start <= held.on <= end)

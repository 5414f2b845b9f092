"""A record that speaks against a line never brings it nearer to its closing."""

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from builder.field import Check, Finding, LiveProof, Measure, Retest, Risk
from builder.rules.verdict import Outcome
from tests.made import make
from tests.properties.test_closure import KEPT, MANY, lines
from tests.rules import closable
from tests.rules.judged import facts_of

DAYS = st.integers(0, 80).map(lambda back: (date(2026, 11, 20) - timedelta(days=back)).isoformat())
WORSE = (
    Outcome.MET,
    Outcome.NOT_DUE,
    Outcome.NOT_RECORDED,
    Outcome.NOT_COMPUTABLE,
    Outcome.FIRED,
)
SPOKEN_AGAINST = ("evidence accepted", "live proof held", "sustained improvement", "risk reduced")
"""RATIONALE: a check with a continued error still covers its shift, and a review that finds a file
invalid is still the latest; of these the other checks speak."""


@st.composite
def adverse(draw: Any) -> Any:
    """One thing found, measured or seen that speaks against the line."""
    on = draw(DAYS)
    known = {"burst": "BU-1", "evidence": "E-1"}
    return draw(
        st.sampled_from(
            [
                make(Check, action="A-1", checked_on=on, shift="Day", continued_error=True),
                make(
                    Finding,
                    ref="F-1",
                    found_at=on,
                    service="S-1",
                    theme="Medication",
                    severity="High",
                    actions=("A-1",),
                ),
                make(
                    LiveProof,
                    **known,
                    checked_at="2026-11-20",
                    records_checked=10,
                    records_matching=8,
                ),
                make(
                    Retest,
                    **known,
                    person="P-3",
                    retested_at="2026-11-20",
                    stages_tested=10,
                    stages_correct=8,
                ),
                make(
                    Measure,
                    action="A-1",
                    measure="Falls",
                    better="Lower",
                    unit="falls",
                    phase="Follow-up",
                    numerator=5,
                    target=4,
                    period_start="2026-08-01",
                    period_end=on,
                ),
                make(Risk, ref="R-1", actions=("A-1",), likelihood=4, consequence=4, state="Open"),
                closable.review_of_file(reviewed_at="2026-11-20 09:00", outcome_proof=False),
            ]
        )
    )


@given(records=lines(), worse=adverse())
@MANY
def test_no_adverse_record_lets_a_line_close_or_a_check_do_better(
    records: list[Any], worse: Any
) -> None:
    before, after = facts_of(*records, kept=KEPT), facts_of(*records, worse, kept=KEPT)
    assert after.closable <= before.closable
    for name in SPOKEN_AGAINST:
        was, now = (each.whole_gates["A-1"].check(name) for each in (before, after))
        assert was is not None
        assert now is not None
        assert was.passes or not now.passes
        if was.verdict.outcome is not Outcome.NOT_RECORDED:
            assert WORSE.index(now.verdict.outcome) >= WORSE.index(was.verdict.outcome)

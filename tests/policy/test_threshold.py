"""A limit fires by its own comparison, unrounded, and an override can be taken back."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from builder.policy import Threshold, load_policy
from builder.policy.threshold import Comparison
from builder.shipped import policy_texts


def limit(comparison: Comparison | None, value: Decimal | bool | None = Decimal(5)) -> Threshold:
    return Threshold(
        id="made_up",
        title="Made up",
        plain="Made up.",
        clause="B1.2",
        source="",
        in_force_from=date(2026, 4, 1),
        value=value,
        comparison=comparison,
    )


@pytest.mark.parametrize(
    ("comparison", "below", "on", "above"),
    [
        (Comparison.EXCEEDS, False, False, True),
        (Comparison.REACHES, False, True, True),
        (Comparison.BELOW, True, False, False),
    ],
)
def test_each_comparison_at_its_limit_and_either_side(
    comparison: Comparison, below: bool, on: bool, above: bool
) -> None:
    nearly = Fraction(1, 10**9)
    found = [limit(comparison).is_fired_by(each) for each in (5 - nearly, 5, 5 + nearly)]
    assert found == [below, on, above]


def test_an_observed_decimal_is_compared_exactly() -> None:
    tenths = limit(Comparison.EXCEEDS, Decimal("0.3"))
    assert not tenths.is_fired_by(Decimal("0.1") + Decimal("0.2"))
    assert tenths.is_fired_by(Decimal("0.30000000000000001"))


@pytest.mark.parametrize(
    "no_limit", [limit(None), limit(Comparison.BELOW, None), limit(Comparison.BELOW, True)]
)
def test_what_has_no_number_or_no_comparison_never_fires_silently(no_limit: Threshold) -> None:
    with pytest.raises(TypeError, match="made_up is no limit"):
        no_limit.is_fired_by(5)


def test_a_threshold_is_as_shipped_without_its_override() -> None:
    text = "overrides: [{threshold: workload_pressure, value: 110, reason: Small teams}]"
    shipped, _ = load_policy(policy_texts())
    policy, problems = load_policy(policy_texts(), text)
    assert problems == ()
    own = policy.threshold("workload_pressure")
    assert own.value == 110
    assert own.as_shipped() == shipped.threshold("workload_pressure")
    assert own.as_shipped().as_shipped() == own.as_shipped()

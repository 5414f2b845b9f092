"""The policy in force in plain words for a terminal, and what its overrides change."""

from collections.abc import Iterable, Iterator

from builder.policy import OUR_OWN, Origin, Policy, Threshold
from builder.portal.parts.words import counted, date_words, scalar_words
from builder.rules.policy_effect import OverrideEffect


def policy_text(policy: Policy) -> str:
    """Each threshold with its value, clause and, where there is one, its override."""
    lines = [f"Policy edition {policy.edition}, {counted(len(policy.overrides), 'override')}"]
    if policy.records_begin is not None:
        lines.append(f"Records begin on {date_words(policy.records_begin)}")
    for threshold in sorted(policy.thresholds.values(), key=lambda each: (each.clause, each.id)):
        if threshold.value is not None:
            lines.extend(_threshold(threshold))
    return "\n".join(lines) + "\n"


def policy_facts(policy: Policy) -> dict[str, object]:
    """The policy in force for a script: edition, and each threshold by its id."""
    return {
        "edition": policy.edition,
        "records_begin": policy.records_begin and policy.records_begin.isoformat(),
        "thresholds": {
            each.id: {
                "clause": each.clause,
                "comparison": each.comparison,
                "value": each.scalar,
                "unit": each.unit,
                "origin": each.in_force_by,
                "is_overridden": each.override is not None,
            }
            for each in sorted(policy.thresholds.values(), key=lambda each: (each.clause, each.id))
            if each.value is not None
        },
    }


def _threshold(threshold: Threshold) -> Iterator[str]:
    comparison = f"{threshold.comparison} " if threshold.comparison else ""
    value = scalar_words(threshold.value, threshold.unit)
    whose = f" ({OUR_OWN})" if threshold.in_force_by is Origin.PRODUCT else ""
    yield f"{threshold.clause:6} {threshold.id}: {comparison}{value}{whose}"
    if threshold.override is not None:
        shipped = scalar_words(threshold.shipped_value, threshold.unit)
        reason = threshold.override.reason
        yield f"       your own value; the edition says {shipped}. Reason: {reason}"


def effect_text(effects: Iterable[OverrideEffect]) -> str:
    """What each override changes in what fires now."""
    lines = [f"{each.threshold}: {each.words}" for each in effects]
    return "\n".join(["", "What the overrides change now:", *(lines or ["nothing"])]) + "\n"

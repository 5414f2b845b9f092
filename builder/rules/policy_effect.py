"""What each override of the policy changes in what fires: judged with it and without it."""

from dataclasses import dataclass, replace
from datetime import datetime

from builder.field import Register, local_date
from builder.frameworks import Catalogue
from builder.history import History
from builder.policy import Override, Policy
from builder.rules.assess import assess
from builder.rules.assessment import Assessment
from builder.rules.verdict import Outcome, Subject, Weight

Fired = tuple[str, str, Subject | None]
"""Rule, scope, subject."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OverrideEffect:
    """What one override changes."""

    threshold: str
    is_in_force: bool
    """Whether its day had come at the as-at moment."""
    more: tuple[Fired, ...] = ()
    """What fires only with the override, in order."""
    fewer: tuple[Fired, ...] = ()
    """What fires only with the edition's own value, in order."""

    @property
    def words(self) -> str:
        """The effect in plain words."""
        if not self.is_in_force:
            return "not yet in force"
        if not self.more and not self.fewer:
            return "fires the same as the edition's value"
        return f"fires {len(self.more)} more, {len(self.fewer)} fewer than the edition's value"


def override_effects(
    register: Register, policy: Policy, catalogue: Catalogue, history: History, as_at: datetime
) -> tuple[OverrideEffect, ...]:
    """The effect of each override taken alone, in the order of the policy file."""
    on = local_date(as_at)
    with_all = fired(assess(register, policy, catalogue, history, as_at))
    effects = []
    for override in policy.overrides:
        if override.in_force_from is not None and override.in_force_from > on:
            effects.append(OverrideEffect(threshold=override.threshold, is_in_force=False))
            continue
        shipped = assess(register, without(policy, override), catalogue, history, as_at)
        without_it = fired(shipped)
        effects.append(
            OverrideEffect(
                threshold=override.threshold,
                is_in_force=True,
                more=_ordered(with_all - without_it),
                fewer=_ordered(without_it - with_all),
            )
        )
    return tuple(effects)


def without(policy: Policy, override: Override) -> Policy:
    """The policy with one override taken back."""
    id = override.threshold
    return replace(
        policy,
        thresholds={**policy.thresholds, id: policy.thresholds[id].as_shipped()},
        overrides=tuple(each for each in policy.overrides if each.threshold != id),
    )


def fired(assessment: Assessment) -> frozenset[Fired]:
    """Every limit that fired: rules by subject, registers' limits by scope; no watch values."""
    verdicts = (
        *assessment.verdicts,
        *(each for register in assessment.registers for each in register.verdicts),
    )
    return frozenset(
        (each.rule, each.scope, each.subject)
        for each in verdicts
        if each.outcome is Outcome.FIRED and each.weight is Weight.LIMIT
    )


def _ordered(found: frozenset[Fired]) -> tuple[Fired, ...]:
    return tuple(sorted(found, key=lambda each: (each[0], each[1], str(each[2]))))

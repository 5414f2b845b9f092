"""Facts and assessments of a few made records, by the shipped policy."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from builder.field import Register
from builder.frameworks.load import load_catalogue
from builder.history import History
from builder.policy import Policy, Value
from builder.policy.load import load_policy
from builder.rules.assess import assess
from builder.rules.assessment import Assessment, RegisterResult
from builder.rules.derive import derive
from builder.rules.gate.facts import Facts
from builder.rules.verdict import PROVIDER, GateCheck, Verdict
from builder.shipped import catalogue_text, policy_texts
from tests.made import as_at, register

POLICY = load_policy(policy_texts())[0]
CATALOGUE = load_catalogue(catalogue_text())
FRIDAY = "2026-11-20 17:20"


def with_value(id: str, value: Value, policy: Policy = POLICY) -> Policy:
    """The policy with another value of one threshold."""
    changed = replace(policy.thresholds[id], value=value)
    return replace(policy, thresholds={**policy.thresholds, id: changed})


def facts_of(
    *records: Any,
    at: str = FRIDAY,
    kept: tuple[str, ...] = (),
    policy: Policy = POLICY,
    made: Register | None = None,
) -> Facts:
    """The facts of some records as at a local moment."""
    known = made if made is not None else register(*records, kept=kept)
    return derive(known, policy, CATALOGUE, History(), as_at(at))


def assessment_of(
    *records: Any, at: str = FRIDAY, kept: tuple[str, ...] = (), policy: Policy = POLICY
) -> Assessment:
    """The assessment of some records as at a local moment."""
    return assess(register(*records, kept=kept), policy, CATALOGUE, History(), as_at(at))


def result_of(
    id: str,
    *records: Any,
    at: str = FRIDAY,
    kept: tuple[str, ...] = (),
    scope: str = PROVIDER,
    policy: Policy = POLICY,
) -> RegisterResult:
    """One register of the assessment."""
    found = assessment_of(*records, at=at, kept=kept, policy=policy).register(id, scope)
    assert found is not None
    return found


def check_of(facts: Facts, ref: str, name: str) -> GateCheck:
    """One check of a line's gate."""
    (found,) = [each for each in facts.gates[ref] if each.check == name]
    return found


def verdicts_of(assessment: Assessment, rule: str) -> dict[str, Verdict]:
    """The top-level verdicts of a rule by the ref of their subject."""
    return {
        each.subject.ref if each.subject else "": each
        for each in assessment.verdicts
        if each.rule == rule
    }


def decimal(value: str) -> Decimal:
    """A figure of the policy."""
    return Decimal(value)

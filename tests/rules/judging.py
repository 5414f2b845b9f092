"""Made records judged by the shipped policy, and what came out by rule, register, subject."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Any

from builder.field import Register
from builder.frameworks import Catalogue
from builder.frameworks.load import load_catalogue
from builder.history import History
from builder.policy import Policy, load_policy
from builder.policy.threshold import Value
from builder.rules.assess import assess
from builder.rules.assessment import ActionAssessment, Assessment, RegisterResult
from builder.rules.verdict import Verdict
from builder.shipped import catalogue_text, policy_texts
from tests.made import as_at, register

NOW = "2026-11-20 17:20"
"""A Friday and an office day."""


@cache
def shipped_policy() -> Policy:
    policy, problems = load_policy(policy_texts())
    assert problems == ()
    return policy


@cache
def shipped_catalogue() -> Catalogue:
    return load_catalogue(catalogue_text())


def policy_with(id: str, value: Value) -> Policy:
    """The shipped policy with one value changed."""
    policy = shipped_policy()
    changed = replace(policy.thresholds[id], value=value)
    return replace(policy, thresholds={**policy.thresholds, id: changed})


@dataclass(frozen=True)
class Judged:
    """An assessment, easy to ask."""

    assessment: Assessment

    def verdicts(self, rule: str) -> list[Verdict]:
        return [each for each in self.assessment.verdicts if each.rule == rule]

    def outcomes(self, rule: str) -> dict[str, str]:
        """Subject's ref (empty for none) -> outcome."""
        return {
            each.subject.ref if each.subject else "": each.outcome.value
            for each in self.verdicts(rule)
        }

    def outcome(self, rule: str) -> str:
        """The outcome of a rule that spoke once."""
        (only,) = self.verdicts(rule)
        return only.outcome.value

    def register(self, id: str, scope: str = "provider") -> RegisterResult:
        found = self.assessment.register(id, scope)
        assert found is not None
        return found

    def register_verdict(self, id: str, rule: str, scope: str = "provider") -> Verdict:
        (only,) = [each for each in self.register(id, scope).verdicts if each.rule == rule]
        return only

    def line(self, ref: str) -> ActionAssessment:
        (only,) = [each for each in self.assessment.actions if each.ref == ref]
        return only


def judge_register(
    judged: Register,
    at: str | datetime = NOW,
    policy: Policy | None = None,
    history: History | None = None,
) -> Judged:
    moment = as_at(at) if isinstance(at, str) else at
    past = history or History()
    return Judged(assess(judged, policy or shipped_policy(), shipped_catalogue(), past, moment))


def judge(
    *records: Any,
    at: str | datetime = NOW,
    policy: Policy | None = None,
    kept: tuple[str, ...] = (),
    history: History | None = None,
) -> Judged:
    """What the rules say of made records as at a local moment."""
    return judge_register(register(*records, kept=kept), at, policy, history)

"""A small judgement of the small register, made by hand, for tests of what pages say."""

from dataclasses import replace
from datetime import datetime, timedelta
from fractions import Fraction
from functools import cache
from typing import Any

from builder.frameworks import Catalogue, load_catalogue
from builder.history import History, Run
from builder.policy import Audience, Policy
from builder.policy.load import load_policy
from builder.portal.context import PortalContext
from builder.problems import Cell
from builder.records import Register
from builder.rules.assessment import (
    ActionAssessment,
    Assessment,
    AssuredStatus,
    Escalation,
    Fitness,
    OutcomeChange,
)
from builder.rules.verdict import GateCheck, Outcome, Subject
from builder.shipped import catalogue_text, policy_texts
from tests.portal.made_register import small_register
from tests.portal.made_registers import AS_AT, registers, verdict

STAFF = Audience(id="staff", title="Staff")


@cache
def shipped_policy() -> Policy:
    """The policy edition of the product."""
    return load_policy(policy_texts(), "")[0]


@cache
def shipped_catalogue() -> Catalogue:
    """The catalogue of the product."""
    return load_catalogue(catalogue_text())


def gate() -> tuple[GateCheck, ...]:
    """One check met, one not met, one not recorded."""
    return (
        GateCheck(
            check="owner active",
            passes=True,
            verdict=verdict("inactive_owner", Outcome.MET, reason="Priya Shah is in post."),
        ),
        GateCheck(
            check="outcome reduction",
            passes=False,
            verdict=verdict(
                "outcome_reduction",
                reason="Fell by 9.1%.",
                observed=Fraction(91, 10),
                limit=15,
                comparison="below",
                unit="%",
                clause="B3.2",
                cells=(Cell("made.xlsx", "Measures", "H2"),),
            ),
        ),
        GateCheck(
            check="external assurance",
            passes=False,
            verdict=verdict("automatic_deferral", Outcome.NOT_RECORDED),
        ),
    )


def _line(
    ref: str, service: str, status: AssuredStatus, reg: Register, **more: Any
) -> ActionAssessment:
    action = next(each for each in reg.actions if each.ref == ref)
    values: dict[str, Any] = {
        "claimed_status": str(action.status),
        "is_live": status
        not in (
            AssuredStatus.CLOSED_ASSURED,
            AssuredStatus.CLOSED_NOT_ASSURED,
            AssuredStatus.CANCELLED,
        ),
        "due": action.due,
        "original_due": action.original_due,
        "overdue": False,
        "days_overdue": 0,
        **more,
    }
    return ActionAssessment(
        ref=ref, service=service, source=action.source, assured_status=status, **values
    )


def lines(reg: Register) -> tuple[ActionAssessment, ...]:
    """What the rules say of each line of the small register."""
    return (
        _line(
            "OAK-1",
            "OAK",
            AssuredStatus.OVERDUE,
            reg,
            overdue=True,
            overdue_on_original=True,
            days_overdue=11,
            overdue_band="8-14",
            risk_score=12,
            baseline_risk_score=20,
            risk_band="High",
            due_moves=1,
            gate=gate(),
            findings=(verdict("repeated_date_changes", reason="Moved 3 times.", clause="B1.S1"),),
            escalations=escalations()[:1],
            outcome_change=OutcomeChange(
                measure="Errors a month",
                baseline=Fraction(12),
                current=Fraction(3),
                unit="errors",
                absolute=Fraction(-9),
                absolute_unit="errors",
                relative_percent=Fraction(-75),
                reduction_percent=Fraction(75),
                window="8 weeks",
            ),
        ),
        _line(
            "OAK-2",
            "OAK",
            AssuredStatus.DEFERRED,
            reg,
            gate=gate()[:1],
            closable=True,
            risk_band="Low",
            risk_score=2,
        ),
        _line("HAR-1", "HAR", AssuredStatus.OPEN, reg, overdue=None, days_overdue=None, due=None),
        _line("HAR-2", "HAR", AssuredStatus.CLOSED_ASSURED, reg),
        _line("HAR-3", "HAR", AssuredStatus.CLOSED_NOT_ASSURED, reg, gate=gate()),
        _line("HAR-4", "HAR", AssuredStatus.CANCELLED, reg, gate=gate()),
    )


def escalations() -> tuple[Escalation, ...]:
    """One whose time has passed, one that was told, one to come."""
    return (
        Escalation(
            subject=Subject("Actions", "OAK-1"),
            service="OAK",
            rung="provider",
            to="provider",
            because="overdue_provider_review",
            by=AS_AT - timedelta(hours=1),
            has_passed=True,
            duty="Review it.",
        ),
        Escalation(
            subject=Subject("Findings", "F-1"),
            service="OAK",
            rung="manager",
            to="Registered Manager",
            people=("P1",),
            because="escalate_to_manager_4h",
            told_at=AS_AT,
            by=AS_AT + timedelta(hours=1),
        ),
        Escalation(
            subject=Subject("Actions", "HAR-1"),
            service="HAR",
            rung="owner",
            to="Action owner",
            people=("P9",),
            because="overdue_provider_review",
            by=AS_AT + timedelta(days=2),
        ),
    )


def made_context(**changes: Any) -> PortalContext:
    """The small register, judged; ``changes`` replace fields of the assessment."""
    reg = small_register()
    assessment = Assessment(
        as_at=AS_AT,
        policy_edition="2026-11",
        registers=registers(),
        verdicts=(
            verdict(
                "escalate_to_manager_4h",
                Outcome.MET,
                subject=Subject("Findings", "F-1"),
                reason="Told within 4 hours.",
            ),
        ),
        actions=lines(reg),
        escalations=escalations(),
        evidence=(
            Fitness(
                ref="E-1",
                action="OAK-1",
                state="invalid",
                age_days=21,
                limit_days=30,
                reasons=("no outcome proof",),
            ),
        ),
    )
    return context_of(reg, replace(assessment, **changes))


def context_of(
    reg: Register, assessment: Assessment, history: History | None = None, **more: Any
) -> PortalContext:
    """A context of any register and assessment."""
    return PortalContext(
        register=reg,
        assessment=assessment,
        policy=shipped_policy(),
        catalogue=shipped_catalogue(),
        history=history or History(),
        audience=STAFF,
        provider_name="Fernleigh Care",
        build_id="2026-11-20.made",
        tool_version="0.1.0",
        **more,
    )


def empty_context() -> PortalContext:
    """Nothing was read and nothing judged."""
    return context_of(Register(), Assessment(as_at=AS_AT, policy_edition="2026-11"))


def run(at: datetime, figures: dict[tuple[str, str, str], int], *fired: tuple[str, str]) -> Run:
    """A recorded run."""
    return Run(as_at=at, figures=figures, fired=frozenset(fired))

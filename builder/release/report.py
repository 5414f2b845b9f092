"""``report.html`` of a nightly run: what was published, what fired, what to mend."""

from datetime import datetime

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from builder.policy import OUR_OWN, Origin
from builder.portal.parts.words import capitalised, list_words, moment_words, role_words
from builder.problems import Severity
from builder.release.nightly import NightlyResult
from builder.rules.verdict import PROVIDER, Outcome, Verdict
from builder.shipped import shipped_folder


def report_page(result: NightlyResult) -> str:
    """The report of a run that published."""
    judged = result.judged
    reached = [
        verdict
        for register in judged.assessment.registers
        if register.scope == PROVIDER
        for verdict in register.verdicts
        if verdict.outcome is Outcome.FIRED
    ]
    counts = {
        severity.value: sum(each.severity is severity for each in judged.problems)
        for severity in Severity
    }
    return (
        _environment()
        .get_template("report.html")
        .render(
            as_at=moment_words(judged.assessment.as_at),
            fault="",
            is_partial=False,
            published=result.published,
            ledger_head=result.ledger_head,
            inputs=judged.register.inputs,
            reached=reached,
            counts=counts,
            errors=[each for each in judged.problems if each.severity is Severity.ERROR],
        )
    )


def failure_report(as_at: datetime, words: str, *, is_partial: bool = False) -> str:
    """The report of a run that published nothing, or only a part."""
    return (
        _environment()
        .get_template("report.html")
        .render(
            as_at=moment_words(as_at),
            fault=words,
            is_partial=is_partial,
            published=None,
            ledger_head="",
            inputs=(),
            reached=[],
            counts={},
            errors=[],
        )
    )


def _told(verdict: Verdict) -> str:
    """Who is told: "The Registered Manager and the Deputy Manager"."""
    roles = (verdict.tell, *verdict.also_tell)
    return capitalised(list_words(role_words(each) for each in roles if each))


def _whose(verdict: Verdict) -> str:
    """Says of a limit of our own that no document names it."""
    return f" ({OUR_OWN})" if verdict.origin is Origin.PRODUCT else ""


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(shipped_folder("site_templates") / "snapshot"),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    environment.globals["told"] = _told
    environment.globals["whose"] = _whose
    return environment

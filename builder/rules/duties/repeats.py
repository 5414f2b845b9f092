"""Findings that come back: at one location, of one theme, within a window (A1.X, A2.S, A2.2)."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from builder.field import Finding
from builder.policy import Threshold
from builder.rules.answers import Answer, outcome_of, places
from builder.rules.duties.findings import findings_found, of_finding
from builder.rules.duties.hazards import is_hazard, shift_clock
from builder.rules.duty import Case, columns, duty, together
from builder.rules.facts.sustained import span_of
from builder.rules.gate.facts import Facts
from builder.rules.verdict import Outcome
from builder.rules.words import counted, listed

Findings = tuple[Finding, ...]
Place = tuple[str, str, str]
"""Service, theme and location, folded; a blank location stands for the whole service."""


def findings_by_place(facts: Facts) -> Mapping[Place, Findings]:
    """Dated findings by where and what, oldest first."""
    groups: dict[Place, list[Finding]] = {}
    for finding in findings_found(facts):
        if finding.found_at is not None and finding.theme:
            groups.setdefault(_place(finding), []).append(finding)
    return {place: _in_order(groups[place]) for place in sorted(groups)}


def _in_order(findings: Iterable[Finding]) -> Findings:
    return tuple(sorted(findings, key=lambda each: (_found_on(each), each.ref)))


def _place(finding: Finding) -> Place:
    return (
        finding.service or "",
        " ".join((finding.theme or "").casefold().split()),
        " ".join((finding.location or "").casefold().split()),
    )


def _found_on(finding: Finding) -> date:
    if finding.found_at is None:
        raise ValueError("only dated findings are put in order")
    return finding.found_at.on


def _recent(facts: Facts) -> Iterator[Case[Findings]]:
    """The findings of each place inside the window of their theme that ends now."""
    for findings in findings_by_place(facts).values():
        window = span_of(facts.policy, "sustained_improvement", facts.family(findings[0].theme))
        start = window.before(facts.today)
        recent = tuple(each for each in findings if _found_on(each) >= start)
        if recent:
            yield of_finding(recent[0], recent)


@duty("repeat_finding", together("Findings", ("Findings", "found_at", "theme")), _recent)
def repeat_finding(facts: Facts, threshold: Threshold, recent: Findings) -> Answer:
    """Further findings of the theme at the location inside the window that ends now (A1.X)."""
    window = span_of(facts.policy, "sustained_improvement", facts.family(recent[0].theme))
    further = len(recent) - 1
    reason = f"{counted(further, 'further finding')} of the theme there in {window}."
    return Answer(outcome_of(threshold, further), reason, further, places(recent, "found_at"))


def _unresolved(facts: Facts) -> Iterator[Case[Findings]]:
    """The most entries of each place within the window that are all unresolved."""
    for findings in findings_by_place(facts).values():
        unresolved = tuple(each for each in findings if not facts.has_happened(each.resolved_on))
        if entries := _most_together(unresolved, _entries_window(facts)):
            yield of_finding(entries[0], entries)


@duty(
    "repeat_entries_unresolved",
    columns("Findings", "found_at", "theme", "resolved_on"),
    _unresolved,
)
def repeat_entries_unresolved(facts: Facts, threshold: Threshold, entries: Findings) -> Answer:
    """Entries within the window of each other that are all unresolved (A2.S)."""
    number = len(entries)
    entries_words = counted(number, "unresolved entry", "unresolved entries")
    reason = f"{entries_words} there within {_entries_window(facts).days} days."
    return Answer(outcome_of(threshold, number), reason, number, places(entries, "resolved_on"))


def _entries_window(facts: Facts) -> timedelta:
    return timedelta(days=float(facts.policy.number("repeat_entries_window")))


def _most_together(findings: Findings, window: timedelta) -> Findings:
    """The most findings that all lie within a window; the earliest such where several do."""
    best: Findings = ()
    start = 0
    for end, finding in enumerate(findings):
        while _found_on(finding) - _found_on(findings[start]) > window:
            start += 1
        if end + 1 - start > len(best):
            best = findings[start : end + 1]
    return best


def _recurring_hazards(facts: Facts) -> Iterator[Case[tuple[Findings, Findings]]]:
    """The entries of each hazard that comes back, and those that Risks does not name."""
    registered = {ref for risk in facts.register.risks for ref in risk.findings}
    recurring = int(facts.policy.number("repeat_entries_unresolved"))
    window = _entries_window(facts)
    for findings in findings_by_place(facts).values():
        entries = _most_together(findings, window)
        if len(entries) >= recurring and is_hazard(facts, entries[0]):
            missing = tuple(each for each in entries if each.ref not in registered)
            yield of_finding(entries[0], (entries, missing))


@duty(
    "recurring_risk_registered",
    together("Risks, Finding refs", ("Risks", "findings"), ("Findings",)),
    _recurring_hazards,
)
def recurring_risk_registered(
    facts: Facts, _: Threshold, hazard: tuple[Findings, Findings]
) -> Answer:
    """A hazard that comes back stands in Risks with its finding refs (A2.2)."""
    entries, missing = hazard
    clock = shift_clock(facts, entries[-1])
    if not missing:
        outcome, reason = Outcome.MET, "The risk register names each finding of this hazard."
    elif clock is not None and facts.as_at <= clock.by:
        outcome, reason = Outcome.NOT_DUE, "To be entered in the risk register by the shift's end."
    else:
        names = listed(each.ref for each in missing)
        outcome, reason = Outcome.FIRED, f"The risk register does not name {names}."
    return Answer(
        outcome,
        reason,
        cells=places(missing or entries, "ref"),
        by=clock.by if clock else None,
        is_estimated=clock.is_estimated if clock else False,
    )

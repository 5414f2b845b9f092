"""Findings that come back: at one location, of one theme, within a window (A1.X, A2.S, A2.2)."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from builder.field import Finding
from builder.rules.answers import not_recorded, outcome_of, verdict
from builder.rules.duties.findings import findings_found, subject_of
from builder.rules.duties.hazards import is_hazard, shift_clock
from builder.rules.facts.sustained import span_of
from builder.rules.gate.facts import Facts
from builder.rules.verdict import PROVIDER, Outcome, Verdict
from builder.rules.words import counted, listed

Place = tuple[str, str, str]
"""Service, theme and location, folded; a blank location stands for the whole service."""


def findings_by_place(facts: Facts) -> Mapping[Place, tuple[Finding, ...]]:
    """Dated findings by where and what, oldest first."""
    groups: dict[Place, list[Finding]] = {}
    for finding in findings_found(facts):
        if finding.found_at is not None and finding.theme:
            groups.setdefault(_place(finding), []).append(finding)
    return {place: _in_order(groups[place]) for place in sorted(groups)}


def _in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
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


def repeat_finding(facts: Facts) -> Iterator[Verdict]:
    """Further findings of the theme at the location inside the window that ends now (A1.X)."""
    threshold = facts.policy.threshold("repeat_finding")
    if not facts.register.keeps("Findings", "found_at", "theme"):
        yield not_recorded(threshold, "Findings")
        return
    for findings in findings_by_place(facts).values():
        window = span_of(facts.policy, "sustained_improvement", facts.family(findings[0].theme))
        start = window.before(facts.today)
        recent = tuple(each for each in findings if _found_on(each) >= start)
        if not recent:
            continue
        further = len(recent) - 1
        yield verdict(
            threshold,
            outcome_of(threshold, further),
            f"{counted(further, 'further finding')} of the theme there in {window}.",
            scope=recent[0].service or PROVIDER,
            subject=subject_of(recent[0]),
            observed=further,
            cells=tuple(each.source.place("found_at") for each in recent),
        )


def repeat_entries_unresolved(facts: Facts) -> Iterator[Verdict]:
    """Entries within the window of each other that are all unresolved (A2.S)."""
    threshold = facts.policy.threshold("repeat_entries_unresolved")
    if not facts.register.keeps("Findings", "found_at", "theme", "resolved_on"):
        yield not_recorded(threshold, "Findings, Resolved on")
        return
    window = _entries_window(facts)
    for findings in findings_by_place(facts).values():
        unresolved = tuple(each for each in findings if not facts.has_happened(each.resolved_on))
        entries = _most_together(unresolved, window)
        if not entries:
            continue
        yield verdict(
            threshold,
            outcome_of(threshold, len(entries)),
            f"{counted(len(entries), 'unresolved entry', 'unresolved entries')} there "
            f"within {window.days} days.",
            scope=entries[0].service or PROVIDER,
            subject=subject_of(entries[0]),
            observed=len(entries),
            cells=tuple(each.source.place("resolved_on") for each in entries),
        )


def _entries_window(facts: Facts) -> timedelta:
    return timedelta(days=float(facts.policy.number("repeat_entries_window")))


def _most_together(findings: tuple[Finding, ...], window: timedelta) -> tuple[Finding, ...]:
    """The most findings that all lie within a window; the earliest such where several do."""
    best: tuple[Finding, ...] = ()
    start = 0
    for end, finding in enumerate(findings):
        while _found_on(finding) - _found_on(findings[start]) > window:
            start += 1
        if end + 1 - start > len(best):
            best = findings[start : end + 1]
    return best


def recurring_risk_registered(facts: Facts) -> Iterator[Verdict]:
    """A hazard that comes back stands in Risks with its finding refs (A2.2)."""
    threshold = facts.policy.threshold("recurring_risk_registered")
    if not facts.register.keeps("Risks", "findings") or not facts.register.keeps("Findings"):
        yield not_recorded(threshold, "Risks, Finding refs")
        return
    registered = {ref for risk in facts.register.risks for ref in risk.findings}
    recurring = int(facts.policy.number("repeat_entries_unresolved"))
    window = _entries_window(facts)
    for findings in findings_by_place(facts).values():
        entries = _most_together(findings, window)
        if len(entries) >= recurring and is_hazard(facts, entries[0]):
            yield _registered(facts, entries, registered)


def _registered(facts: Facts, entries: tuple[Finding, ...], registered: set[str]) -> Verdict:
    missing = tuple(each for each in entries if each.ref not in registered)
    clock = shift_clock(facts, entries[-1])
    if not missing:
        outcome, reason = Outcome.MET, "The risk register names each finding of this hazard."
    elif clock is not None and facts.as_at <= clock.by:
        outcome, reason = Outcome.NOT_DUE, "To be entered in the risk register by the shift's end."
    else:
        names = listed(each.ref for each in missing)
        outcome, reason = Outcome.FIRED, f"The risk register does not name {names}."
    return verdict(
        facts.policy.threshold("recurring_risk_registered"),
        outcome,
        reason,
        scope=entries[0].service or PROVIDER,
        subject=subject_of(entries[0]),
        by=clock.by if clock else None,
        cells=tuple(each.source.place("ref") for each in missing or entries),
        is_estimated=clock.is_estimated if clock else False,
    )

"""The entries of the inbox: who acts on which record, what failed, by when, where to record it."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from builder.history import ChangeKind
from builder.policy import ThresholdId
from builder.portal.context import PortalContext
from builder.portal.parts.duties import limit_sentence, observed_words
from builder.portal.parts.escalation_table import still_due
from builder.portal.parts.inbox.own_cells import OwnCells
from builder.portal.parts.links import rule_title
from builder.portal.parts.words import date_words, moment_key, sentence
from builder.rules.assessment import Escalation
from builder.rules.verdict import Outcome, Subject, Verdict

_LAST = "9999"
"""Sorts after every date."""
_LADDER: tuple[ThresholdId, ...] = ("overdue_owner", "overdue_manager", "overdue_provider_review")
"""The rungs of an overdue line, from the lowest; the highest reached stands for all."""


class Failure(NamedTuple):
    """One rule that asks for something."""

    rule: str
    words: str
    """What failed, as a sentence."""
    duty: str
    """What to do, as a sentence; empty where the rule names nothing."""


class Entry(NamedTuple):
    """One record that waits for one person."""

    to: str
    """Person ID; the role where nobody on record holds it."""
    subject: Subject
    title: str
    """Empty where the record has none."""
    service: str
    failures: tuple[Failure, ...]
    """The soonest first."""
    by: datetime | None
    has_passed: bool
    is_new: bool
    """Whether a rule first asked it of them after the last recorded build."""
    record_in: tuple[str, ...]
    """Where what was done is written down."""


def inbox(context: PortalContext) -> tuple[Entry, ...]:
    """Every entry, the longest passed first; those without a set time last."""
    groups: dict[tuple[str, Subject], list[Escalation]] = {}
    for each in still_due(context.assessment.escalations):
        for person in each.people or (each.to,):
            groups.setdefault((person, each.subject), []).append(each)
    gathering = _Gathering(context)
    entries = (gathering.entry(person, group) for (person, _), group in groups.items())
    return tuple(sorted(entries, key=_order))


def dated(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Those with a set time."""
    return tuple(each for each in entries if each.by is not None)


def undated(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Those without a set time."""
    return tuple(each for each in entries if each.by is None)


def _order(each: Entry) -> tuple[str, str, str, str]:
    return (moment_key(each.by) or _LAST, each.subject.ref, each.subject.sheet, each.to)


class _Gathering:
    """Looks up what is said of a record, by rule and subject."""

    def __init__(self, context: PortalContext) -> None:
        self._context = context
        self._own_cells = OwnCells(context.register)
        self._of_registers: dict[tuple[str, Subject], list[Verdict]] = {}
        for result in context.assessment.registers:
            whole = Subject("Registers", result.id)
            for each in result.verdicts:
                if each.outcome is Outcome.FIRED:
                    key = (each.rule, each.subject or whole)
                    self._of_registers.setdefault(key, []).append(each)
        self._new = {
            (each.sheet, each.ref, each.rule, each.after)
            for each in context.history.since_last
            if each.kind is ChangeKind.ESCALATED
        }

    def entry(self, person: str, group: list[Escalation]) -> Entry:
        first, times = group[0], [each.by for each in group if each.by is not None]
        said = {rule: self._said(rule, each) for each in group for rule in each.because}
        return Entry(
            to=person,
            subject=first.subject,
            title=self._own_cells.title(first.subject),
            service=first.service,
            failures=tuple(self._failures(first.subject, said)),
            by=min(times, default=None),
            has_passed=any(each.has_passed for each in group),
            is_new=any(self._is_new(each) for each in group),
            record_in=self._own_cells.record_in(
                first.subject, [cell for each in said.values() if each for cell in each.cells]
            ),
        )

    def _is_new(self, each: Escalation) -> bool:
        sheet, ref = each.subject
        return any((sheet, ref, rule, each.to) in self._new for rule in each.because)

    def _said(self, rule: str, each: Escalation) -> Verdict | None:
        """What a rule said of the record, in the escalation's own service before any other."""
        found = [
            *(
                verdict
                for verdict in self._context.said.verdicts_of_subject[each.subject]
                if verdict.rule == rule and verdict.outcome is Outcome.FIRED
            ),
            *self._of_registers.get((rule, each.subject), ()),
        ]
        return min(found, key=lambda verdict: verdict.scope != each.service, default=None)

    def _failures(self, subject: Subject, said: dict[str, Verdict | None]) -> Iterator[Failure]:
        """Each rule's; of the rungs of an overdue line the highest's alone."""
        reached = [rule for rule in _LADDER if rule in said]
        for rule, verdict in said.items():
            if rule in reached[:-1]:
                continue
            if verdict is None:
                threshold = self._context.policy.thresholds.get(rule)
                duty = threshold.duty if threshold else ""
                yield Failure(rule, self._overdue(subject) or rule_title(self._context, rule), duty)
            else:
                words = observed_words(self._context, verdict._replace(subject=None))
                limit = "" if verdict.reason else limit_sentence(self._context, verdict)
                yield Failure(rule, f"{words} {limit}".strip(), sentence(verdict.duty))

    def _overdue(self, subject: Subject) -> str:
        """Since when a line is overdue; empty for anything else."""
        line = self._context.by_ref.assessed.get(subject.ref)
        if subject.sheet != "Actions" or line is None or line.due is None:
            return ""
        return f"Overdue since {date_words(line.due.on)}."

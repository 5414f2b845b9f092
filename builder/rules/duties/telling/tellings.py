"""When somebody was told of what: the tellings on record, and what they are about."""

from collections.abc import Iterable
from datetime import datetime

from builder.field import Moment, Telling, local_date
from builder.policy import Policy
from builder.rules.duties.telling.cited import Cited
from builder.rules.gate.facts import Facts
from builder.rules.verdict import Subject, Verdict


class Tellings:
    """The rows of the Told sheet by what they are about, without those still to come."""

    def __init__(self, facts: Facts, cited: Cited) -> None:
        self._facts = facts
        self._by_about: dict[str, list[Telling]] = {}
        for each in facts.register.told:
            if each.about and each.to and facts.has_happened(each.told_at):
                self._by_about.setdefault(each.about.casefold(), []).append(each)
        self._openings = _Openings(facts, cited)

    def told_at(
        self, said: Verdict, about: Iterable[str], people: frozenset[str]
    ) -> datetime | None:
        """When one of some people was first told of what a rule says; ``None`` = on no record.

        Args:
            said: What speaks.
            about: The refs that a telling of it may name.
            people: Whom it must have reached.
        """
        if not self._by_about:
            return None
        rows = [
            each
            for ref in about
            for each in self._by_about.get(ref.casefold(), ())
            if each.to in people and _is_of_rule(each, said.rule, self._facts.policy)
        ]
        if not rows:
            return None
        opened = self._openings.of(said)
        moments = [each.told_at for each in rows if each.told_at is not None]
        counted = [each.end for each in moments if opened is None or not _is_before(each, opened)]
        return min(counted, default=None)


def _is_of_rule(telling: Telling, rule: str, policy: Policy) -> bool:
    """Whether a telling is of a rule: of all where it names none, by its id or its title."""
    if telling.rule is None:
        return True
    typed = " ".join(telling.rule.replace("_", " ").casefold().split())
    known = policy.thresholds.get(rule)
    return typed in (rule.replace("_", " "), known.title.casefold() if known else "")


def _is_before(telling: Moment, opened: datetime) -> bool:
    """A bare date is compared by its day."""
    if telling.at is None:
        return telling.on < local_date(opened)
    return telling.at < opened


class _Openings:
    """Since when a rule speaks; nobody can have been told of it before."""

    def __init__(self, facts: Facts, cited: Cited) -> None:
        self._facts = facts
        self._cited = cited

    def of(self, said: Verdict) -> datetime | None:
        """When its clock started, else when it ran out, else the latest moment that it cites."""
        if said.since is not None:
            return said.since
        if said.by is not None and said.by <= self._facts.as_at:
            return said.by
        return max(self._cited.moments(said.cells), default=None) or self._began(said.subject)

    def _began(self, subject: Subject | None) -> datetime | None:
        """When the thing itself began; ``None`` = unknown."""
        facts, stamp = self._facts, None
        if subject is None:
            return None
        if action := facts.actions.get(subject.ref):
            stamp = action.raised_on
        elif finding := facts.findings.get(subject.ref):
            stamp = finding.found_at
        return next(self._cited.come(stamp), None)

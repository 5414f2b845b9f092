"""Verdicts made from a threshold, so that every rule words and limits them alike."""

from collections.abc import Iterable
from datetime import datetime
from fractions import Fraction
from typing import NamedTuple, Protocol

from builder.field import Source
from builder.policy import Threshold
from builder.problems import Cell
from builder.rules.verdict import PROVIDER, Number, Outcome, Scalar, Subject, Verdict, Weight


class Recorded(Protocol):
    """Any record: it knows the row that it was read from."""

    @property
    def source(self) -> Source:
        """Its row."""


class Answer(NamedTuple):
    """What a rule says of one thing; the policy and that thing give the rest of the verdict."""

    outcome: Outcome
    reason: str
    observed: Scalar = None
    cells: tuple[Cell, ...] = ()
    limit: Scalar = None
    """Stands in for the threshold's own value where a record holds one."""
    by: datetime | None = None
    since: datetime | None = None
    done_at: datetime | None = None
    weight: Weight = Weight.LIMIT
    is_estimated: bool = False


GRAVITY = (Outcome.FIRED, Outcome.NOT_COMPUTABLE, Outcome.MET)


def gravest(answers: Iterable[Answer]) -> Answer:
    """The answer that speaks most against a thing named once; the first of several such."""
    return min(answers, key=lambda each: GRAVITY.index(each.outcome))


def places(records: Iterable[Recorded], *fields: str) -> tuple[Cell, ...]:
    """The cells of some fields of some records, record by record."""
    # RATIONALE: a list is made in half the time of a generator, and most cells are made here.
    return tuple([each.source.place(field) for each in records for field in fields])


def verdict(
    threshold: Threshold,
    outcome: Outcome,
    reason: str,
    *,
    scope: str = PROVIDER,
    subject: Subject | None = None,
    observed: Scalar = None,
    limit: Scalar = None,
    by: datetime | None = None,
    since: datetime | None = None,
    done_at: datetime | None = None,
    cells: Iterable[Cell] = (),
    weight: Weight = Weight.LIMIT,
    is_estimated: bool = False,
    rule: str = "",
) -> Verdict:
    """A verdict of the rule that has the threshold's id, or of ``rule`` where that is given.

    ``limit`` stands in for the threshold's own value where a record holds one (a service's own
    target); everything else that policy says comes from the threshold.
    """
    answer = Answer(
        outcome=outcome,
        reason=reason,
        observed=observed,
        cells=tuple(cells),
        limit=limit,
        by=by,
        since=since,
        done_at=done_at,
        weight=weight,
        is_estimated=is_estimated,
    )
    return answered(threshold, answer, subject, scope, rule)


def answered(
    threshold: Threshold, answer: Answer, subject: Subject | None, scope: str, rule: str = ""
) -> Verdict:
    """The verdict of an answer about a subject, of ``rule`` where the threshold is not its own."""
    outcome, reason, observed, cells, limit, by, since, done_at, weight, is_estimated = answer
    # RATIONALE: in the order of the fields and past the type's own maker, for speed (decision 10).
    values = (
        rule or threshold.id,
        outcome,
        subject,
        scope,
        observed,
        threshold.scalar if limit is None else limit,
        threshold.comparison or "",
        threshold.unit,
        threshold.clause,
        threshold.in_force_by,
        threshold.tell,
        threshold.also_tell,
        threshold.duty,
        by,
        since,
        done_at,
        reason,
        weight,
        is_estimated,
        cells,
    )
    return tuple.__new__(Verdict, values)


def outcome_of(threshold: Threshold, observed: Number | None) -> Outcome:
    """``fired`` or ``met`` by the limit, unrounded; ``not_computable`` where unknown."""
    if observed is None:
        return Outcome.NOT_COMPUTABLE
    return Outcome.FIRED if threshold.is_fired_by(observed) else Outcome.MET


def reaches_watch(threshold: Threshold, observed: Number) -> bool:
    """Whether a value that does not fire the limit is worth watching by policy."""
    return threshold.watch is not None and Fraction(observed) >= Fraction(threshold.watch)


def not_recorded(threshold: Threshold, sheet: str, scope: str = PROVIDER) -> Verdict:
    """The verdict of a rule whose sheet or column no workbook holds."""
    return verdict(
        threshold,
        Outcome.NOT_RECORDED,
        f"No workbook holds what this rule reads: {sheet}.",
        scope=scope,
    )

"""Sessions that were due and not held: planned in a row, or due by policy's days (B1.1, B1.5)."""

from collections.abc import Iterator
from typing import NamedTuple

from builder.field import Moment, Session
from builder.field.words import SessionKind
from builder.policy import Threshold
from builder.rules.answers import Answer, places
from builder.rules.duty import Case, duty, together
from builder.rules.facts.due_sessions import TIMES, due_at, kept_days, standing
from builder.rules.facts.kept_days import KeptTime
from builder.rules.gate.facts import Facts
from builder.rules.verdict import PROVIDER, Outcome, Subject
from builder.rules.words import moment_text


class DueSession(NamedTuple):
    """One session that was due."""

    kind: SessionKind
    planned: Moment
    row: Session | None
    """``None`` where it was due by policy's days alone."""
    kept: KeptTime | None
    """How its kind stands, where this is the session that counts."""


def _due(facts: Facts) -> Iterator[Case[DueSession]]:
    """Every session that a row plans, and the latest that policy alone asks for, by kind."""
    for kind in SessionKind:
        kept = standing(facts, kind) if kind in TIMES else None
        has_row = False
        for each in facts.sessions.get(kind, ()):
            if each.scheduled_for is not None:
                is_latest = kept is not None and each.scheduled_for.on == kept.day
                has_row = has_row or is_latest
                yield _case(DueSession(kind, each.scheduled_for, each, kept if is_latest else None))
        if kept is not None and not has_row:
            planned = Moment.instant(due_at(facts, kind, kept.day))
            yield _case(DueSession(kind, planned, None, kept))


def _case(due: DueSession) -> Case[DueSession]:
    service = due.row.service if due.row is not None else None
    parts = (due.kind.value, str(due.planned), service or "")
    subject = Subject("Sessions", " ".join(part for part in parts if part))
    return Case(subject, service or PROVIDER, due)


@duty("session_not_held", together("Sessions", ("Sessions", "scheduled_for", "held_at")), _due)
def session_not_held(facts: Facts, _: Threshold, due: DueSession) -> Answer:
    """Each session that was due is held (B1.5)."""
    held_at = due.row.held_at if due.row is not None else None
    done = held_at if facts.has_happened(held_at) else None
    by_policy = due.row is None and due.planned.on in kept_days(facts, due.kind)
    if done is not None or by_policy:
        outcome, verb = Outcome.MET, "was held"
    elif due.planned.end >= facts.as_at:
        outcome, verb = Outcome.NOT_DUE, "is still to come"
    else:
        outcome, verb = Outcome.FIRED, "is not on record as held"
    is_missed = outcome is Outcome.FIRED and due.kept is not None
    return Answer(
        outcome,
        f"The {due.kind.value.lower()} of {moment_text(due.planned)} {verb}."
        f"{due.kept.words if due.kept is not None and is_missed else ''}",
        cells=places((due.row,), "held_at") if due.row is not None else (),
        by=due.planned.end,
        done_at=None if done is None else done.end,
    )

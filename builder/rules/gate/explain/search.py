"""Why a line can or cannot be closed, and the smallest set of changes that would let it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from builder.field import local_date, local_moment
from builder.field.moment import LAST_SECOND
from builder.field.words import Status
from builder.policy import Policy
from builder.rules.assessment import AssuredStatus
from builder.rules.gate.case import ActionCase
from builder.rules.gate.explain.candidates import ReviewPlan, candidates, days_to_try
from builder.rules.gate.explain.decision_edits import AuthoriseBatch, DecideAtPanel
from builder.rules.gate.explain.edits import Edit, WaitUntil, When
from builder.rules.gate.facts import Facts
from builder.rules.gate.gate import Gate, gate_of
from builder.rules.gate.status import assured_status
from builder.rules.verdict import GateCheck
from builder.rules.words import capitalised

MOST_CHANGES = 4
"""Sets of more changes than this are not searched for (issue 6)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change of the smallest set."""

    edit: Edit
    words: str
    """What to do, as one sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A line's gate in full, and what would let it pass."""

    ref: str
    judged_at: datetime
    """As-at moment; of a closed line, its approving decision."""
    assured_status: AssuredStatus
    checks: tuple[GateCheck, ...]
    objections: tuple[str, ...]
    """What beside the gate keeps a line that is claimed closed from being assured."""
    passes: bool
    """Whether nothing stands in the way: the gate passes, and a closed line is assured."""
    changes: tuple[Change, ...] = ()
    """The smallest set that would pass, each verified; empty where none is needed or found."""
    would_pass_on: date | None = None
    """The day on which it would, with those changes; ``None`` where none is needed or found."""
    is_beyond_search: bool = False
    """Whether it takes more changes than were searched for."""


def explain(facts: Facts, ref: str) -> Explanation:
    """The gate of a line check by check, and the smallest set of changes that would pass.

    Raises:
        KeyError: there is no such line.
    """
    case, gate = facts.cases[ref], facts.whole_gates[ref]
    when = When(facts.as_at, facts.today)
    passes = is_through(case, gate, facts.policy, when)
    # RATIONALE: a cancelled line is not to be closed, so that nothing is missing.
    is_settled = passes or case.action.status is Status.CANCELLED
    found = None if is_settled else smallest_changes(case, facts.policy, when)
    edits, then = found if found is not None else ((), when)
    return Explanation(
        ref=ref,
        judged_at=gate.at,
        assured_status=facts.assured[ref],
        checks=gate.checks,
        objections=tuple(_objections(facts, ref)),
        passes=passes,
        changes=tuple(Change(edit=each, words=each.words(then)) for each in edits),
        would_pass_on=local_date(then.at) if found is not None else None,
        is_beyond_search=not is_settled and found is None,
    )


def _objections(facts: Facts, ref: str) -> Iterator[str]:
    """No approval that stands, no batch that carries it, and what was recorded since."""
    case, closing = facts.cases[ref], facts.closings[ref]
    if not case.is_closed or closing.is_before_records:
        return
    if closing.approval is None:
        yield _sentence(facts.closing_records[ref].objection(facts.as_at))
    elif objection := case.batch_objection(closing.approval):
        yield _sentence(objection)
    for doubt in facts.doubts.get(ref, ()):
        yield _sentence(doubt.words)


def _sentence(words: str) -> str:
    """The middle of a sentence as one of its own."""
    return f"{capitalised(words)}."


def is_through(case: ActionCase, gate: Gate, policy: Policy, when: When) -> bool:
    """Whether a line is through: its gate passes, and where it is closed it is assured."""
    if not case.is_closed:
        return gate.passes
    status = assured_status(case, gate, policy, when.at, is_overdue=False)
    return status is AssuredStatus.CLOSED_ASSURED


def smallest_changes(
    case: ActionCase, policy: Policy, when: When
) -> tuple[tuple[Edit, ...], When] | None:
    """The smallest set of edits with which a line is through, and when; the soonest of those.

    ``None`` where every set of up to four is too small, or none of as many as policy has tried
    passes. Each set is applied to the line's case and judged again, so that what is returned has
    passed.
    """
    search = Search(case, policy, when)
    for size in range(1, MOST_CHANGES + 1):
        for attempt in search.attempts:
            edits = search.within(attempt, size)
            if edits is not None:
                return edits, attempt.when
    return None


@dataclass(frozen=True, slots=True)
class Attempt:
    """One day to be judged on, the edits without which it makes no sense, and the others."""

    when: When
    needed: tuple[Edit, ...]
    others: tuple[Edit, ...]
    kinds: Mapping[str, frozenset[type]]
    """Check of the gate -> the kinds of the other edits that help it."""

    @classmethod
    def of(cls, when: When, needed: tuple[Edit, ...], others: tuple[Edit, ...]) -> "Attempt":
        """An attempt on a day with these edits."""
        kinds: dict[str, set[type]] = {}
        for edit in others:
            for check in edit.helps:
                kinds.setdefault(check, set()).add(type(edit))
        return cls(when, needed, others, {each: frozenset(kinds[each]) for each in kinds})


class Search:
    """The sets of edits of one line, smaller ones first."""

    def __init__(self, case: ActionCase, policy: Policy, when: When) -> None:
        self._case, self._policy = case, policy
        self._most = int(policy.number("changes_tried"))
        self._edited: dict[tuple[When, tuple[Edit, ...]], ActionCase] = {}
        self._judged: dict[tuple[When, tuple[Edit, ...]], tuple[tuple[str, ...], bool]] = {}
        plan = ReviewPlan(case, policy, when)
        days = days_to_try(case, policy, plan, when)
        self.attempts = tuple(
            attempt for day in days for attempt in self._attempts_on(day, plan, when)
        )

    def _attempts_on(self, day: date, plan: ReviewPlan, now: When) -> Iterator[Attempt]:
        """Today with nothing, or its batch alone; later with the waiting, or reviews up to then."""
        decided = (DecideAtPanel.of(self._case),) if self._case.is_closed else ()
        if day == now.today:
            approval = self._case.closing(now.at).approval
            if self._case.is_closed and approval and self._case.batch_objection(approval):
                yield Attempt.of(now, (AuthoriseBatch(approval.batch),), ())
            yield Attempt.of(now, decided, candidates(self._case, self._policy, plan, now))
            return
        then = When(local_moment(day, LAST_SECOND), now.today)
        others = candidates(self._case, self._policy, plan, then)
        # RATIONALE: where waiting is enough, no review is asked for.
        yield Attempt.of(then, (*decided, WaitUntil(day)), others)
        reviews = plan.until(day)
        if reviews is not None:
            yield Attempt.of(then, (*decided, reviews), others)

    @property
    def tried(self) -> int:
        """How many sets were judged."""
        return len(self._judged)

    def within(self, attempt: Attempt, size: int) -> tuple[Edit, ...] | None:
        """A set of just so many edits with which the line is through on the attempt's day."""
        if len(attempt.needed) > size:
            return None
        return self._grown(attempt, attempt.needed, size, set())

    def _grown(
        self, attempt: Attempt, edits: tuple[Edit, ...], size: int, seen: set[frozenset[Edit]]
    ) -> tuple[Edit, ...] | None:
        """Edits that let the first failing check through are tried in turn.

        RATIONALE: each set that passes holds an edit that helps that check, so none is missed; and
        a set is the same in whatever order it is made.
        """
        made = frozenset(edits)
        if made in seen or self.tried >= self._most:
            return None
        seen.add(made)
        failing, is_through = self.judged(attempt, edits)
        if is_through:
            return edits if len(edits) == size else None
        least = least_needed(failing, attempt.kinds)
        if least is None or len(edits) + least > size:
            return None
        for edit in attempt.others:
            if failing[0] in edit.helps and edit not in edits:
                found = self._grown(attempt, (*edits, edit), size, seen)
                if found is not None:
                    return found
        return None

    def judged(self, attempt: Attempt, edits: tuple[Edit, ...]) -> tuple[tuple[str, ...], bool]:
        """The checks that fail with some edits made, and whether the line is then through."""
        key = (attempt.when, edits)
        if key not in self._judged:
            case = self._with(edits, attempt.when)
            gate = gate_of(case, self._policy, attempt.when.at)
            failing = tuple(each.check for each in gate.failing)
            self._judged[key] = (failing, is_through(case, gate, self._policy, attempt.when))
        return self._judged[key]

    def _with(self, edits: tuple[Edit, ...], when: When) -> ActionCase:
        """The line's case after some edits; a set grows edit by edit, and so does its case."""
        if not edits:
            return self._case
        key = (when, edits)
        if key not in self._edited:
            self._edited[key] = edits[-1].apply(self._with(edits[:-1], when), when)
        return self._edited[key]


def least_needed(failing: tuple[str, ...], kinds: Mapping[str, frozenset[type]]) -> int | None:
    """A number of edits below which these checks cannot all pass; ``None`` where none helps.

    Each check needs an edit of a kind that helps it; one kind may help several.

    Args:
        failing: the checks, by name.
        kinds: check -> the kinds of edits that help it.
    """
    helping = [kinds.get(check) for check in failing]
    if not helping or None in helping:
        return None
    return _fewest(frozenset(each for each in helping if each is not None))


@lru_cache
def _fewest(unhelped: frozenset[frozenset[type]]) -> int:
    """The fewest kinds of edits of which each set holds at least one."""
    if not unhelped:
        return 0
    return 1 + min(
        _fewest(frozenset(each for each in unhelped if kind not in each))
        for kind in min(unhelped, key=len)
    )

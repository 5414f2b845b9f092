"""Draws the burst sample of a day: stratified, repeatable by anybody, chosen by nobody (B2.1)."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from builder.field import Action, Moment, Register, local_moment
from builder.field.words import Stratum
from builder.frameworks import Catalogue
from builder.policy import Policy
from builder.rules.facts.closing.closings import closings, panels_by_action
from builder.rules.facts.deadlines import is_live
from builder.rules.facts.evidence.newly_closed import is_newly_closed, last_completed
from builder.rules.facts.positions import ClosingPosition
from builder.rules.words import counted, day_text

HIGH_RISK = frozenset({Stratum.HIGH_RISK, Stratum.BOTH})
NEWLY_CLOSED = frozenset({Stratum.NEWLY_CLOSED, Stratum.BOTH})


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnFile:
    """One evidence file that may be drawn, or was."""

    evidence: str
    action: str
    stratum: Stratum
    rank: str
    """SHA-256 of the seed and the ref; the lowest are drawn first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draw:
    """A burst sample, with all that is needed to check it."""

    on: date
    drawn_at: datetime
    burst: str
    """Burst ID."""
    seed: str
    """SHA-256 of the day and of every file that could be drawn."""
    files: tuple[DrawnFile, ...]
    """Those drawn, in the order of their refs."""
    candidates: tuple[DrawnFile, ...]
    """Every file that could be drawn, in the order of their ranks."""
    least_high_risk: int
    """How many must come from high-risk lines, where there are so many."""
    least_newly_closed: int

    @property
    def from_high_risk(self) -> int:
        """How many come from high-risk lines."""
        return _count(self.files, HIGH_RISK)

    @property
    def from_newly_closed(self) -> int:
        """How many come from newly closed lines."""
        return _count(self.files, NEWLY_CLOSED)


def draw_sample(
    register: Register,
    policy: Policy,
    catalogue: Catalogue,
    on: date,
    size: int | None = None,
) -> Draw:
    """The sample of a day: the same day and the same files give the same draw, anywhere.

    Only SHA-256 ranks the files, so that platform and version of Python make no difference.

    Args:
        register: the records as they stand at the draw.
        policy: gives size, shares and the time of the draw.
        catalogue: holds the risk matrix.
        on: the day of the burst.
        size: files to draw, all where there are fewer; ``None`` = as policy says.

    Raises:
        ValueError: ``size`` is below 1.
    """
    wanted = int(policy.number("burst_size")) if size is None else size
    if wanted < 1:
        raise ValueError("a burst has at least one file")
    drawn_at = Moment.instant(local_moment(on, policy.time_of_day("burst_not_drawn")))
    strata = _strata(register, policy, catalogue, drawn_at)
    seed = _seed(on, strata)
    candidates = _ranked(seed, strata)
    count = min(wanted, len(candidates))
    least_high = _share(count, int(policy.number("burst_share_high_risk")))
    least_closed = _share(count, int(policy.number("burst_share_newly_closed")))
    files = _chosen(candidates, count, least_high, least_closed)
    return Draw(
        on=on,
        drawn_at=drawn_at.end,
        burst=f"BU-{on.isoformat()}",
        seed=seed,
        files=tuple(sorted(files, key=lambda each: each.evidence)),
        candidates=candidates,
        least_high_risk=least_high,
        least_newly_closed=least_closed,
    )


def how_to_check(draw: Draw) -> tuple[str, ...]:
    """How anybody can check a draw, step by step, also without this program."""
    count = counted(len(draw.files), "file")
    return (
        "Take the workbooks as they stood at the draw.",
        f"Draw again for {day_text(draw.on)}: the seed must be {draw.seed}.",
        "Without the program: take SHA-256 of the seed, a colon and the ref of each file that "
        "could be drawn, and sort the files by it.",
        f"Take the first {draw.least_high_risk} of high-risk actions, then the first of newly "
        f"closed actions until {draw.least_newly_closed} of those are taken, then the first of all "
        f"that are left, until {count} are drawn.",
    )


def _count(files: Iterable[DrawnFile], strata: frozenset[Stratum]) -> int:
    return sum(1 for each in files if each.stratum in strata)


def _strata(
    register: Register, policy: Policy, catalogue: Catalogue, drawn_at: Moment
) -> dict[str, tuple[str, Stratum]]:
    """Evidence ref -> (line, stratum) of every file that could be drawn, sorted."""
    completed = last_completed(register.burst_cycles, drawn_at)
    window = int(policy.number("newly_closed_window"))
    of_action = {}
    of_lines = closings(register, policy, panels_by_action(register))
    for action in register.actions:
        closing = of_lines[action.ref].position(drawn_at.end)
        newly = is_newly_closed(closing.accepted_at, completed, drawn_at, window)
        if newly or _was_open(action, closing, drawn_at):
            of_action[action.ref] = (action.ref, _stratum(_is_high(action, catalogue), newly))
    files = {
        each.ref: of_action[each.action]
        for each in register.evidence
        if each.action in of_action
        if each.submitted_on is None or each.submitted_on.has_happened(drawn_at.end)
    }
    return dict(sorted(files.items()))


def _was_open(action: Action, closing: ClosingPosition, drawn_at: Moment) -> bool:
    """Whether a line had not left the lists at the draw, so that it can be repeated later."""
    if closing.accepted_at is not None:
        return closing.accepted_at.order > drawn_at.order
    return is_live(action, closing)


def _is_high(action: Action, catalogue: Catalogue) -> bool:
    pair = (action.current_likelihood, action.current_consequence)
    if None in pair:
        pair = (action.likelihood, action.consequence)
    likelihood, consequence = pair
    if likelihood is None or consequence is None:
        return False
    matrix = catalogue.risk_matrix
    return matrix.band(likelihood * consequence) in matrix.high


def _stratum(is_high: bool, is_newly: bool) -> Stratum:
    if is_high:
        return Stratum.BOTH if is_newly else Stratum.HIGH_RISK
    return Stratum.NEWLY_CLOSED if is_newly else Stratum.OTHER


def _seed(on: date, strata: dict[str, tuple[str, Stratum]]) -> str:
    """RATIONALE: a digest of the files' bytes would change when the drawn workbook is dropped into
    the folder; what the draw looks at does not, so that the draw can be repeated that day."""
    actions = [
        on.isoformat(),
        *(f"{ref}|{action}|{stratum.value}" for ref, (action, stratum) in strata.items()),
    ]
    return _digest("\n".join(actions))


def _ranked(seed: str, strata: dict[str, tuple[str, Stratum]]) -> tuple[DrawnFile, ...]:
    files = (
        DrawnFile(evidence=ref, action=action, stratum=stratum, rank=_digest(f"{seed}:{ref}"))
        for ref, (action, stratum) in strata.items()
    )
    return tuple(sorted(files, key=lambda each: (each.rank, each.evidence)))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _share(count: int, one_in: int) -> int:
    """At least one file in so many, rounded up."""
    return -(-count // one_in)


def _chosen(
    candidates: tuple[DrawnFile, ...], count: int, least_high: int, least_closed: int
) -> tuple[DrawnFile, ...]:
    high = [each for each in candidates if each.stratum in HIGH_RISK]
    closed = [each for each in candidates if each.stratum in NEWLY_CLOSED]
    if least_high + least_closed > count:
        # RATIONALE: a burst too small for both shares is first made of files that count for both.
        high.sort(key=lambda each: each.stratum is not Stratum.BOTH)
    chosen = high[:least_high]
    for each in closed:
        is_enough = _count(chosen, NEWLY_CLOSED) >= least_closed
        if not is_enough and len(chosen) < count and each not in chosen:
            chosen.append(each)
    taken = {each.evidence for each in chosen}
    left = [each for each in candidates if each.evidence not in taken]
    return (*chosen, *left[: count - len(chosen)])

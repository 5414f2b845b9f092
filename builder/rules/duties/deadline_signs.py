"""Early-warning signs in deadlines: moving dates, crowded managers, "nearly complete" (B1.S)."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from builder.field import Action
from builder.problems import Cell
from builder.rules.answers import not_recorded, outcome_of, reaches_watch, verdict
from builder.rules.gate.facts import Facts
from builder.rules.verdict import PROVIDER, Outcome, Subject, Verdict, Weight
from builder.rules.words import counted, number_text

HUNDRED = 100


def repeated_date_changes(facts: Facts) -> Iterator[Verdict]:
    """Changes of a live line's deadline, approved or not; fewer are worth watching (B1.S)."""
    threshold = facts.policy.threshold("repeated_date_changes")
    if not facts.register.keeps("Deadline changes"):
        yield not_recorded(threshold, "Deadline changes")
        return
    for ref in sorted(facts.deadline_changes):
        position = facts.deadlines.get(ref)
        if position is None or not position.is_live:
            continue
        changes = facts.deadline_changes[ref]
        outcome, weight = outcome_of(threshold, len(changes)), Weight.LIMIT
        if outcome is Outcome.MET and reaches_watch(threshold, len(changes)):
            weight = Weight.WATCH
        yield verdict(
            threshold,
            outcome,
            f"The deadline was changed {counted(len(changes), 'time')}.",
            scope=facts.actions[ref].service or PROVIDER,
            subject=Subject("Actions", ref),
            observed=len(changes),
            cells=tuple(each.source.place("to_due") for each in changes),
            weight=weight,
        )


def several_actions_one_manager(facts: Facts) -> Iterator[Verdict]:
    """How many live lines each accountable manager has, and each line of a crowded one (B1.S)."""
    threshold = facts.policy.threshold("several_actions_one_manager")
    if not facts.register.keeps("Actions"):
        yield not_recorded(threshold, "Actions")
        return
    actions: dict[str, list[Action]] = {}
    live = facts.live_actions_of(PROVIDER)
    for action in live:
        manager = facts.managers.get(action.ref)
        if manager is not None:
            actions.setdefault(manager, []).append(action)
    for manager in sorted(actions):
        yield from _of_manager(facts, manager, actions[manager], len(live))


def _of_manager(facts: Facts, manager: str, actions: list[Action], live: int) -> Iterator[Verdict]:
    threshold = facts.policy.threshold("several_actions_one_manager")
    number = len(actions)
    share = Fraction(number * HUNDRED, live)
    fired = threshold.is_fired_by(number) or _is_large_share(facts, share, live)
    outcome = Outcome.FIRED if fired else Outcome.MET
    reason = f"{counted(number, 'live line')} with one manager, {number_text(share)}% of {live}."
    cells = tuple(_manager_cell(each) for each in actions)
    yield verdict(
        threshold,
        outcome,
        reason,
        subject=Subject("People", manager),
        observed=number,
        cells=cells,
    )
    # RATIONALE: one person is told once of the manager, not once of every line.
    silent = replace(threshold, tell="", duty="")
    for action, cell in zip(actions, cells, strict=True) if fired else ():
        yield verdict(
            silent,
            outcome,
            reason,
            scope=action.service or PROVIDER,
            subject=Subject("Actions", action.ref),
            observed=number,
            cells=(cell,),
        )


def _is_large_share(facts: Facts, share: Fraction, live: int) -> bool:
    enough = facts.policy.threshold("several_actions_least_lines").is_fired_by(live)
    return enough and facts.policy.threshold("several_actions_share").is_fired_by(share)


def _manager_cell(action: Action) -> Cell:
    typed = action.accountable_manager is not None
    return action.source.place("accountable_manager" if typed else "owner")


def nearly_complete_without_evidence(facts: Facts) -> Iterator[Verdict]:
    """An overdue line said to be nearly done has accepted evidence (B1.S)."""
    threshold = facts.policy.threshold("nearly_complete_without_evidence")
    if not facts.register.keeps("Evidence"):
        yield not_recorded(threshold, "Evidence")
        return
    for ref, action in facts.actions.items():
        if facts.deadlines[ref].is_overdue:
            yield _nearly_complete(facts, action)


def _nearly_complete(facts: Facts, action: Action) -> Verdict:
    threshold = facts.policy.threshold("nearly_complete_without_evidence")
    note = " ".join((action.progress_note or "").casefold().split())
    by_words = any(phrase in note for phrase in facts.policy.phrases)
    percent = None if action.percent_complete is None else Fraction(action.percent_complete)
    by_percent = percent is not None and threshold.is_fired_by(percent)
    has_evidence = action.ref in facts.evidenced
    if not (by_words or by_percent):
        outcome, reason = Outcome.MET, "Overdue, and not said to be nearly complete."
    elif has_evidence:
        outcome, reason = Outcome.MET, "Said to be nearly complete, with accepted evidence."
    else:
        outcome = Outcome.FIRED
        reason = "Overdue and said to be nearly complete, without accepted evidence."
    fields = ["due"]
    if action.progress_note is not None:
        fields.append("progress_note")
    if percent is not None:
        fields.append("percent_complete")
    return verdict(
        threshold,
        outcome,
        reason,
        scope=action.service or PROVIDER,
        subject=Subject("Actions", action.ref),
        observed=percent,
        cells=tuple(action.source.place(field) for field in fields),
    )

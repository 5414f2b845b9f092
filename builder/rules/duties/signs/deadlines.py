"""Early-warning signs in deadlines: moving dates, crowded managers, "nearly complete" (B1.S)."""

from collections.abc import Iterator
from fractions import Fraction

from builder.field import Action
from builder.policy import Threshold
from builder.problems import Cell
from builder.rules.answers import (
    Answer,
    answered,
    outcome_of,
    places,
    reaches_watch,
)
from builder.rules.duties.standards import Changes
from builder.rules.duty import Case, actions, duty, of_action, rule, sheets
from builder.rules.gate.facts import Facts
from builder.rules.verdict import PROVIDER, Outcome, Subject, Verdict, Weight
from builder.rules.words import counted, number_text

HUNDRED = 100


def _moved(facts: Facts) -> Iterator[Case[Changes]]:
    """The deadline changes of each watched line that has some, by ref."""
    for ref in sorted(facts.deadline_changes.keys() & facts.actions.keys()):
        if facts.is_watched(ref):
            yield of_action(facts.actions[ref], facts.deadline_changes[ref])


@duty("repeated_date_changes", sheets("Deadline changes"), _moved)
def repeated_date_changes(_: Facts, threshold: Threshold, changes: Changes) -> Answer:
    """Changes of a line's deadline, approved or not; fewer are worth watching (B1.S)."""
    number = len(changes)
    outcome, weight = outcome_of(threshold, number), Weight.LIMIT
    if outcome is Outcome.MET and reaches_watch(threshold, number):
        weight = Weight.WATCH
    reason = f"The deadline was changed {counted(number, 'time')}."
    return Answer(outcome, reason, number, places(changes, "to_due"), weight=weight)


@rule("several_actions_one_manager", sheets("Actions"))
def several_actions_one_manager(facts: Facts, threshold: Threshold) -> Iterator[Verdict]:
    """How many live lines each accountable manager has, told once a manager (B1.S)."""
    alone = _homes_of_one_manager(facts)
    live = [each for each in facts.live_actions_of(PROVIDER) if each.service not in alone]
    managed: dict[str, list[Action]] = {}
    for action in live:
        manager = facts.managers.get(action.ref)
        if manager is not None:
            managed.setdefault(manager, []).append(action)
    for manager in sorted(managed):
        answer = _of_manager(facts, threshold, managed[manager], len(live))
        yield answered(threshold, answer, Subject("People", manager), PROVIDER)


def _homes_of_one_manager(facts: Facts) -> frozenset[str]:
    """Services in which nobody but one manages a live line: there is nobody to share with."""
    managers: dict[str, set[str | None]] = {}
    for action in facts.live_actions_of(PROVIDER):
        if action.service is not None:
            managers.setdefault(action.service, set()).add(facts.managers.get(action.ref))
    for service, known in managers.items():
        if service in facts.services:
            known.add(facts.services[service].registered_manager)
    return frozenset(each for each, known in managers.items() if len(known - {None}) == 1)


def _of_manager(facts: Facts, threshold: Threshold, managed: list[Action], live: int) -> Answer:
    number = len(managed)
    share = Fraction(number * HUNDRED, live)
    fired = threshold.is_fired_by(number) or _is_large_share(facts, share, live)
    outcome = Outcome.FIRED if fired else Outcome.MET
    reason = f"{counted(number, 'live action')} with one manager, {number_text(share)}% of {live}."
    return Answer(outcome, reason, number, tuple(_manager_cell(each) for each in managed))


def _is_large_share(facts: Facts, share: Fraction, live: int) -> bool:
    enough = facts.policy.threshold("several_actions_least_lines").is_fired_by(live)
    return enough and facts.policy.threshold("several_actions_share").is_fired_by(share)


def _manager_cell(action: Action) -> Cell:
    typed = action.accountable_manager is not None
    return action.source.place("accountable_manager" if typed else "owner")


def _is_overdue(facts: Facts, action: Action) -> bool:
    return facts.deadlines[action.ref].is_overdue is True


@duty("nearly_complete_without_evidence", sheets("Evidence"), actions(_is_overdue))
def nearly_complete_without_evidence(facts: Facts, threshold: Threshold, action: Action) -> Answer:
    """An overdue line said to be nearly done has accepted evidence (B1.S)."""
    note = " ".join((action.progress_note or "").casefold().split())
    by_words = any(phrase in note for phrase in facts.policy.phrases)
    percent = None if action.percent_complete is None else Fraction(action.percent_complete)
    by_percent = percent is not None and threshold.is_fired_by(percent)
    has_evidence = action.ref in facts.evidenced
    if not (by_words or by_percent):
        outcome, reason = Outcome.MET, "Overdue, and not said to be nearly complete."
        if not facts.register.keeps("Actions", "percent_complete"):
            outcome, reason = Outcome.NOT_RECORDED, "No workbook holds Actions, Percent complete."
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
    return Answer(outcome, reason, percent, places((action,), *fields))

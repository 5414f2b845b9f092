"""How each rule stands now: where it fires, and what it could not judge."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from builder.policy import Threshold
from builder.portal.context import PortalContext
from builder.portal.parts.states import outcome_tag
from builder.portal.parts.views import Tag, Tone
from builder.portal.parts.words import counted
from builder.rules.verdict import Outcome, Verdict

UNKNOWN = (Outcome.NOT_COMPUTABLE, Outcome.NOT_RECORDED)


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleState:
    """What a rule said of everything that it judged."""

    fired: tuple[Verdict, ...] = ()
    counts: Mapping[Outcome, int] = field(default_factory=dict)
    """Outcome -> verdicts; an outcome that never came has no entry."""

    @property
    def unknown(self) -> int:
        """How many verdicts could not be reached."""
        return sum(self.counts.get(outcome, 0) for outcome in UNKNOWN)


NEVER_JUDGED = RuleState()


def rule_states(context: PortalContext) -> Mapping[str, RuleState]:
    """The state of each rule that said anything; a verdict that stands twice counts once."""
    counts: dict[str, dict[Outcome, int]] = {}
    fired: dict[str, list[Verdict]] = {}
    for verdict in dict.fromkeys(_verdicts(context)):
        of_rule = counts.setdefault(verdict.rule, {})
        of_rule[verdict.outcome] = of_rule.get(verdict.outcome, 0) + 1
        if verdict.outcome is Outcome.FIRED:
            fired.setdefault(verdict.rule, []).append(verdict)
    return {
        rule: RuleState(fired=tuple(fired.get(rule, ())), counts=found)
        for rule, found in counts.items()
    }


def _verdicts(context: PortalContext) -> Iterator[Verdict]:
    """Every verdict: those of the registers, then those on single subjects."""
    for result in context.assessment.registers:
        yield from result.verdicts
    yield from context.assessment.verdicts


def is_rule(threshold: Threshold) -> bool:
    """Whether a threshold judges something itself; else it is a setting of other rules."""
    return bool(threshold.tell or threshold.comparison or threshold.examples)


def state_tag(threshold: Threshold, state: RuleState) -> Tag:
    """How a rule stands, in one tag; what could not be judged is never green."""
    if state.fired:
        return Tag("Fires", Tone.BAD)
    if not state.counts:
        return Tag("Nothing to judge" if is_rule(threshold) else "A setting", Tone.MUTED)
    if not state.unknown:
        if Outcome.MET in state.counts:
            return Tag("Does not fire", Tone.GOOD)
        return outcome_tag(Outcome.NOT_DUE)
    if len(state.counts) > 1:
        return Tag("Not all assessable", Tone.MUTED)
    return outcome_tag(next(iter(state.counts)))


def state_words(threshold: Threshold, state: RuleState) -> str:
    """How a rule stands, in a sentence or two; empty where all it judged fired."""
    if not state.counts:
        if is_rule(threshold):
            return "There is nothing in the workbooks that it could judge."
        return "It is a setting that other rules use."
    words = [] if state.fired else ["It fires nowhere."]
    if state.unknown:
        words.append(
            f"{counted(state.unknown, 'verdict')} could not be reached: a cell is blank or a sheet "
            "is not kept."
        )
    return " ".join(words)

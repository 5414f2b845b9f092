"""Which lines and which evidence stand behind each item of each framework, gathered once."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from builder.frameworks import Crosswalk, Item
from builder.portal.context import PortalContext
from builder.portal.indexes import Grouped, group
from builder.portal.parts.evidence_states import (
    ACCEPTED,
    CURRENT,
    NOT_CHECKED,
    PAST_LIMIT,
    category_title,
    state_of,
)
from builder.portal.parts.views import Tag, Tone
from builder.rules.assessment import ActionAssessment

ItemAction = tuple[str, ActionAssessment]
"""(item id, line)."""
Place = tuple[str, str, str]
"""(item id, Service ID, title of an evidence category)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What stands behind one item, counted."""

    live: int = 0
    """Live lines."""
    overdue: int = 0
    """Live lines that are overdue."""
    accepted: int = 0
    """Evidence files that are accepted."""
    current: int = 0
    """Accepted files that are in date."""
    files: int = 0
    """Evidence files in all."""


NOTHING = Tally()
NO_LIVE_ACTION = Tag("No live action", Tone.NEUTRAL)
NO_CURRENT_EVIDENCE = Tag("No current evidence", Tone.WATCH)
COVERED = Tag("No gap", Tone.GOOD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What stands behind items, by item id."""

    named: Grouped[str, ActionAssessment]
    """Lines that name the item itself."""
    carried: Grouped[str, tuple[str, ActionAssessment]]
    """(older reference, line) of lines that name only an item that this one takes over."""
    states: Mapping[Place, Mapping[str, int]]
    """Where -> state of evidence -> files; the item's own lines and those carried over."""
    tallies: Mapping[str, Tally]
    without_item: tuple[ActionAssessment, ...]
    """Live lines that name no item of any framework."""

    def tally(self, item: str) -> Tally:
        """What stands behind an item, counted; all 0 where nothing does."""
        return self.tallies.get(item, NOTHING)


def gaps_in(tally: Tally) -> tuple[Tag, ...]:
    """What is missing behind an item; empty where nothing is."""
    missing = []
    if not tally.live:
        missing.append(NO_LIVE_ACTION)
    if not tally.current:
        missing.append(NO_CURRENT_EVIDENCE)
    return tuple(missing)


def gaps_of(known: Coverage, item: Item) -> tuple[Tag, ...]:
    """What is missing behind an item of a framework."""
    return gaps_in(known.tally(item.id))


def coverage(context: PortalContext) -> Coverage:
    """Gathers lines and evidence by item; each line and file is looked at once."""
    catalogue = context.catalogue
    spelt = {id.casefold(): id for id in catalogue.items}
    named: list[ItemAction] = []
    carried: list[tuple[str, str, ActionAssessment]] = []
    without = []
    for line in context.assessment.actions:
        action = context.by_ref.actions.get(line.ref)
        typed = action.quality_statements if action else ()
        items = tuple(dict.fromkeys(spelt[id.casefold()] for id in typed if id.casefold() in spelt))
        named.extend((item, line) for item in items)
        carried.extend(_carried(context.crosswalk, items, line))
        if line.is_live and not items:
            without.append(line)
    by_item = group(named, lambda each: (each[0],))
    states = _states(context, named, carried)
    return Coverage(
        named=Grouped({item: tuple(line for _, line in pairs) for item, pairs in by_item.items()}),
        carried=_by_newer(carried),
        states=states,
        tallies=_tallies(named, carried, states),
        without_item=tuple(without),
    )


def _carried(
    crosswalk: Crosswalk, items: tuple[str, ...], action: ActionAssessment
) -> list[tuple[str, str, ActionAssessment]]:
    """(newer item, older reference, line), once a newer item that the line does not name."""
    found: dict[str, str] = {}
    for old in items:
        for newer in crosswalk.successors(old):
            if newer.id not in items:
                found.setdefault(newer.id, old)
    return [(newer, old, action) for newer, old in found.items()]


def _by_newer(
    carried: list[tuple[str, str, ActionAssessment]],
) -> Grouped[str, tuple[str, ActionAssessment]]:
    lists: dict[str, list[tuple[str, ActionAssessment]]] = {}
    for newer, old, action in carried:
        lists.setdefault(newer, []).append((old, action))
    return Grouped({newer: tuple(each) for newer, each in lists.items()})


def _states(
    context: PortalContext,
    named: list[ItemAction],
    carried: list[tuple[str, str, ActionAssessment]],
) -> Mapping[Place, Mapping[str, int]]:
    states: dict[Place, dict[str, int]] = {}
    behind = [*named, *((newer, action) for newer, _, action in carried)]
    for item, action in behind:
        for evidence in context.of_action.evidence[action.ref]:
            state = state_of(context.by_ref.fitness.get(evidence.ref))
            place = (item, action.service, category_title(context, evidence))
            at = states.setdefault(place, {})
            at[state] = at.get(state, 0) + 1
    return states


def _tallies(
    named: list[ItemAction],
    carried: list[tuple[str, str, ActionAssessment]],
    states: Mapping[Place, Mapping[str, int]],
) -> Mapping[str, Tally]:
    live: Counter[str] = Counter()
    overdue: Counter[str] = Counter()
    accepted: Counter[str] = Counter()
    current: Counter[str] = Counter()
    files: Counter[str] = Counter()
    for item, action in (*named, *((newer, action) for newer, _, action in carried)):
        live[item] += action.is_live
        overdue[item] += action.is_live and action.overdue is True
    for (item, _, _), counts in states.items():
        files[item] += sum(counts.values())
        accepted[item] += sum(count for state, count in counts.items() if state in ACCEPTED)
        current[item] += sum(count for state, count in counts.items() if state in CURRENT)
    return {
        item: Tally(
            live=live[item],
            overdue=overdue[item],
            accepted=accepted[item],
            current=current[item],
            files=files[item],
        )
        for item in {*live, *files}
    }


COUNTED_WORDS: Mapping[str, str] = {
    "invalid": "invalid",
    "stale": "out of date",
    PAST_LIMIT: "accepted, past its age limit",
    "untested": NOT_CHECKED.casefold(),
    "corrected": "current",
    "accepted": "current",
    "confidential": "withheld",
    "withdrawn": "withdrawn",
}
"""How files of a state are counted: "2 current"."""

"""Evidence by team and shift, and files that are used to prove more than one action."""

from collections.abc import Iterable
from typing import NamedTuple

from builder.field import Evidence
from builder.portal.context import PortalContext
from builder.portal.indexes import group
from builder.portal.parts.evidence_states import ACCEPTED, CURRENT, evidence_title, state_of
from builder.portal.parts.links import action_links
from builder.portal.parts.listing import Listing, figure, ref, words
from builder.portal.parts.views import Table
from builder.portal.parts.words import counted

UNTESTED, INVALID = "untested", "invalid"
MOST_SHARED = 20
"""Files that the table of shared ones names."""


class _Team(NamedTuple):
    """What a team handed in on one shift: the state of each file."""

    team: str
    shift: str
    states: list[str]


def team_table(context: PortalContext, files: Iterable[Evidence], *, id: str) -> Table:
    """How many files each team and shift handed in, and how far they can be relied on."""
    groups = group(files, lambda each: ((each.team or "", each.shift or ""),))
    return Listing[_Team](
        id=id,
        caption="Evidence by team and shift",
        caption_hidden=True,
        columns=(
            ref("Team", lambda each: each.team),
            words("Shift", lambda each: each.shift),
            figure("Files", lambda each: f"{len(each.states):,}"),
            figure("Accepted", lambda each: f"{sum(state in ACCEPTED for state in each.states):,}"),
            figure("Current", lambda each: f"{sum(state in CURRENT for state in each.states):,}"),
            figure("Invalid", lambda each: f"{each.states.count(INVALID):,}"),
            figure("Not checked", lambda each: f"{each.states.count(UNTESTED):,}"),
        ),
        empty="No evidence is recorded.",
    ).table(
        _Team(*key, [_state(context, each) for each in groups[key]])
        for key in sorted(groups, key=_known)
    )


def _state(context: PortalContext, evidence: Evidence) -> str:
    return state_of(context.by_ref.fitness.get(evidence.ref))


def _known(key: tuple[str, str]) -> tuple[bool, bool, str, str]:
    """Named teams and shifts before those that are not recorded."""
    team, shift = key
    return not team, not shift, team.casefold(), shift.casefold()


def shared_table(context: PortalContext) -> Table:
    """Files that prove more than one action, the most used first."""
    shared: dict[tuple[tuple[str, ...], str], Evidence] = {}
    for each in context.register.evidence:
        actions = _lines(context, each)
        if len(actions) > 1:
            shared.setdefault((actions, each.link.text if each.link else ""), each)
    found = sorted(shared.items(), key=lambda each: (-len(each[0][0]), each[0]))[:MOST_SHARED]
    return Listing[tuple[tuple[str, ...], Evidence]](
        id="shared-files",
        caption="Files used to prove more than one action",
        caption_hidden=True,
        columns=(
            ref("File", lambda each: evidence_title(each[1])),
            figure("Actions", lambda each: f"{len(each[0]):,}"),
            words("Which", lambda each: action_links(context, each[0])),
        ),
        empty="Each file is used for one action.",
    ).table((actions, file) for (actions, _), file in found)


def _lines(context: PortalContext, evidence: Evidence) -> tuple[str, ...]:
    fitness = context.by_ref.fitness.get(evidence.ref)
    if fitness is None or not fitness.same_file:
        return ()
    return tuple(sorted({*fitness.same_file, fitness.action} - {""}))


def same_file_words(context: PortalContext, evidence: Evidence) -> str:
    """How many other actions the same file proves; empty where it proves one alone."""
    fitness = context.by_ref.fitness.get(evidence.ref)
    if fitness is None or not fitness.same_file:
        return ""
    return f"The same file is used for {counted(len(fitness.same_file), 'other action')}."

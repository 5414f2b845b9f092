"""Evidence by team and shift, and files that are used to prove more than one action."""

from collections.abc import Iterable

from builder.field import Evidence
from builder.portal.context import PortalContext
from builder.portal.parts.cells import cell, number_column, ref_column, text_column
from builder.portal.parts.evidence_states import evidence_title, is_current
from builder.portal.parts.links import action_link, joined
from builder.portal.parts.views import Row, Table
from builder.portal.parts.words import NOT_RECORDED, counted

UNTESTED, INVALID = "untested", "invalid"
MOST_SHARED = 20
"""Files that the table of shared ones names."""


def team_table(context: PortalContext, files: Iterable[Evidence], *, id: str) -> Table:
    """How many files each team and shift handed in, and how far they can be relied on."""
    groups: dict[tuple[str, str], list[Evidence]] = {}
    for each in files:
        groups.setdefault((each.team or "", each.shift or ""), []).append(each)
    return Table(
        id=id,
        caption="Evidence by team and shift",
        caption_hidden=True,
        columns=(
            ref_column("Team"),
            text_column("Shift"),
            number_column("Files"),
            number_column("Current"),
            number_column("Invalid"),
            number_column("Not checked"),
        ),
        rows=tuple(_group_row(context, *key, groups[key]) for key in sorted(groups, key=_known)),
        empty="No evidence is recorded.",
    )


def _known(key: tuple[str, str]) -> tuple[bool, bool, str, str]:
    """Named teams and shifts before those that are not recorded."""
    team, shift = key
    return not team, not shift, team.casefold(), shift.casefold()


def _group_row(context: PortalContext, team: str, shift: str, files: list[Evidence]) -> Row:
    fitness = [context.by_ref.fitness.get(each.ref) for each in files]
    states = [each.state if each else UNTESTED for each in fitness]
    counts = (len(files), sum(map(is_current, fitness)), states.count(INVALID))
    return Row(
        cells=(
            cell(team or NOT_RECORDED),
            cell(shift or NOT_RECORDED),
            *(cell(f"{each:,}") for each in (*counts, states.count(UNTESTED))),
        )
    )


def shared_table(context: PortalContext) -> Table:
    """Files that prove more than one action, the most used first."""
    shared: dict[tuple[tuple[str, ...], str], Evidence] = {}
    for each in context.register.evidence:
        actions = _lines(context, each)
        if len(actions) > 1:
            shared.setdefault((actions, each.link.text if each.link else ""), each)
    found = sorted(shared.items(), key=lambda each: (-len(each[0][0]), each[0]))[:MOST_SHARED]
    return Table(
        id="shared-files",
        caption="Files used to prove more than one action",
        caption_hidden=True,
        columns=(ref_column("File"), number_column("Actions"), text_column("Which")),
        rows=tuple(
            Row(
                cells=(
                    cell(evidence_title(file)),
                    cell(f"{len(actions):,}"),
                    cell(*joined([action_link(context, ref) for ref in actions])),
                )
            )
            for (actions, _), file in found
        ),
        empty="Each file is used for one action.",
    )


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

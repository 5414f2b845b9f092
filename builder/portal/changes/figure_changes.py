"""What changed between two moments: figures that moved, rules that fired or ended."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from builder.field.registers import Value, value_named
from builder.portal.context import PortalContext
from builder.portal.parts.addresses import notice_page
from builder.portal.parts.downloads import csv_file
from builder.portal.parts.links import (
    action_link,
    finding_link,
    person_link,
    rule_link,
    service_link,
    service_name,
)
from builder.portal.parts.listing import Listing, figure, ref, words
from builder.portal.parts.views import (
    Anchor,
    Block,
    Disclosure,
    ListBlock,
    Paragraph,
    Piece,
    Rich,
    Table,
)
from builder.portal.parts.words import Amount, change_words, counted, quantity
from builder.rules.assessment import Assessment
from builder.rules.verdict import PROVIDER, Outcome, Subject

_Key = tuple[str, str, str]
"""(register, scope, figure)."""
Figures = Mapping[_Key, Amount]
Fired = frozenset[tuple[str, str]]
"""(rule, subject ref or scope)."""


MOST_ROWS = 200
"""How many figures of services are listed before the download is named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """The figures and the fired rules at a moment."""

    figures: Figures
    fired: Fired


def position_now(assessment: Assessment) -> Position:
    """The position of this build."""
    fired = {
        (verdict.rule, result.scope if verdict.subject is None else verdict.subject.ref)
        for result in assessment.registers
        for verdict in result.verdicts
        if verdict.outcome is Outcome.FIRED
    }
    fired |= {
        (verdict.rule, verdict.scope if verdict.subject is None else verdict.subject.ref)
        for verdict in assessment.verdicts
        if verdict.outcome is Outcome.FIRED
    }
    return Position(
        figures={
            (result.id, result.scope, name): value
            for result in assessment.registers
            for name, value in result.figures.items()
        },
        fired=frozenset(fired),
    )


def moved_figures(context: PortalContext, before: Position, after: Position) -> Iterator[Block]:
    """Figures that are not what they were: the provider's, then the services' folded away."""
    moved = [
        key
        for key in sorted(after.figures)
        if key in before.figures
        and before.figures[key] != after.figures[key]
        and _is_shown(context, key[1])
    ]
    whole = [key for key in moved if key[1] == PROVIDER]
    yield _table(context, whole, before, after, "figures")
    parts = [key for key in moved if key[1] != PROVIDER]
    if parts:
        blocks: list[Block] = [_table(context, parts[:MOST_ROWS], before, after, "by-service")]
        if len(parts) > MOST_ROWS:
            every = Anchor("Download every figure (CSV)", csv_file("registers"))
            blocks.append(Paragraph(content=(every,)))
        yield Disclosure(summary=f"Service by service: {len(parts):,}", blocks=tuple(blocks))


def _table(
    context: PortalContext,
    keys: Sequence[_Key],
    before: Position,
    after: Position,
    id: str,
) -> Table:
    return Listing[_Key](
        id=id,
        caption=counted(len(keys), "figure that moved", "figures that moved"),
        columns=(
            ref("Figure", _figure),
            words("Where", lambda key: service_name(context, key[1])),
            figure("Before", lambda key: quantity(before.figures[key], _name(key).unit)),
            figure("Now", lambda key: quantity(after.figures[key], _name(key).unit)),
            words("Change", lambda key: _change(key, before, after)),
        ),
        empty="No figure moved.",
    ).table(keys)


def _name(key: _Key) -> Value:
    register, _, name = key
    return value_named(register, name)


def _figure(key: _Key) -> Piece:
    return Anchor(_name(key).title, _name(key).page)


def _change(key: _Key, before: Position, after: Position) -> str:
    said = change_words(after.figures[key], before.figures[key], _name(key).unit)
    return said or "Not assessable at one of the two"


def _is_shown(context: PortalContext, scope: str) -> bool:
    return scope == PROVIDER or scope in context.services


def fired_list(context: PortalContext, fired: Fired, empty: str) -> ListBlock:
    """Fired rules with what they are about; those about what is not shown are only counted."""
    items: list[Rich] = []
    hidden = 0
    for rule, subject in sorted(fired):
        link = _subject(context, subject)
        if link is None:
            hidden += 1
        else:
            items.append((rule_link(context, rule), ": ", link))
    if hidden:
        items.append((f"{hidden:,} more about what is not shown here.",))
    return ListBlock(items=tuple(items), empty=empty)


def _subject(context: PortalContext, subject: str) -> Piece | None:
    """What a rule fired on, if this reader may see it; history is kept whole, pages are not."""
    if subject == PROVIDER:
        return "all services"
    if subject in context.services:
        return service_link(context, subject)
    if subject in context.by_ref.assessed:
        return action_link(context, subject)
    if Subject("Findings", subject) in context.shown:
        return finding_link(context, subject)
    if subject in context.people:
        return person_link(context, subject)
    if Subject("Notices", subject) in context.shown:
        return Anchor(subject, notice_page(subject))
    return subject if subject in context.by_ref.evidence else None


def differences(
    context: PortalContext, before: Position, after: Position
) -> Iterator[tuple[str, str, ListBlock]]:
    """(anchor, title, list) of what fired anew and what ended."""
    new = fired_list(context, after.fired - before.fired, "Nothing new.")
    ended = fired_list(context, before.fired - after.fired, "Nothing ended.")
    yield "fired", "Rules that fired since", new
    yield "ended", "Rules that no longer fire", ended

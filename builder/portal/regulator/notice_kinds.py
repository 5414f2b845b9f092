"""The kinds of notice that a regulator may send, and what a provider itself must notify."""

from builder.frameworks import Clock, RegulatorAction
from builder.portal.context import PortalContext
from builder.portal.parts.addresses import regulation_page
from builder.portal.parts.cells import cell, ref_column, text_column
from builder.portal.parts.views import Anchor, Row, Table, Tag, Tone
from builder.portal.parts.words import sentence
from builder.portal.regulator.notice_clocks import clock_words, purpose_words


def kinds_table(context: PortalContext) -> Table:
    """Every kind of notice and request that the catalogue knows, with its clock."""
    return Table(
        id="notice-kinds",
        caption="Kinds of notice and request",
        caption_hidden=True,
        columns=(
            ref_column("Kind"),
            text_column("Id"),
            text_column("Enforcement"),
            text_column("Clock"),
            text_column("Note"),
        ),
        rows=tuple(
            Row(
                cells=(
                    cell(_kind_and_aliases(kind)),
                    cell(kind.id),
                    cell("Yes" if kind.is_enforcement else "No"),
                    cell(_clock_and_purpose(kind.clock)),
                    cell(*_notes(_note_and_amounts(kind), kind.to_confirm)),
                )
            )
            for kind in context.catalogue.regulator_actions
        ),
    )


def notifications_table(context: PortalContext) -> Table:
    """What the regulations want the provider to tell the regulator, and by when."""
    return Table(
        id="notifications-list",
        caption="Notifications by regulation",
        caption_hidden=True,
        columns=(
            ref_column("Regulation"),
            text_column("What"),
            text_column("Instrument"),
            text_column("By when"),
        ),
        rows=tuple(
            Row(
                cells=(
                    cell(Anchor(each.id, regulation_page(each.id))),
                    cell(each.title),
                    cell(each.instrument_title),
                    cell(*_notes(sentence(each.notified), each.to_confirm)),
                )
            )
            for each in context.catalogue.regulations
            if each.notified
        ),
        empty="The catalogue knows of none.",
    )


def _kind_and_aliases(kind: RegulatorAction) -> str:
    return f"{kind.title} (also: {', '.join(kind.aliases)})" if kind.aliases else kind.title


def _note_and_amounts(kind: RegulatorAction) -> str:
    amounts = [f"{what.replace('_', ' ')} £{pounds:,}" for what, pounds in kind.amounts_gbp]
    words = sentence(f"Amounts: {', '.join(amounts)}") if amounts else ""
    return f"{kind.note} {words}".strip()


def _clock_and_purpose(clock: Clock | None) -> str:
    if clock is None:
        return "None"
    return f"{clock_words(clock)}: {purpose_words(clock).casefold()}"


def _notes(note: str, to_confirm: str) -> tuple[str | Tag, ...]:
    if not to_confirm:
        return (note or "None",)
    return (f"{note} ".lstrip(), Tag("To confirm", Tone.WATCH), f" {to_confirm}")

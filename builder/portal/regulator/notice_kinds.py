"""The kinds of notice that a regulator may send, and what a provider itself must notify."""

from builder.frameworks import Clock, Regulation, RegulatorAction
from builder.portal.context import PortalContext
from builder.portal.parts.addresses import regulation_page
from builder.portal.parts.listing import Listing, ref, words
from builder.portal.parts.views import Anchor, Table, Tag, Tone
from builder.portal.parts.words import sentence
from builder.portal.regulator.notice_clocks import clock_words, purpose_words


def kinds_table(context: PortalContext) -> Table:
    """Every kind of notice and request that the catalogue knows, with its clock."""
    return Listing[RegulatorAction](
        id="notice-kinds",
        caption="Kinds of notice and request",
        caption_hidden=True,
        columns=(
            ref("Kind", _kind_and_aliases),
            words("Id", lambda each: each.id),
            words("Enforcement", lambda each: "Yes" if each.is_enforcement else "No"),
            words("Clock", lambda each: _clock_and_purpose(each.clock)),
            words("Note", lambda each: _notes(_note_and_amounts(each), each.to_confirm)),
        ),
    ).table(context.catalogue.regulator_actions)


def notifications_table(context: PortalContext) -> Table:
    """What the regulations want the provider to tell the regulator, and by when."""
    return Listing[Regulation](
        id="notifications-list",
        caption="Notifications by regulation",
        caption_hidden=True,
        columns=(
            ref("Regulation", lambda each: Anchor(each.id, regulation_page(each.id))),
            words("What", lambda each: each.title),
            words("Instrument", lambda each: each.instrument_title),
            words("By when", lambda each: _notes(sentence(each.notified), each.to_confirm)),
        ),
        empty="The catalogue knows of none.",
    ).table(each for each in context.catalogue.regulations if each.notified)


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

"""What the pages of registers are made of: what fired, the figures, the note, the actions counted.

Each page puts them in its own order, among rows of its own.
"""

from collections.abc import Iterable, Sequence

from builder.field.pages import FRONT_PAGE
from builder.field.registers import Figure, Kind
from builder.portal.context import PortalContext
from builder.portal.parts.caveats.withheld import counted_table
from builder.portal.parts.duties import verdict_duty
from builder.portal.parts.figures.cards import figure_grid, left_out_notes
from builder.portal.parts.views import (
    Anchor,
    Block,
    KpiGrid,
    PageView,
    Paragraph,
    Rich,
    Section,
    Tone,
    Warning,
)
from builder.portal.parts.words import counted
from builder.rules.assessment import RegisterResult
from builder.rules.verdict import PROVIDER, Outcome, Verdict


def today_page(
    kind: Kind, *, view: str, title: str, lead: str, blocks: Iterable[Block]
) -> PageView:
    """The page of a register that is met from the first page."""
    return PageView(
        path=kind.page,
        kind=view,
        title=title,
        lead=lead,
        breadcrumbs=(Anchor("Today", FRONT_PAGE),),
        blocks=tuple(blocks),
    )


def fired_in(context: PortalContext, *kinds: Kind) -> tuple[Verdict, ...]:
    """What fired in registers, provider-wide, in their order."""
    results = (context.said.result(kind, PROVIDER) for kind in kinds)
    return fired(verdict for result in results for verdict in result.verdicts)


def fired(verdicts: Iterable[Verdict]) -> tuple[Verdict, ...]:
    """Those that fired."""
    return tuple(each for each in verdicts if each.outcome is Outcome.FIRED)


def reached(verdicts: Sequence[Verdict], noun: str, rest: str) -> str:
    """How many fired, as a title: "2 evidence limits are reached and must be acted on"."""
    verb = "is" if len(verdicts) == 1 else "are"
    return f"{counted(len(verdicts), noun)} {verb} reached {rest}"


def fired_warning(
    context: PortalContext,
    title: str,
    verdicts: Sequence[Verdict],
    see: Anchor | None = None,
    *,
    tone: Tone = Tone.BAD,
    body: Rich = (),
) -> tuple[Warning, ...]:
    """What fired as a warning with its duties; empty where nothing did."""
    if not verdicts:
        return ()
    duties = tuple(verdict_duty(context, each, see) for each in verdicts)
    return (Warning(title=title, duties=duties, tone=tone, body=body),)


def figure_blocks(
    context: PortalContext, figures: Sequence[Figure], scope: str = PROVIDER
) -> tuple[KpiGrid | Paragraph, ...]:
    """Figures as cards, and what each had to leave out."""
    return (figure_grid(context, figures, scope), *left_out_notes(context, figures, scope))


def note(result: RegisterResult, *, is_small: bool = True) -> tuple[Paragraph, ...]:
    """What a register says of its figures; empty where it says nothing."""
    return (Paragraph(content=(result.note,), is_small=is_small),) if result.note else ()


def counted_section(
    context: PortalContext, figure: Figure, columns: Sequence[str], empty: str
) -> Section:
    """The actions that a figure counts."""
    result = context.said.result(figure.register, PROVIDER)
    return Section(
        id=figure.anchor,
        title=figure.title,
        blocks=tuple(counted_table(context, result, figure, columns, empty)),
    )

"""Key figures as cards: the figure, its limit, its change since the last build, its tag."""

from collections.abc import Iterable
from fractions import Fraction

from builder.field import local_date
from builder.field.pages import DATA_QUALITY_PAGE
from builder.field.registers import Figure
from builder.portal.context import PortalContext
from builder.portal.parts.duties import register_verdict
from builder.portal.parts.figures.sparklines import sparkline
from builder.portal.parts.links import action_links, own_limit
from builder.portal.parts.states import limit_tag
from builder.portal.parts.views import Anchor, KpiCard, KpiGrid, Paragraph, Piece, Rich, Tag, Tone
from builder.portal.parts.words import (
    NOT_ASSESSABLE,
    NOT_RECORDED,
    Amount,
    change_words,
    counted,
    date_words,
    limit_words,
    number_words,
    sentence,
)
from builder.rules.assessment import RegisterResult
from builder.rules.verdict import PROVIDER, Outcome, Verdict

MOST_LINKS = 12
"""How many lines a sentence names before it refers to the list."""


def figure_words(result: RegisterResult, figure: Figure, verdict: Verdict | None = None) -> str:
    """A figure as shown; "Not recorded" or "Not assessable", never 0 in its place."""
    if not result.recorded:
        return NOT_RECORDED
    value = result.value(figure)
    if value is not None:
        limit = verdict.limit if verdict else None
        against: Amount = limit if isinstance(limit, int | Fraction) else None
        return number_words(value, limit=against)
    if verdict is not None and verdict.outcome is Outcome.NOT_RECORDED:
        return NOT_RECORDED
    is_unclear = verdict is not None or figure.key in result.left_out or bool(result.rows)
    return NOT_ASSESSABLE if is_unclear else NOT_RECORDED


def _change(context: PortalContext, result: RegisterResult, figure: Figure) -> str:
    """How it moved since the latest build before the as-at moment."""
    series = context.history.series(figure.register.id, figure.key, result.scope)
    before = [point for point in series if point[0] < context.assessment.as_at]
    if not before:
        return ""
    moment, value = before[-1]
    change = change_words(result.value(figure), value, figure.unit)
    return f"{change} since {date_words(local_date(moment))}" if change else ""


def _left_out_words(result: RegisterResult, figure: Figure) -> str:
    refs = result.left_out.get(figure.key, ())
    return f"Leaves out {counted(len(refs), 'row')}" if refs else ""


def figure_card(
    context: PortalContext,
    figure: Figure,
    scope: str = PROVIDER,
    *,
    detail: str = "",
) -> KpiCard:
    """One figure of a register as a card; ``detail`` comes before its limit and change."""
    result = context.said.result(figure.register, scope)
    verdict = register_verdict(result, figure.rule)
    words = figure_words(result, figure, verdict)
    is_known = words not in (NOT_RECORDED, NOT_ASSESSABLE)
    tag = limit_tag(verdict) if verdict else None
    return KpiCard(
        title=figure.title,
        figure=words,
        unit=figure.unit if is_known else "",
        detail=" ".join(_details(context, result, figure, verdict, detail)),
        tag=tag if tag and tag.text != words else None,
        tone=_tone(tag, is_known=is_known),
        sparkline_svg=sparkline(context, result, figure, verdict),
        see=Anchor("See the list", figure.page),
    )


def _details(
    context: PortalContext,
    result: RegisterResult,
    figure: Figure,
    verdict: Verdict | None,
    detail: str,
) -> Iterable[str]:
    if detail:
        yield sentence(detail)
    if verdict is not None:
        yield sentence(limit_words(verdict.limit, verdict.comparison, verdict.unit))
        yield from filter(None, (own_limit(context, verdict.rule),))
    yield from filter(None, (sentence(_change(context, result, figure)),))
    yield from filter(None, (sentence(_left_out_words(result, figure)),))


def _tone(tag: Tag | None, *, is_known: bool) -> Tone:
    if tag is not None:
        return tag.tone
    return Tone.NEUTRAL if is_known else Tone.MUTED


def figure_grid(
    context: PortalContext, figures: Iterable[Figure], scope: str = PROVIDER
) -> KpiGrid:
    """Several figures as cards, in the order given."""
    return KpiGrid(cards=tuple(figure_card(context, each, scope) for each in figures))


def left_out_notes(
    context: PortalContext, figures: Iterable[Figure], scope: str = PROVIDER
) -> tuple[Paragraph, ...]:
    """One sentence a figure that left rows out, with links to them; empty where none did."""
    notes = []
    for figure in figures:
        result = context.said.result(figure.register, scope)
        refs = result.left_out.get(figure.key, ())
        if refs:
            rich = _left_out_rich(context, figure.title, refs)
            notes.append(Paragraph(content=rich, is_small=True))
    return tuple(notes)


def _left_out_rich(context: PortalContext, title: str, refs: tuple[str, ...]) -> Rich:
    opening = f"“{title}” leaves out {counted(len(refs), 'row')} with a cell that is not known: "
    more = len(refs) - MOST_LINKS
    rich: list[Piece] = [opening, *action_links(context, refs[:MOST_LINKS])]
    if more > 0:
        rich.append(f" and {more:,} more")
    return (*rich, ". ", Anchor("See data quality", DATA_QUALITY_PAGE), ".")

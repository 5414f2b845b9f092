"""The competence retest matrix: by role, and by name for the board alone."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from builder.field import Retest
from builder.field.pages import EVIDENCE_PAGE, RETESTS_PAGE
from builder.field.registers import CompetenceRetests
from builder.portal.context import PortalContext
from builder.portal.parts.addresses import burst_page
from builder.portal.parts.figures.cards import figure_grid
from builder.portal.parts.links import person_name
from builder.portal.parts.listing import Column, Listing, number, ref, words
from builder.portal.parts.register_page import fired_in, fired_warning
from builder.portal.parts.views import Anchor, PageView, Paragraph, Section, Table
from builder.portal.parts.words import NOT_RECORDED, scalar_words
from builder.portal.shared import About
from builder.portal.slices.burst import burst_refs, burst_value, names_people

NO_ROLE = "No role recorded"
FIGURES = (
    CompetenceRetests.average_percent,
    CompetenceRetests.staff_retested,
    CompetenceRetests.critical_omissions,
    CompetenceRetests.coaching_minutes,
)


def page(context: PortalContext) -> PageView:
    """The retest matrix over all bursts, the latest first."""
    retests: dict[str, list[Retest]] = {}
    for each in context.register.retests:
        retests.setdefault(each.burst, []).append(each)
    refs = [burst for burst in burst_refs(context) if burst in retests]
    return PageView(
        path=RETESTS_PAGE,
        kind="retests",
        title="Competence retests",
        lead="Staff linked to invalid evidence are retested within 36 hours.",
        breadcrumbs=(Anchor("Evidence", EVIDENCE_PAGE),),
        blocks=(
            *fired_warning(
                context, "Urgent supervision is needed", fired_in(context, CompetenceRetests)
            ),
            Section(
                id="figures", title="The latest burst", blocks=(figure_grid(context, FIGURES),)
            ),
            Section(
                id="matrix",
                title="By burst and role",
                blocks=(
                    *(_who_is_named(context),),
                    *(
                        _of_burst(context, burst, retests[burst], place)
                        for place, burst in enumerate(refs, 1)
                    ),
                )
                if refs
                else (Paragraph(content=(_nothing(context),)),),
            ),
        ),
    )


def _of_burst(context: PortalContext, burst: str, retests: Iterable[Retest], place: int) -> Section:
    table = role_table(context, retests, id=f"retests-{place}", by_name=names_people(context))
    return Section(
        id=f"burst-{place}", title=f"Burst {burst}", blocks=(_average(context, burst), table)
    )


def pages(context: PortalContext) -> Iterable[PageView]:
    """The retest matrix."""
    return (page(context),)


def _nothing(context: PortalContext) -> str:
    if context.register.keeps("Retests"):
        return "No retest is recorded yet."
    return "Not recorded: no Retests sheet is kept, or this audience does not see it."


def _who_is_named(context: PortalContext) -> Paragraph:
    shown = "By name: for the board only." if names_people(context) else "Shown by role, not name."
    return Paragraph(content=(shown,), is_small=True)


def _average(context: PortalContext, ref: str) -> Paragraph:
    average = CompetenceRetests.average_percent
    value = burst_value(context, ref, average)
    shown = NOT_RECORDED if value is None else scalar_words(value, average.unit)
    return Paragraph(
        content=(
            f"Average of correct stages: {shown}. ",
            Anchor("See the burst", burst_page(ref)),
        )
    )


def role_table(about: About, retests: Iterable[Retest], *, id: str, by_name: bool) -> Table:
    """The latest retest of each person, gathered by role; by name for the board."""
    latest: dict[str, Retest] = {}
    for each in retests:
        before = latest.get(each.person)
        if before is None or _order(each) >= _order(before):
            latest[each.person] = each
    gathered: dict[str, list[Retest]] = {}
    for person, each in latest.items():
        gathered.setdefault(_row_name(about, person, by_name=by_name), []).append(each)
    return Listing[_Gathered](
        id=id,
        caption="Retests by person" if by_name else "Retests by role",
        caption_hidden=True,
        columns=(
            ref("Person" if by_name else "Role", lambda each: each.name),
            number("Staff retested", lambda each: len(each.retests)),
            words("Stages correct", lambda each: _stages(each.retests)),
            _sum("Critical omissions", lambda each: each.critical_omissions),
            _sum("Repeated omissions", lambda each: each.repeated_omissions),
            _sum("Coaching minutes", lambda each: each.coaching_minutes),
            words("Supervision arranged", lambda each: _arranged(each.retests)),
            *((_retested_by(about),) if by_name else ()),
        ),
        empty="No retest is recorded for this burst.",
    ).table(_Gathered(name, tuple(gathered[name])) for name in sorted(gathered))


class _Gathered(NamedTuple):
    """The retests of one role, or of one person."""

    name: str
    retests: tuple[Retest, ...]


def _sum(title: str, value: Callable[[Retest], int | None]) -> Column[_Gathered]:
    """What the retests of a row come to together, where it is recorded."""
    return number(title, lambda row: _total(value(each) for each in row.retests))


def _retested_by(about: About) -> Column[_Gathered]:
    """Who made the retests of a row, by name."""

    def names(row: _Gathered) -> str:
        made = dict.fromkeys(person_name(about, each.retested_by) for each in row.retests)
        return ", ".join(made)

    return words("Retested by", names)


def _arranged(retests: tuple[Retest, ...]) -> str:
    arranged = sum(each.supervision_arranged_on is not None for each in retests)
    return f"{arranged} of {len(retests)}"


def _order(retest: Retest) -> str:
    return retest.retested_at.end.isoformat() if retest.retested_at else ""


def _row_name(about: About, ref: str, *, by_name: bool) -> str:
    if by_name:
        return person_name(about, ref)
    person = about.people.get(ref)
    return person.roles[0].value if person and person.roles else NO_ROLE


def _stages(retests: Iterable[Retest]) -> str:
    known = [each for each in retests if each.stages_tested is not None]
    correct = _total(each.stages_correct for each in known)
    tested = _total(each.stages_tested for each in known)
    return NOT_RECORDED if correct is None or tested is None else f"{correct} of {tested}"


def _total(values: Iterable[int | None]) -> int | None:
    """The sum of what is recorded; ``None`` where nothing is."""
    known = [value for value in values if value is not None]
    return sum(known) if known else None

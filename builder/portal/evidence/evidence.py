"""The evidence page: the latest burst, its limits, and every file that is to prove something."""

from collections.abc import Iterator

from builder.charts import Share, coverage_bars
from builder.field.pages import EVIDENCE_PAGE
from builder.portal.context import PortalContext
from builder.portal.evidence.file_checks import file_warnings
from builder.portal.evidence.files import (
    EvidenceLists,
    evidence_lists,
    files_table,
    list_pages,
    more_lists,
)
from builder.portal.parts.addresses import burst_page
from builder.portal.parts.caveats.hold import hold_warning
from builder.portal.parts.caveats.withheld import withheld_anything
from builder.portal.parts.cells import cell, date_column, number_column, ref_column, when
from builder.portal.parts.duties import verdict_duty
from builder.portal.parts.evidence_groups import shared_table, team_table
from builder.portal.parts.evidence_states import category_title, is_current
from builder.portal.parts.figures.cards import figure_grid, left_out_notes
from builder.portal.parts.figures.drawings import chart
from builder.portal.parts.figures.names import figure_name
from builder.portal.parts.views import (
    Anchor,
    Block,
    PageView,
    Paragraph,
    Row,
    Section,
    Table,
    TableCell,
    Warning,
)
from builder.portal.parts.words import NOT_RECORDED, counted, scalar_words, sentence
from builder.rules.verdict import PROVIDER, Outcome, Scalar

KEY_FIGURES = (
    ("B2.1", "selected"),
    ("B2.1", "from_high_risk"),
    ("B2.1", "from_newly_closed"),
    ("B2.2", "invalid"),
    ("B2.3", "match_percent"),
    ("B2.4", "average_percent"),
    ("B2.5", "residual_risks"),
    ("B2.5", "reinstated"),
)
BURST_FIGURES = (
    ("B2.1", "selected"),
    ("B2.1", "from_high_risk"),
    ("B2.1", "from_newly_closed"),
    ("B2.2", "invalid"),
    ("B2.3", "match_percent"),
    ("B2.4", "average_percent"),
    ("B2.5", "residual_risks"),
)
SHORT_TITLES = {
    "selected": "Files",
    "from_high_risk": "High risk",
    "from_newly_closed": "Newly closed",
    "invalid": "Invalid",
    "match_percent": "Record match",
    "average_percent": "Competence",
    "residual_risks": "Residual risks",
}
"""Column titles of the table of bursts."""
REGISTERS = ("B2.1", "B2.2", "B2.3", "B2.4", "B2.5")


def pages(context: PortalContext) -> Iterator[PageView]:
    """The evidence page, then the lists that it has no room for."""
    lists = evidence_lists(context)
    yield page(context, lists)
    yield from list_pages(context, lists)


def page(context: PortalContext, lists: EvidenceLists) -> PageView:
    """The evidence page."""
    return PageView(
        path=EVIDENCE_PAGE,
        kind="evidence",
        title="Evidence validity",
        lead=_lead(context),
        blocks=_blocks(context, lists),
    )


def _blocks(context: PortalContext, lists: EvidenceLists) -> tuple[Block, ...]:
    return (
        *hold_warning(context),
        *_limits(context),
        *file_warnings(context),
        Section(
            id="latest-burst",
            title="The latest burst",
            blocks=(
                figure_grid(context, KEY_FIGURES),
                *left_out_notes(context, KEY_FIGURES),
                *_notes(context),
            ),
        ),
        Section(id="bursts", title="All bursts", blocks=(bursts_table(context),)),
        Section(
            id="categories",
            title="By kind of evidence",
            lead="Current means reviewed, found valid and in date.",
            blocks=(_coverage(context),),
        ),
        *_by_team_and_file(context),
        Section(
            id="files",
            title="Evidence files",
            blocks=(
                *withheld_anything(context),
                files_table(context, lists.lists[0].files),
                *more_lists(lists),
            ),
        ),
    )


def _by_team_and_file(context: PortalContext) -> tuple[Section, ...]:
    return (
        Section(
            id="teams",
            title="By team and shift",
            lead="Whose practice the evidence shows, and when.",
            blocks=(team_table(context, context.register.evidence, id="evidence-teams"),),
        ),
        Section(
            id="shared",
            title="Files that prove more than one action",
            blocks=(shared_table(context),),
        ),
    )


def burst_values(context: PortalContext, burst: str, register: str) -> dict[str, Scalar]:
    """What a register's row holds for a burst; empty where it has none."""
    result = context.said.result(register, PROVIDER)
    for row in result.rows if result else ():
        if row.subject == burst:
            return dict(row.values)
    return {}


def burst_refs(context: PortalContext) -> tuple[str, ...]:
    """Every burst of the register, the latest draw first."""
    drawn: dict[str, str] = {}
    for sample in context.register.burst_samples:
        at = sample.drawn_at.end.isoformat() if sample.drawn_at else ""
        drawn[sample.burst] = max(drawn.get(sample.burst, ""), at)
    return tuple(sorted(drawn, key=lambda ref: (drawn[ref], ref), reverse=True))


def _lead(context: PortalContext) -> str:
    bursts = burst_refs(context)
    total = counted(len(context.register.evidence), "file")
    if not context.register.keeps("Burst samples"):
        return f"{total} recorded. No burst samples are kept, so validity was not tested."
    if not bursts:
        return f"{total} recorded. No burst has been drawn yet."
    values = burst_values(context, bursts[0], "B2.1")
    drawn = scalar_words(values.get("selected")) if values else NOT_RECORDED
    return f"{total} recorded. The latest burst is {bursts[0]}; files drawn: {drawn}."


def _limits(context: PortalContext) -> tuple[Block, ...]:
    fired = [
        (burst, verdict)
        for id in REGISTERS
        if (result := context.said.result(id, PROVIDER))
        for burst in (next(iter(burst_refs(context)), ""),)
        for verdict in result.verdicts
        if verdict.outcome is Outcome.FIRED
    ]
    if not fired:
        return ()
    verb = "is" if len(fired) == 1 else "are"
    return (
        Warning(
            title=f"{counted(len(fired), 'evidence limit')} {verb} reached and must be acted on",
            duties=tuple(
                verdict_duty(
                    context, verdict, Anchor("See the burst", burst_page(burst)) if burst else None
                )
                for burst, verdict in fired
            ),
        ),
    )


def _notes(context: PortalContext) -> tuple[Block, ...]:
    """What the registers say of their figures; a note that another begins with is left out."""
    found = [context.said.result(id, PROVIDER) for id in REGISTERS]
    notes = tuple(dict.fromkeys(each.note for each in found if each and each.note))
    longest = [note for note in notes if not any(o != note and o.startswith(note) for o in notes)]
    return tuple(Paragraph(content=(sentence(note),), is_small=True) for note in longest)


def bursts_table(context: PortalContext) -> Table:
    """Every burst with its figures, the latest first."""
    drawn = {each.burst: each.drawn_at for each in context.register.burst_samples}
    rows = []
    for burst in burst_refs(context):
        by_register = {id: burst_values(context, burst, id) for id in REGISTERS}
        rows.append(
            Row(
                cells=(
                    cell(Anchor(burst, burst_page(burst))),
                    when(drawn.get(burst)),
                    *(
                        _figure(by_register[id].get(figure), figure_name(id, figure).unit)
                        for id, figure in BURST_FIGURES
                    ),
                )
            )
        )
    return Table(
        id="all-bursts",
        caption="Bursts, the latest first",
        caption_hidden=True,
        columns=(
            ref_column("Burst"),
            date_column("Drawn"),
            *(number_column(SHORT_TITLES[figure]) for _, figure in BURST_FIGURES),
        ),
        rows=tuple(rows),
        empty="No burst is recorded.",
        has_tools=False,
    )


def _figure(value: Scalar, unit: str) -> TableCell:
    return cell(NOT_RECORDED if value is None else scalar_words(value, unit))


def _coverage(context: PortalContext) -> Block:
    current: dict[str, int] = {}
    total: dict[str, int] = {}
    for evidence in context.register.evidence:
        title = category_title(context, evidence)
        total[title] = total.get(title, 0) + 1
        fit = is_current(context.by_ref.fitness.get(evidence.ref))
        current[title] = current.get(title, 0) + fit
    known = [each.title for each in context.catalogue.evidence_categories]
    names = [*known, *sorted(name for name in total if name not in known)]
    return chart(
        "evidence-kinds",
        coverage_bars(
            "evidence-kinds",
            "Evidence files by kind",
            [
                Share(name=name, current=current.get(name, 0), total=total.get(name, 0))
                for name in names
            ],
        ),
    )

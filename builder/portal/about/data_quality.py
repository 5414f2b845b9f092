"""What to mend in the workbooks: what blocks a figure first, each with its cell and its owner."""

from collections.abc import Iterator

from builder.field import WorkbookInput
from builder.field.registers import value_named
from builder.portal.about.problem_owners import ProblemOwners
from builder.portal.context import PortalContext
from builder.portal.parts.action_table import downloads
from builder.portal.parts.cells import (
    cell,
    date_column,
    filter_column,
    number,
    number_column,
    ref_column,
    tag_cell,
    text_column,
    when,
)
from builder.portal.parts.discrepancy_table import latest_discrepancies
from builder.portal.parts.links import joined, service_name
from builder.portal.parts.subjects import subject_link
from builder.portal.parts.views import (
    Anchor,
    Block,
    Duty,
    ListBlock,
    PageView,
    Paragraph,
    Row,
    Section,
    Table,
    Tag,
    Tone,
    Warning,
)
from builder.portal.parts.words import NOT_RECORDED, counted
from builder.problems import Problem, Severity
from builder.problems.in_cell import BLANK, ROW_WITHOUT_KEY
from builder.rules.verdict import PROVIDER, Subject

PATH = "data-quality.html"
SEVERITIES = {
    Severity.ERROR: Tag("Blocks a figure or a row", Tone.BAD),
    Severity.WARNING: Tag("Check", Tone.WATCH),
    Severity.NOTE: Tag("Note", Tone.MUTED),
}
"""Severities with their tags, the gravest first."""
MOST_NAMED = 10
"""How many problems the block at the top names."""
MOST_REFS = 12
EMPTY_CELL = "(empty)"


def pages(context: PortalContext) -> Iterator[PageView]:
    """The data-quality page."""
    yield page(context)


def page(context: PortalContext) -> PageView:
    """The data-quality page."""
    problems = in_order(context.assessment.problems)
    return PageView(
        path=PATH,
        kind="data-quality",
        title="Data quality",
        lead=_lead(context, problems),
        blocks=(
            *_blocking(problems),
            Section(
                id="cells",
                title="Cells to correct",
                blocks=(_problems_table(context, problems),),
            ),
            Section(
                id="left-out",
                title="Figures that leave rows out",
                blocks=(_left_out(context),),
            ),
            latest_discrepancies(context),
            Section(id="not-kept", title="Sheets not kept", blocks=(_not_kept(context),)),
            Section(
                id="workbooks",
                title="Workbooks read",
                blocks=(_workbooks_table(context, problems),),
            ),
        ),
    )


def in_order(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Problems, the gravest first, then by place."""
    grave = list(SEVERITIES)
    return tuple(sorted(problems, key=lambda each: (grave.index(each.severity), each.place)))


def _lead(context: PortalContext, problems: tuple[Problem, ...]) -> str:
    rows = sum(sum(each.rows.values()) for each in context.assessment.inputs)
    errors = sum(each.severity is Severity.ERROR for each in problems)
    read = counted(len(context.assessment.inputs), "workbook")
    kept = f"{read} read, {counted(rows, 'row')} kept."
    if not problems:
        return f"{kept} Nothing needs correcting."
    blocking = "blocks" if errors in (0, 1) else "block"
    return (
        f"{kept} {counted(len(problems), 'problem')} found; {errors or 'none'} of them "
        f"{blocking} a figure or a row."
    )


def _blocking(problems: tuple[Problem, ...]) -> tuple[Block, ...]:
    errors = [each for each in problems if each.severity is Severity.ERROR]
    if not errors:
        return ()
    more = len(errors) - MOST_NAMED
    rest = (f"and {more:,} more, listed below.",) if more > 0 else ()
    return (
        Warning(
            title=f"{counted(len(errors), 'problem')} to mend first",
            duties=tuple(
                Duty(
                    headline=each.message,
                    detail=each.remedy,
                    see=Anchor(str(each.place), f"{PATH}#cells"),
                )
                for each in errors[:MOST_NAMED]
            ),
            body=rest,
        ),
    )


def _problems_table(context: PortalContext, problems: tuple[Problem, ...]) -> Table:
    owners = ProblemOwners.of(context)
    return Table(
        id="problems",
        caption="Problems, what blocks a figure first",
        columns=(
            ref_column("Cell"),
            filter_column("Workbook", "workbook"),
            text_column("Problem"),
            text_column("What stands there"),
            text_column("What to do"),
            filter_column("Weight", "weight"),
            filter_column("Who", "who"),
            filter_column("Code", "code"),
        ),
        rows=tuple(_problem_row(context, each, owners) for each in problems),
        empty="No problem was found in the workbooks.",
        has_tools=True,
        is_full_list=True,
        downloads=downloads("problems"),
    )


def _problem_row(context: PortalContext, problem: Problem, owners: ProblemOwners) -> Row:
    place = problem.place
    inside = "!".join(part for part in (place.sheet, place.cell) if part)
    return Row(
        cells=(
            cell(inside or "The whole workbook"),
            cell(place.workbook or "The folder"),
            cell(problem.message),
            cell(found_words(problem)),
            cell(problem.remedy),
            tag_cell(SEVERITIES[problem.severity]),
            cell(owners.owner(place)),
            cell(problem.code),
        )
    )


def found_words(problem: Problem) -> str:
    """What stands in the cell, in the author's own words."""
    for name in ("value", "found"):
        if name in problem.particulars:
            return problem.particulars[name] or EMPTY_CELL
    return EMPTY_CELL if problem.kind in (BLANK, ROW_WITHOUT_KEY) else "As the problem says"


def _left_out(context: PortalContext) -> ListBlock:
    items = []
    for result in context.assessment.registers:
        for figure, refs in result.left_out.items():
            if not refs:
                continue
            name = value_named(result.id, figure).title
            scope = service_name(context, result.scope)
            links = joined(
                subject_link(context, Subject("Actions", ref)) for ref in refs[:MOST_REFS]
            )
            more = len(refs) - MOST_REFS
            rest = (f" and {more:,} more",) if more > 0 else ()
            opening = f"{name} ({scope}) leaves out {counted(len(refs), 'row')}: "
            items.append((opening, *links, *rest))
    return ListBlock(items=tuple(items), empty="No figure leaves a row out.")


def _not_kept(context: PortalContext) -> Block:
    """Registers that say "not recorded" because their sheet is absent."""
    absent = [
        f"{result.id} {result.name}"
        for result in context.assessment.registers
        if not result.recorded and result.scope == PROVIDER
    ]
    if not absent:
        return Paragraph(content=("Every register has the sheets that it needs.",))
    return ListBlock(items=tuple((f"{each}: {NOT_RECORDED.casefold()}.",) for each in absent))


def _workbooks_table(context: PortalContext, problems: tuple[Problem, ...]) -> Table:
    errors: dict[str, int] = {}
    for each in problems:
        is_error = each.severity is Severity.ERROR
        errors[each.place.workbook] = errors.get(each.place.workbook, 0) + is_error
    return Table(
        id="workbooks-read",
        caption="Workbooks in this build",
        caption_hidden=True,
        columns=(
            ref_column("Workbook"),
            date_column("Last saved"),
            number_column("Rows kept"),
            number_column("Errors"),
            text_column("Reading"),
            text_column("SHA-256"),
        ),
        rows=tuple(
            _workbook_row(each, errors.get(each.workbook, 0)) for each in context.assessment.inputs
        ),
        empty="No workbook was read.",
    )


def _workbook_row(read: WorkbookInput, errors: int) -> Row:
    state = Tag("An earlier reading", Tone.WATCH) if read.is_last_good_reading else Tag("This file")
    return Row(
        cells=(
            cell(read.workbook),
            when(read.saved_at),
            number(sum(read.rows.values())),
            number(errors),
            tag_cell(state),
            cell(read.sha256),
        )
    )

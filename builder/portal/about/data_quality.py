"""What to mend in the workbooks: what blocks a figure first, each with its cell and its owner."""

from collections import Counter
from collections.abc import Iterator

from builder.field import WorkbookInput
from builder.field.pages import DATA_QUALITY_PAGE
from builder.field.registers import value_named
from builder.portal.about.problem_owners import ProblemOwners
from builder.portal.context import PortalContext
from builder.portal.parts.caveats.rows_in import missing_rows_warning, rows_read
from builder.portal.parts.discrepancy_table import latest_discrepancies
from builder.portal.parts.links import joined, service_name
from builder.portal.parts.listing import Listing, choice, day, number, ref, words
from builder.portal.parts.record import section
from builder.portal.parts.subjects import subject_link
from builder.portal.parts.views import (
    Anchor,
    Block,
    Duty,
    ListBlock,
    PageView,
    Paragraph,
    Table,
    Tag,
    Tone,
    Warning,
)
from builder.portal.parts.words import NOT_RECORDED, counted
from builder.problems import Cell, Problem, Severity
from builder.problems.gathering import causes
from builder.problems.in_cell import BLANK, ROW_WITHOUT_KEY
from builder.rules.verdict import PROVIDER, Subject

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
EARLIER, THIS = Tag("An earlier reading", Tone.WATCH), Tag("This file")
"""Where the rows of a workbook come from."""


def pages(context: PortalContext) -> Iterator[PageView]:
    """The data-quality page."""
    yield page(context)


def page(context: PortalContext) -> PageView:
    """The data-quality page."""
    problems = in_order(context.assessment.problems)
    return PageView(
        path=DATA_QUALITY_PAGE,
        kind="data-quality",
        title="Data quality",
        lead=_lead(context, problems),
        blocks=(
            *missing_rows_warning(context),
            *_blocking(problems),
            section("cells", "Cells to correct", _problems_table(context, problems)),
            section("left-out", "Figures that leave rows out", _left_out(context)),
            latest_discrepancies(context),
            section("not-kept", "Sheets not kept", _not_kept(context)),
            section("workbooks", "Workbooks read", _workbooks_table(context, problems)),
            *rows_read(context),
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
    gathered = causes(errors)
    more = len(gathered) - MOST_NAMED
    rest = (f"and {more:,} more, listed below.",) if more > 0 else ()
    return (
        Warning(
            title=f"{counted(len(errors), 'problem')} to mend first",
            duties=tuple(
                Duty(
                    headline=each.message,
                    detail=each.remedy,
                    see=Anchor(str(each.place), f"{DATA_QUALITY_PAGE}#cells"),
                )
                for each in gathered[:MOST_NAMED]
            ),
            body=rest,
        ),
    )


def _problems_table(context: PortalContext, problems: tuple[Problem, ...]) -> Table:
    owners = ProblemOwners.of(context)
    return Listing[Problem](
        id="problems",
        caption="Problems, what blocks a figure first",
        columns=(
            ref("Cell", lambda each: _inside(each.place)),
            choice("Workbook", "workbook", lambda each: each.place.workbook or "The folder"),
            words("Problem", lambda each: each.message),
            words("What stands there", found_words),
            words("What to do", lambda each: each.remedy),
            choice("Weight", "weight", lambda each: SEVERITIES[each.severity]),
            choice("Who", "who", lambda each: owners.owner(each.place)),
            choice("Code", "code", lambda each: each.code),
        ),
        empty="No problem was found in the workbooks.",
        download="problems",
        has_tools=True,
        is_full_list=True,
    ).table(problems)


def _inside(place: Cell) -> str:
    inside = "!".join(part for part in (place.sheet, place.cell) if part)
    return inside or "The whole workbook"


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
    errors = Counter(each.place.workbook for each in problems if each.severity is Severity.ERROR)
    return Listing[WorkbookInput](
        id="workbooks-read",
        caption="Workbooks in this build",
        caption_hidden=True,
        columns=(
            ref("Workbook", lambda each: each.workbook),
            day("Last saved", lambda each: each.saved_at),
            number("Rows kept", lambda each: sum(each.rows.values())),
            number("Errors", lambda each: errors[each.workbook]),
            words("Reading", lambda each: EARLIER if each.is_last_good_reading else THIS),
            words("SHA-256", lambda each: each.sha256),
        ),
        empty="No workbook was read.",
    ).table(context.assessment.inputs)

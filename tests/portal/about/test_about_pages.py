"""Data quality and the pages about the portal: what to mend, what is left out, how to check it."""

from dataclasses import replace
from datetime import UTC, datetime

from builder.field import WorkbookInput
from builder.history import History
from builder.policy import Audience, Override
from builder.portal.about import (
    accessibility,
    data_quality,
    definitions,
    glossary,
    this_build,
    this_snapshot,
)
from builder.portal.about.definition_words import SECTIONS
from builder.portal.parts.views import PageView, Table, Warning
from builder.problems import Cell, Problem
from builder.problems.in_cell import BAD_DATE, BLANK, DATE_AS_TEXT
from builder.rules.assessment import AssuredStatus, RegisterResult
from builder.rules.verdict import Outcome
from tests.portal.page_text import parts, section, text
from tests.portal.portals import assurance_context, empty_context, verdict

BLANKED = Problem(BLANK, Cell("made.xlsx", "Actions", "B3"), {"heading": "Title"})
BAD = Problem(
    BAD_DATE, Cell("made.xlsx", "Actions", "R9"), {"heading": "Due", "value": "31/11/2026"}
)
TYPED = Problem(
    DATE_AS_TEXT,
    Cell("a.xlsx", "Actions", "Q2"),
    {"heading": "Raised on", "value": "09/11/2026", "read": "9 November 2026"},
)
INPUTS = (
    WorkbookInput(
        workbook="made.xlsx",
        sha256="ab" * 32,
        saved_at=datetime(2026, 11, 20, 16, 58, tzinfo=UTC),
        rows={"Actions": 4, "People": 3},
    ),
    WorkbookInput(workbook="old.xlsx", sha256="cd" * 32, rows={}, is_last_good_reading=True),
)


def _table(page: PageView, id: str) -> Table:
    return next(each for each in parts(page) if isinstance(each, Table) and each.id == id)


def _quality() -> PageView:
    return data_quality.page(assurance_context(problems=(TYPED, BLANKED, BAD), inputs=INPUTS))


def test_what_blocks_a_figure_comes_first() -> None:
    page = _quality()
    rows = [text(row.cells[0]) for row in _table(page, "problems").rows]
    assert rows == ["Actions!B3", "Actions!R9", "Actions!Q2"]
    warning = next(each for each in page.blocks if isinstance(each, Warning))
    assert warning.title == "2 problems to mend first"
    assert "“31/11/2026”" in text(warning)
    assert page.lead == (
        "2 workbooks read, 7 rows kept. 3 problems found; 2 of them block a figure or a row."
    )


def test_a_problem_shows_what_stands_there_and_what_to_do() -> None:
    rows = [text(row) for row in _table(_quality(), "problems").rows]
    assert "(empty) Fill in Title." in rows[0]
    assert "31/11/2026 Type the date as" in rows[1]
    assert "WB205" in rows[2]


def test_a_row_is_mended_by_its_owner_and_the_rest_by_the_coordinator() -> None:
    context = assurance_context()
    first = context.register.actions[0].source
    here = Problem(BLANK, Cell(first.workbook, "actions", f"B{first.row}"), {"heading": "Title"})
    whole = Problem(BLANK, Cell("made.xlsx", "Actions"), {"heading": "Title"})
    nobodys = replace(BAD, place=Cell("made.xlsx", "Actions", "R90000"))
    page = data_quality.page(
        replace(context, assessment=replace(context.assessment, problems=(here, whole, nobodys)))
    )
    who = {text(row.cells[0]): text(row.cells[6]) for row in _table(page, "problems").rows}
    assert who == {
        f"actions!B{first.row}": "Priya Shah",
        "Actions": "Governance Coordinator",
        "Actions!R90000": "Governance Coordinator",
    }


def test_a_file_is_mended_by_whoever_submitted_it() -> None:
    context = assurance_context()
    file = context.register.evidence[0].source
    here = Problem(BLANK, Cell(file.workbook, file.sheet, f"C{file.row}"), {"heading": "Title"})
    page = data_quality.page(
        replace(context, assessment=replace(context.assessment, problems=(here,)))
    )
    assert "Priya Shah" in text(_table(page, "problems"))


def test_a_figure_that_leaves_rows_out_is_named_with_them() -> None:
    left = RegisterResult(id="B1.1", name="status", left_out={"overdue": ("A-1",), "live": ()})
    page = data_quality.page(assurance_context(registers=(left,)))
    assert "Overdue (All services) leaves out 1 row: A-1" in " ".join(
        text(section(page, "left-out")).split()
    )


def test_registers_without_their_sheet_are_named_as_not_recorded() -> None:
    page = data_quality.page(assurance_context())
    assert "B3.2 closure-comparison table: not recorded." in text(section(page, "not-kept"))


def test_workbooks_stand_with_hash_save_time_and_how_they_were_read() -> None:
    rows = [text(row) for row in _table(_quality(), "workbooks-read").rows]
    assert rows[0] == f"made.xlsx 20 Nov 2026, 16:58 7 2 This file {'ab' * 32}"
    assert rows[1].startswith("old.xlsx Not recorded 0 0 An earlier reading")


def test_without_problems_nothing_warns() -> None:
    page = data_quality.page(empty_context())
    assert "Nothing needs correcting." in page.lead
    assert not [each for each in page.blocks if isinstance(each, Warning)]


def test_a_snapshot_says_what_is_left_out() -> None:
    inspector = Audience(
        id="inspector", title="Inspector", sees_names=False, sees_personal_data=False
    )
    page = this_snapshot.page(assurance_context(inspector, withheld={"Actions": 2}))
    left = text(section(page, "left-out"))
    assert "Actions: 2 not shown to this reader." in left
    assert "roles stand in their place" in left
    assert "Records about single members of staff" in left
    staff = text(section(this_snapshot.page(assurance_context()), "left-out"))
    assert "not shown to this reader" not in staff
    assert "roles stand" not in staff


def test_a_snapshot_is_checked_with_what_windows_has() -> None:
    page = this_snapshot.page(assurance_context())
    assert "certutil -hashfile index.html SHA256" in text(section(page, "check"))


def test_a_snapshot_names_its_moment_its_scope_and_its_known_gaps() -> None:
    unknown = RegisterResult(
        id="B1.3",
        name="workload",
        left_out={"pressure_percent": ("A-1",)},
        verdicts=(verdict("workload_pressure", Outcome.NOT_COMPUTABLE),),
    )
    page = this_snapshot.page(assurance_context(problems=(BAD,), registers=(unknown,)))
    words = text(page)
    assert "20 November 2026, 17:20" in words
    assert (
        "2 services, 3 live actions, 1 closed or cancelled action and 4 evidence records" in words
    )
    gaps = text(section(page, "gaps"))
    assert "1 problem in the workbooks blocks a figure or a row." in gaps
    assert "1 figure leaves out rows" in gaps
    assert "Workload pressure" in gaps


def test_a_chosen_service_is_the_scope() -> None:
    oak = Audience(id="commissioner", title="Commissioner", services=("OAK",))
    assert "Oakfield House" in text(this_snapshot.page(assurance_context(oak)).blocks[0])


def test_a_forecast_says_that_it_is_one() -> None:
    page = this_snapshot.page(replace(assurance_context(), is_forecast=True))
    assert "This is a forecast" in text(page.blocks[0])
    assert "forecast" not in text(this_snapshot.page(assurance_context()))


def test_the_build_page_names_versions_policy_ledger_and_rows() -> None:
    override = Override(threshold="integrity_defects", value="3", reason="Small")
    context = replace(
        assurance_context(inputs=INPUTS, overrides=(override,)), history=History(head="f00d")
    )
    words = text(this_build.page(context))
    for expected in (
        "2026-11-20.made",
        "0.1.0",
        "2026-11",
        "f00d",
        "ab" * 32,
        "Actions 4",
        "Small",
    ):
        assert expected in words
    empty = text(this_build.page(empty_context()))
    assert "No ledger is kept" in empty
    assert "the shipped policy holds" in empty


def test_every_definition_names_its_clause_and_its_sheets_once() -> None:
    names = [each.name for _, _, found in SECTIONS for each in found]
    assert len(names) == len(set(names))
    assert all(each.clause and each.sheets for _, _, found in SECTIONS for each in found)
    words = text(definitions.page(empty_context()))
    assert all(name in words for name in names)


def test_every_verdict_has_a_meaning() -> None:
    assert {outcome for outcome, _ in definitions.VERDICTS} == set(Outcome)


def test_every_state_of_a_line_has_a_meaning_in_its_order() -> None:
    assert tuple(glossary.STATES) == tuple(AssuredStatus)
    terms = [term.casefold() for term, _ in glossary.TERMS]
    assert terms == sorted(terms)


def test_the_accessibility_statement_names_whom_to_ask() -> None:
    assert "Fernleigh Care" in text(accessibility.page(empty_context()))


def test_definitions_are_short_sentences() -> None:
    for _, _, found in SECTIONS:
        for each in found:
            sentences = [part for part in each.meaning.split(". ") if part]
            assert all(len(part.split()) <= 40 for part in sentences), each.name

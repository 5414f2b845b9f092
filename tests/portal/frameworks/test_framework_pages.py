"""Frameworks: coverage by service and kind of evidence, gaps both ways, references carried over."""

from dataclasses import replace

from builder.field import Action
from builder.frameworks import load_catalogue
from builder.portal.context import PortalContext
from builder.portal.frameworks import frameworks
from builder.portal.frameworks.coverage import coverage
from builder.portal.frameworks.item import matrix_cell
from builder.portal.parts.views import Matrix, MatrixCell, PageView, Table, Tone
from builder.portal.regulator import regulations
from builder.shipped import catalogue_text
from tests.portal.page_text import anchors, parts, section, text
from tests.portal.portals import assurance_context, empty_context
from tests.rules.judging import shipped_catalogue

CONTRACT = """
frameworks:
  - id: NORTH-2026
    title: Northshire contract standards
    item_label: Contract standard
    effective_from: 2026-04-01
    groups: [{id: CARE, title: Care}]
    items: [{id: NS-1, kq: CARE, title: Care plans, from: [SAFE-8]}]
"""


def _pages(context: PortalContext | None = None) -> dict[str, PageView]:
    return {page.path: page for page in frameworks.pages(context or assurance_context())}


def _table(value: object, id: str) -> Table:
    return next(each for each in parts(value) if isinstance(each, Table) and each.id == id)


def _row(table: Table, starts: str) -> str:
    return next(text(row) for row in table.rows if text(row).startswith(starts))


def _cells(page: PageView) -> dict[str, tuple[MatrixCell, ...]]:
    matrix = next(each for each in parts(page) if isinstance(each, Matrix))
    return {title.text: cells for title, cells in matrix.rows}


def test_every_item_of_every_framework_has_a_page() -> None:
    catalogue = shipped_catalogue()
    items = sum(len(each.items) for each in catalogue.frameworks)
    assert len(_pages()) == 1 + len(catalogue.frameworks) + items


def test_the_pages_do_not_know_what_items_are_called_or_how_many_there_are() -> None:
    catalogue = load_catalogue(catalogue_text(), CONTRACT)
    pages = _pages(replace(assurance_context(), catalogue=catalogue))
    page = pages["frameworks/north-2026/index.html"]
    assert "1 contract standard." in page.lead
    assert "In force" in text(page.tags)
    item = pages["frameworks/north-2026/ns-1.html"]
    assert "Quality statement" not in text(item.tags)
    assert "A-1" in text(section(item, "carried-over"))


def test_lines_are_found_by_id_without_case() -> None:
    page = _pages()["frameworks/cqc-saf-2023/safe-8.html"]
    assert "A-1" in text(section(page, "actions"))
    assert "1 live action, 0 overdue" in text(page)


def test_an_older_reference_is_kept_with_the_new_one_beside_it() -> None:
    page = _pages()["frameworks/cqc-asc-draft-2026-03/asc26-safe-7.html"]
    row = _row(_table(page, "carried-actions"), "A-1")
    assert row.startswith("A-1 SAFE-8 ASC26-SAFE-7")
    assert "A-4" in text(section(page, "actions"))
    assert "A-4" not in text(section(page, "carried-over"))


def test_a_line_that_names_both_references_is_counted_once() -> None:
    context = assurance_context()
    actions = tuple(
        replace(each, quality_statements=("SAFE-8", "ASC26-SAFE-7")) if each.ref == "A-1" else each
        for each in context.register.actions
    )
    both = replace(context, register=replace(context.register, actions=actions))
    assert coverage(both).tally("ASC26-SAFE-7").live == 1


def test_coverage_stands_by_service_and_kind_of_evidence() -> None:
    cells = _cells(_pages()["frameworks/cqc-saf-2023/safe-8.html"])
    kinds = [each.id for each in shipped_catalogue().evidence_categories]
    oakfield = dict(zip(kinds, cells["Oakfield House"], strict=True))
    assert (oakfield["EC-PROCESS"].text, oakfield["EC-PROCESS"].tone) == ("1 invalid", Tone.BAD)
    assert oakfield["EC-PROCESS"].title == "1 not checked."
    assert (oakfield["EC-OBS"].text, oakfield["EC-OBS"].tone) == ("1 current", Tone.GOOD)
    assert oakfield["EC-OUTCOME"].text == "No evidence"
    assert {each.text for each in cells["Harbour Homecare"]} == {"No evidence"}


def test_no_evidence_and_unchecked_evidence_are_never_green() -> None:
    assert matrix_cell({}, "Oak", "Outcomes").tone is Tone.MUTED
    unchecked = matrix_cell({"untested": 2}, "Oak", "Outcomes")
    assert (unchecked.text, unchecked.tone) == ("2 not checked", Tone.MUTED)


def test_accepted_and_corrected_files_are_counted_together() -> None:
    cell = matrix_cell({"accepted": 2, "corrected": 1}, "Oak & Ash", "Outcomes")
    assert (cell.text, cell.tone) == ("3 current", Tone.GOOD)
    assert cell.href == "evidence/index.html#service=Oak+%26+Ash&kind=Outcomes"


def test_gaps_name_items_without_a_live_action_or_without_current_evidence() -> None:
    page = _pages()["frameworks/cqc-saf-2023/index.html"]
    gaps = _table(page, "items")
    counts = [text(row.cells[-1]).count("No ") for row in gaps.rows if "No gap" not in text(row)]
    assert counts == sorted(counts, reverse=True)
    assert "No gap" in _row(gaps, "SAFE-8")
    assert text(page.blocks[0]).startswith(f"{len(gaps.rows) - len(counts)} of {len(gaps.rows)} ")
    assert _row(gaps, "SAFE-6").endswith("No current evidence")
    assert "No live action" not in _row(gaps, "SAFE-6")
    assert "No live action" in _row(gaps, "SAFE-1 ")


def test_live_lines_that_name_no_item_are_the_other_gap() -> None:
    table = _table(_pages()["frameworks/index.html"], "without-item-actions")
    assert [text(row.cells[0]) for row in table.rows] == ["A-3"]


def test_a_line_that_names_an_unknown_item_names_none() -> None:
    context = assurance_context()
    changed: tuple[Action, ...] = tuple(
        replace(each, quality_statements=("SAFE-99",)) for each in context.register.actions
    )
    found = coverage(replace(context, register=replace(context.register, actions=changed)))
    assert [action.ref for action in found.without_item] == ["A-1", "A-2", "A-3"]


def test_what_is_uncertain_says_that_it_must_be_confirmed() -> None:
    pages = _pages()
    assert "To confirm" in text(pages["frameworks/cqc-saf-2023/safe-8.html"])
    draft = pages["frameworks/cqc-asc-draft-2026-03/index.html"]
    assert "Draft, not in force" in text(draft.tags)
    assert "not published by CQC" in text(section(draft, "crosswalk"))


def test_items_not_taken_over_are_named() -> None:
    draft = _pages()["frameworks/cqc-asc-draft-2026-03/index.html"]
    assert "Not taken over by any item: WELLLED-8" in text(draft)


def test_no_page_predicts_a_rating() -> None:
    for page in _pages().values():
        assert not {"Outstanding", "Requires improvement", "Inadequate"} & set(text(page).split())


def test_pages_of_items_have_the_same_sections() -> None:
    shapes = {
        tuple(getattr(block, "id", "") for block in page.blocks)
        for page in _pages().values()
        if page.kind == "framework-item"
    }
    assert len(shapes) == 1


def test_without_services_coverage_says_why_it_is_not_shown() -> None:
    page = _pages(empty_context())["frameworks/cqc-saf-2023/safe-8.html"]
    assert "No service is recorded" in text(page)


def test_the_two_instruments_are_kept_apart() -> None:
    pages = {page.path: page for page in regulations.pages(assurance_context())}
    index = pages["regulations/index.html"]
    assert "RR-18" not in text(section(index, "instrument-1"))
    assert "RA-18" not in text(section(index, "instrument-2"))
    assert "never show" in text(section(index, "instrument-2"))
    for path, word in (("ra-18", "Regulated Activities"), ("rr-18", "Registration")):
        page = pages[f"regulations/{path}.html"]
        assert word in page.lead
        assert page.title.startswith("Regulation 18: ")


def test_a_regulation_lists_its_lines_items_and_notices() -> None:
    pages = {page.path: page for page in regulations.pages(assurance_context())}
    page = pages["regulations/ra-12.html"]
    assert "A-1" in text(section(page, "actions"))
    assert "SAFE-8 Medicines optimisation" in text(section(page, "items"))
    assert "N-1" in text(section(page, "notices"))
    assert "May be prosecuted without a Warning Notice first" in text(page)
    other = pages["regulations/ra-9a.html"]
    assert "No action names it." in text(other)
    assert "No notice names it." in text(other)


def test_regulations_of_an_item_are_linked_with_their_instrument() -> None:
    page = _pages()["frameworks/cqc-saf-2023/welled-5.html".replace("welled", "wellled")]
    linked = {each.href for each in anchors(section(page, "about"))}
    assert {"regulations/ra-17.html", "regulations/rr-18.html"} <= linked
    assert "regulations/ra-18.html" not in linked


def test_a_framework_that_has_ended_is_not_in_force() -> None:
    ended = CONTRACT.replace("2026-04-01", "2025-04-01\n    effective_to: 2026-03-31")
    catalogue = load_catalogue(catalogue_text(), ended)
    page = _pages(replace(assurance_context(), catalogue=catalogue))[
        "frameworks/north-2026/index.html"
    ]
    assert "Not in force" in text(page.tags)
    assert "From 1 April 2025 to 31 March 2026." in page.lead

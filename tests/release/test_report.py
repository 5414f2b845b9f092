"""The report of a nightly run says what happened, in order of what to do."""

from dataclasses import replace
from pathlib import Path

import pytest

from builder.pipeline import Judged, judge
from builder.release.nightly import NightlyResult
from builder.release.publish import Published
from builder.release.report import failure_report, report_page
from builder.rules.verdict import Outcome
from builder.settings import Settings
from tests.made import as_at
from tests.workbook_text import PERSON, SERVICE, action, book, rows

NOW = as_at("2026-11-20 17:20")


@pytest.fixture
def judged(tmp_path: Path) -> Judged:
    """A portal with one line whose due date is no date."""
    (tmp_path / "workbooks").mkdir()
    sheets = {
        "Actions": rows(action(), action(Ref="A-2", Due="<b>soon</b>")),
        "People": rows(PERSON),
        "Services": rows(SERVICE),
    }
    (tmp_path / "workbooks" / "tracker.xlsx").write_bytes(book(sheets))
    return judge(
        Settings(
            root=tmp_path,
            workbooks=tmp_path / "workbooks",
            ledger=tmp_path / "ledger",
            site_dir=tmp_path / "site",
            cache=tmp_path / ".cache",
        ),
        NOW,
    )


def result(judged: Judged, *, finished_earlier: bool = False) -> NightlyResult:
    published = Published(
        release=7,
        build_id="2026-11-20.0123456789ab",
        files_written=12,
        files_deleted=3,
        finished_earlier=finished_earlier,
    )
    return NightlyResult(judged=judged, published=published, ledger_head="abc123")


def test_a_report_names_the_build_the_files_and_the_head_of_the_ledger(judged: Judged) -> None:
    page = report_page(result(judged))
    assert "Nightly run as at 20 November 2026, 17:20" in page
    for said in ("Published.", "2026-11-20.0123456789ab", "12 written, 3 removed", "abc123"):
        assert said in page
    assert "stopped before" not in page
    assert "stopped before" in report_page(result(judged, finished_earlier=True))


def test_a_report_names_each_faulty_cell_with_its_remedy_and_escapes_what_was_typed(
    judged: Judged,
) -> None:
    page = report_page(result(judged))
    assert "1 error," in page
    assert "tracker.xlsx!Actions!" in page
    assert "&lt;b&gt;soon" in page
    assert "<b>soon" not in page


def test_a_report_names_everybody_who_is_told_of_a_limit(judged: Judged) -> None:
    (register,) = (
        each
        for each in judged.assessment.registers
        if (each.id, each.scope) == ("B1.4", "provider")
    )
    limit = register.verdicts[0]._replace(outcome=Outcome.FIRED, duty="Hold a review.")
    assessment = replace(judged.assessment, registers=(replace(register, verdicts=(limit,)),))
    page = report_page(result(replace(judged, assessment=assessment)))
    assert "The Registered Manager and the Deputy Manager: Hold a review." in page


def test_a_report_says_where_a_last_good_reading_stood_in(judged: Judged) -> None:
    assert "last good reading" not in report_page(result(judged))
    inputs = tuple(replace(each, is_last_good_reading=True) for each in judged.register.inputs)
    old = replace(judged, register=replace(judged.register, inputs=inputs))
    assert "tracker.xlsx" in report_page(result(old))
    assert "last good reading" in report_page(result(old))


def test_a_failed_run_says_that_the_site_before_stays_and_nothing_else() -> None:
    page = failure_report(NOW, "The disk <is> full.")
    assert "Nothing was published." in page
    assert "The disk &lt;is&gt; full." in page
    assert "portal doctor" in page
    assert "Limits reached" not in page


def test_a_report_asks_no_other_computer_for_anything(judged: Judged) -> None:
    for page in (report_page(result(judged)), failure_report(NOW, "x")):
        assert "http" not in page
        assert "<script" not in page


def test_a_run_that_stopped_half_way_does_not_say_that_nothing_was_published() -> None:
    page = failure_report(NOW, "2 of 4 changes were made before that.", is_partial=True)
    assert "Published in part." in page
    assert "Nothing was published" not in page
    assert "stays" not in page

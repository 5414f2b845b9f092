from builder.field import Action
from builder.portal.compose import action_pages
from builder.portal.parts.views import (
    Columns,
    GateList,
    PageView,
    SourceStrip,
    SummaryList,
    Timeline,
    Tone,
    Warning,
)
from tests.made import make
from tests.portal.page_text import parts, section, text
from tests.portal.portals import (
    assurance_context,
    assured_context,
    judged_context,
    sample_context,
    small_context,
)

PAGES = {page.path: page for page in action_pages(small_context())}
OVERDUE = PAGES["actions/oak-1.html"]


def _warning(page: PageView) -> Warning:
    return next(each for each in page.blocks if isinstance(each, Warning))


def _terms(page: PageView) -> dict[str, str]:
    found = [each for each in parts(page.blocks) if isinstance(each, SummaryList)]
    return {item.term: text(item.content) for each in found for item in each.items}


def test_the_page_stands_at_the_ref_and_the_title_is_never_in_its_address() -> None:
    assert OVERDUE.title == "OAK-1 Sign <each> dose"
    assert OVERDUE.path == "actions/oak-1.html"
    assert OVERDUE.is_record


def test_state_risk_and_service_are_said_in_words_first() -> None:
    assert [tag.text for tag in OVERDUE.tags] == ["Overdue", "High", "Oakfield House"]


def test_a_deadline_that_is_not_known_is_no_deadline_kept() -> None:
    tags = [tag.text for tag in PAGES["actions/har-1.html"].tags]
    assert "Deadline not known" in tags
    assert "Overdue" not in tags


def test_it_says_why_it_cannot_be_closed_and_what_would_close_it() -> None:
    warning = _warning(OVERDUE)
    assert warning.title == "This action cannot be closed yet"
    said = text(warning)
    assert "4 of 14 closure checks are not met, 6 are not due" in said
    assert (
        "No accepted evidence from outside, and complaints of the theme did not fall. Add" in said
    )
    assert "Owner active:" not in said


def _of_sample(ref: str) -> PageView:
    return next(each for each in action_pages(sample_context()) if each.title.startswith(ref))


def test_many_checks_in_the_way_are_named_and_explained_in_the_gate() -> None:
    page = _of_sample("OAK-003")
    *first, last = _warning(page).duties
    assert len(first) == 3
    assert last.headline == "And 8 more:"
    assert "reviews held" in last.detail
    gate = text(section(page, "gate"))
    assert "To meet it: hold the reviews that are due, and record them." in gate
    assert "Owner active To meet it" not in gate


def test_a_closure_in_doubt_says_what_speaks_against_it_and_who_must_be_told() -> None:
    page = _of_sample("BIR-021")
    said = text(_warning(page))
    assert "The check of 19 November 2026, 10:00 met with a continued error." in said
    columns = next(each for each in page.blocks if isinstance(each, Columns))
    assert "tell the Registered Manager" in text(columns.right[1])


def test_nothing_is_asked_of_a_line_that_was_closed_before_records_began() -> None:
    warning = _warning(_of_sample("HAR-025"))
    assert warning.title == "This action was closed before records began"
    assert (warning.body, warning.duties) == ((), ())


def test_claimed_and_assured_status_stand_side_by_side() -> None:
    status = _terms(PAGES["actions/har-3.html"])["Status"]
    assert "Claimed:  Closed" in status
    assert "Assured:  Closed - not assured" in status


def test_a_closure_that_the_evidence_does_not_support_is_no_good_news() -> None:
    warning = _warning(PAGES["actions/har-3.html"])
    assert warning.tone is Tone.BAD
    assert "not assured" in warning.title
    (assured,) = action_pages(assured_context())
    assert _warning(assured).tone is Tone.GOOD


def test_a_cancelled_line_asks_for_nothing() -> None:
    warning = _warning(PAGES["actions/har-4.html"])
    assert (warning.title, warning.duties) == ("This action is cancelled", ())


def test_the_summary_says_when_how_late_and_how_often_moved() -> None:
    terms = _terms(OVERDUE)
    assert terms["Due"].startswith("9 November 2026 (late, moved twice)")
    assert "First due 12 October 2026" in terms["Due"]
    assert terms["Owner"] == "Priya Shah , Registered Manager"
    assert "Nearly complete" in terms["Status"]
    assert terms["Closes when"] == "Errors at or below 4"
    assert terms["How it is checked"] == "Not recorded"


def test_a_date_in_the_tracker_that_nobody_approved_is_told() -> None:
    assert "not approved" in text(OVERDUE)
    assert "No approval is recorded, so 9 November 2026 stands" in text(section(OVERDUE, "history"))


def test_regulations_never_stand_without_their_instrument() -> None:
    regulation = _terms(OVERDUE)["Regulation"]
    assert "Regulation 12, Safe care and treatment" in regulation
    assert "Regulated Activities" in regulation
    assert "ZZ" in regulation


def test_risk_at_the_start_and_now_show_their_sum() -> None:
    terms = _terms(OVERDUE)
    assert terms["At start"] == "20 (4 × 5), Extreme"
    assert terms["Now"] == "12 (3 × 4), High"
    assert _terms(PAGES["actions/har-1.html"])["Now"] == "Not recorded"


def test_the_gate_is_told_check_by_check_with_limit_clause_and_cells() -> None:
    gate = section(OVERDUE, "gate").blocks[0]
    assert isinstance(gate, GateList)
    tags = {text(item.title): item.tag.text for item in gate.items}
    assert tags["Owner active"] == "Met"
    assert tags["External assurance"] == "Not met"
    assert tags["Checks across shifts"] == "Not recorded"
    (reduction,) = (item for item in gate.items if text(item.title) == "Outcome reduction")
    more = text(reduction.more)
    assert "Observed: 73.9%" in more
    assert "Limit: at least 15%" in more
    assert "(B3.2)" in more
    assert "made.xlsx, Measures!G" in more


def test_improvement_is_told_in_points_or_per_cent_and_drawn() -> None:
    said = text(section(OVERDUE, "improving"))
    assert "from 11.5 errors to 3 errors over 2 months (−8.5 errors, −73.9%)" in said
    assert "not assessable" in text(section(PAGES["actions/oak-2.html"], "improving"))


def test_evidence_is_told_with_its_dates_and_why_it_is_not_accepted() -> None:
    said = text(section(OVERDUE, "evidence"))
    assert "30 Oct 2026" in said
    assert "In date until 29 Nov 2026." in said
    judged = {page.path: page for page in action_pages(assurance_context())}["actions/a-1.html"]
    invalid = text(section(judged, "evidence"))
    assert "Invalid" in invalid
    assert "MAR audit" in invalid
    none = text(section(PAGES["actions/oak-2.html"], "evidence"))
    assert "No evidence is recorded for this action." in none


def test_what_happens_next_is_told_soonest_first() -> None:
    columns = next(each for each in OVERDUE.blocks if isinstance(each, Columns))
    said = text(columns.right[1])
    assert said.index("9 November 2026: the action is due. This date has passed.") < said.index(
        "3 December 2026: Supervise is planned."
    )
    assert "the panel reviews it again" in text(PAGES["actions/oak-2.html"].blocks)
    assert "Nothing more is due on this action." in text(PAGES["actions/har-2.html"].blocks)


def test_the_history_stands_newest_first() -> None:
    timeline = section(OVERDUE, "history").blocks[0]
    assert isinstance(timeline, Timeline)
    titles = [event.title for event in timeline.events]
    assert titles[0] == "Reviewed: target not met"
    assert titles[-1] == "Action raised"
    assert "Due date moved from 12 October 2026 to 9 November 2026" in titles


def test_the_page_ends_with_the_row_that_corrects_it() -> None:
    strip = OVERDUE.blocks[-1]
    assert isinstance(strip, SourceStrip)
    assert (strip.workbook, strip.sheet) == ("made.xlsx", "Actions")
    assert int(strip.row) > 1


def test_work_and_escalations_are_there_only_where_there_are_some() -> None:
    assert "8 of 10" in text(section(OVERDUE, "work"))
    assert "Time has passed" in text(section(OVERDUE, "escalations"))
    (bare,) = action_pages(judged_context(make(Action, ref="A-1", status="Cancelled")))
    ids = {each.id for each in parts(bare.blocks) if hasattr(each, "id")}
    assert not ids & {"work", "escalations"}

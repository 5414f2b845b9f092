from dataclasses import replace
from datetime import UTC, datetime

import pytest

from builder.history import Change, ChangeKind, History, Run
from builder.history.disagreement import Disagreement
from builder.history.discrepancies import Discrepancy, DiscrepancyKind
from builder.policy import Audience
from builder.redaction.history import redact_history
from builder.redaction.redact import redact
from builder.rules.assessment import Assessment
from tests.redaction.test_redact import BOARD, COMMISSIONER, INSPECTOR, STAFF, oak

AT = datetime(2026, 11, 19, 7, tzinfo=UTC)


def change(**values: object) -> Change:
    fields: dict[str, object] = {
        "kind": ChangeKind.CHANGED,
        "sheet": "Actions",
        "ref": "OAK-001",
        "action": "OAK-001",
        "service": "OAK",
        "owner": "P-01",
    }
    return Change(**{**fields, **values})  # type: ignore[arg-type]  # a test names real fields


def seen(audience: Audience, *changes: Change) -> tuple[Change, ...]:
    history = History(runs=(Run(as_at=AT, changes=changes),), head="ab", since_last=changes)
    left = redact_history(history, oak(), audience)
    assert left.since_last == left.runs[0].changes
    return left.since_last


def test_the_board_sees_all_changes() -> None:
    secret = change(is_confidential=True)
    assert seen(BOARD, secret) == (secret,)


@pytest.mark.parametrize(
    "withheld",
    [
        pytest.param(change(is_confidential=True), id="confidential then"),
        pytest.param(change(ref="OAK-009", action="OAK-009"), id="confidential now"),
        pytest.param(change(sheet="Steps", ref="OAK-009|x", action="OAK-009"), id="hangs on it"),
        pytest.param(change(sheet="Evidence", ref="EV-2"), id="confidential file"),
    ],
)
def test_staff_see_no_change_of_what_is_withheld(withheld: Change) -> None:
    assert seen(STAFF, withheld, change()) == (change(),)


def test_what_builds_noted_is_withheld_like_what_a_ledger_holds() -> None:
    secret = change(is_confidential=True)
    noted = History(runs=(Run(as_at=AT, changes=(secret,)),), since_last=(secret,), is_noted=True)
    left = redact_history(noted, oak(), STAFF)
    assert left.since_last == left.runs[0].changes == ()


def test_inspectors_read_roles_in_changes() -> None:
    (moved,) = seen(INSPECTOR, change(field="owner", before="P-01", after="P-02"))
    assert (moved.before, moved.after) == ("Registered Manager 1", "Registered Manager 2")
    assert moved.owner == "Registered Manager 1"


def test_words_that_may_name_a_leaver_are_not_shown_to_inspectors() -> None:
    noted = change(field="progress_note", before="Ask Wilf Hobbs", after="Done")
    assert [(each.before, each.after) for each in seen(INSPECTOR, noted)] == [("", "")]
    assert seen(STAFF, noted) == (noted,)


def test_a_date_is_shown_to_inspectors() -> None:
    moved = change(field="due", before="2026-11-20", after="2026-11-27", owner="")
    assert seen(INSPECTOR, moved) == (moved,)


def test_person_ids_in_keys_become_roles() -> None:
    (moved,) = seen(INSPECTOR, change(sheet="Rebalance", ref="OAK-001|2026-11-19|P-01"))
    assert moved.ref == "OAK-001|2026-11-19|Registered Manager 1"


def test_changes_about_people_are_personal() -> None:
    retest = change(sheet="Retests", ref="B-1|P-03|EV-1|")
    person = change(sheet="People", ref="P-03", action="", service="", owner="")
    assert seen(INSPECTOR, retest, person) == ()
    assert seen(STAFF, retest, person) == (retest, person)


def test_a_commissioner_reads_of_the_chosen_services() -> None:
    other = change(ref="ELM-001", action="ELM-001", service="ELM", owner="")
    provider = change(kind=ChangeKind.LIMIT_CROSSED, sheet="", ref="provider", service="")
    own = change(field="due", owner="")
    assert seen(COMMISSIONER, other, provider, own) == (own,)


def test_an_allow_list_holds_for_changes_too() -> None:
    own = Audience(id="own", title="Own", fields={"Actions": ("title",)})
    titled, due = change(field="title"), change(field="due")
    unnamed = replace(titled, service="", owner="")
    assert seen(own, titled, due, change(sheet="Evidence", ref="EV-1")) == (unnamed,)


def test_figures_of_other_services_and_small_ones_go() -> None:
    figures = {
        ("B1.1", "provider", "overdue"): 9,
        ("B1.1", "OAK", "overdue"): 3,
        ("B1.1", "ELM", "overdue"): 7,
    }
    run = Run(as_at=AT, figures=figures, fired=frozenset({("x", "OAK-009"), ("x", "OAK-001")}))
    history = History(runs=(run,), head="ab")
    chosen = redact_history(history, oak(), COMMISSIONER).runs[0]
    assert list(chosen.figures) == [("B1.1", "OAK", "overdue")]
    assert chosen.fired == {("x", "OAK-001")}
    careful = redact_history(history, oak(), replace(STAFF, suppress_below=5)).runs[0]
    assert careful.figures[("B1.1", "OAK", "overdue")] is None
    assert careful.figures[("B1.1", "provider", "overdue")] == 9


def test_without_a_ledger_there_is_nothing_to_take_out() -> None:
    empty = History()
    assert redact_history(empty, oak(), INSPECTOR) is empty


def told(audience: Audience, *changes: Change) -> tuple[Change, ...]:
    assessment = Assessment(
        as_at=AT,
        policy_edition="made",
        discrepancies=tuple(
            Discrepancy(kind=DiscrepancyKind.DUE_MOVED, first_seen=AT, change=each)
            for each in changes
        ),
    )
    _, seen, _ = redact(oak(), assessment, (), audience)
    return tuple(each.change for each in seen.discrepancies)


def test_discrepancies_are_withheld_as_changes_are() -> None:
    secret = change(is_confidential=True)
    moved = change(field="owner", before="P-01", after="P-02")
    assert told(BOARD, secret, moved) == (secret, moved)
    assert told(STAFF, secret, moved) == (moved,)
    (shown,) = told(INSPECTOR, secret, moved)
    assert shown.before == "Registered Manager 1"


OTHERWISE = Disagreement(
    register="B1.5",
    scope="provider",
    figure="overdue_open",
    point_at=AT,
    sheets=6,
    recorded=7,
    recorded_at=AT,
)


@pytest.mark.parametrize(
    ("audience", "found", "is_seen"),
    [
        pytest.param(STAFF, OTHERWISE, True, id="of the provider"),
        pytest.param(COMMISSIONER, OTHERWISE, False, id="of services not chosen"),
        pytest.param(COMMISSIONER, replace(OTHERWISE, scope="OAK"), True, id="of one chosen"),
        pytest.param(COMMISSIONER, replace(OTHERWISE, scope="BIR"), False, id="of another"),
        pytest.param(replace(STAFF, suppress_below=7), OTHERWISE, False, id="one number is small"),
        pytest.param(replace(STAFF, suppress_below=6), OTHERWISE, True, id="none is small"),
        pytest.param(STAFF, replace(OTHERWISE, theme="Falls"), True, id="of a theme"),
    ],
)
def test_disagreements_are_seen_where_scope_and_numbers_are(
    audience: Audience, found: Disagreement, is_seen: bool
) -> None:
    assessment = Assessment(as_at=AT, policy_edition="made", disagreements=(found,))
    _, left, _ = redact(oak(), assessment, (), audience)
    assert left.disagreements == ((found,) if is_seen else ())


def themed(*runs: Run, audience: Audience = STAFF) -> History:
    secret = replace(oak().actions[1], theme="Whistleblowing")
    seen = replace(oak().actions[0], theme="Falls")
    held = replace(oak(), actions=(seen, secret), complaints=())
    return redact_history(History(runs=runs, head="ab"), held, audience)


def test_a_theme_of_days_when_it_was_public_is_gone_with_its_line() -> None:
    run = Run(
        as_at=AT,
        complaints_by_theme={("provider", "Long ago"): 2, ("provider", "Falls"): 1},
        fired=frozenset(
            ("complaints_unchanged", each)
            for each in ("Whistleblowing", "whistleblowing ", "Long ago", "Falls", "OAK-001")
        ),
        changes=(
            change(field="theme", before="Whistleblowing", after="Falls"),
            change(kind=ChangeKind.ESCALATED, sheet="Complaints", ref="Whistleblowing", action=""),
            change(kind=ChangeKind.ESCALATED, sheet="Complaints", ref="Falls", action=""),
        ),
    )
    left = themed(run).runs[0]
    assert {about for _, about in left.fired} == {"Falls", "OAK-001"}
    assert [(each.ref, each.before, each.after) for each in left.changes] == [
        ("OAK-001", "", "Falls"),
        ("Falls", "", ""),
    ]
    assert themed(run, audience=BOARD).runs[0] == run


def test_a_line_that_was_confidential_once_and_is_gone_stays_withheld() -> None:
    public = change(ref="OAK-500", action="OAK-500", kind=ChangeKind.NEW, after="Gone title")
    secret = replace(public, kind=ChangeKind.GONE, is_confidential=True)
    open_now = change(is_confidential=True)
    first = Run(as_at=AT, changes=(public, change()), fired=frozenset({("x", "OAK-500")}))
    last = Run(as_at=AT, changes=(secret, open_now))
    left = redact_history(History(runs=(first, last), head="ab"), oak(), STAFF)
    assert left.runs[0].changes == (change(),)
    assert left.runs[0].fired == frozenset()
    only = redact_history(History(runs=(first,), head="ab"), oak(), STAFF)
    assert only.runs[0].changes == (public, change())


def test_a_leaver_whom_only_the_ledger_knows_is_not_named() -> None:
    failed = Run(as_at=AT, failure="The workbook of Wilf Hobbs could not be read")
    history = History(runs=(failed,), head="ab", people=frozenset({"Wilf Hobbs"}))
    left = redact_history(history, oak(), INSPECTOR)
    assert left.runs[0].failure == "The workbook of Member of staff could not be read"
    assert left.people == frozenset()
    assert redact_history(history, oak(), STAFF).runs[0].failure == failed.failure


def test_a_problem_on_a_sheet_that_may_be_hidden_names_its_workbook_only() -> None:
    found = change(kind=ChangeKind.PROBLEM_FOUND, sheet="Dismissals", ref="oak.xlsx!Dismissals",
                   action="", owner="")  # fmt: skip
    known = replace(found, sheet="Actions", ref="oak.xlsx!Actions!B2")
    assert [(each.sheet, each.ref) for each in seen(STAFF, found, known)] == [
        ("", "oak.xlsx"),
        ("Actions", "oak.xlsx!Actions!B2"),
    ]

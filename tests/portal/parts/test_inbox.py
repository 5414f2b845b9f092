"""What waits for whom, held against what the rules say."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from builder.history import Change, ChangeKind, History
from builder.portal.compose import compose
from builder.portal.context import PortalContext
from builder.portal.parts.escalation_table import still_due
from builder.portal.parts.inbox.entries import Entry, dated, inbox, undated
from builder.portal.parts.inbox.entry_table import records
from builder.portal.parts.views import Disclosure, KpiCard, PageView, Table
from builder.portal.today import dashboard, escalations
from builder.rules.verdict import Subject
from tests.made import as_at
from tests.portal.page_text import parts, text
from tests.portal.portals import run, sample_context, small_context

MOST_FOR_ACTIONS = 60


def _page(context: PortalContext) -> PageView:
    return next(escalations.pages(context))


def _tables(page: PageView) -> dict[str, Table]:
    return {each.id: each for each in parts(page.blocks) if isinstance(each, Table)}


def _cards(page: PageView) -> Iterator[KpiCard]:
    return (each for each in parts(page.blocks) if isinstance(each, KpiCard))


def _entry(context: PortalContext, ref: str, to: str) -> Entry:
    return next(each for each in inbox(context) if each.subject.ref == ref and each.to == to)


def test_a_record_waits_once_for_each_person_who_is_still_to_be_told() -> None:
    context = sample_context()
    waiting = still_due(context.assessment.escalations)
    wanted = {(to, each.subject) for each in waiting for to in each.people or (each.to,)}
    entries = inbox(context)
    assert Counter((each.to, each.subject) for each in entries) == Counter(wanted)
    assert dated(entries) + undated(entries) == entries
    assert sum(each.subject.sheet == "Actions" for each in dated(entries)) <= MOST_FOR_ACTIONS


def test_the_inbox_and_the_first_page_count_the_same_records() -> None:
    context = sample_context()
    waiting = dated(inbox(context))
    page = _page(context)
    cards = {each.title: each for each in _cards(page)}
    first = {each.title: each for each in _cards(next(dashboard.pages(context)))}
    assert cards["Records to act on"].figure == str(records(waiting))
    assert first["Records to act on"].figure == cards["Records to act on"].figure
    late = cards["Time has passed"].figure
    assert f"{late} past it" in first["Records to act on"].detail
    tables = _tables(page)
    assert len(tables["inbox"].rows) == len(waiting)
    counted = sum(int(text(row.cells[1].content)) for row in tables["people-table"].rows)
    assert counted == len(waiting)


def test_what_has_no_set_time_is_folded_behind_the_list() -> None:
    context = sample_context()
    folded = tuple(each for each in parts(_page(context).blocks) if isinstance(each, Disclosure))
    assert [each.id for each in parts(folded) if isinstance(each, Table)] == [
        "no-set-time",
        "escalations",
    ]
    table = _tables(_page(context))["no-set-time"]
    assert len(table.rows) == len(undated(inbox(context)))


def test_every_escalation_of_the_files_stands_on_the_page() -> None:
    context = sample_context()
    table = _tables(_page(context))["escalations"]
    assert len(table.rows) == len(context.assessment.escalations)


def test_an_entry_says_what_failed_and_where_it_is_recorded() -> None:
    context = sample_context()
    finding = _entry(context, "F-OAK-009", "P-01")
    assert finding.failures[0].words.startswith("No record that it was told to the manager")
    assert finding.record_in[0] == "oakfield-house.xlsx, Findings!N14 (Escalated at)"
    steps = _entry(context, "OAK-002", "P-01")
    assert steps.title
    assert "not done by 21 September 2026" in steps.failures[0].words
    assert "step" not in steps.failures[0].words
    assert steps.record_in[0].endswith("(Escalated at)")
    late = _entry(context, "BIR-002", "P-08")
    assert [each.rule for each in late.failures] == ["overdue_provider_review"]
    assert late.record_in == ("provider.xlsx, Told, a new row: About BIR-002",)


def test_an_overdue_line_says_since_when_where_only_the_owner_is_told() -> None:
    context = small_context()
    line = next(each for each in context.assessment.actions if each.overdue)
    first = context.assessment.escalations[0]
    alone = first._replace(
        subject=Subject("Actions", line.ref), because=("overdue_owner",), told_at=None
    )
    (entry,) = inbox(small_context(escalations=(alone,)))
    assert entry.failures[0].words.startswith("Overdue since ")
    assert entry.failures[0].duty == context.policy.thresholds["overdue_owner"].duty


def test_nobody_on_record_is_told_apart_from_a_person() -> None:
    first = small_context().assessment.escalations[0]
    lonely = first._replace(to="Clinical Lead", people=(), told_at=None, by=as_at("2026-11-19"))
    context = small_context(escalations=(lonely,))
    assert [each.to for each in inbox(context)] == ["Clinical Lead"]
    assert "Clinical Lead (nobody on record)" in text(_page(context))


def test_new_is_what_was_asked_after_the_last_recorded_build() -> None:
    first = small_context().assessment.escalations[0]._replace(told_at=None)
    context = small_context(escalations=(first,))
    assert not any(each.is_new for each in inbox(context))
    cards = {each.title: each for each in _cards(_page(context))}
    assert cards["New since the last build"].figure == "Not recorded"
    asked = Change(
        kind=ChangeKind.ESCALATED,
        sheet=first.subject.sheet,
        ref=first.subject.ref,
        rule=first.because[0],
        after=first.to,
    )
    known = History(runs=(run(as_at("2026-11-19 17:20"), {}),), since_last=(asked,))
    later = replace(context, history=known)
    assert all(each.is_new for each in inbox(later))
    cards = {each.title: each for each in _cards(_page(later))}
    assert cards["New since the last build"].figure == "1"


def test_a_portal_without_anything_to_act_on_says_so() -> None:
    context = small_context(escalations=())
    assert "Nobody has to act by a set time." in text(_page(context))
    assert all(page.path for page in compose(context))

"""Rules: plain words, limit, clause, examples, overrides, and where each fires now."""

from dataclasses import replace
from datetime import date, time
from decimal import Decimal

import pytest

from builder.policy import Override
from builder.portal.about import rules as rules_pages
from builder.portal.about.rule_states import rule_states
from builder.portal.context import PortalContext
from builder.portal.parts.views import PageView, Table, Tone, Warning
from builder.rules.verdict import Outcome, Subject
from tests.portal.page_text import parts, section, text
from tests.portal.portals import assurance_context, empty_context, small_context, verdict
from tests.rules.judging import shipped_policy


def _pages(context: PortalContext | None = None) -> dict[str, PageView]:
    return {page.path: page for page in rules_pages.pages(context or assurance_context())}


def _row(title: str) -> str:
    table = next(each for each in parts(_pages()["rules/index.html"]) if isinstance(each, Table))
    return next(text(row) for row in table.rows if text(row.cells[0]) == title)


def test_every_threshold_of_the_policy_has_a_page() -> None:
    assert len(_pages()) == len(shipped_policy().thresholds) + 1


def test_a_rule_says_its_limit_its_clause_and_its_worked_examples() -> None:
    page = _pages()["rules/integrity-defects.html"]
    words = text(page)
    assert "No more than 5 defects" in words
    assert "B1.2" in words
    assert "the Operations Manager" in words or "The Operations Manager" in words
    examples = text(section(page, "examples"))
    assert "observed = 5 Met" in examples
    assert "observed = 6 Fired" in examples


def test_where_a_rule_fires_is_listed_with_its_reason_and_its_time() -> None:
    page = _pages()["rules/quality-statement-missing.html"]
    fires = text(section(page, "fires"))
    assert "2 places" in fires
    assert "A-3 Harbour Homecare The action names no quality statement." in fires
    assert "No time set" in fires
    late = text(section(_pages(small_context())["rules/overdue-provider-review.html"], "fires"))
    assert "OAK-1 Oakfield House Overdue since 9 November 2026" in late
    assert "9 Nov 2026, 23:59" in late
    assert "Passed" in late


def test_a_rule_of_a_register_fires_on_the_whole_register() -> None:
    page = _pages()["rules/record-match.html"]
    assert "The whole register All services 86.96% of the care records" in text(page)
    assert "Fires" in _row(page.title)


def test_a_judged_rule_that_does_not_fire_says_so() -> None:
    page = _pages()["rules/validity-review-4-working-hours.html"]
    assert "It fires nowhere." in text(page)
    assert "Does not fire" in text(page.tags)


def test_a_rule_that_judged_nothing_is_not_called_met() -> None:
    page = _pages(empty_context())["rules/workload-pressure.html"]
    assert "Nothing to judge" in text(page.tags)
    assert "Does not fire" not in text(page)


def test_a_verdict_that_stands_in_two_places_is_named_once() -> None:
    fired = verdict(
        "invalid_evidence", reason="3 invalid files.", subject=Subject("Actions", "A-1")
    )
    context = assurance_context(registers=(), verdicts=(fired, fired))
    assert len(rule_states(context)["invalid_evidence"].fired) == 1


def test_a_long_list_says_how_many_it_leaves_out() -> None:
    many = tuple(
        verdict("invalid_evidence", subject=Subject("Actions", f"X-{n}")) for n in range(203)
    )
    page = _pages(assurance_context(registers=(), verdicts=many))["rules/invalid-evidence.html"]
    assert "203 places" in text(page)
    assert "3 more are not listed here" in text(page)


def test_what_did_not_fire_is_not_listed() -> None:
    met = verdict("invalid_evidence", Outcome.MET, reason="2 files.")
    state = rule_states(assurance_context(registers=(), verdicts=(met,)))["invalid_evidence"]
    assert not state.fired


def test_an_overridden_limit_says_so_with_its_reason() -> None:
    context = assurance_context()
    policy = context.policy
    override = Override(
        threshold="integrity_defects",
        value=Decimal(3),
        reason="A small service",
        approved_by="The board",
        in_force_from=date(2026, 11, 1),
    )
    limit = policy.threshold("integrity_defects")
    changed = replace(limit, value=Decimal(3), override=override, shipped_value=limit.value)
    own = replace(
        policy,
        thresholds={**policy.thresholds, "integrity_defects": changed},
        overrides=(override,),
    )
    pages = _pages(replace(context, policy=own))
    warning = next(
        each for each in pages["rules/integrity-defects.html"].blocks if isinstance(each, Warning)
    )
    assert "No more than 3 defects, instead of No more than 5 defects." in text(warning)
    assert "Reason: A small service. Approved by The board. From 1 November 2026." in text(warning)
    assert "1 limit changed by this provider" in pages["rules/index.html"].lead
    shipped = _pages()["rules/integrity-defects.html"]
    assert not [each for each in shipped.blocks if isinstance(each, Warning)]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        pytest.param(None, "", id="none"),
        pytest.param(Decimal(5), "No more than 5 defects", id="limit"),
        pytest.param(time(8, 15), "08:15", id="time"),
        pytest.param(True, "Yes", id="switch"),
        pytest.param(("Audit", "Data"), "Audit and Data", id="list"),
        pytest.param("next office day", "next office day", id="word"),
    ],
)
def test_a_value_is_worded_by_its_kind(value: Decimal | time | bool | str, words: str) -> None:
    threshold = shipped_policy().threshold("integrity_defects")
    assert rules_pages.value_words(value, threshold) == words


@pytest.mark.parametrize(
    ("outcomes", "shown", "tone"),
    [
        pytest.param([Outcome.MET], "Does not fire", Tone.GOOD, id="met"),
        pytest.param([Outcome.MET, Outcome.NOT_DUE], "Does not fire", Tone.GOOD, id="some-not-due"),
        pytest.param([Outcome.NOT_DUE], "Not due yet", Tone.MUTED, id="not-due"),
        pytest.param([Outcome.NOT_RECORDED], "Not recorded", Tone.MUTED, id="not-recorded"),
        pytest.param([Outcome.NOT_COMPUTABLE], "Not assessable", Tone.MUTED, id="not-computable"),
        pytest.param(
            [Outcome.MET, Outcome.NOT_COMPUTABLE], "Not all assessable", Tone.MUTED, id="mixed"
        ),
        pytest.param([Outcome.FIRED, Outcome.NOT_RECORDED], "Fires", Tone.BAD, id="fired"),
    ],
)
def test_what_could_not_be_judged_is_never_green(
    outcomes: list[Outcome], shown: str, tone: Tone
) -> None:
    said = tuple(
        verdict("invalid_evidence", outcome, subject=Subject("Actions", f"X-{n}"))
        for n, outcome in enumerate(outcomes)
    )
    page = _pages(assurance_context(registers=(), verdicts=said))["rules/invalid-evidence.html"]
    assert (page.tags[-1].text, page.tags[-1].tone) == (shown, tone)
    is_unknown = bool({Outcome.NOT_RECORDED, Outcome.NOT_COMPUTABLE} & set(outcomes))
    assert ("1 verdict could not be reached" in text(section(page, "fires"))) is is_unknown

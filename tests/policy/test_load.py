"""The edition and a provider's overrides: what stands, what is told, what is refused."""

from datetime import date, time
from decimal import Decimal

import pytest
import yaml

from builder.field.words import Role
from builder.policy import OUR_OWN, Origin, Policy, load_policy
from builder.policy.threshold import Comparison
from builder.problems import Problem
from builder.shipped import policy_texts

EDITION = """
edition: "2026-11"
in_force_from: 2026-11-01
reviewed_by: Somebody
sources: {B: The second document}
review_weekdays: [Tuesday, thursday]
themes: {medication: [Medic], environment: [premises]}
phrases: [Nearly complete]
thresholds:
  due_soon:
    {title: Due soon, plain: Counted., value: 5, unit: defects, comparison: exceeds, clause: B1.2}
  first_panel: {title: Opens, plain: Kept., value: "08:15", unit: time of day, clause: B1.1}
  closure_hold: {title: Held, plain: A switch., value: no, clause: B2.5}
  ageing_bands: {title: Bands, plain: A list., value: ["0", "1-7"], clause: B1.N}
  plain_rule: {title: Rule, plain: Nothing to set., clause: B1.5, origin: product}
"""


OF_AN_EDITION = ("document", "product")
NOTICES = ("notice_comply_by", "notice_response", "served_by_email", "served_by_post")
"""Rules about notices cite the Act, a regulation or CQC, never a clause of the documents."""


def loaded(overrides: str | None = None) -> tuple[Policy, tuple[Problem, ...]]:
    return load_policy((EDITION,), overrides)


def codes(overrides: str) -> list[str]:
    return [each.code for each in loaded(overrides)[1]]


def test_an_edition_holds_typed_values() -> None:
    policy, problems = loaded()
    assert problems == ()
    assert policy.number("due_soon") == Decimal(5)
    assert policy.time_of_day("first_panel") == time(8, 15)
    assert policy.switch("closure_hold") is False
    assert policy.threshold("ageing_bands").value == ("0", "1-7")
    assert policy.threshold("due_soon").comparison is Comparison.EXCEEDS
    assert policy.threshold("due_soon").source == "The second document"
    assert policy.threshold("due_soon").reviewed_by == "Somebody"
    assert policy.review_weekdays == (1, 3)
    assert policy.family("MEDICATION charts") == "medication"
    assert policy.phrases == ("nearly complete",)


def test_an_override_replaces_the_value_and_remembers_the_shipped_one() -> None:
    policy, problems = loaded(
        "overrides: [{threshold: due_soon, value: 3, reason: We are small, approved_by: Board}]"
    )
    assert problems == ()
    changed = policy.threshold("due_soon")
    assert (changed.value, changed.shipped_value) == (Decimal(3), Decimal(5))
    assert changed.override is not None
    assert changed.override.reason == "We are small"
    assert [each.threshold for each in policy.overrides] == ["due_soon"]


@pytest.mark.parametrize(
    ("value", "typed"),
    [("10:30", time(10, 30)), ('"9:05"', time(9, 5)), ("08:15", time(8, 15))],
)
def test_a_time_of_day_needs_no_quotes(value: str, typed: time) -> None:
    policy, problems = loaded(f"overrides: [{{threshold: first_panel, value: {value}, reason: R}}]")
    assert problems == ()
    assert policy.time_of_day("first_panel") == typed


def test_a_figure_is_exact() -> None:
    policy, _ = loaded("overrides: [{threshold: due_soon, value: 2.10, reason: R}]")
    assert policy.number("due_soon") == Decimal("2.10")


@pytest.mark.parametrize(
    ("overrides", "said"),
    [
        (
            "overrides: {due_soon: 1}",
            "“overrides” of the policy file is not understood: it must be",
        ),
        ("limits: []", "there is no such entry"),
        ("- 1", "“policy.yml” of the policy file is not understood: it must hold entries"),
        ("calendar: {holidays_added: [Christmas]}", "it must be a date, such as 2026-12-25"),
        ("overrides: [{threshold: due_soon, reason: R}]", "“value” of the policy file"),
    ],
)
def test_an_entry_that_is_not_understood_is_told_in_plain_words(overrides: str, said: str) -> None:
    _, problems = load_policy((EDITION,), overrides)
    assert [said in each.message for each in problems] == [True]


@pytest.mark.parametrize(
    ("overrides", "code"),
    [
        pytest.param("overrides: [", "PO101", id="not YAML"),
        pytest.param("a: &x [1]\nb: *x", "PO101", id="alias"),
        pytest.param("phrases: []\nphrases: []", "PO101", id="key twice"),
        pytest.param("[" * 3000, "PO101", id="too deep"),
        pytest.param("review_weekdays: 2026-13-45", "PO101", id="no such day"),
        pytest.param("limits: []", "PO102", id="unknown key"),
        pytest.param("- 1", "PO102", id="a list"),
        pytest.param("overrides: [7]", "PO102", id="no mapping"),
        pytest.param("overrides: [{threshold: due_soon, reason: R}]", "PO102", id="no value"),
        pytest.param("calendar: {holidays_added: [Christmas]}", "PO102", id="no date"),
        pytest.param("overrides: [{threshold: nope, value: 1, reason: R}]", "PO201", id="unknown"),
        pytest.param(
            "overrides: [{threshold: due_soon, value: many, reason: R}]", "PO202", id="word"
        ),
        pytest.param(
            "overrides: [{threshold: due_soon, value: -1, reason: R}]", "PO202", id="negative"
        ),
        pytest.param(
            "overrides: [{threshold: due_soon, value: yes, reason: R}]", "PO202", id="yes"
        ),
        pytest.param(
            "overrides: [{threshold: first_panel, value: 8, reason: R}]", "PO202", id="no time"
        ),
        pytest.param(
            "overrides: [{threshold: first_panel, value: 25:00, reason: R}]",
            "PO202",
            id="no such time",
        ),
        pytest.param(
            "overrides: [{threshold: plain_rule, value: 1, reason: R}]", "PO202", id="no limit"
        ),
        pytest.param("overrides: [{threshold: due_soon, value: 1}]", "PO203", id="no reason"),
        pytest.param(
            'overrides: [{threshold: due_soon, value: 1, reason: " "}]', "PO203", id="blank reason"
        ),
        pytest.param("review_weekdays: [Tuesdays]", "PO205", id="no weekday"),
        pytest.param(
            "calendar: {closed_weekdays: [Monday, Tuesday, Wednesday, Thursday, Friday, Saturday,"
            " Sunday]}",
            "PO205",
            id="always closed",
        ),
        pytest.param("themes: {food: [meals]}", "PO206", id="unknown family"),
        pytest.param("records_begin: last April", "PO220", id="no day"),
    ],
)
def test_what_is_wrong_in_a_policy_file_is_told_and_the_edition_stands(
    overrides: str, code: str
) -> None:
    policy, problems = loaded(overrides)
    assert [each.code for each in problems] == [code]
    assert problems[0].place.workbook == "policy.yml"
    assert problems[0].message
    assert problems[0].remedy
    assert policy.number("due_soon") == Decimal(5)
    assert policy.overrides == ()


def test_one_faulty_override_does_not_cost_the_others() -> None:
    policy, problems = loaded(
        "overrides:\n"
        "  - {threshold: nope, value: 1, reason: R}\n"
        "  - {threshold: due_soon, value: 1, reason: R}\n"
    )
    assert [str(each.place) for each in problems] == ["policy.yml!overrides!1"]
    assert policy.number("due_soon") == Decimal(1)


def test_of_two_overrides_of_one_threshold_the_first_stands() -> None:
    policy, problems = loaded(
        "overrides:\n"
        "  - {threshold: due_soon, value: 1, reason: R}\n"
        "  - {threshold: due_soon, value: 2, reason: R}\n"
    )
    assert [each.code for each in problems] == ["PO204"]
    assert policy.number("due_soon") == Decimal(1)


@pytest.mark.parametrize(("on", "value"), [("2026-11-30", 5), ("2026-12-01", 3)])
def test_an_override_is_in_force_from_its_day(on: str, value: int) -> None:
    policy, _ = loaded("overrides: [{threshold: due_soon, value: 3, reason: R, from: 2026-12-01}]")
    then = policy.as_of(date.fromisoformat(on))
    assert then.number("due_soon") == value
    assert bool(then.overrides) is (value == 3)


def test_a_provider_sets_its_own_days_words_and_shares() -> None:
    policy, problems = loaded(
        """
calendar:
  holidays_added: [2026-11-20]
  holidays_removed: [2026-12-25]
  closed_weekdays: [Sunday]
review_weekdays: [Monday]
challenge_weekdays: []
themes: {medication: [Insulin]}
phrases: [All but there]
share_prefixes: ["//server/evidence"]
audiences: {north: {title: North, services: [OAK], fields: {Actions: [ref]}, suppress_below: 5}}
"""
    )
    assert problems == ()
    assert not policy.calendar.is_office_day(date(2026, 11, 20))
    assert policy.calendar.is_office_day(date(2026, 12, 25))
    assert not policy.calendar.is_operational_day(date(2026, 11, 22))
    assert policy.review_weekdays == (0,)
    assert policy.challenge_weekdays == ()
    assert policy.family("Insulin pens") == "medication"
    assert "all but there" in policy.phrases
    assert policy.share_prefixes == ("//server/evidence",)
    assert policy.audiences["north"].services == ("OAK",)
    assert policy.audiences["north"].fields == {"Actions": ("ref",)}


def test_an_empty_policy_file_changes_nothing() -> None:
    assert loaded("") == loaded("{}")
    assert loaded("")[0] == loaded()[0]


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param((EDITION, EDITION), id="named twice"),
        pytest.param(("thresholds: {}",), id="not named"),
        pytest.param(('edition: "1"',), id="no first day"),
        pytest.param(("edition: [",), id="not YAML"),
        pytest.param((EDITION.replace("value: 5", "value: -5"),), id="negative"),
        pytest.param(
            (EDITION, "thresholds: {first_panel: {title: T, plain: P, clause: B1}}"), id="twice"
        ),
    ],
)
def test_a_faulty_edition_is_refused(texts: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        load_policy(texts)


@pytest.mark.parametrize("accessor", ["number", "time_of_day", "switch"])
def test_asking_for_another_kind_of_value_is_a_programming_error(accessor: str) -> None:
    policy, _ = loaded()
    with pytest.raises(TypeError):
        getattr(policy, accessor)("ageing_bands")


def test_the_shipped_edition_is_whole() -> None:
    policy, problems = load_policy(policy_texts())
    assert problems == ()
    roles = {role.value for role in Role} | {"provider", ""}
    for threshold in policy.thresholds.values():
        assert {threshold.tell, *threshold.also_tell} <= roles, threshold.id
        assert threshold.plain.endswith("."), threshold.id
        assert threshold.title[0].isupper(), threshold.id
        assert bool(threshold.tell) <= bool(threshold.duty), threshold.id
        assert threshold.clause[0] in "AB" or threshold.id in NOTICES, threshold.id
        assert threshold.source, threshold.id


def test_an_overridden_edition_reads_the_same_in_any_order_of_its_files() -> None:
    assert load_policy(tuple(reversed(policy_texts()))) == load_policy(policy_texts())


def test_every_threshold_of_the_edition_says_whose_limit_it_is() -> None:
    entries = {
        id: entry
        for text in policy_texts()
        for id, entry in yaml.safe_load(text).get("thresholds", {}).items()
    }
    assert len(entries) == len(load_policy(policy_texts())[0].thresholds)
    unsaid = {id for id, each in entries.items() if each.get("origin") not in OF_AN_EDITION}
    assert unsaid == set()


def test_a_limit_of_our_own_has_no_document_as_its_source() -> None:
    policy, _ = load_policy(policy_texts())
    own = [each for each in policy.thresholds.values() if each.origin is Origin.PRODUCT]
    assert {each.source for each in own} == {OUR_OWN}
    for id in ("validation_fresh", "evidence_age", "sustained_improvement", "repeat_finding"):
        assert policy.thresholds[id] in own
    of_document = ("record_match", "outcome_reduction", "escalate_to_manager_4h")
    for id in of_document:
        assert policy.thresholds[id].source.startswith("CQC ")


def test_an_overridden_limit_is_the_providers() -> None:
    policy, _ = loaded("overrides: [{threshold: due_soon, value: 3, reason: We are small}]")
    assert policy.threshold("due_soon").in_force_by is Origin.PROVIDER
    assert policy.thresholds["plain_rule"].in_force_by is Origin.PRODUCT


def test_rules_about_notices_cite_no_clause_of_the_documents() -> None:
    policy, _ = load_policy(policy_texts())
    for id in NOTICES:
        assert policy.thresholds[id].clause.startswith("HSCA 2008")
        assert "Act 2008" in policy.thresholds[id].source

"""The catalogue text becomes look-ups, and a slip in it is refused in plain words."""

from datetime import date

import pytest
import yaml

from builder.frameworks import Catalogue, CatalogueError, Crosswalk, Framework, load_catalogue
from builder.shipped import CHECKOUT, catalogue_text

SHIPPED = load_catalogue(catalogue_text())

CONTRACT = """
frameworks:
  - id: NORTH-2026
    title: Northshire contract standards
    item_label: Contract standard
    effective_from: 2026-04-01
    groups: [{id: CARE, title: Care}]
    items:
      - {id: NS-1, kq: CARE, title: Care plans reviewed monthly, regs: ["RA-9", "17"]}
      - {id: NS-2, kq: CARE, title: Missed visits reported, from: [SAFE-6]}
"""


def framework_of(catalogue: Catalogue, id: str) -> Framework | None:
    return next((each for each in catalogue.frameworks if each.id == id), None)


def test_every_entry_of_the_shipped_text_is_in_the_catalogue() -> None:
    raw = yaml.safe_load(catalogue_text())
    assert [len(each.items) for each in SHIPPED.frameworks] == [
        len(each["items"]) for each in raw["frameworks"]
    ]
    assert len(SHIPPED.regulations) == sum(len(each["items"]) for each in raw["regulations"])
    assert len(SHIPPED.regulator_actions) == len(raw["regulator_actions"])
    assert SHIPPED.version == raw["catalogue_version"]


def test_numbers_cited_by_items_become_ids_of_their_own_instrument() -> None:
    governance = SHIPPED.items["WELLLED-5"]
    assert governance.regulations[:2] == ("RA-17", "RR-14")
    assert "RR-18" in governance.regulations
    assert "RA-18" not in governance.regulations
    assert SHIPPED.items["SAFE-6"].regulations == ("RA-12", "RA-18", "RA-19")


def test_the_two_regulations_18_are_different_regulations() -> None:
    of_2014, of_2009 = SHIPPED.regulation("ra-18"), SHIPPED.regulation("rr-18")
    assert of_2014 is not None
    assert of_2009 is not None
    assert (of_2014.title, of_2014.instrument) == ("Staffing", "RA2014")
    assert of_2009.instrument == "REG2009"
    assert of_2009.instrument_warning
    assert SHIPPED.regulation("18") is None


@pytest.mark.parametrize(
    ("on", "in_force"),
    [
        pytest.param(date(2023, 11, 20), (), id="day-before"),
        pytest.param(date(2023, 11, 21), ("CQC-SAF-2023",), id="first-day"),
        pytest.param(date(2026, 11, 20), ("CQC-SAF-2023",), id="the-draft-is-not-in-force"),
    ],
)
def test_a_framework_is_in_force_from_its_first_day(on: date, in_force: tuple[str, ...]) -> None:
    assert tuple(each.id for each in SHIPPED.frameworks_in_force(on)) == in_force


def test_every_uncertain_entry_says_what_to_confirm() -> None:
    raw = yaml.safe_load(catalogue_text())
    uncertain = {"low", "medium", "memory"}
    for framework in raw["frameworks"]:
        if framework["certainty"] in uncertain:
            loaded = framework_of(SHIPPED, framework["id"])
            assert loaded is not None
            assert loaded.to_confirm
    for action in raw["regulator_actions"]:
        loaded_action = SHIPPED.regulator_action(action["id"])
        assert loaded_action is not None
        assert bool(loaded_action.to_confirm) == (action["certainty"] in uncertain)
    assert SHIPPED.risk_matrix.to_confirm
    regulation = SHIPPED.regulation("RR-22A")
    assert regulation is not None
    assert regulation.to_confirm


def test_a_mapped_item_carries_the_words_of_its_mapping_and_a_certain_one_none() -> None:
    assert "not published by CQC" in SHIPPED.items["ASC26-SAFE-1"].to_confirm
    own = load_catalogue(catalogue_text(), CONTRACT)
    assert own.items["NS-1"].to_confirm == ""


def test_a_providers_own_framework_joins_with_its_own_headings() -> None:
    both = load_catalogue(catalogue_text(), CONTRACT)
    own = framework_of(both, "NORTH-2026")
    assert own is not None
    assert own.groups == (("CARE", "Care"),)
    assert own.item_label == "Contract standard"
    assert both.items["NS-1"].regulations == ("RA-9", "RA-17")
    assert own in both.frameworks_in_force(date(2026, 4, 1))
    assert len(both.items) == len(SHIPPED.items) + 2


def test_the_crosswalk_is_looked_up_both_ways() -> None:
    crosswalk = Crosswalk.of(load_catalogue(catalogue_text(), CONTRACT))
    assert [each.id for each in crosswalk.successors("RESPONSIVE-6")] == [
        "ASC26-EFFECTIVE-2",
        "ASC26-RESPONSIVE-4",
    ]
    assert [each.id for each in crosswalk.successors("SAFE-6")] == ["ASC26-SAFE-6", "NS-2"]
    assert [each.id for each in crosswalk.predecessors("ASC26-SAFE-5")] == ["SAFE-5", "SAFE-7"]
    assert crosswalk.successors("WELLLED-8") == ()
    assert crosswalk.predecessors("SAFE-1") == ()


def test_every_older_item_is_taken_over_or_named_as_unmapped() -> None:
    crosswalk = Crosswalk.of(SHIPPED)
    older, newer = SHIPPED.frameworks
    left = tuple(item.id for item in older.items if not crosswalk.successors(item.id))
    assert left == newer.unmapped


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param("frameworks: [", "is no YAML", id="broken"),
        pytest.param("framworks: []", "framworks", id="misspelt-key"),
        pytest.param(
            "frameworks: [{id: A, title: T, item_label: L, items: [{id: A-1}]}]",
            "frameworks.0.items.0.title",
            id="missing-title",
        ),
        pytest.param(
            "frameworks: [{id: cqc-saf-2023, title: T, item_label: L, items: []}]",
            "framework cqc-saf-2023 stands twice",
            id="framework-twice",
        ),
        pytest.param(
            "frameworks: [{id: A, title: T, item_label: L, items: [{id: safe-1, title: T}]}]",
            "item safe-1 stands twice",
            id="item-twice",
        ),
        pytest.param(
            "frameworks: [{id: A, title: T, item_label: L,"
            " items: [{id: A-1, title: T, regs: ['99']}]}]",
            "names regulation 99",
            id="unknown-regulation",
        ),
        pytest.param(
            "frameworks: [{id: A, title: T, item_label: L,"
            " items: [{id: A-1, title: T, from: [B-1]}]}]",
            "takes over from B-1",
            id="unknown-older-item",
        ),
        pytest.param(
            "frameworks: [{id: A, title: T, item_label: L,"
            " items: [{id: A-1, title: T, kq: KIND}]}]",
            "items under KIND",
            id="unknown-heading",
        ),
        pytest.param(
            "regulator_actions: [{id: CQC-WN, title: T}]",
            "regulator action CQC-WN stands twice",
            id="regulator-action-twice",
        ),
    ],
)
def test_a_slip_in_a_providers_file_is_refused(text: str, says: str) -> None:
    with pytest.raises(CatalogueError, match=says.replace(".", r"\.")):
        load_catalogue(catalogue_text(), text)


def test_a_catalogue_without_a_risk_matrix_is_refused() -> None:
    with pytest.raises(CatalogueError, match="no risk_matrix"):
        load_catalogue("schema_version: 1")


def test_an_empty_file_adds_nothing() -> None:
    assert load_catalogue(catalogue_text(), "").items == SHIPPED.items


@pytest.mark.parametrize(
    ("score", "band"),
    [
        pytest.param(3, "Low", id="top-of-low"),
        pytest.param(4, "Moderate", id="bottom-of-moderate"),
        pytest.param(6, "Moderate", id="top-of-moderate"),
        pytest.param(7, None, id="no-product-is-7"),
        pytest.param(8, "High", id="bottom-of-high"),
        pytest.param(12, "High", id="top-of-high"),
        pytest.param(15, "Extreme", id="bottom-of-extreme"),
        pytest.param(None, None, id="unknown"),
    ],
)
def test_a_score_has_the_band_that_holds_it(score: int | None, band: str | None) -> None:
    assert SHIPPED.risk_matrix.band(score) == band


@pytest.mark.parametrize(
    "typed",
    ["EC-PEOPLE", "ec-people", "People\u2019s experience of  health and care services"],
)
def test_an_evidence_category_is_found_by_id_or_title(typed: str) -> None:
    category = SHIPPED.evidence_category(typed)
    assert category is not None
    assert category.id == "EC-PEOPLE"


def test_an_unknown_evidence_category_is_none() -> None:
    assert SHIPPED.evidence_category("Rumour") is None


def test_the_example_of_the_how_to_page_is_a_framework() -> None:
    page = (CHECKOUT / "docs" / "how-to" / "add-a-framework.md").read_text(encoding="utf-8")
    example = page.split("```yaml\n")[1].split("```")[0]
    own = framework_of(load_catalogue(catalogue_text(), example), "NORTH-2026")
    assert own is not None
    assert [item.id for item in own.items] == ["NS-1", "NS-2"]

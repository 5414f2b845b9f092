"""Records merge: one row a ref, references spelt as the record spells itself."""

from builder.field import Action, BurstSample, Evidence, Person, Source, ValidityReview
from builder.field.canonical import canonical
from builder.workbook.schema import SHEETS
from tests.made import make

ALL = frozenset(sheet.name for sheet in SHEETS)


def at(row: int, workbook: str = "t.xlsx", sheet: str = "Actions") -> Source:
    return Source(workbook, sheet, row, {"ref": "A", "owner": "C", "parent": "D"})


def test_a_reference_takes_the_spelling_of_the_ref_it_names() -> None:
    people = [make(Person, ref="P-One")]
    lines = [make(Action, ref="A-1", owner="p-one"), make(Action, ref="A-2", parent="a-1")]
    merged, problems = canonical({"people": people, "actions": lines}, ALL, SHEETS)
    assert merged["actions"][0].owner == "P-One"
    assert merged["actions"][1].parent == "A-1"
    assert problems == ()


def test_records_that_need_no_change_are_the_same_objects() -> None:
    lines = (make(Action, ref="A-1"), make(Action, ref="A-2", parent="A-1"))
    merged, _ = canonical({"actions": lines}, ALL, SHEETS)
    assert all(one is other for one, other in zip(merged["actions"], lines, strict=True))


def test_a_burst_may_stand_in_many_rows_and_takes_its_first_spelling() -> None:
    samples = [make(BurstSample, burst=b, evidence="E-1") for b in ("B-1", "b-1")]
    reviews = [make(ValidityReview, burst="b-1", evidence="E-1")]
    files = [make(Evidence, ref="E-1")]
    merged, problems = canonical(
        {"burst_samples": samples, "validity_reviews": reviews, "evidence": files}, ALL, SHEETS
    )
    assert [sample.burst for sample in merged["burst_samples"]] == ["B-1", "B-1"]
    assert merged["validity_reviews"][0].burst == "B-1"
    assert problems == ()


def test_a_reference_to_a_kept_sheet_that_leads_nowhere_is_an_error_at_its_cell() -> None:
    lines = [make(Action, ref="A-1", owner="P-9", source=at(7))]
    people = [make(Person, ref="P-1")]
    _, problems = canonical({"actions": lines, "people": people}, ALL, SHEETS)
    assert [(p.code, str(p.place)) for p in problems] == [("WB302", "t.xlsx!Actions!C7")]


def test_a_reference_to_one_of_two_sheets_is_not_judged_where_one_is_absent() -> None:
    lines = [make(Action, ref="A-1", source_ref="N-1")]
    _, problems = canonical({"actions": lines}, ALL - {"Findings"}, SHEETS)
    assert [(p.code, p.particulars["sheet"]) for p in problems] == [("WB303", "Findings")]


def test_the_schema_names_each_sheet_s_own_ref() -> None:
    own = {sheet.name: (sheet.own.field, sheet.key) for sheet in SHEETS if sheet.own}
    assert own["Actions"] == ("ref", ("ref",))
    assert own["Burst samples"] == ("burst", ("burst", "evidence"))
    assert "Steps" not in own
    assert "Sessions" not in own

"""The sample is what the tables give, is read without an error, and uses the whole schema."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from builder.field import Register
from builder.frameworks import load_catalogue
from builder.history.history import History
from builder.policy.acting import roles_of_acts
from builder.policy.load import load_policy
from builder.problems import Severity
from builder.rules.assess import assess
from builder.rules.assessment import ActionAssessment, Assessment, AssuredStatus
from builder.shipped import catalogue_text, policy_texts
from builder.workbook.reading.folder_reading import Reading, read_folder
from builder.workbook.schema import SHEETS
from tests.made import as_at
from tests.sample.make import BOOKS, POLICY, WORKBOOKS, make
from tests.sample.parts import parts_of

AS_AT = as_at("2026-11-20 17:20")


@cache
def reading() -> Reading:
    return read_folder(
        WORKBOOKS,
        roles=roles_of_acts(load_policy(policy_texts())[0]),
        catalogue=load_catalogue(catalogue_text()),
        as_at=AS_AT,
    )


@cache
def assessment() -> Assessment:
    return judged(reading().register)


def judged(register: Register) -> Assessment:
    shipped, problems = load_policy(policy_texts(), POLICY.read_text(encoding="utf-8"))
    assert problems == ()
    catalogue = load_catalogue(catalogue_text())
    return assess(register, shipped, catalogue, History(), AS_AT)


def line(ref: str) -> ActionAssessment:
    (found,) = [each for each in assessment().actions if each.ref == ref]
    return found


def test_the_workbooks_are_what_the_tables_give(tmp_path: Path) -> None:
    make(tmp_path)
    for name in BOOKS:
        made, kept = tmp_path / f"{name}.xlsx", WORKBOOKS / f"{name}.xlsx"
        assert parts_of(made) == parts_of(kept), f"{name}: remake the sample"


def test_a_remake_gives_the_same_bytes(tmp_path: Path) -> None:
    make(tmp_path / "one")
    make(tmp_path / "two")
    for name in BOOKS:
        one, two = (tmp_path / folder / f"{name}.xlsx" for folder in ("one", "two"))
        assert one.read_bytes() == two.read_bytes()


def test_the_oddities_give_warnings_and_notes_and_never_an_error() -> None:
    found = [(each.code, str(each.place)) for each in reading().problems]
    assert found == [
        ("WB276", "assurance.xlsx!Burst samples!C26"),
        ("WB276", "assurance.xlsx!Panels!E7"),
        ("WB275", "assurance.xlsx!Panels!D8"),
        ("WB274", "assurance.xlsx!Panels!G8"),
        ("WB139", "oakfield-house.xlsx!Actions!AG4"),
        ("WB205", "oakfield-house.xlsx!Actions!Q15"),
        ("WB145", "oakfield-house.xlsx!Actions!A26"),
        ("WB133", "oakfield-house.xlsx!Actions!A32"),
        ("WB276", "provider.xlsx!Sessions!D14"),
        ("WB216", "provider.xlsx!Workforce!D26"),
    ]
    assert Severity.ERROR not in {each.severity for each in reading().problems}


def test_at_least_sixty_actions_stand_in_every_claimed_status() -> None:
    actions = reading().register.actions
    assert len(actions) >= 60
    assert {str(each.status) for each in actions} == {
        "Not started",
        "In progress",
        "Proposed for closure",
        "Closed",
        "Cancelled",
    }


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_every_sheet_and_every_column_is_in_use(sheet: object) -> None:
    (known,) = [each for each in SHEETS if each is sheet]
    records = getattr(reading().register, known.attribute)
    assert records
    unused = [
        column.heading
        for column in known.columns
        if all(getattr(record, column.field) in (None, ()) for record in records)
    ]
    assert unused == []


def test_every_assured_status_is_shown() -> None:
    assert {each.assured_status for each in assessment().actions} == set(AssuredStatus)


@pytest.mark.parametrize(
    ("ref", "figures", "relative", "window"),
    [
        pytest.param("OAK-001", [12, 3, -9], -75.0, "8 weeks", id="medication errors"),
        pytest.param("BIR-001", [8, 4, -4], -50.0, "6 weeks", id="environmental incidents"),
        pytest.param("HAR-001", [14, 5, -9], -64.3, "3 months", id="missed visits"),
    ],
)
def test_the_worked_cases_are_closed_and_assured_for_the_right_reasons(
    ref: str, figures: list[int], relative: float, window: str
) -> None:
    action = line(ref)
    assert action.assured_status is AssuredStatus.CLOSED_ASSURED
    assert action.claimed_status == "Closed"
    assert all(check.passes for check in action.gate)
    change = action.outcome_change
    assert change is not None
    assert [change.baseline, change.current, change.absolute] == figures
    assert change.window == window
    assert change.relative_percent is not None
    assert round(float(change.relative_percent), 1) == relative


@pytest.mark.parametrize("ref", ["OAK-001", "BIR-001", "HAR-001"])
def test_the_worked_cases_could_not_have_closed_a_review_earlier(ref: str) -> None:
    register = reading().register
    own = [each for each in register.reviews if each.action == ref and each.reviewed_on]
    last = max(own, key=lambda each: each.reviewed_on.order if each.reviewed_on else ())
    without = replace(register, reviews=tuple(each for each in register.reviews if each != last))
    (action,) = [each for each in judged(without).actions if each.ref == ref]
    assert action.assured_status is AssuredStatus.CLOSED_NOT_ASSURED
    assert "sustained improvement" in {check.check for check in action.gate if not check.passes}


def test_no_closure_hold_is_in_force_but_one_was() -> None:
    assert not assessment().closure_hold.in_force
    checks = {check.check: check.passes for check in line("OAK-019").gate}
    assert checks["no closure hold in force"] is False

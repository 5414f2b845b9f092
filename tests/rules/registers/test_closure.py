from dataclasses import replace
from typing import Any

import pytest

from builder.field import Action, Batch, BurstCycle, Evidence, PanelDecision, Risk, Session
from builder.policy import Policy
from builder.rules.verdict import Outcome
from tests.made import as_at, make
from tests.rules import closable
from tests.rules.closable import complaints, measures
from tests.rules.judged import FRIDAY, POLICY, assessment_of, result_of, verdicts_of, with_value


def line(ref: str = "A-1", **typed: Any) -> Action:
    return closable.action(**{"ref": ref, **typed})


def decision(ref: str = "A-1", at: str = "2026-11-19 10:15", **typed: Any) -> PanelDecision:
    known = {"decision": "Approved", "decided_by": "P-2"}
    return make(PanelDecision, **{**known, **typed}, action=ref, panel_at=at)


def risk(number: int, *lines: str, **typed: Any) -> Risk:
    known = {"likelihood": 2, "consequence": 2, "state": "Open"}
    return make(Risk, ref=f"R-{number}", actions=lines or ("A-1",), **{**known, **typed})


def batch(ref: str = "BA-1", at: str = "2026-11-19 17:00", **typed: Any) -> Batch:
    return make(Batch, ref=ref, authorised_at=at, authorised_by="P-2", **typed)


def test_b3_1_screens_every_proposed_line() -> None:
    found = result_of(
        "B3.1",
        *closable.closable(),
        line("A-2", likelihood=5, consequence=4),
        line("A-3", status="In progress"),
        kept=closable.KEPT,
    )
    assert found.figures == {"proposed": 2, "ready": 1, "not_ready": 1}
    rows = {row.subject: row.values for row in found.rows}
    assert rows["A-1"]["baseline_risk_score"] == 6
    assert rows["A-1"]["latest_validation_on"] == "2026-11-17"
    assert rows["A-2"]["baseline_risk_score"] == 20
    assert rows["A-2"]["latest_validation_on"] is None
    assert "evidence accepted" in str(rows["A-2"]["not_passed"])


@pytest.mark.parametrize(
    ("proposed_on", "panel_at"),
    [
        pytest.param("2026-11-19 09:40", "2026-11-19 10:15", id="by 09:40"),
        pytest.param("2026-11-19 09:41", "2026-11-19 15:45", id="after 09:40"),
        pytest.param("2026-11-19 15:46", "2026-11-24 10:15", id="after the second panel"),
        pytest.param("2026-11-20 08:00", "2026-11-24 10:15", id="no review day"),
        pytest.param("2026-11-19", "2026-11-24 10:15", id="a bare date runs to its end"),
        pytest.param("2026-12-24 10:00", "2026-12-24 15:45", id="Thursday before Christmas"),
    ],
)
def test_b3_1_names_the_panel_that_a_line_goes_to(proposed_on: str, panel_at: str) -> None:
    found = result_of("B3.1", line(proposed_on=proposed_on))
    assert found.rows[0].values["panel_at"] == as_at(panel_at)


def test_a_bank_holiday_is_no_review_day_unless_a_panel_sat() -> None:
    """Good Friday 2027 is 26 March; a policy of Fridays would not remind of it."""
    policy = replace(POLICY, review_weekdays=(4,))
    found = result_of("B3.1", line(proposed_on="2027-03-25 12:00"), policy=policy)
    assert found.rows[0].values["panel_at"] == as_at("2027-04-02 10:15")


@pytest.mark.parametrize(
    ("current", "outcome"), [(850, Outcome.MET), (851, Outcome.FIRED)], ids=["15.0", "14.9"]
)
def test_b3_2_fires_below_15_per_cent_on_a_line_proposed_as_resolved(
    current: int, outcome: Outcome
) -> None:
    (verdict,) = result_of("B3.2", line(), *measures(1000, current)).verdicts
    assert verdict.outcome is outcome
    assert verdict.tell == "Operations Manager"


def test_b3_2_is_immediate_from_the_proposal() -> None:
    (verdict,) = result_of("B3.2", line(), *measures(10, 10)).verdicts
    assert verdict.by == as_at("2026-11-19 09:15")


@pytest.mark.parametrize(
    "typed",
    [{"proposed_outcome": "Partly resolved"}, {"proposed_outcome": None}, {"status": "Closed"}],
)
def test_b3_2_leaves_other_lines_to_their_gate(typed: dict[str, Any]) -> None:
    (verdict,) = result_of("B3.2", line(**typed), *measures(10, 10)).verdicts
    assert verdict.outcome is Outcome.NOT_DUE


def test_b3_2_shows_failure_rates_of_every_line_with_a_measure() -> None:
    found = result_of(
        "B3.2",
        line(status="In progress"),
        *measures(80, 90, denominator=100, better="Higher"),
    )
    values = found.rows[0].values
    assert (values["baseline_rate"], values["current_rate"]) == (20, 10)
    assert values["reduction_percent"] == 50


def test_b3_3_counts_the_latest_period_of_each_theme() -> None:
    found = result_of(
        "B3.3",
        line(),
        *closable.reviews(),
        *complaints("2026-10-25", "2026-11-11", "2026-11-12"),
    )
    (row,) = found.rows
    assert (row.key, row.subject) == ("theme", "Medication")
    assert row.values["complaints_linked"] == 2
    assert row.values["complaints_before"] == 1
    assert row.values["complaints_closed"] == 2
    assert row.values["median_closure_days"] == 2
    assert found.figures["complaints_linked"] == 2


@pytest.mark.parametrize(
    ("received", "outcome"),
    [
        (("2026-10-25", "2026-11-11"), Outcome.FIRED),
        (("2026-10-25", "2026-10-26", "2026-11-11"), Outcome.MET),
        (("2026-10-25",), Outcome.MET),
        (("2026-01-05",), Outcome.MET),
        ((), Outcome.NOT_RECORDED),
    ],
)
def test_b3_3_fires_when_complaints_do_not_fall(
    received: tuple[str, ...], outcome: Outcome
) -> None:
    (verdict,) = result_of(
        "B3.3", line(), *closable.reviews(), *complaints(*received), kept=("Complaints",)
    ).verdicts
    assert verdict.outcome is outcome


def test_b3_3_tells_two_roles_within_four_working_hours_of_the_later_point() -> None:
    """The later point is a bare Tuesday, which runs to its end: Wednesday 09:00 to 13:00."""
    (verdict,) = result_of(
        "B3.3", line(), *closable.reviews(), *complaints("2026-10-25", "2026-11-11")
    ).verdicts
    assert (verdict.tell, verdict.also_tell) == ("Registered Manager", ("Operations Manager",))
    assert verdict.by == as_at("2026-11-18 13:00")


def test_b3_3_can_be_read_literally() -> None:
    policy = with_value("complaints_equal_only", True)
    rise = complaints("2026-10-25", "2026-11-11", "2026-11-12")
    (verdict,) = result_of("B3.3", line(), *closable.reviews(), *rise, policy=policy).verdicts
    assert verdict.outcome is Outcome.MET


def test_b3_4_decisions_add_up_to_the_lines_put_to_the_latest_panel() -> None:
    found = result_of(
        "B3.4",
        *(line(f"A-{n}") for n in range(1, 6)),
        decision("A-1"),
        decision("A-2", at="2026-11-19 15:45"),
        decision("A-3", at="2026-11-19 15:45", decision="Deferred"),
        decision("A-4", at="2026-11-19 15:45", decision="Rejected"),
        decision("A-5", at="2026-11-19 15:45", decision=None),
        decision("A-1", at="2026-11-20 17:21", decision="Rejected"),
    )
    assert found.figures == {"put_to_panel": 4, "approved": 1, "deferred": 1, "rejected": 1}
    assert found.left_out["approved"] == ("A-5",)
    assert [row.values["put_to_panel"] for row in found.rows] == [4, 1]


def test_b3_4_counts_a_line_put_twice_to_one_panel_once() -> None:
    found = result_of("B3.4", line(), decision(decision="Deferred"), decision())
    assert found.figures["put_to_panel"] == 1


PROOFS = [
    pytest.param((10, 5), True, Outcome.MET, Outcome.MET, id="both"),
    pytest.param((10, 5), False, Outcome.MET, Outcome.FIRED, id="movement alone"),
    pytest.param((10, 9), True, Outcome.MET, Outcome.FIRED, id="assurance alone"),
    pytest.param((10, 9), False, Outcome.FIRED, Outcome.FIRED, id="neither"),
    pytest.param((0, 0), False, Outcome.FIRED, Outcome.FIRED, id="not computable"),
]


def put(values: tuple[int, int], external: bool, **typed: Any) -> list[Any]:
    return [
        line(),
        *closable.people(),
        closable.evidence(external=external),
        closable.review_of_file(),
        *measures(*values),
        decision(**typed),
    ]


@pytest.mark.parametrize(("values", "external", "literal", "strict"), PROOFS)
def test_b3_4_defers_automatically_where_both_proofs_are_absent(
    values: tuple[int, int], external: bool, literal: Outcome, strict: Outcome
) -> None:
    records = put(values, external)
    assert result_of("B3.4", *records).verdicts[0].outcome is literal
    policy = with_value("one_proof_defers", True)
    assert result_of("B3.4", *records, policy=policy).verdicts[0].outcome is strict


@pytest.mark.parametrize(("count", "outcome"), [(5, Outcome.MET), (6, Outcome.FIRED)])
def test_b3_5_fires_above_five_residual_risks_of_the_batch(count: int, outcome: Outcome) -> None:
    found = result_of(
        "B3.5",
        line(status="Closed"),
        line("A-2"),
        decision(batch="BA-1"),
        batch(),
        *(risk(number) for number in range(count)),
        risk(90, "A-2"),
        risk(91, state="Closed"),
        risk(92, likelihood=1, consequence=3),
    )
    assert found.figures["residual_medium_or_high"] == count
    assert found.figures["residual_all"] == count + 1
    assert found.verdicts[0].outcome is outcome


def test_b3_5_counts_a_shared_risk_once_and_leaves_an_unknown_one_out() -> None:
    found = result_of(
        "B3.5",
        line(status="Closed"),
        line("A-2", status="Closed"),
        decision(batch="BA-1"),
        decision("A-2", batch="BA-1"),
        batch(),
        risk(1, "A-1", "A-2"),
        risk(2, likelihood=None),
    )
    assert found.figures["residual_medium_or_high"] == 1
    assert found.left_out["residual_medium_or_high"] == ("R-2",)
    assert found.figures["closed"] == 2
    assert found.figures["closed_not_assured"] == 2


def test_b3_5_speaks_of_the_latest_batch_and_keeps_the_earlier_in_rows() -> None:
    found = result_of(
        "B3.5",
        line(status="Closed"),
        line("A-2", status="Closed"),
        line("A-3"),
        decision(batch="BA-1"),
        decision("A-2", at="2026-11-20 10:15", batch="BA-2"),
        decision("A-3", decision="Deferred"),
        batch(),
        batch("BA-2", "2026-11-20 17:10"),
        batch("BA-3", "2026-11-20 17:21"),
        kept=("Risks",),
    )
    assert "BA-2" in found.note
    assert found.figures["closed"] == 1
    assert found.figures["deferred_awaiting_review"] == 1
    assert [row.subject for row in found.rows] == ["BA-2", "BA-1"]


def test_b3_5_without_risks_is_not_recorded_never_nought() -> None:
    found = result_of("B3.5", line(), batch())
    assert found.figures["residual_medium_or_high"] is None
    assert found.verdicts[0].outcome is Outcome.NOT_RECORDED


@pytest.mark.parametrize("id", ["B3.2", "B3.3", "B3.4", "B3.5"])
def test_without_its_sheet_a_register_is_not_recorded(id: str) -> None:
    found = result_of(id, line())
    assert not found.recorded
    assert set(found.figures.values()) <= {None}
    assert {each.outcome for each in found.verdicts} == {Outcome.NOT_RECORDED}


def outcomes(
    rule: str, *records: Any, at: str = FRIDAY, kept: tuple[str, ...] = (), policy: Policy = POLICY
) -> dict[str, Outcome]:
    found = verdicts_of(assessment_of(*records, at=at, kept=kept, policy=policy), rule)
    return {ref: each.outcome for ref, each in found.items()}


def gate_review(held_at: str | None) -> Session:
    return make(Session, kind="Gate review", scheduled_for="2026-11-19 09:40", held_at=held_at)


@pytest.mark.parametrize(
    ("held_at", "at", "outcome"),
    [
        ("2026-11-19 09:40", FRIDAY, Outcome.MET),
        ("2026-11-19 09:41", FRIDAY, Outcome.FIRED),
        (None, "2026-11-19 09:40", Outcome.NOT_DUE),
        (None, "2026-11-19 09:41", Outcome.FIRED),
    ],
)
def test_the_gate_register_is_ready_by_0940_on_a_review_day(
    held_at: str | None, at: str, outcome: Outcome
) -> None:
    found = outcomes("gate_register_by_0940", line(), gate_review(held_at), at=at)
    assert found["2026-11-19"] is outcome


def test_on_other_days_the_gate_is_idle_not_missed() -> None:
    policy = replace(POLICY, review_weekdays=())
    found = outcomes("gate_register_by_0940", line(), gate_review(None), policy=policy)
    assert found == {"": Outcome.NOT_DUE}


def test_a_day_with_a_panel_is_a_review_day_whatever_its_weekday() -> None:
    panel = decision(at="2026-11-20 10:15")
    found = outcomes("gate_register_by_0940", line(), gate_review("2026-11-19 09:30"), panel)
    assert found == {"2026-11-20": Outcome.FIRED}


@pytest.mark.parametrize(
    ("authorised_at", "outcome"),
    [("2026-11-19 17:10", Outcome.MET), ("2026-11-19 17:11", Outcome.FIRED)],
)
def test_the_batch_is_authorised_by_1710_of_its_panels_day(
    authorised_at: str, outcome: Outcome
) -> None:
    records = (line(), decision(batch="BA-1"), batch(at=authorised_at))
    found = verdicts_of(assessment_of(*records), "batch_by_1710")
    assert {ref: each.outcome for ref, each in found.items()} == {"BA-1": outcome}
    assert found["BA-1"].reason.startswith("Approved on 19 November 2026: A-1. Authorised 19 ")


def test_an_approval_in_no_batch_is_late_after_1710() -> None:
    records = (line(), decision(), batch(at="2026-11-17 17:00"))
    early, late = "2026-11-19 17:10", "2026-11-19 17:11"
    assert outcomes("batch_by_1710", *records, at=early) == {"2026-11-19": Outcome.NOT_DUE}
    assert outcomes("batch_by_1710", *records, at=late) == {"2026-11-19": Outcome.FIRED}


@pytest.mark.parametrize(
    ("count", "issued", "outcome"),
    [
        (6, "2026-11-19 17:30", Outcome.FIRED),
        (6, None, Outcome.MET),
        (5, "2026-11-19 17:30", Outcome.MET),
        (6, "2026-11-20 17:21", Outcome.MET),
    ],
)
def test_no_update_is_issued_while_the_batch_is_blocked_b3_5(
    count: int, issued: str | None, outcome: Outcome
) -> None:
    found = outcomes(
        "update_issued_while_blocked",
        line(),
        decision(batch="BA-1"),
        batch(update_issued_at=issued),
        *(risk(number) for number in range(count)),
    )
    assert found == {"BA-1": outcome}


@pytest.mark.parametrize(
    ("values", "external", "fires"),
    [
        ((10, 5), False, False),
        ((10, 9), True, False),
        ((10, 9), False, True),
    ],
)
def test_an_approval_on_tasks_alone_is_a_sign_b3_s3(
    values: tuple[int, int], external: bool, fires: bool
) -> None:
    found = outcomes("approved_on_tasks_alone", *put(values, external))
    assert found["A-1"] is (Outcome.FIRED if fires else Outcome.MET)


@pytest.mark.parametrize(
    ("reason", "outcome"), [("Relatives confirm it", Outcome.MET), (None, Outcome.FIRED)]
)
def test_an_approval_on_one_proof_needs_a_reason_b3_4(reason: str | None, outcome: Outcome) -> None:
    assert outcomes("one_proof_without_reason", *put((10, 5), False, reason=reason)) == {
        "A-1": outcome
    }
    assert outcomes("one_proof_without_reason", *put((10, 5), True, reason=reason)) == {}


@pytest.mark.parametrize(
    ("by", "outcome"),
    [("P-1", Outcome.FIRED), ("P-2", Outcome.MET), (None, Outcome.NOT_COMPUTABLE)],
)
def test_the_owner_deciding_is_shown_whatever_was_decided(by: str | None, outcome: Outcome) -> None:
    rejected = decision(decision="Rejected", decided_by=by)
    assert outcomes("owner_decides_own_line", line(), rejected) == {"A-1": outcome}


@pytest.mark.parametrize(
    ("values", "outcome"),
    [
        ((10, 9), Outcome.MET),
        ((10, 10), Outcome.FIRED),
        ((10, 11), Outcome.FIRED),
        ((0, 0), Outcome.FIRED),
    ],
)
def test_sign_off_without_movement_b3_s1(values: tuple[int, int], outcome: Outcome) -> None:
    proposed = [line(), *measures(*values)]
    put_forward = [line(status="In progress"), *measures(*values), decision()]
    assert outcomes("sign_off_without_movement", *proposed) == {"A-1": outcome}
    assert outcomes("sign_off_without_movement", *put_forward) == {"A-1": outcome}


def test_a_line_nobody_put_forward_shows_no_sign_off() -> None:
    records = [line(status="In progress"), *measures(10, 10)]
    assert outcomes("sign_off_without_movement", *records) == {}


@pytest.mark.parametrize(
    ("rows", "outcome"),
    [
        pytest.param([], Outcome.FIRED, id="none recorded"),
        pytest.param(complaints("2026-10-01"), Outcome.FIRED, id="none in the last two periods"),
        pytest.param(complaints("2026-11-05"), Outcome.MET, id="one, closed"),
        pytest.param(
            [replace(each, closed_on=None) for each in complaints("2026-11-05")],
            Outcome.FIRED,
            id="one, not closed",
        ),
    ],
)
def test_weak_complaint_data_b3_s2(rows: list[Any], outcome: Outcome) -> None:
    found = outcomes(
        "weak_complaint_data", line(), *closable.reviews(), *rows, kept=("Complaints",)
    )
    assert found == {"A-1": outcome}


def suspended() -> list[Any]:
    reviews = [
        closable.review_of_file(
            evidence=f"X-{n}", outcome_proof=False, reviewed_at="2026-11-18 14:00"
        )
        for n in range(4)
    ]
    return [make(BurstCycle, burst="BU-1", closed_at="2026-11-18 18:00"), *reviews]


@pytest.mark.parametrize(
    ("at", "outcome"),
    [
        ("2026-11-18 17:59", Outcome.MET),
        ("2026-11-18 18:00", Outcome.FIRED),
        ("2026-11-19 08:14", Outcome.FIRED),
        ("2026-11-19 08:15", Outcome.MET),
        ("2026-11-18", Outcome.NOT_COMPUTABLE),
    ],
)
def test_an_approval_inside_a_hold_is_reported_b2_5(at: str, outcome: Outcome) -> None:
    found = outcomes("approval_during_hold", line(), decision(at=at), *suspended())
    assert found == {"A-1": outcome}


@pytest.mark.parametrize(
    ("approvals", "gravest"),
    [
        pytest.param(
            ("2026-11-18 18:30", "2026-11-19 10:15"),
            (Outcome.FIRED, "2026-11-18 18:30"),
            id="inside, then after it",
        ),
        pytest.param(
            ("2026-11-17 10:15", "2026-11-18 18:30"),
            (Outcome.FIRED, "2026-11-18 18:30"),
            id="before it, then inside",
        ),
        pytest.param(
            ("2026-11-18 18:30", "2026-11-18 19:00"),
            (Outcome.FIRED, "2026-11-18 19:00"),
            id="inside twice: the later",
        ),
        pytest.param(
            ("2026-11-17 10:15", "2026-11-18"),
            (Outcome.NOT_COMPUTABLE, "2026-11-18 23:59:59"),
            id="before it, then on its day",
        ),
        pytest.param(
            ("2026-11-18", "2026-11-19 10:15"),
            (Outcome.NOT_COMPUTABLE, "2026-11-18 23:59:59"),
            id="on its day, then after it",
        ),
    ],
)
def test_the_gravest_of_a_lines_approvals_is_reported_b2_5(
    approvals: tuple[str, ...], gravest: tuple[Outcome, str]
) -> None:
    rows = [decision(at=each) for each in approvals]
    assessment = assessment_of(line(), *rows, *suspended())
    found = verdicts_of(assessment, "approval_during_hold")["A-1"]
    outcome, since = gravest
    assert (found.outcome, found.since) == (outcome, as_at(since))


def test_a_deferral_inside_a_hold_is_no_breach() -> None:
    deferred = decision(at="2026-11-18 18:30", decision="Deferred")
    assert outcomes("approval_during_hold", line(), deferred, *suspended()) == {}


@pytest.mark.parametrize(
    ("source_date", "status", "expected"),
    [
        ("2026-10-21", "In progress", {"A-1": Outcome.MET}),
        ("2026-10-20", "In progress", {"A-1": Outcome.FIRED}),
        ("2026-10-20", "Closed", {"A-1": Outcome.FIRED}),
        ("2026-10-20", "Cancelled", {}),
    ],
)
def test_an_outdated_attachment_of_a_watched_line_is_a_sign_b2_s1(
    source_date: str, status: str, expected: dict[str, Outcome]
) -> None:
    records = (line(status=status), closable.evidence(source_date=source_date))
    assert outcomes("outdated_attachment", *records) == expected


@pytest.mark.parametrize(
    ("claims", "current", "expected"),
    [
        (True, 9, {"A-1": Outcome.MET}),
        (True, 10, {"A-1": Outcome.FIRED}),
        (True, None, {"A-1": Outcome.NOT_COMPUTABLE}),
        (False, 10, {}),
    ],
)
def test_a_claim_without_movement_b2_s2(
    claims: bool, current: int | None, expected: dict[str, Outcome]
) -> None:
    records: list[Any] = [line(), closable.evidence(shows_outcome=claims), *measures(10, current)]
    assert outcomes("claim_without_movement", *records) == expected
    assert isinstance(records[1], Evidence)

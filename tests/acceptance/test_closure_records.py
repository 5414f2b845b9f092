"""B3.4 and B3.5: panels, automatic deferral, batches and the closure update."""

import pytest

from tests.acceptance.closure_sheets import complaint_rows, measures, panel, passing
from tests.acceptance.command import Command
from tests.workbook_text import rows

NO_MOVEMENT = measures(("10", ""), ("10", ""))
UNCHANGED = complaint_rows("2026-10-25", "2026-11-12")


def panelled(
    *panels: dict[str, str], external: str = "yes", measured: str = "", **line: str
) -> dict[str, str]:
    sheets = passing(**line)
    sheets["Evidence"] = sheets["Evidence"].replace("| yes | yes", f"| {external} | yes")
    sheets["Complaints"] = UNCHANGED
    if measured:
        sheets["Measures"] = measured
    return {**sheets, "Panels": rows(*panels)}


def test_decisions_of_the_latest_panel_are_counted(assess: Command) -> None:
    sheets = panelled(
        panel("Deferred", "2026-11-17 10:15"),
        panel("Approved", "2026-11-19 10:15"),
        {**panel("Rejected", "2026-11-19 10:15"), "Action ref": "A-2"},
    )
    sheets["Actions"] += "\n" + sheets["Actions"].splitlines()[1].replace("A-1", "A-2")
    answer = assess(sheets)
    assert answer.figures("B3.4") == {
        "put_to_panel": 2,
        "approved": 1,
        "deferred": 0,
        "rejected": 1,
    }
    assert len(answer.register("B3.4")["rows"]) == 2


@pytest.mark.parametrize(
    ("external", "measured", "verdict"),
    [
        pytest.param("no", NO_MOVEMENT, "fired", id="neither"),
        pytest.param("yes", NO_MOVEMENT, "met", id="external assurance alone"),
        pytest.param("no", "", "met", id="movement alone"),
        pytest.param("yes", "", "met", id="both"),
    ],
)
def test_automatic_deferral_needs_both_to_be_absent(
    assess: Command, external: str, measured: str, verdict: str
) -> None:
    answer = assess(panelled(panel("Approved"), external=external, measured=measured))
    limits = answer.limits("B3.4", "automatic_deferral")
    assert [each["verdict"] for each in limits] == [verdict]
    sign = answer.outcome("approved_on_tasks_alone", "A-1")
    assert sign == ("fired" if verdict == "fired" else "met")


@pytest.mark.parametrize(
    ("decision", "verdict"),
    [("Approved", "fired"), ("", "fired"), ("Deferred", "met"), ("Rejected", "met")],
)
def test_a_deferral_or_rejection_is_what_automatic_deferral_asks_for(
    assess: Command, decision: str, verdict: str
) -> None:
    answer = assess(panelled(panel(decision), external="no", measured=NO_MOVEMENT))
    (limit,) = answer.limits("B3.4", "automatic_deferral")
    assert limit["verdict"] == verdict


def test_complaints_that_fell_are_external_assurance(assess: Command) -> None:
    sheets = panelled(panel("Approved"), external="no", measured=NO_MOVEMENT)
    sheets["Complaints"] = complaint_rows("2026-10-25", "2026-10-26", "2026-11-12")
    limits = assess(sheets).limits("B3.4", "automatic_deferral")
    assert [each["verdict"] for each in limits] == ["met"]


@pytest.mark.parametrize(("by", "verdict"), [("P-1", "fired"), ("P-2", "met")])
def test_nobody_decides_on_their_own_line(assess: Command, by: str, verdict: str) -> None:
    closed = {"Status": "Closed", "Closed_on": "2026-11-20"}
    answer = assess(panelled(panel("Approved", by=by), **closed))
    assert answer.outcome("owner_decides_own_line", "A-1") == verdict
    gate = answer.gate("decision independent of the owner")
    assert gate is not None
    assert gate["verdict"] == verdict


@pytest.mark.parametrize(
    ("at", "verdict"),
    [
        ("2026-11-19 18:00", "fired"),
        ("2026-11-20 08:14", "fired"),
        ("2026-11-20 08:15", "met"),
        ("2026-11-19 17:59", "met"),
    ],
)
def test_no_approval_during_a_hold(assess: Command, at: str, verdict: str) -> None:
    sheets = panelled(panel("Approved", at))
    head = sheets["Validity reviews"].strip().splitlines()[0]
    more = [f"BU-1 | X-{n} | 2026-11-19 13:00 | P-2 | no | yes | yes | no" for n in range(4)]
    sheets["Validity reviews"] = "\n".join(
        (head, *(sheets["Validity reviews"].strip().splitlines()[1:]), *more)
    )
    evidence_head, row = sheets["Evidence"].splitlines()
    files = [row.replace("E-1", f"X-{n}").replace("A-1", "A-9") for n in range(4)]
    sheets["Evidence"] = "\n".join((evidence_head, row, *files))
    sheets["Actions"] += "\n" + sheets["Actions"].splitlines()[1].replace("A-1", "A-9").replace(
        "Proposed for closure", "In progress"
    )
    sheets["Burst cycles"] = "Burst ID | Closed at | Closed by\nBU-1 | 2026-11-19 18:00 | P-2"
    answer = assess(sheets)
    assert answer.outcome("approval_during_hold", "A-1") == verdict


def batch(count: int, issued: str = "", authorised: str = "2026-11-19 17:00") -> dict[str, str]:
    sheets = panelled(
        panel("Approved", "2026-11-19 10:15", Batch_ID="BA-1"),
        Status="Closed",
        Closed_on="2026-11-19",
    )
    sheets["Batches"] = f"""
        Batch ID | Authorised at | Authorised by | Update issued at
        BA-1 | {authorised} | P-2 | {issued}"""
    pairs = [("1", "4"), ("2", "4"), ("4", "5"), ("2", "2"), ("1", "5"), ("3", "3"), ("2", "3")]
    sheets["Risks"] = rows(
        {
            "Risk ref": "R-L",
            "Action refs": "A-1",
            "Title": "Low",
            "Likelihood": "1",
            "Consequence": "3",
            "State": "Open",
        },
        {
            "Risk ref": "R-C",
            "Action refs": "A-1",
            "Title": "Closed",
            "Likelihood": "5",
            "Consequence": "5",
            "State": "Closed",
        },
        {
            "Risk ref": "R-O",
            "Action refs": "A-7",
            "Title": "Other",
            "Likelihood": "5",
            "Consequence": "5",
            "State": "Open",
        },
        *(
            {
                "Risk ref": f"R-{n}",
                "Action refs": "A-1",
                "Title": "Risk",
                "Likelihood": one,
                "Consequence": other,
                "State": "Open",
            }
            for n, (one, other) in enumerate(pairs[:count])
        ),
    )
    return sheets


@pytest.mark.parametrize(("count", "verdict"), [(5, "met"), (6, "fired")])
def test_six_residual_risks_of_a_batch_hold_the_update(
    assess: Command, count: int, verdict: str
) -> None:
    answer = assess(batch(count))
    figures = answer.figures("B3.5")
    assert figures["closed"] == 1
    assert figures["residual_medium_or_high"] == count
    assert figures["deferred_awaiting_review"] == 0
    limit = answer.limit("B3.5", "residual_risk_batch")
    assert (limit["verdict"], limit["observed"], limit["limit"]) == (verdict, count, 5)
    assert limit["comparison"] == "exceeds"


def test_without_risks_the_residual_figure_is_null(assess: Command) -> None:
    sheets = batch(6)
    del sheets["Risks"]
    answer = assess(sheets)
    assert answer.register("B3.5")["recorded"] is True
    assert answer.figures("B3.5")["residual_medium_or_high"] is None
    assert answer.limit("B3.5", "residual_risk_batch")["verdict"] == "not_recorded"


@pytest.mark.parametrize(
    ("count", "issued", "verdict"),
    [(6, "2026-11-19 17:30", "fired"), (5, "2026-11-19 17:30", "met"), (6, "", "met")],
)
def test_no_update_is_issued_while_blocked(
    assess: Command, count: int, issued: str, verdict: str
) -> None:
    found = assess(batch(count, issued)).outcome("update_issued_while_blocked")
    assert found in ({verdict, "not_due"} if not issued else {verdict})


@pytest.mark.parametrize(
    ("count", "code"), [pytest.param(6, 1, id="blocked"), pytest.param(5, 0, id="not blocked")]
)
def test_a_blocked_update_is_exit_code_1_only_with_strict(
    assess: Command, count: int, code: int
) -> None:
    sheets = batch(count)
    sheets["Risks"] = "\n".join(
        line for line in sheets["Risks"].splitlines() if not line.startswith("R-O")
    )
    sheets["Services"] = "Service ID | Name | Type\nOAK | Oakfield House | Residential"
    assert assess(sheets).exit_code == 0
    strict = assess.judge("2026-11-20T17:20", "--strict")
    assert (strict.exit_code, strict.problems("WB")) == (code, strict.problems("WB"))


@pytest.mark.parametrize(
    ("authorised", "verdict"), [("2026-11-19 17:10", "met"), ("2026-11-19 17:11", "fired")]
)
def test_the_batch_is_authorised_by_1710(assess: Command, authorised: str, verdict: str) -> None:
    assert (
        assess(batch(1, authorised=authorised)).verdicts("batch_by_1710")[0]["verdict"] == verdict
    )


@pytest.mark.parametrize(
    ("held", "verdict"), [("2026-11-19 09:40", "met"), ("2026-11-19 09:41", "fired")]
)
def test_the_gate_register_is_ready_by_0940(assess: Command, held: str, verdict: str) -> None:
    sheets = panelled(panel("Deferred", "2026-11-19 10:15"))
    sheets["Sessions"] = f"""
        Kind | Scheduled for | Held at | Led by
        Gate review | 2026-11-19 09:30 | {held} | P-2"""
    words = {
        str(each["subject"]["ref"]): each["verdict"]
        for each in assess(sheets).verdicts("gate_register_by_0940")
    }
    assert verdict in words.values(), words


@pytest.mark.parametrize(("later", "count"), [("", 1), ("2026-11-20 10:15", 0)])
def test_deferred_lines_await_their_review(assess: Command, later: str, count: int) -> None:
    sheets = batch(1)
    deferred = panel("Deferred", "2026-11-19 10:15", Re_review_on="2026-11-24", Batch_ID="BA-1")
    decisions = [
        panel("Approved", "2026-11-19 10:15", Batch_ID="BA-1"),
        {**deferred, "Action ref": "A-2"},
    ]
    if later:
        decisions.append({**panel("Rejected", later), "Action ref": "A-2"})
    other = {**passing(Ref="A-2", Status="In progress")}["Actions"].splitlines()
    closed = passing(Status="Closed", Closed_on="2026-11-19")["Actions"].splitlines()
    sheets["Actions"] = "\n".join((*closed, f"{other[1]} |"))
    sheets["Panels"] = rows(*decisions)
    assert assess(sheets).figures("B3.5")["deferred_awaiting_review"] == count


@pytest.mark.parametrize(
    ("measured", "expected"),
    [
        pytest.param(
            measures(("12", ""), ("3", "")),
            {"baseline": 12, "current": 3, "absolute": -9, "relative_percent": -75},
            id="12 to 3 a month",
        ),
        pytest.param(
            measures(("8", ""), ("4", "")),
            {"baseline": 8, "current": 4, "absolute": -4, "relative_percent": -50},
            id="-50 percent",
        ),
        pytest.param(
            measures(("14", "100"), ("5", "100"), unit="missed visits"),
            {
                "baseline": 14,
                "current": 5,
                "absolute": -9,
                "relative_percent": -64.3,
                "absolute_unit": "points",
            },
            id="14 % to 5 %",
        ),
    ],
)
def test_the_worked_cases_of_outcome_change(
    assess: Command, measured: str, expected: dict[str, object]
) -> None:
    change = assess({**passing(), "Measures": measured}).action()["outcome_change"]
    assert {
        "baseline",
        "current",
        "unit",
        "absolute",
        "absolute_unit",
        "relative_percent",
        "window",
    } <= set(change)
    found = {key: change[key] for key in expected}
    found["relative_percent"] = round(found["relative_percent"], 1)
    assert found == expected

"""B2.3: records against practice, and the visit that follows."""

import pytest

from tests.acceptance.burst_sheets import drawn, files, lines, proof
from tests.acceptance.command import Command
from tests.workbook_text import rows


@pytest.mark.parametrize(
    ("matching", "percent", "verdict"), [("87", 87, "met"), ("86", 86, "fired")]
)
def test_records_below_87_percent_call_for_another_visit(
    assess: Command, matching: str, percent: int, verdict: str
) -> None:
    shifts = """
        Service ID | Shift | Starts | Ends
        OAK | Day | 08:00 | 20:00
        OAK | Night | 20:00 | 08:00"""
    sheets = {
        "Actions": lines("A-1"),
        "Evidence": files("E-1"),
        "Burst samples": drawn("E-1"),
        "Live proof": rows(proof(matching=matching)),
        "Shifts": shifts,
    }
    answer = assess(sheets)
    assert answer.figures("B2.3")["match_percent"] == percent
    assert answer.figures("B2.3")["records_checked"] == 100
    limit = answer.limit("B2.3", "record_match")
    assert (limit["verdict"], limit["observed"], limit["limit"]) == (verdict, percent, 87)
    if verdict == "fired":
        assert limit["by"] == "2026-11-20T20:00:00+00:00"
        assert answer.outcome("revisit_missed") == "not_due"


def test_no_records_checked_is_not_computable(assess: Command) -> None:
    sheets = {
        "Actions": lines("A-1"),
        "Evidence": files("E-1"),
        "Burst samples": drawn("E-1"),
        "Live proof": rows(proof(checked="0", matching="0")),
    }
    answer = assess(sheets)
    assert answer.figures("B2.3")["match_percent"] is None
    assert answer.limit("B2.3", "record_match")["verdict"] == "not_computable"


def test_the_samples_of_a_burst_are_judged_together(assess: Command) -> None:
    sheets = {
        "Actions": lines("A-1"),
        "Evidence": files("E-1", "E-2"),
        "Burst samples": drawn("E-1", "E-2"),
        "Live proof": rows(proof("E-1", "10", "10"), proof("E-2", "10", "7")),
    }
    answer = assess(sheets)
    assert answer.figures("B2.3")["records_matching"] == 17
    assert answer.limit("B2.3", "record_match")["verdict"] == "fired"
    assert answer.limit("B2.3", "record_match")["by"] == "2026-11-20T22:00:00+00:00"
    assert answer.limit("B2.3", "record_match")["is_estimated"] is True


@pytest.mark.parametrize(
    ("again_at", "matching", "verdict"),
    [
        pytest.param("2026-11-19 19:59", "90", "met", id="before the shift ends"),
        pytest.param("2026-11-19 20:01", "90", "fired", id="after it"),
    ],
)
def test_the_same_sample_is_revisited_within_the_shift(
    assess: Command, again_at: str, matching: str, verdict: str
) -> None:
    shifts = """
        Service ID | Shift | Starts | Ends
        | Day | 08:00 | 20:00
        | Night | 20:00 | 08:00"""
    sheets = {
        "Actions": lines("A-1"),
        "Evidence": files("E-1"),
        "Shifts": shifts,
        "Burst samples": drawn("E-1", at="2026-11-19 11:00"),
        "Live proof": rows(
            proof(matching="80", Checked_at="2026-11-19 14:00"),
            proof(matching=matching, Checked_at=again_at),
        ),
    }
    assert assess(sheets).verdicts("revisit_missed")[0]["verdict"] == verdict

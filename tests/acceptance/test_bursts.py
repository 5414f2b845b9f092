"""B2.1 and B2.2: the sampler and the validity review."""

import pytest

from tests.acceptance.burst_sheets import FILES, drawn, files, lines, review
from tests.acceptance.command import Command
from tests.workbook_text import action, rows


def test_the_sampler_counts_strata_and_overlaps(assess: Command) -> None:
    table = """
        Burst ID | Drawn at | Evidence ref | Stratum
        BU-0 | 2026-11-19 11:00 | E-4 | Other
        BU-1 | 2026-11-20 11:00 | E-1 | High-risk
        BU-1 | 2026-11-20 11:00 | E-2 | Both
        BU-1 | 2026-11-20 11:00 | E-3 | Newly closed"""
    answer = assess({"Actions": lines("A-1"), "Evidence": files(*FILES), "Burst samples": table})
    assert answer.figures("B2.1") == {"selected": 3, "from_high_risk": 2, "from_newly_closed": 2}
    rows_found = {each["burst"]: each["selected"] for each in answer.register("B2.1")["rows"]}
    assert rows_found["BU-0"] == 1


def test_absent_sheets_of_the_burst_are_not_recorded(assess: Command) -> None:
    answer = assess({"Actions": lines("A-1")})
    for name in ("B2.1", "B2.2", "B2.3", "B2.4", "B2.5"):
        assert answer.register(name)["recorded"] is False
        assert set(answer.figures(name).values()) == {None}
        assert {each["verdict"] for each in answer.register(name)["verdicts"]} <= {"not_recorded"}


@pytest.mark.parametrize(("faulty", "verdict"), [(2, "met"), (3, "fired")])
def test_the_third_invalid_file_fires(assess: Command, faulty: int, verdict: str) -> None:
    failings = [("no", "no", "no"), ("yes", "no", "yes"), ("yes", "yes", "no")][:faulty]
    reviews = [review(f"E-{n + 1}", *words) for n, words in enumerate(failings)]
    reviews[-1]["Reviewed at"] = "2026-11-20 13:30"
    sheets = {
        "Actions": lines("A-1"),
        "Evidence": files(*FILES),
        "Burst samples": drawn(*FILES),
        "Validity reviews": rows(*reviews, review("E-4")),
    }
    answer = assess(sheets)
    figures = answer.figures("B2.2")
    assert figures["invalid"] == faulty
    assert figures["matching_practice"] == faulty  # all but E-1 match
    assert figures["outdated_source"] == 2
    assert figures["lacking_outcome_proof"] == (1 if faulty == 2 else 2)
    limit = answer.limit("B2.2", "invalid_evidence")
    assert (limit["verdict"], limit["observed"], limit["limit"]) == (verdict, faulty, 2)
    assert (limit["comparison"], limit["tell"]) == ("exceeds", "Registered Manager")
    if verdict == "fired":
        assert limit["by"] == "2026-11-20T14:30:00+00:00"
    row = answer.row("B2.2", "burst", "BU-1")
    assert row["invalid"] == faulty


@pytest.mark.parametrize(
    ("source", "raised", "outdated"),
    [
        pytest.param("2026-10-21", "2026-10-01", 0, id="thirty days at the review"),
        pytest.param("2026-10-20", "2026-10-01", 1, id="thirty-one days"),
        pytest.param("2026-11-01", "2026-11-01", 0, id="the day on which it was raised"),
        pytest.param("2026-10-31", "2026-11-01", 1, id="before it was raised"),
    ],
)
def test_evidence_is_outdated_by_age_or_from_before_the_line(
    assess: Command, source: str, raised: str, outdated: int
) -> None:
    sheets = {
        "Actions": rows(action(Raised_on=raised)),
        "Evidence": files("E-1", Source_date=source, Submitted_on="2026-11-11"),
        "Burst samples": drawn("E-1"),
        "Validity reviews": rows(review("E-1")),
    }
    answer = assess(sheets)
    assert answer.figures("B2.2")["outdated_source"] == outdated
    assert answer.figures("B2.2")["invalid"] == outdated

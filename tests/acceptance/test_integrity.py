"""B1.2: the three kinds of defect, their sum, and the Operations Manager's ninety minutes."""

import pytest

from tests.acceptance.command import Command
from tests.workbook_text import PERSON, action, rows

PEOPLE = rows(PERSON)


def complete(**changes: str) -> dict[str, str]:
    """A line without a defect."""
    return {**action(**{"Evidence_due": "2026-11-30", **changes})}


MISMATCHES = [
    pytest.param({"Evidence_due": "2026-12-01"}, {}, 0, id="evidence on the due day"),
    pytest.param({"Evidence_due": "2026-12-02"}, {}, 1, id="evidence after due"),
    pytest.param({"Parent_ref": "A-0", "Due": "2026-12-10"}, {}, 0, id="with the parent"),
    pytest.param({"Parent_ref": "A-0", "Due": "2026-12-11"}, {}, 1, id="after the parent"),
    pytest.param({"Source_ref": "N-1", "Due": "2026-12-05"}, {}, 0, id="on the comply-by day"),
    pytest.param({"Source_ref": "N-1", "Due": "2026-12-06"}, {}, 1, id="after the comply-by day"),
    pytest.param({"Due": "2026-12-03"}, {"To": "2026-12-03"}, 0, id="the To of the change"),
    pytest.param({"Due": "2026-12-04"}, {"To": "2026-12-03"}, 1, id="another than the To"),
    pytest.param(
        {"Status": "Closed", "Closed_on": "2026-11-10", "Evidence_due": "2026-12-02"},
        {},
        0,
        id="a closed line",
    ),
]


@pytest.mark.parametrize(("line", "change", "count"), MISMATCHES)
def test_mismatched_deadlines(
    assess: Command, line: dict[str, str], change: dict[str, str], count: int
) -> None:
    parent = complete(Ref="A-0", Due="2026-12-10")
    sheets = {
        "Actions": rows(parent, complete(**line)),
        "People": PEOPLE,
        "Notices": """
            Notice ref | Type | Service ID | Served on | Comply by
            N-1 | CQC-WN | OAK | 2026-10-01 | 2026-12-05""",
    }
    if change:
        row = {
            "Action ref": "A-1",
            "Changed on": "2026-11-02",
            "From": "2026-11-25",
            "Reason": "Parts",
            "Approved by": "P-1",
            "Approved on": "2026-11-02",
            **change,
        }
        sheets["Deadline changes"] = rows(row)
    figures = assess(sheets).figures("B1.2")
    assert figures["mismatched_deadlines"] == count
    assert figures["defects"] == count


@pytest.mark.parametrize(
    ("owner", "active_to", "count"),
    [
        pytest.param("P-1", "", 0, id="active"),
        pytest.param("P-1", "2026-11-20", 0, id="active to today"),
        pytest.param("P-1", "2026-11-19", 1, id="active to yesterday"),
        pytest.param("P-9", "", 1, id="not in People"),
        pytest.param("", "", 1, id="blank"),
    ],
)
def test_inactive_owners(assess: Command, owner: str, active_to: str, count: int) -> None:
    people = rows({**PERSON, "Active to": active_to})
    figures = assess({"Actions": rows(complete(Owner=owner)), "People": people}).figures("B1.2")
    assert figures["inactive_owner"] == count


def six_lines(missing: int, more: int) -> str:
    return rows(
        *(complete(Ref=f"A-{n}", Evidence_due="") for n in range(missing)),
        *(complete(Ref=f"B-{n}", Evidence_due="2027-01-01") for n in range(more)),
        complete(Ref="C-1"),
    )


@pytest.mark.parametrize(
    ("missing", "more", "verdict"),
    [(5, 0, "met"), (2, 3, "met"), (3, 3, "fired"), (6, 0, "fired")],
)
def test_six_defects_fire_and_five_do_not(
    assess: Command, missing: int, more: int, verdict: str
) -> None:
    answer = assess({"Actions": six_lines(missing, more), "People": PEOPLE})
    figures = answer.figures("B1.2")
    assert figures["missing_evidence_due"] == missing
    assert figures["mismatched_deadlines"] == more
    assert figures["lines_with_defects"] == missing + more
    limit = answer.limit("B1.2", "integrity_defects")
    assert limit["verdict"] == verdict
    assert limit["observed"] == missing + more
    assert (limit["limit"], limit["comparison"], limit["unit"]) == (5, "exceeds", "defects")
    assert (limit["clause"], limit["tell"]) == ("B1.2", "Operations Manager")
    assert limit["duty"]
    assert answer.limit("B1.2", "integrity_defects", "OAK")["verdict"] == verdict


def test_one_line_with_two_kinds_counts_twice(assess: Command) -> None:
    answer = assess({"Actions": rows(complete(Evidence_due="", Owner="P-9")), "People": PEOPLE})
    assert answer.figures("B1.2")["defects"] == 2
    assert answer.figures("B1.2")["lines_with_defects"] == 1


@pytest.mark.parametrize(
    ("as_at", "held", "by"),
    [
        pytest.param(
            "2026-11-20T17:20", "2026-11-20 10:20", "2026-11-20T11:50:00+00:00", id="held"
        ),
        pytest.param("2026-11-20T17:20", "", "2026-11-20T12:00:00+00:00", id="none recorded"),
        pytest.param("2026-10-20T17:20", "", "2026-10-20T12:00:00+01:00", id="summer time"),
    ],
)
def test_ninety_minutes_from_the_review(assess: Command, as_at: str, held: str, by: str) -> None:
    sessions = f"""
        Kind | Scheduled for | Held at | Led by
        Integrity review | 2026-11-20 10:00 | {held} | P-1"""
    sheets = {"Actions": six_lines(6, 0), "People": PEOPLE}
    if "-11-" in as_at:
        sheets["Sessions"] = sessions
    limit = assess(sheets, as_at).limit("B1.2", "integrity_defects")
    assert (limit["verdict"], limit["by"]) == ("fired", by)


def test_cells_name_what_was_counted(assess: Command) -> None:
    limit = assess({"Actions": six_lines(6, 0), "People": PEOPLE}).limit(
        "B1.2", "integrity_defects"
    )
    assert {"workbook", "sheet", "cell"} <= set(limit["cells"][0])
    assert {each["sheet"] for each in limit["cells"]} == {"Actions"}


def test_without_people_inactive_owners_are_null(assess: Command) -> None:
    answer = assess({"Actions": rows(complete(Owner="P-9"))})
    assert answer.figures("B1.2")["inactive_owner"] is None
    assert answer.register("B1.2")["recorded"] is True


def test_what_is_known_to_pass_the_limit_fires_without_people(assess: Command) -> None:
    answer = assess({"Actions": six_lines(6, 0)})
    assert answer.figures("B1.2")["missing_evidence_due"] == 6
    assert answer.limit("B1.2", "integrity_defects")["verdict"] == "fired"

"""The sheets of one burst, each row without a fault but for what a test changes."""

from tests.workbook_text import action, evidence, rows

FILES = ("E-1", "E-2", "E-3", "E-4")


def lines(*refs: str, **changes: str) -> str:
    return rows(*(action(Ref=each, Raised_on="2026-10-01", **changes) for each in refs))


def files(*refs: str, **changes: str) -> str:
    """Fresh files, all of line A-1."""
    fresh = {"Source_date": "2026-11-10", "Submitted_on": "2026-11-11", **changes}
    return rows(*(evidence(Evidence_ref=each, **fresh) for each in refs))


def drawn(
    *refs: str, burst: str = "BU-1", at: str = "2026-11-20 11:00", stratum: str = "Other"
) -> str:
    return rows(
        *(
            {
                "Burst ID": burst,
                "Drawn at": at,
                "Drawn by": "P-2",
                "Evidence ref": each,
                "Stratum": stratum,
            }
            for each in refs
        )
    )


def review(
    ref: str, matches: str = "yes", current: str = "yes", proof: str = "yes", **more: str
) -> dict[str, str]:
    return {
        "Burst ID": "BU-1",
        "Evidence ref": ref,
        "Reviewed at": "2026-11-20 13:00",
        "Reviewer": "P-2",
        "Matches live practice": matches,
        "Source date current": current,
        "Outcome proof": proof,
        "Corrected on": "",
        "Accepted after correction": "",
        "Action reinstated": "",
        "Escalated at": "",
        **{key.replace("_", " "): value for key, value in more.items()},
    }


def proof(
    ref: str = "E-1", checked: str = "100", matching: str = "87", **more: str
) -> dict[str, str]:
    return {
        "Burst ID": "BU-1",
        "Evidence ref": ref,
        "Checked at": "2026-11-20 14:00",
        "Steps observed": "5",
        "Records checked": checked,
        "Records matching": matching,
        "Staff prompts": "0",
        **{key.replace("_", " "): value for key, value in more.items()},
    }


def retest(person: str, correct: str, tested: str = "100", **more: str) -> dict[str, str]:
    return {
        "Burst ID": "BU-1",
        "Person ID": person,
        "Evidence ref": "E-1",
        "Retested at": "2026-11-20 15:00",
        "Stages tested": tested,
        "Stages correct": correct,
        "Critical omissions": "0",
        "Coaching minutes": "10",
        **{key.replace("_", " "): value for key, value in more.items()},
    }

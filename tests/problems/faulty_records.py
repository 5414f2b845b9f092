"""The smallest folder for each problem between records (WB3xx)."""

from tests.problems.faulty_parts import FOLDER, Faulty, at, clean, line, proof
from tests.workbook_text import PERSON, action, book, evidence, rows

SECOND = {**PERSON, "Person ID": "P-2", "Display name": "Bo Lane"}
TRIO = [action(Ref=f"A-{n}") for n in range(3)]

_BURST = {"Burst ID": "B-1", "Drawn at": "2026-11-02 09:00", "Evidence ref": "E-1"}
_REVIEW = {
    "Burst ID": "B-1",
    "Evidence ref": "E-1",
    "Reviewed at": "2026-11-01 09:00",
    "Reviewer": "P-1",
    "Matches live practice": "Yes",
    "Source date current": "Yes",
    "Outcome proof": "Yes",
}

_PANEL = {
    "Panel at": "2026-11-12 10:15",
    "Action ref": "A-1",
    "Decision": "Deferred",
    "Reason": "No change in the figure yet",
    "Decided by": "P-1",
    "Re-review on": "2026-11-26",
}


_LEAD = {**PERSON, "Roles": "Clinical Lead; Registered Manager"}


def _decided(**changes: str) -> dict[str, bytes]:
    return {"t.xlsx": clean(Panels=rows({**_PANEL, **changes}), People=rows(_LEAD))}


BETWEEN_RECORDS: dict[str, Faulty] = {
    "WB267": Faulty(
        files={
            "t.xlsx": clean(
                Findings="Finding ref | Service ID | Kind | Theme | Found at | Escalated at\n"
                "F-1 | OAK | Incident | Falls | 2026-11-10 12:00 | 2026-11-10 11:59"
            )
        },
        place="t.xlsx!Findings!F2",
    ),
    "WB301": Faulty(
        files={"t.xlsx": clean(rows(action(), action(Ref="a-1")))}, place=at("Ref"), times=2
    ),
    "WB302": Faulty(files=line(Parent_ref="A-9"), place="t.xlsx!Actions!K2"),
    "WB303": Faulty(files=line(Source_ref="N-1"), place=FOLDER, times=2),
    "WB304": Faulty(files=line(Due="2026-09-30"), place=at("Due")),
    "WB305": Faulty(files=line(Closed_on="2026-11-01"), place="t.xlsx!Actions!K2"),
    "WB306": Faulty(files=line(Status="Closed", Closed_on="2026-09-30"), place="t.xlsx!Actions!K2"),
    "WB307": Faulty(files=line(Proposed_on="2026-11-21"), place="t.xlsx!Actions!K2"),
    "WB308": Faulty(
        files={
            "t.xlsx": clean(
                Checks="Action ref | Checked on | Kind | Sample | Compliant\n"
                "A-1 | 2026-11-01 | Audit | 10 | 11"
            )
        },
        place="t.xlsx!Checks!E2",
    ),
    "WB309": Faulty(files=line(Quality_statements="ASC26-SAFE-1"), place=at("Quality statements")),
    "WB310": Faulty(files=proof(Source_date="2026-10-07"), place="t.xlsx!Evidence!F2"),
    "WB311": Faulty(
        files={
            "t.xlsx": clean(
                Evidence=rows(evidence()), People=rows({**PERSON, "Active from": "2026-10-07"})
            )
        },
        place="t.xlsx!Evidence!H2",
    ),
    "WB312": Faulty(
        files={
            "t.xlsx": clean(
                Evidence=rows(evidence()),
                Burst_samples=rows(_BURST),
                Validity_reviews=rows(_REVIEW),
                People=rows(_LEAD),
            )
        },
        place="t.xlsx!Validity reviews!C2",
    ),
    "WB316": Faulty(files=line(Due="2062-12-01"), place=at("Due")),
    "WB317": Faulty(
        files=line(Quality_statements="", Key_question="Safe"), place="t.xlsx!Actions!K2"
    ),
    "WB318": Faulty(
        files={"t.xlsx": clean(rows(action(Owner="P-1 / BL")), People=rows(PERSON, SECOND))},
        place=at("Owner"),
    ),
    "WB319": Faulty(
        files={"t.xlsx": clean(rows(*TRIO)), "u.xlsx": book({"Actions": rows(*TRIO)})},
        place="u.xlsx",
    ),
    "WB313": Faulty(files=line(Parent_ref="A-1"), place="t.xlsx!Actions!K2"),
    "WB274": Faulty(files=_decided(**{"Re-review on": ""}), place="t.xlsx!Panels!F2"),
    "WB275": Faulty(files=_decided(Reason=""), place="t.xlsx!Panels!D2"),
    "WB276": Faulty(
        files={"t.xlsx": clean(Panels=rows(_PANEL), People=rows(PERSON))},
        place="t.xlsx!Panels!E2",
    ),
}

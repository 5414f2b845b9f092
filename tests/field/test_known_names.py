"""People and services are known by name, initials and address."""

from typing import Any

import pytest

from builder.field import Action, Person, Service
from builder.field.canonical import canonical
from builder.workbook.schema import SHEETS
from tests.made import make

KEPT = frozenset({"Actions", "People", "Services"})
PEOPLE = [
    make(Person, ref="P-1", display_name="Priya Shah", email="p.shah@care.example"),
    make(Person, ref="P-2", display_name="Paul Stone"),
    make(Person, ref="P-3", display_name="Mary Anne Reed"),
]
SERVICES = [make(Service, ref="OAK", name="Oakfield House")]


def linked(**typed: str) -> tuple[Action, list[str], list[str]]:
    records: dict[str, Any] = {
        "people": PEOPLE,
        "services": SERVICES,
        "actions": [make(Action, ref="A-1", **typed)],
    }
    merged, problems = canonical(records, KEPT, SHEETS)
    return merged["actions"][0], [each.code for each in problems], [p.remedy for p in problems]


@pytest.mark.parametrize(
    ("typed", "owner"),
    [
        ("p-1", "P-1"),
        ("Priya Shah", "P-1"),
        ("priya  shah", "P-1"),
        ("Shah, Priya", "P-1"),
        ("P.Shah@Care.example", "P-1"),
        ("MAR", "P-3"),
        ("M.R.", "P-3"),
        ("mr", "P-3"),
    ],
)
def test_a_person_is_known_by_more_than_the_id(typed: str, owner: str) -> None:
    line, codes, _ = linked(owner=typed)
    assert (line.owner, codes) == (owner, [])


def test_initials_that_fit_two_are_nobody() -> None:
    line, codes, _ = linked(owner="PS")
    assert (line.owner, codes) == ("PS", ["WB302"])


@pytest.mark.parametrize("typed", ["Priya Shaw", "Mrs Shah", "Pria Shah"])
def test_the_remedy_names_somebody_whom_typing_finds(typed: str) -> None:
    line, codes, remedies = linked(owner=typed)
    assert (line.owner, codes) == (typed, ["WB302"])
    nearest = remedies[0].partition("the nearest is ")[2].rstrip(".")
    assert linked(owner=nearest)[0].owner == "P-1"


@pytest.mark.parametrize(
    ("typed", "owner", "support"),
    [
        ("Priya Shah / P-3", "P-1", ("P-3",)),
        ("Priya Shah and Mary Anne Reed", "P-1", ("P-3",)),
        ("P-2; P-1, P-3", "P-2", ("P-1", "P-3")),
        ("RM / Deputy", "RM", ("Deputy",)),
        ("Health and safety lead", "Health and safety lead", ()),
    ],
)
def test_the_first_of_two_names_is_meant(typed: str, owner: str, support: tuple[str, ...]) -> None:
    line, _, _ = linked(owner=typed)
    assert (line.owner, line.support) == (owner, support)
    assert line.source.typed.get("owner", line.owner) == typed


@pytest.mark.parametrize("typed", ["oak", "Oakfield House", "OAKFIELD  HOUSE"])
def test_a_service_is_known_by_its_name(typed: str) -> None:
    assert linked(service=typed)[:2][0].service == "OAK"

"""Names of people in running text, links and addresses, for audiences without names."""

import pytest

from builder.field import Action, Evidence, Person, Register, Service
from builder.redaction.called import is_name
from builder.redaction.letters import lowered, without_accents
from builder.redaction.names import roles_for_names
from builder.redaction.records import redacted_records
from tests.made import make, register
from tests.redaction.test_redact import INSPECTOR, STAFF

MANAGER, LEADER, LEAD, NURSE = "Registered Manager", "Team Leader", "Clinical Lead", "Unit Manager"


def held(note: str = "", *people: Person, **more: str) -> Register:
    return register(
        make(Service, ref="HIL", name="Hill House"),
        make(Person, ref="PSH", display_name="Priya Shah", roles=(MANAGER,)),
        make(Person, ref="P-2", display_name="Siobhán O’Brien", roles=(LEADER,)),
        make(Person, ref="P-3", display_name="Zoë Smith-Jones", roles=(LEAD,)),
        make(Person, ref="P-4", display_name="Carol Price", roles=(NURSE,)),
        *people,
        make(Action, ref="A-1", service="HIL", title="Stock", progress_note=note, **more),
    )


def read(note: str, *people: Person) -> str:
    return str(redacted_records(held(note, *people), INSPECTOR).register.actions[0].progress_note)


@pytest.mark.parametrize(
    "spelt",
    [
        "Priya Shah", "PRIYA SHAH", "priya shah", "Shah, Priya", "Shah Priya", "priya_shah",
        "Priya M. Shah", "PriyaShah", "priyashah", "shah-priya", "Priya", "priya", "Shah",
        "shah", "Shah’s", "shah's", "Shahs", "the Shahs'", "P. Shah", "P Shah", "p.shah",
        "pshah", "Shah P.", "shah_p", "Mrs Shah", "mrs. shah", "PSH", "Priya\u00a0Shah",
    ],
)  # fmt: skip
def test_a_name_is_taken_out_however_it_is_spelt(spelt: str) -> None:
    shown = read(f"Ask {spelt} again.")
    assert "shah" not in shown.casefold()
    assert "priya" not in shown.casefold()
    assert MANAGER in shown
    assert shown.endswith("again.")


@pytest.mark.parametrize(
    ("spelt", "role"),
    [
        ("Siobhan OBrien", LEADER), ("Siobhán O'Brien", LEADER), ("O Brien", LEADER),
        ("Siobha\u0301n", LEADER), ("o’brien's", LEADER), ("S. O'Brien", LEADER),
        ("sobrien", LEADER), ("BRIEN", LEADER), ("Zoe", LEAD), ("Zoë", LEAD),
        ("Zoé Smith Jones", LEAD), ("zoe.smithjones", LEAD), ("Smith‑Jones", LEAD),
        ("Jones", LEAD), ("smith", LEAD), ("Zoe SmithJones", LEAD),
    ],
)  # fmt: skip
def test_accents_apostrophes_and_hyphens_make_no_difference(spelt: str, role: str) -> None:
    assert read(f"Ask {spelt} again.") == f"Ask {role} again."


@pytest.mark.parametrize(
    ("note", "shown"),
    [
        ("The price list and a price rise.", "The price list and a price rise."),
        ("Price has the keys.", f"{NURSE} has the keys."),
        ("carol price has the keys.", f"{NURSE} has the keys."),
        ("ask nurse price", f"ask {NURSE}"),
        ("Shahnaz and washah and Jonestown", "Shahnaz and washah and Jonestown"),
        ("Hill House", "Hill House"),
        ("", ""),
    ],
)
def test_an_ordinary_word_stays_unless_it_is_meant_as_a_name(note: str, shown: str) -> None:
    assert read(note) == shown


@pytest.mark.parametrize("name", ["Ian Day", "Grace Day", "Ann Post", "Tom Low"])
def test_a_surname_that_is_a_word_of_the_lists_goes_with_its_first_name(name: str) -> None:
    somebody = make(Person, ref="P-9", display_name=name, roles=("Shift Lead",))
    first, last = name.split()
    for spelt in (name, f"{last}, {first}", f"{first} {last}'s", f"Mr {last}"):
        assert read(f"Ask {spelt} again.", somebody) == "Ask Shift Lead again."
    shift = "every day at a low post"
    assert read(shift, somebody) == shift


def test_a_day_before_a_first_name_is_no_name_turned_round() -> None:
    ian = make(Person, ref="P-9", display_name="Ian Day", roles=("Shift Lead",))
    assert read("Every day Ian Day comes.", ian) == "Every day Shift Lead comes."


@pytest.mark.parametrize(
    ("name", "plural"),
    [("Ann Marsh", "the Marshes"), ("Ann Marsh", "the Marshes'"), ("Lee Fox", "the Foxes"),
     ("Eve Banks", "the Bankses"), ("Ann Birch", "the Birches")],
)  # fmt: skip
def test_a_family_s_plural_goes_as_the_name_does(name: str, plural: str) -> None:
    somebody = make(Person, ref="P-9", display_name=name, roles=("Shift Lead",))
    assert read(f"Ask {plural} again.", somebody) == "Ask the Shift Lead again."


def test_a_home_s_name_stays_and_a_person_of_that_name_goes() -> None:
    hill = make(Person, ref="P-9", display_name="Mark Hill", roles=("Shift Lead",))
    assert read("Hill House: please mark the chart.", hill) == "Hill House: please mark the chart."
    assert read("Hill to ask Hill House.", hill) == "Shift Lead to ask Hill House."


def test_a_month_is_no_name_beside_a_number() -> None:
    may = make(Person, ref="P-9", display_name="Ann May", roles=("Shift Lead",))
    assert read("Due 3 May 2026. Ask May.", may) == "Due 3 May 2026. Ask Shift Lead."


@pytest.mark.parametrize(
    ("note", "shown"),
    [
        ("Seen (ZS)", f"Seen ({LEAD})"),
        ("Signed by ZS", f"Signed by {LEAD}"),
        ("ZS: rang the family", f"{LEAD}: rang the family"),
        ("Rang the family - ZS", f"Rang the family - {LEAD}"),
        ("ZS to ring", f"{LEAD} to ring"),
        ("the ZS results", "the ZS results"),
        ("zs to ring", "zs to ring"),
    ],
)
def test_initials_are_taken_out_where_somebody_signs(note: str, shown: str) -> None:
    assert read(note) == shown


def test_initials_that_mean_something_in_care_stay() -> None:
    porter = make(Person, ref="P-9", display_name="Grace Porter", roles=("Shift Lead",))
    assert read("Seen by GP", porter) == "Seen by GP"


def test_an_address_of_somebody_goes_as_a_whole() -> None:
    assert read("Write to priya.shah@example.org today.") == f"Write to {MANAGER} today."
    assert read("Write to pshah2@example.org today.") == f"Write to {MANAGER} today."
    assert read("Write to office@example.org today.") == "Write to office@example.org today."


@pytest.mark.parametrize(
    ("address", "leads"),
    [
        ("files/priyashah.pdf", False),
        ("files/p.shah-audit.pdf", False),
        ("files/ShahAudit.pdf", False),
        ("files/Zo%C3%AB.pdf", False),
        ("files/O%27Brien.pdf", False),
        ("files/audit.pdf", True),
        ("files/price-list.pdf", True),
    ],
)
def test_a_link_that_names_somebody_leads_nowhere(address: str, leads: bool) -> None:
    file = make(Evidence, ref="E-1", action="A-1", link=address)
    whole = register(*held().people, *held().actions, file)
    link = redacted_records(whole, INSPECTOR).register.evidence[0].link
    assert link is not None
    assert (link.target == address) is leads
    assert (link.text == address) is leads


def test_who_is_typed_in_place_of_a_person_counts_as_one() -> None:
    whole = held("Wilf to ask W. Hobbs.", owner="Wilf Hobbs", accountable_manager="Night team")
    line = redacted_records(whole, INSPECTOR).register.actions[0]
    assert line.owner == "Member of staff"
    assert line.progress_note == "Member of staff to ask Member of staff."
    assert line.accountable_manager == "Night team"
    assert redacted_records(whole, STAFF).register.actions[0].owner == "Wilf Hobbs"


def test_without_a_people_sheet_typed_owners_are_people() -> None:
    whole = register(
        make(Action, ref="A-1", owner="Wilf Hobbs", accountable_manager="Registered manager",
             title="Hobbs and Ines"),
        make(Action, ref="A-2", owner="ines.duarte@example.org", title="By wilf"),
    )  # fmt: skip
    first, second = redacted_records(whole, INSPECTOR).register.actions
    assert first.owner == "Member of staff 2"
    assert first.accountable_manager == "Registered manager"
    assert first.title == "Member of staff 2 and Member of staff 1"
    assert second.owner == "Member of staff 1"
    assert second.title == "By Member of staff 2"


def test_somebody_whom_only_the_ledger_knows_is_not_named() -> None:
    recorded = ("Wilf Hobbs", "w.hobbs@example.org", "P-77")
    seen = redacted_records(held("Hobbs (P-77), hobbs"), INSPECTOR, recorded)
    said = "Member of staff"
    assert seen.register.actions[0].progress_note == f"{said} ({said}), {said}"


@pytest.mark.parametrize(
    ("typed", "may_be"),
    [
        ("Wilf Hobbs", True),
        ("Priya", True),
        ("Will Long", True),
        ("Team Leader", False),
        ("Deputy manager", False),
        ("Night Staff", False),
        ("kitchen", False),
        ("Night Day", False),
        ("Ian Day", True),
        ("TBC", False),
        ("P-01", False),
        ("", False),
    ],
)
def test_a_role_or_a_team_is_nobody_s_name(typed: str, may_be: bool) -> None:
    assert is_name(typed) is may_be


def test_letters_keep_their_places() -> None:
    text = "Łucja Æ ß İ’s Zo%20ë \u1e9e"
    assert len(lowered(without_accents(text))) == len(text)


def test_people_are_numbered_where_a_role_is_held_by_several() -> None:
    names = roles_for_names(held("", make(Person, ref="P-9", roles=(NURSE,))))
    assert names.ref("P-4") == f"{NURSE} 1"
    assert names.ref("p-9") == f"{NURSE} 2"
    assert names.ref("Whoever") == "Member of staff"

import json
import zipfile
from io import BytesIO

import pytest

from builder.field import Action, Person
from builder.redaction.leaks import leaks
from builder.redaction.phrases import is_distinct, withheld_phrases
from builder.redaction.records import redacted_records
from builder.redaction.values import withheld_values
from tests.made import make, register
from tests.redaction.test_redact import INSPECTOR, STAFF, oak

WHOLE = oak()
SEEN = redacted_records(WHOLE, STAFF).register
TITLE = "Whistleblowing about nights"


def found(path: str, text: str | bytes, *known: str) -> list[tuple[str, str]]:
    data = text.encode() if isinstance(text, str) else text
    return [(each.path, each.origin) for each in leaks([(path, (data,))], WHOLE, SEEN, known)]


def place(field: str) -> str:
    return str(WHOLE.actions[1].source.place(field))


def test_nothing_withheld_means_no_leak() -> None:
    assert found("a.html", "<p>Stock checks by Grace Okafor</p>") == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"<td>{TITLE}</td>", id="page"),
        pytest.param(TITLE.upper(), id="other case"),
        pytest.param("Whistleblowing\nabout  nights", id="other white space"),
        pytest.param("whistleblowing-about-nights.html", id="address"),
        pytest.param("Whistleblowing%20about%20nights", id="percent-encoded"),
        pytest.param("Whistleblowing&#32;about&nbsp;nights", id="entities"),
        pytest.param(json.dumps({"x": "Whistleblowing\u00a0about nights"}), id="JSON escapes"),
        pytest.param("SUMMARY:Whistleblowing abo\r\n ut nights", id="folded calendar line"),
        pytest.param("<title>chart of Whistleblowing about nights</title>", id="chart"),
    ],
)
def test_a_withheld_title_is_found_however_it_is_spelt(text: str) -> None:
    assert found("a.html", text) == [("a.html", place("title"))]


def test_a_withheld_ref_is_found_in_a_file_name() -> None:
    assert found("actions/oak-009.html", "") == [("actions/oak-009.html", place("ref"))]
    assert found("actions/oak-001.html", "") == []
    assert found("actions/oak-009-b.html", "") == []


def test_a_part_of_an_archive_is_looked_into() -> None:
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("xl/sharedStrings.xml", f"<t>{TITLE}</t>")
    assert found("data/a.xlsx", held.getvalue()) == [
        ("data/a.xlsx!xl/sharedStrings.xml", place("title"))
    ]
    assert found("data/a.xlsx", b"no archive") == []


def test_what_the_product_itself_says_is_no_leak() -> None:
    assert found("a.html", TITLE, "How to speak up: whistleblowing about nights and days") == []


def test_a_leak_does_not_repeat_what_leaked() -> None:
    (leak,) = leaks([("a.html", (TITLE.encode(),))], WHOLE, SEEN)
    assert "nights" not in str(leak).casefold()


def test_a_value_is_told_once() -> None:
    files = [("a.html", (TITLE.encode(),)), ("b.html", (TITLE.encode(),))]
    assert [each.path for each in leaks(files, WHOLE, SEEN)] == ["a.html"]


@pytest.mark.parametrize("before", range(49_100, 49_190, 7))
def test_a_value_is_found_wherever_a_long_file_is_parted(before: int) -> None:
    text = ("x" * 9 + " ") * (before // 10) + "y" * (before % 10) + f" {TITLE} " + "z " * 40_000
    pieces = [text[at : at + 5_000].encode() for at in range(0, len(text), 5_000)]
    assert [each.path for each in leaks([("a.json", pieces)], WHOLE, SEEN)] == ["a.json"]


def test_a_part_of_a_word_is_no_value_where_a_long_file_is_parted() -> None:
    text = "SOAK-009-B " * 20_000
    assert found("a.json", text) == []


def test_a_letter_torn_between_two_pieces_is_read() -> None:
    data = f"é{TITLE}".encode()
    assert found("a.html", "é" + TITLE) == []
    assert list(leaks([("a.html", (data[:1], data[1:]))], WHOLE, SEEN)) == []


def test_names_are_withheld_from_inspectors() -> None:
    seen = redacted_records(WHOLE, INSPECTOR).register
    values = withheld_values(WHOLE, seen)
    assert {"Grace Okafor", "P-01", "grace.okafor@example.org"} <= values
    assert withheld_values(WHOLE, WHOLE) == frozenset()


@pytest.mark.parametrize(
    ("value", "distinct"),
    [
        ("OAK-009", True),
        ("Grace Okafor", True),
        ("CANARY", True),
        ("McKay", True),
        ("Kitchen", False),
        ("nights", False),
        ("12", False),
        ("2026-11-20", False),
        ("A1", False),
        ("", False),
    ],
)
def test_only_what_cannot_be_chance_is_looked_for(value: str, distinct: bool) -> None:
    assert is_distinct(value) is distinct


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("OAK-009", "[withheld]"),
        ("(OAK-009)", "([withheld])"),
        ("OAK-0091", "OAK-0091"),
        ("SOAK-009", "SOAK-009"),
        ("OAK-009-A", "OAK-009-A"),
        ("E-OAK-009", "E-OAK-009"),
        ("- OAK-009", "- [withheld]"),
        ("see oak-009.", "see [withheld]."),
    ],
)
def test_a_ref_is_found_as_a_whole(text: str, shown: str) -> None:
    assert withheld_phrases(["OAK-009"]).replaced(text) == shown


def test_the_longest_value_is_replaced_first() -> None:
    phrases = withheld_phrases(["Elm Lodge", "Kitchen of Elm Lodge"])
    assert phrases.replaced("In the kitchen of Elm Lodge.") == "In the [withheld]."


def test_a_value_that_is_part_of_a_visible_label_is_no_secret() -> None:
    assert "Oakfield House" not in withheld_values(WHOLE, SEEN)


def label_values(**typed: str) -> frozenset[str]:
    secret = make(Action, ref="OAK-77", confidential=True, **typed)
    whole = register(*oak().services, *oak().actions, secret)
    return withheld_values(whole, redacted_records(whole, STAFF).register)


def test_a_theme_of_one_word_is_not_looked_for_in_the_words_of_others() -> None:
    assert "DoLS" not in label_values(theme="DoLS")
    assert "DoLS" in label_values(title="DoLS", theme="DoLS")
    assert "Theme of 7 words" in label_values(theme="Theme of 7 words")


def test_a_value_that_stands_in_a_visible_ref_is_no_secret() -> None:
    seen = make(Action, ref="R4 DoLS")
    secret = make(Action, ref="OAK-77", title="DoLS", confidential=True)
    whole = register(seen, secret)
    assert "DoLS" not in withheld_values(whole, redacted_records(whole, STAFF).register)


@pytest.mark.parametrize("text", ["graceokafor.pdf", "Okafor Grace", "okafor-grace", "OkaforGrace"])
def test_a_whole_name_is_found_either_way_round_and_joined(text: str) -> None:
    seen = redacted_records(WHOLE, INSPECTOR).register
    assert list(leaks([("a.html", (text.encode(),))], WHOLE, seen)) != []


def test_a_name_that_is_an_ordinary_word_stops_no_build() -> None:
    whole = register(
        make(Person, ref="P-1", display_name="Grace"),
        make(Person, ref="P-2", display_name="Deputy Manager"),
        make(Action, ref="A-1", title="A period of grace", owner="Night team"),
    )
    seen = redacted_records(whole, INSPECTOR).register
    text = b"A period of grace for the deputy manager and the night team"
    assert list(leaks([("a.html", (text,))], whole, seen)) == []

"""A letter as a message: valid, the same bytes each time, and no text begins a header."""

from email.message import EmailMessage

import pytest

from builder.letters.gathering import Addressed
from builder.letters.message import NOBODY, message_of
from builder.portal.letters.letter import Item, Letter, Part
from builder.portal.parts.views import Anchor
from builder.rules.verdict import Subject
from tests.letters.organisation import text
from tests.made import as_at

AT = as_at("2026-07-20 06:30")
SUBJECT = Subject("Actions", "OAK-1")
ADDRESS = "https://portal.example/"


def addressed(name: str = "Zoë Hart", title: str = "Mend the rail", **more: str) -> Addressed:
    item = Item(
        subject=SUBJECT,
        state="Late",
        title=f"OAK-1 {title}",
        said="Overdue since 9 July 2026.",
        href="actions/oak-1.html",
        home="Oakfield House",
        duty="Finish the line.",
        by="9 July 2026, 23:59",
        record_in="oak.xlsx, Actions!K2 (Status)",
    )
    letter = Letter(
        to="P-1",
        subject=more.get("subject", "Elm Care: 1 late"),
        lead="What waits for you: 1 late.",
        parts=(Part("Late", (item,)),),
        see=Anchor("Your page", "people/p-1.html"),
    )
    return Addressed(letter=letter, name=name, email="z.hart@elm.example")


def made(given: Addressed, sender: str = "", address: str = ADDRESS) -> EmailMessage:
    return message_of(given, AT, sender, address, frozenset())


def test_the_headers_name_reader_sender_moment_and_letter() -> None:
    message = made(addressed(), "governance@elm.example")
    assert str(message["To"]) == "Zoë Hart <z.hart@elm.example>"
    assert str(message["From"]) == "Governance portal <governance@elm.example>"
    assert str(message["Date"]) == "Mon, 20 Jul 2026 06:30:00 +0100"
    assert str(message["Message-ID"]).endswith("@elm.example>")
    assert message["Auto-Submitted"] == "auto-generated"
    assert f"<{NOBODY}>" in str(made(addressed())["From"])


def test_one_letter_at_one_moment_is_the_same_bytes_and_another_has_another_name() -> None:
    first, again, other = (made(addressed(title=each)) for each in ("A", "A", "B"))
    assert first.as_bytes() == again.as_bytes()
    assert first["Message-ID"] != other["Message-ID"]
    assert all(len(line) < 998 for line in first.as_bytes().split(b"\r\n"))


def test_both_parts_say_what_failed_what_to_do_by_when_and_the_cell() -> None:
    message = made(addressed())
    for kind in ("plain", "html"):
        said = text(message, kind)
        for words in (
            "OAK-1 Mend the rail",
            "Oakfield House. Overdue since 9 July 2026.",
            "Finish the line.",
            "9 July 2026, 23:59",
            "oak.xlsx, Actions!K2 (Status)",
            "https://portal.example/actions/oak-1.html",
            "https://portal.example/people/p-1.html",
        ):
            assert words in said, (kind, words)


def test_without_an_address_a_letter_says_where_to_look_and_links_nowhere() -> None:
    message = made(addressed(), address="")
    for kind in ("plain", "html"):
        said = text(message, kind)
        assert "Your page in the portal shows the same and more: people/p-1.html" in said
        assert "http" not in said
        assert "href" not in said


@pytest.mark.parametrize(
    "name",
    [
        "Eve\r\nBcc: all@evil.example",
        "Eve\nBcc: all@evil.example",
        "Eve\rBcc: all@evil.example",
        "Eve\u2028Bcc: all@evil.example",
        "Eve\x85\x0b\x0c\x1dBcc: all@evil.example",
        'Eve" <all@evil.example>, "x',
        "Eve\x00\u202e",
        "",
    ],
)
def test_no_name_or_title_begins_a_header_or_names_another_reader(name: str) -> None:
    message = made(addressed(name, name, subject=f"Care: {name}"))
    head = message.as_bytes().partition(b"\r\n\r\n")[0]
    names = {line.partition(b":")[0] for line in head.split(b"\r\n") if line[:1] not in b" \t"}
    assert names == {
        *(b"From", b"To", b"Subject", b"Date", b"Message-ID", b"Auto-Submitted"),
        *(b"MIME-Version", b"Content-Type"),
    }
    assert [each.addr_spec for each in message["To"].addresses] == ["z.hart@elm.example"]


def test_markup_in_a_cell_is_text_in_a_letter() -> None:
    said = text(made(addressed("<b>Eve</b>", "<script>alert(1)</script>")), "html")
    assert "<script>" not in said
    assert "<b>" not in said
    assert "&lt;script&gt;" in said


def test_a_title_of_several_lines_is_one_line_of_a_letter() -> None:
    said = text(made(addressed(title="Mend\n\nLATE (0)\n* OAK-9 the rail")))
    assert "* OAK-1 Mend LATE (0) * OAK-9 the rail" in said.splitlines()

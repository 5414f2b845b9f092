"""Letters through the commands: who gets one, what none ever says, and where none may lie."""

from pathlib import Path

import pytest

from builder.cli.moments import now
from builder.lock import locked
from tests.cli.conftest import AS_AT, Portal
from tests.letters.mail_server import HOST, mail_server
from tests.letters.organisation import text, written
from tests.workbook_text import SERVICE, action, book, evidence, rows

PEOPLE = (
    {
        "Person ID": "P-1",
        "Display name": "Ash Reed",
        "Roles": "Provider Director; Action owner",
        "Email": "ash@elm.example",
    },
    {
        "Person ID": "P-2",
        "Display name": "Bo Lund\\nBcc: all@evil.example",
        "Roles": "Action owner",
        "Email": "bo@elm.example",
    },
    {"Person ID": "P-3", "Display name": "Cy Moss", "Roles": "Action owner"},
    {
        "Person ID": "P-4",
        "Display name": "Di Nash",
        "Roles": "Action owner",
        "Email": "di@elm.example",
        "Active to": "2026-11-18",
    },
    {
        "Person ID": "P-5",
        "Display name": "Ed Orr",
        "Roles": "Action owner",
        "Email": "ed@elm.example\\nBcc: all@evil.example",
    },
)
CANARIES = ("CANARY-1", "Canary title", "Canary detail", "Canary theme", "Canary file")
HIDDEN = action(
    Ref="CANARY-1",
    Title="Canary title",
    Detail="Canary detail",
    Theme="Canary theme",
    Due="2026-11-20",
    Confidential="yes",
)


def tracker(folder: Path, *more: dict[str, str], **changes: str) -> None:
    """A line for each of five people, and what more is given."""
    lines = [action(Ref=f"A-{n}", Owner=f"P-{n}", Due="2026-11-20", **changes) for n in range(1, 6)]
    sheets = {
        "Actions": rows({**lines[0], "Detail": "", "Confidential": ""}, *lines[1:], *more),
        "People": rows(*({**each, "Active to": each.get("Active to", "")} for each in PEOPLE)),
        "Services": rows(SERVICE),
        "Evidence": rows({**evidence(Title="Canary file"), "Confidential": "yes"}),
    }
    (folder / "workbooks" / "oak.xlsx").write_bytes(book(sheets))


def settings(folder: Path, *lines: str) -> None:
    (folder / "docs").mkdir(exist_ok=True)
    inside = "".join(f"      {each}\n" for each in lines)
    (folder / "mkdocs.yml").write_text(
        f"site_name: Elm Care\ntheme:\n  name: material\nplugins:\n  - portal:\n{inside}"
        "      audience: staff\n"
    )


def test_each_person_with_an_email_gets_one_letter_and_the_others_are_named(
    portal: Portal, folder: Path
) -> None:
    tracker(folder)
    settings(folder, "address: https://portal.elm.example")
    done = portal("letters", "--to", "letters", "--as-at", AS_AT)
    assert done.exit_code == 0, done.output
    found = written(folder / "letters")
    assert set(found) == {"ash@elm.example", "bo@elm.example"}
    said = text(found["ash@elm.example"])
    assert "DUE TODAY (1)\n\n* A-1 Mend the rail\n  Oakfield House. Due on 20 Novem" in said
    assert "https://portal.elm.example/actions/a-1.html" in said
    assert "https://portal.elm.example/people/p-1.html" in said
    assert "A-2" not in said
    assert "2 letters written to" in done.output
    assert "Cy Moss: no Email in People" in done.output
    assert "Di Nash: not in post (left on 18 Nov 2026)" in done.output
    assert "Ed Orr: Email" in done.output


def test_a_name_of_several_lines_adds_no_header(portal: Portal, folder: Path) -> None:
    tracker(folder)
    portal("letters", "--to", "letters", "--as-at", AS_AT)
    (path,) = (folder / "letters").glob("*-p-2.eml")
    head = path.read_bytes().partition(b"\r\n\r\n")[0]
    assert b"\r\nBcc" not in head
    assert written(folder / "letters")["bo@elm.example"]["Bcc"] is None


def test_a_night_without_news_writes_nothing_and_says_so(portal: Portal, folder: Path) -> None:
    tracker(folder)
    portal("letters", "--to", "letters", "--as-at", AS_AT)
    again = portal("letters", "--to", "again", "--as-at", "2026-11-20T20:00")
    assert again.exit_code == 0
    assert "No letter goes.\nNothing new for 2, so that no letter repeats the last." in again.output
    assert not (folder / "again").exists()
    tracker(folder, action(Ref="A-9", Owner="P-1", Due="2026-11-22"))
    portal("letters", "--to", "third", "--as-at", "2026-11-20T21:00")
    (letter,) = written(folder / "third").values()
    assert "* A-9 Mend the rail (new)" in text(letter)
    assert "* A-1 Mend the rail\n" in text(letter)


def test_what_was_told_and_cannot_be_read_goes_again_and_that_is_said(
    portal: Portal, folder: Path
) -> None:
    tracker(folder)
    portal("letters", "--to", "letters", "--as-at", AS_AT)
    (folder / ".portal" / "letters.json").write_text("{")
    again = portal("letters", "--to", "again", "--as-at", AS_AT)
    assert "What letters told before could not be read: each goes again" in again.output
    assert len(written(folder / "again")) == 2
    assert "could not be read" not in portal("letters", "--to", "x", "--as-at", AS_AT).output


@pytest.mark.parametrize("words", [(), ("--weekly",)])
@pytest.mark.parametrize(
    "policy",
    ["", "audiences: {staff: {title: Staff, sees_confidential: true}}", "board"],
    ids=["staff", "staff who see all", "board's portal"],
)
def test_no_letter_says_what_is_confidential_whoever_may_see_it_on_pages(
    portal: Portal, folder: Path, policy: str, words: tuple[str, ...]
) -> None:
    late = action(Ref="A-8", Due="2026-11-01")
    tracker(folder, late, HIDDEN, {**HIDDEN, "Ref": "CANARY-2", "Due": "2026-11-02"})
    settings(folder, "copy_evidence: false")
    if policy == "board":
        config = folder / "mkdocs.yml"
        config.write_text(config.read_text().replace("audience: staff", "audience: board"))
    elif policy:
        (folder / "workbooks" / "policy.yml").write_text(policy)
    done = portal("letters", "--to", "letters", "--as-at", AS_AT, *words)
    assert done.exit_code == 0, done.output
    assert "ash@elm.example" in written(folder / "letters")
    for message in written(folder / "letters").values():
        said = f"{message}{text(message)}{text(message, 'html')}".casefold()
        assert not [each for each in (*CANARIES, "CANARY-2") if each.casefold() in said]
    if not words:
        own = text(written(folder / "letters")["ash@elm.example"])
        assert "* 2 confidential actions\n  Late or due this week." in own


def test_a_weekly_letter_goes_to_the_board_beside_the_morning_s(
    portal: Portal, sample: Path
) -> None:
    morning = portal("letters", "--to", "letters", "--as-at", AS_AT)
    weekly = portal("letters", "--to", "board", "--weekly", "--as-at", AS_AT)
    again = portal("letters", "--to", "board", "--weekly", "--as-at", AS_AT)
    assert morning.exit_code == weekly.exit_code == again.exit_code == 0
    found = written(sample / "board")
    assert set(found) == {"a.whitcombe@fernleigh.example", "m.osei@fernleigh.example"}
    said = text(found["m.osei@fernleigh.example"])
    assert "LIMITS REACHED (" in said
    assert "WHO MUST ACT (" in said
    assert "No letter goes." in again.output


def test_the_nightly_run_writes_letters_once_the_site_is_published(
    portal: Portal, folder: Path
) -> None:
    tracker(folder)
    settings(folder, f'as_at: "{AS_AT}"')
    done = portal("nightly", "--to", "public", "--letters", "letters", "--quiet")
    assert "Published" in done.output
    assert "2 letters written to" in done.output
    assert len(written(folder / "letters")) == 2
    assert not [*(folder / "public").rglob("*.eml")]


@pytest.mark.parametrize("to", ["site", "site/letters", "public/x", "docs/letters", "shared"])
def test_no_letter_is_written_where_readers_of_the_portal_could_open_it(
    portal: Portal, folder: Path, to: str
) -> None:
    tracker(folder)
    settings(folder, "publish: {to: shared}")
    (folder / "public").mkdir()
    (folder / "public" / "build.json").write_text('{"build_id": "x", "files": {}}')
    refused = portal("letters", "--to", to, "--as-at", AS_AT)
    assert refused.exit_code == 2
    assert "Readers of the portal could open letters" in refused.output
    assert not [*folder.rglob("*.eml")]
    nightly = portal("nightly", "--to", "public2", "--letters", "public2/letters")
    assert nightly.exit_code == 2


def test_a_dry_run_names_whose_letters_would_go_and_writes_nothing(
    portal: Portal, folder: Path
) -> None:
    tracker(folder)
    tried = portal("letters", "--to", "letters", "--dry-run", "--as-at", AS_AT)
    assert "2 letters would go:\n  Ash Reed\n" in tried.output
    assert not (folder / "letters").exists()
    assert "2 letters written" in portal("letters", "--to", "letters", "--as-at", AS_AT).output


def test_a_reader_whom_the_mail_server_refuses_is_named_and_ends_the_command_with_4(
    portal: Portal, folder: Path
) -> None:
    tracker(folder)
    with mail_server("ash@elm.example") as kept:
        server = f"smtp_host: {HOST}, smtp_port: {kept.port}, smtp_starttls: false"
        settings(folder, f"letters: {{sender: portal@elm.example, {server}}}")
        done = portal("letters", "--smtp", "--as-at", AS_AT)
        assert done.exit_code == 4
        assert "1 letter sent." in done.output
        assert "did not take: 1\n  Ash Reed: the mail server said 550" in done.output
        assert kept.recipients == ["bo@elm.example"]
        kept.refused = frozenset()
        again = portal("letters", "--smtp", "--as-at", AS_AT)
    assert again.exit_code == 0
    assert kept.recipients == ["bo@elm.example", "ash@elm.example"]


@pytest.mark.parametrize(
    ("letters", "said"),
    [
        ("{}", "letters.smtp_host"),
        ("{smtp_host: mail.example}", "letters.sender"),
        ("{smtp_host: mail.example, sender: 'a@b.example, c@d.example'}", "is no address"),
        ("{smtp_host: mail.example, sender: a@b.example, smtp_user: u}", "PORTAL_SMTP_PASSWORD"),
        ("{smtp_password: secret}", "and nothing else"),
        ("{smtp_port: true}", "and nothing else"),
    ],
)
def test_settings_that_lack_something_are_named_and_nothing_is_sent(
    portal: Portal, folder: Path, letters: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PORTAL_SMTP_PASSWORD", raising=False)
    tracker(folder)
    settings(folder, f"letters: {letters}")
    refused = portal("letters", "--smtp", "--as-at", AS_AT)
    assert refused.exit_code == 2
    assert said in refused.output


def test_no_password_is_sent_in_the_clear(
    portal: Portal, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PORTAL_SMTP_PASSWORD", "open sesame")
    tracker(folder)
    server = "smtp_host: mail.example, smtp_user: u, smtp_starttls: false"
    settings(folder, f"letters: {{sender: a@b.example, {server}}}")
    refused = portal("letters", "--smtp", "--as-at", AS_AT)
    assert refused.exit_code == 2
    assert "over an encrypted connection only" in refused.output


def test_two_runs_at_once_send_nothing_twice(portal: Portal, folder: Path) -> None:
    tracker(folder)
    with locked(folder / ".portal" / "letters.lock", now):
        second = portal("letters", "--to", "letters", "--as-at", AS_AT)
    assert second.exit_code == 5
    assert not (folder / "letters").exists()


def test_a_letter_needs_a_way(portal: Portal, folder: Path) -> None:
    tracker(folder)
    refused = portal("letters")
    assert refused.exit_code == 2
    assert "--to" in refused.output

"""What readers do not see, through the commands: themes, typed names, texts to read."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from tests.cli.conftest import AS_AT, Portal
from tests.workbook_text import action, book, rows

OPEN = action(Owner="Wilf Hobbs", Detail="Told by wilf and by Mrs Abernethy", Theme="Falls")
SECRET = action(Ref="A-2", Title="Talks of Wednesday", Confidential="yes")


def lines(folder: Path, theme: str) -> None:
    secret = {**SECRET, "Owner": "Ines Duarte", "Theme": theme}
    sheets = {"Actions": rows({**OPEN, "Confidential": "no"}, {"Detail": "", **secret})}
    (folder / "workbooks" / "oak.xlsx").write_bytes(book(sheets))


def published(site: Path) -> str:
    found = []
    for path in sorted(each for each in site.rglob("*") if each.is_file()):
        name = path.relative_to(site).as_posix()
        data = path.read_bytes()
        if name.startswith(("assets/", "help/")):
            continue
        if zipfile.is_zipfile(BytesIO(data)):
            with zipfile.ZipFile(path) as archive:
                data = b"".join(map(archive.read, archive.namelist()))
        found.append(f"{name}\n{data.decode(errors='replace')}")
    return "\n".join(found)


@pytest.mark.parametrize("audience", ["staff", "inspector"])
@pytest.mark.parametrize("theme", ["DoLS", "Whistleblowing", "staff", "Medication", "Qanary 7"])
def test_a_confidential_theme_neither_stops_a_build_nor_shows(
    portal: Portal, folder: Path, theme: str, audience: str
) -> None:
    lines(folder, theme)
    built = portal("build", "--audience", audience, "--as-at", AS_AT)
    assert built.exit_code == 0, built.output
    said = published(folder / "site")
    assert "Talks of Wednesday" not in said
    if theme in ("DoLS", "Qanary 7"):
        assert theme not in said


def test_without_a_people_sheet_an_inspector_reads_no_typed_name(
    portal: Portal, folder: Path
) -> None:
    lines(folder, "Falls")
    made = portal("snapshot", "--as-at", AS_AT, "--out", "given.zip")
    assert made.exit_code == 0, made.output
    with zipfile.ZipFile(folder / "given.zip") as archive:
        archive.extractall(folder / "given")
    said = published(folder / "given").casefold()
    assert "hobbs" not in said
    assert "wilf" not in said
    assert "duarte" not in said
    assert "member of staff" in said


def test_the_snapshot_says_which_texts_to_read_first(portal: Portal, folder: Path) -> None:
    lines(folder, "Falls")
    made = portal("snapshot", "--as-at", AS_AT, "--out", "given.zip")
    assert "Free text may still name somebody who is on no sheet." in made.output
    assert "Texts that look as if they name somebody: 1" in made.output
    assert "oak.xlsx!Actions!" in made.output
    assert "Abernethy" in made.output
    board = portal("snapshot", "--audience", "board", "--as-at", AS_AT, "--out", "board.zip")
    assert "Free text" not in board.output


@pytest.mark.parametrize(
    "theme", ["Regulation 17", "Assured closed", "Oakfield House", "Safe", "X", "7", "OAK", "A-1"]
)
def test_a_hidden_theme_in_the_portal_s_own_words_stops_no_build(
    portal: Portal, folder: Path, theme: str
) -> None:
    lines(folder, theme)
    built = portal("build", "--audience", "inspector", "--as-at", AS_AT)
    assert built.exit_code == 0, built.output
    assert "Talks of Wednesday" not in published(folder / "site")


@pytest.mark.parametrize(
    "phrase", ["Night care rounds", "lone worker alarm", "all sorted out now", "Zoe Quartz"]
)
def test_a_hidden_title_in_the_policy_s_words_stops_no_build(
    portal: Portal, folder: Path, phrase: str
) -> None:
    (folder / "workbooks" / "policy.yml").write_text(
        "themes: {Night care rounds: [lone worker alarm]}\nphrases: [all sorted out now]\n"
        "overrides:\n  - {threshold: overdue-provider-review, value: 9, reason: The board agreed, "
        "approved_by: Zoe Quartz, from: 2026-01-01}\n"
    )
    (folder / "workbooks" / "oak.xlsx").write_bytes(
        book({"Actions": rows({**OPEN, "Confidential": ""}, {**SECRET, "Title": phrase})})
    )
    built = portal("build", "--audience", "inspector", "--as-at", AS_AT)
    assert built.exit_code == 0, built.output


@pytest.mark.parametrize("first", ["a.xlsx", "z.xlsx"])
def test_a_ref_confidential_in_one_of_two_workbooks_is_nowhere(
    portal: Portal, folder: Path, first: str
) -> None:
    lines(folder, "Falls")
    again = action(Ref="a-2", Title="Talks of Wednesday", Confidential="")
    (folder / "workbooks" / first).write_bytes(book({"Actions": rows(again)}))
    assert portal("build", "--as-at", AS_AT).exit_code == 0
    assert "Talks of Wednesday" not in published(folder / "site")


def test_a_line_confidential_today_is_hidden_on_the_days_before_it_was(
    portal: Portal, folder: Path
) -> None:
    for day, typed in (("20", ""), ("21", "x")):
        secret = {**SECRET, "Confidential": typed, "Theme": "Qanary"}
        (folder / "workbooks" / "oak.xlsx").write_bytes(book({"Actions": rows(OPEN, secret)}))
        portal("record", "--as-at", f"2026-11-{day}T17:20")
    for audience, is_seen in (("inspector", False), ("staff", False), ("board", True)):
        built = portal("build", "--replay", "2026-11-20", "--audience", audience)
        assert built.exit_code == 0, built.output
        said = published(folder / "site")
        assert ("Talks of Wednesday" in said) is is_seen, audience
        assert ("Qanary" in said) is is_seen, audience


@pytest.mark.parametrize("home", ["Lark House", "LARK"])
def test_a_home_that_only_a_confidential_line_names_neither_stops_a_build_nor_shows(
    portal: Portal, folder: Path, home: str
) -> None:
    secret = {**SECRET, "Service ID": home, "Theme": "Falls"}
    sheets = {"Actions": rows({**OPEN, "Confidential": "no"}, secret)}
    (folder / "workbooks" / "oak.xlsx").write_bytes(book(sheets))
    ended = portal("build", "--audience", "staff", "--as-at", AS_AT)
    assert ended.exit_code == 0, ended.output
    assert home not in published(folder / "site")


def test_refs_of_any_text_have_a_page_each(portal: Portal, folder: Path) -> None:
    refs = (
        "QIP/26/001",
        "SIP 1",
        "1.2",
        "12(a)",
        "#14",
        "CON",
        "index",
        "../x",
        "<b>",
        "",
        "sip 1",
    )
    sheets = {"Actions": rows(*(action(Ref=ref) for ref in refs))}
    (folder / "workbooks" / "oak.xlsx").write_bytes(book(sheets))
    ended = portal("build", "--audience", "staff", "--as-at", AS_AT)
    assert ended.exit_code == 0, ended.output
    pages = list((folder / "site" / "actions").glob("*.html"))
    assert len(pages) == len(refs) + 1  # and the list


def test_what_is_typed_of_an_owner_is_no_name_for_an_inspector(
    portal: Portal, folder: Path
) -> None:
    people = rows({"Person ID": "P-1", "Display name": "Ines Duarte", "Roles": "Action owner"})
    lines = (action(Owner="Ines Duarte / Bo Lane"), action(Ref="A-2", Owner="ID"))
    (folder / "workbooks" / "oak.xlsx").write_bytes(
        book({"People": people, "Actions": rows(*lines)})
    )
    ended = portal("build", "--audience", "inspector", "--as-at", AS_AT)
    assert ended.exit_code == 0, ended.output
    site = published(folder / "site")
    assert "Duarte" not in site
    assert "Bo Lane" not in site

"""Evidence files that are handed over: proof alone, and no word that the reader may not see."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from builder.cli.exit_codes import ExitCode
from tests.cli.conftest import AS_AT, Portal
from tests.problems.faulty_parts import clean
from tests.workbook_text import action, evidence, rows

SECRET = "Whistle about payroll fraud"
LINKS = {
    "E-1": "oak.xlsx",
    "E-2": "policy.yml",
    "E-3": "archive/oak-old.xlsx",
    "E-4": "proof/minutes.docx",
    "E-5": "proof/audit.docx",
    "E-6": "proof/audit.pdf",
    "E-7": "%5C%5Chost/share/x.pdf",
    "E-8": "evidence/files/none.pdf",
    "E-9": "ledger/2026.jsonl",
    "E-10": "proof/broken.docx",
}


def docx(text: str) -> bytes:
    held = BytesIO()
    with ZipFile(held, "w") as archive:
        archive.writestr("word/document.xml", f"<w:p><w:t>{text}</w:t></w:p>")
    return held.getvalue()


@pytest.fixture
def tracker(folder: Path) -> Path:
    books = folder / "workbooks"
    (folder / "docs").mkdir()
    for each in ("archive", "proof", "ledger"):
        (books / each).mkdir()
    lines = rows(action(Confidential="No"), action(Ref="A-2", Title=SECRET, Confidential="x"))
    files = rows(*(evidence(Evidence_ref=ref, Link=link) for ref, link in LINKS.items()))
    (books / "oak.xlsx").write_bytes(clean(lines, Evidence=files))
    (books / "archive" / "oak-old.xlsx").write_bytes(clean(lines))
    (books / "policy.yml").write_text("# ours\n")
    (books / "ledger" / "2026.jsonl").write_text("{}")
    (books / "proof" / "minutes.docx").write_bytes(docx(f"Agreed: {SECRET}."))
    (books / "proof" / "audit.docx").write_bytes(docx("The rail was mended."))
    (books / "proof" / "broken.docx").write_bytes(b"\xd0\xcf locked")
    (books / "proof" / "audit.pdf").write_bytes(b"%PDF")
    (folder / "mkdocs.yml").write_text(
        "site_name: Oak\ntheme: {name: material}\nplugins: [portal: {ledger: workbooks/ledger}]\n"
    )
    return folder


def copied(files: dict[str, bytes]) -> set[bytes]:
    return {data for path, data in files.items() if "evidence/files/" in path}


def test_a_snapshot_takes_proof_alone(portal: Portal, tracker: Path) -> None:
    result = portal("snapshot", "--as-at", AS_AT, "--copy-evidence", "--out", "s.zip")
    assert result.exit_code == ExitCode.DONE, result.output
    with ZipFile(tracker / "s.zip") as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    proof = tracker / "workbooks" / "proof"
    assert copied(files) == {(proof / f"audit.{each}").read_bytes() for each in ("docx", "pdf")}
    page = next(data for path, data in files.items() if path.endswith("about/snapshot.html"))
    for told in (result.output, page.decode()):
        assert "E-1, as a file" in told.replace("evidence E", "E").replace("Evidence E", "E")
        assert "E-4, as a file: It holds words that this reader may not see." in told
        assert "E-10, as a file: It could not be opened" in told
        assert "not looked into for words that this reader may not see: E-6." in told


@pytest.mark.parametrize("audience", ["staff", "board", "inspector"])
def test_no_site_takes_the_portal_s_own_files(portal: Portal, tracker: Path, audience: str) -> None:
    words = ("--as-at", AS_AT, "--copy-evidence", "--audience", audience)
    result = portal("build", *words)
    assert result.exit_code == ExitCode.DONE, result.output
    held = {each.read_bytes() for each in (tracker / "site" / "evidence" / "files").iterdir()}
    proof = tracker / "workbooks" / "proof"
    allowed = {each.read_bytes() for each in proof.iterdir()}
    assert held <= allowed
    assert ((proof / "minutes.docx").read_bytes() in held) == (audience == "board")
    page = (tracker / "site" / "evidence" / "index.html").read_text()
    assert "host/share" not in page
    assert "oak.xlsx" not in page


def test_a_link_to_an_input_is_told_with_what_to_do(portal: Portal, tracker: Path) -> None:
    result = portal("check", "--as-at", AS_AT)
    for cell in ("E2", "E3"):
        assert f"Evidence!{cell}" in result.output or f"Evidence {cell}" in result.output
    assert "WB240" in result.output
    assert "a folder of its own beside the workbooks" in result.output


@pytest.mark.parametrize("docs", ["docs", "workbooks"])
def test_nothing_of_the_workbooks_folder_gets_into_a_site_as_a_document(
    portal: Portal, tracker: Path, docs: str
) -> None:
    (tracker / docs / "ours.md").write_text("# Ours")
    with (tracker / "mkdocs.yml").open("a") as config:
        config.write(f"docs_dir: {docs}\n")
    assert portal("build", "--as-at", AS_AT, "--quiet").exit_code == ExitCode.DONE
    names = {each.name for each in (tracker / "site").rglob("*")}
    beside = {each.name for each in (tracker / "workbooks").rglob("*") if each.is_file()}
    assert not names & beside
    assert ("ours.html" in names) == (docs == "docs")

"""An address leads to a plain file of evidence, or nowhere; it is judged before the disk is."""

import os
import shutil
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from builder.exports.evidence.text import NotOpenedError, words_in
from builder.exports.evidence.way import EvidenceWay, OwnFiles
from builder.workbook.reading.folder_reading import tracker_test
from tests.problems.faulty_parts import clean


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "workbooks"
    for each in ("proof", "archive", "frameworks", "ledger", ".portal"):
        (folder / each).mkdir(parents=True)
    for each in ("proof/Audit May.pdf", "ledger/2026.json", ".portal/x.html", "proof/oak.ods"):
        (folder / each).write_bytes(b"%PDF audit")
    (folder / "oak.xlsx").write_bytes(clean())
    (folder / "policy.yml").write_text("a: b")
    (folder / "questions.yml").write_text("- ask: date")
    (folder / ".refs.csv").write_text("ref,workbook,sheet,title,first seen,digest")
    (folder / "frameworks" / "own.yml").write_text("a: b")
    (tmp_path / "private.txt").write_text("outside")
    return folder


def way(root: Path, *prefixes: str) -> EvidenceWay:
    own = OwnFiles(folders=(root / "ledger",), is_tracker=tracker_test(root))
    return EvidenceWay(root.resolve(), prefixes, own)


@pytest.mark.parametrize(
    "target",
    [
        *("proof/Audit May.pdf", "proof/audit%20may.PDF", r"PROOF\Audit May.pdf. "),
        "./proof/x/../Audit May.pdf",
    ],
)
def test_a_file_is_found_as_windows_would_find_it(root: Path, target: str) -> None:
    assert way(root).find(target).path == root / "proof" / "Audit May.pdf"


@pytest.mark.parametrize(
    "target",
    [
        *("oak.xlsx", "OAK.XLSX", "./oak.xlsx", "proof/../oak.xlsx", "oak%2Exlsx", "oak.xlsx. "),
        *(".refs.csv", ".REFS.csv", "./.refs.csv", "questions.yml", "proof/../questions.yml"),
        *("policy.yml", "frameworks/own.yml", "ledger/2026.json", "LEDGER/2026.json"),
        *(".portal/x.html", "~$oak.xlsx", ".~lock.oak.xlsx#", "archive/oak.xlsx", "proof/oak.ods"),
        *("archive/renamed.xlsx", "archive/renamed.pdf", "archive/twin.pdf"),
    ],
)
def test_the_portal_s_own_files_are_no_evidence(root: Path, target: str) -> None:
    shutil.copyfile(root / "oak.xlsx", root / "archive" / "oak.xlsx")
    shutil.copyfile(root / "oak.xlsx", root / "archive" / "renamed.xlsx")
    shutil.copyfile(root / "oak.xlsx", root / "archive" / "renamed.pdf")
    os.link(root / "policy.yml", root / "archive" / "twin.pdf")
    found = way(root).find(target)
    assert found.path is None
    assert found.own


def test_a_share_that_holds_the_workbooks_leads_to_no_input_of_theirs(root: Path) -> None:
    through = way(root, str(root.parent))
    for name in ("workbooks/oak.xlsx", "workbooks/ledger/2026.json", "workbooks/policy.yml"):
        assert through.find(f"{root.parent}/{name}").own
    found = through.find(f"{root.parent}/workbooks/proof/Audit May.pdf")
    assert found.path == root / "proof" / "Audit May.pdf"


def test_another_workbook_is_evidence(root: Path) -> None:
    made = Workbook()
    made.active.append(["Room", "Checked"])  # type: ignore[union-attr]  # a new workbook has a sheet
    made.save(root / "proof" / "oakfield audit.xlsx")
    assert way(root).find("proof/oakfield audit.xlsx").path is not None


def test_no_link_pipe_or_folder_is_followed(root: Path) -> None:
    (root / "proof" / "out").symlink_to(root.parent, target_is_directory=True)
    (root / "proof" / "within.pdf").symlink_to(root / "proof" / "Audit May.pdf")
    os.mkfifo(root / "proof" / "pipe.pdf")
    find = way(root).find
    for target in ("proof/out/private.txt", "proof/within.pdf", "proof/pipe.pdf", "proof"):
        assert find(target).path is None
    assert find("proof/Audit May.pdf").path is not None


@pytest.mark.parametrize(
    "target",
    [r"\\host\x.pdf", "%5C%5Chost/x.pdf", "%2F%2Fhost/x", "%255C%255Chost/x", "file:%2F%2Fhost/x"],
)
def test_nothing_is_touched_for_an_address_that_leads_elsewhere(
    root: Path, target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def touched(*_: object, **__: object) -> None:
        raise AssertionError("the disk was touched")

    judged = way(root)
    for name in ("stat", "lstat", "scandir", "readlink", "open"):
        monkeypatch.setattr(os, name, touched)
    assert not judged.find(target).is_followed


def packed(**parts: str) -> bytes:
    held = BytesIO()
    with ZipFile(held, "w", ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", text)
    return held.getvalue()


def nested(inner: bytes) -> bytes:
    held = BytesIO()
    with ZipFile(held, "w") as archive:
        archive.writestr("minutes.docx", inner)
    return held.getvalue()


RUNS = "<w:p><w:r><w:t>Gra</w:t></w:r><w:r><w:t>ce Ok&#97;for</w:t></w:r></w:p><w:p>fell</w:p>"


@pytest.mark.parametrize(
    ("ending", "data"),
    [
        (".docx", packed(word__document=RUNS)),
        (".docx", packed(word__comments='<w:comment w:author="Grace Okafor"/>')),
        (".xlsx", packed(xl__sharedStrings="<si><r><t>Grace </t></r><r><t>Okafor</t></r></si>")),
        (".pdf", packed(x="<a>Grace Okafor</a>")),
        (".csv", "Name;Grace Okafor".encode("utf-16")),
        (".txt", b"caf\xe9 Grace Okafor"),
        (".html", b"<p>Gr<b>ace</b> Okafor</p>"),
        (".zip", nested(packed(d=RUNS))),
    ],
)
def test_the_words_of_a_file_are_found(ending: str, data: bytes) -> None:
    found = words_in(ending, data)
    assert found is not None
    assert "Grace Okafor" in "\n".join(found)


@pytest.mark.parametrize("ending", [".pdf", ".jpg", ".doc", ".msg"])
def test_other_formats_are_not_looked_into(ending: str) -> None:
    assert words_in(ending, b"\xd0\xcf Grace Okafor") is None


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"no zip", id="no zip"),
        pytest.param(b"PK\x03\x04 half", id="half"),
        pytest.param(packed(bomb="0" * 100_000_001), id="a bomb"),
        pytest.param(packed(**{f"p{n}": "" for n in range(2_001)}), id="too many parts"),
    ],
)
def test_what_cannot_be_opened_or_is_too_much_says_so(data: bytes) -> None:
    found = words_in(".docx", data)
    assert found is not None
    with pytest.raises(NotOpenedError):
        list(found)

"""A canary in everything that must not be shown, searched for in every byte that is."""

import re
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment

from builder.pipeline import Portal, assemble, judge
from builder.redaction.audiences import audience_named
from builder.settings import read_settings
from tests.made import as_at

AS_AT = as_at("2026-11-20 17:20")
CANARY = re.compile(r"canary[\W_]{0,3}\w+", re.IGNORECASE)
ACTIONS = ("Ref", "Title", "Detail", "Service ID", "Theme", "Source", "Quality statements",
           "Owner", "Raised on", "Due", "Status", "Progress note", "Confidential",
           "Notes for the office")  # fmt: skip
EVIDENCE = ("Evidence ref", "Action ref", "Title", "Category", "Link", "Source date",
            "Submitted on", "Submitted by", "Confidential")  # fmt: skip


def _line(ref: str, words: str, confidential: str, note: str) -> list[str]:
    return [ref, f"{words} title", f"{words} detail", "OAK", "Falls", "Audit", "QS-SAFE-SAFEENV",
            "P-1", "2026-10-01", "2026-12-01", "In progress", note, confidential,
            "Canary Column"]  # fmt: skip


def _write(path: Path) -> None:
    book = Workbook()
    book.properties.creator = "Canary Author"
    book.properties.title = "Canary Property"
    services = book.active
    assert services is not None
    services.title = "Services"
    services.append(["Service ID", "Name", "Type"])
    services.append(["OAK", "Oakfield House", "Residential"])
    people = book.create_sheet("People")
    people.append(["Person ID", "Display name", "Roles", "Email"])
    people.append(["P-1", "Quentin Canaryname", "Registered Manager", "q@canary-mail.example"])
    actions = book.create_sheet("Actions")
    actions.append(list(ACTIONS))
    actions.append(_line("A-1", "Open", "No", "Quentin Canaryname saw CANARY-REF-2."))
    actions.append(_line("CANARY-REF-2", "Canary Secret", "Yes", "Canary Note"))
    actions["B2"].comment = Comment("Canary Comment", "Canary Commenter")
    evidence = book.create_sheet("Evidence")
    evidence.append(list(EVIDENCE))
    proof = ["EC-PROCESS", "proof/canary-path.pdf", "2026-11-01", "2026-11-02", "P-1"]
    evidence.append(["E-1", "A-1", "Canary Confidential", *proof, "Yes"])
    evidence.append(["E-2", "CANARY-REF-2", "Canary Hanging", *proof, "No"])
    evidence.append(["E-3", "A-1", "Open audit", "EC-PROCESS", "https://x.example/a",
                     "2026-11-01", "2026-11-02", "P-1", "No"])  # fmt: skip
    hidden = book.create_sheet("Canary Hidden")
    hidden.sheet_state = "hidden"
    hidden.append(["Canary Heading"])
    hidden.append(["Canary Cell"])
    book.save(path)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("canaries")
    (folder / "workbooks").mkdir()
    _write(folder / "workbooks" / "tracker.xlsx")
    return folder


def _portal(folder: Path, name: str) -> Portal:
    settings = replace(read_settings(folder / "mkdocs.yml"), provider_name="Provider")
    judged = judge(settings, AS_AT)
    assert len(judged.register.actions) == 2
    return assemble(judged, audience_named(judged.policy, name))


def _parts(path: str, data: bytes) -> list[tuple[str, str]]:
    if not path.endswith(".xlsx"):
        return [(path, data.decode("utf-8"))]
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return [(f"{path}!{name}", archive.read(name).decode()) for name in archive.namelist()]


def _canaries(portal: Portal) -> set[str]:
    """Every canary in pages, search records, charts, exports, and their names."""
    downloads = [(path, b"".join(pieces)) for path, pieces in portal.downloads()]
    texts = [(path, path) for path, _ in downloads]
    for page in portal.pages:
        texts += [(page.path, page.path), (page.path, page.html), (page.path, str(page.search))]
    for path, data in downloads:
        texts += _parts(path, data)
    return {each.casefold() for _, text in texts for each in CANARY.findall(text)}


# What the data-quality page says of a sheet or a column that is not read is its name alone.
NAMED_AS_UNREAD = {"canary hidden"}


def test_staff_see_no_confidential_canary(folder: Path) -> None:
    seen = _canaries(_portal(folder, "staff"))
    assert seen <= NAMED_AS_UNREAD | {"canaryname", "canary-mail"}
    assert "canaryname" in seen


def test_inspectors_see_no_canary_at_all(folder: Path) -> None:
    assert _canaries(_portal(folder, "inspector")) == set()


def test_the_board_sees_what_is_confidential_but_nothing_unread(folder: Path) -> None:
    seen = _canaries(_portal(folder, "board"))
    assert "canary-ref" in seen
    assert {"canary secret", "canary note"} <= seen
    unread = {"canary comment", "canary commenter", "canary author", "canary property"}
    assert seen.isdisjoint({*unread, "canary cell", "canary heading", "canary column"})

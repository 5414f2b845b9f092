from pathlib import Path

import pytest

from builder.exports.evidence.copies import (
    EvidenceFolder,
    copied_bytes,
    evidence_copies,
    with_copies,
)
from builder.field import Evidence, Link, Register
from builder.storage import sha256_of
from tests.exports.written import joined
from tests.made import make, register

AUDIT = b"%PDF audit of November"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "workbooks"
    (folder / "proof").mkdir(parents=True)
    (folder / "proof" / "audit of November.pdf").write_bytes(AUDIT)
    (folder / "proof" / "same.pdf").write_bytes(AUDIT)
    (folder / "photo.jpeg").write_bytes(b"x" * 400)
    (tmp_path / "private.txt").write_text("outside")
    return folder


def _register(*targets: str | None, **more: object) -> Register:
    return register(
        *(
            make(Evidence, ref=f"EV-{n}", action="A-1", link=Link(f"File {n}", target), **more)
            for n, target in enumerate(targets, 1)
        )
    )


def _plan(held: Register, root: Path, **limits: int) -> EvidenceFolder:
    return evidence_copies(
        held,
        root,
        share_prefixes=(r"\\nas\audits",),
        most_bytes_a_file=limits.get("most_bytes_a_file", 1_000),
        most_bytes=limits.get("most_bytes", 10_000),
    )


def test_a_file_is_named_by_its_content(root: Path) -> None:
    plan = _plan(_register("proof/audit of November.pdf"), root)
    (copy,) = plan.copies
    assert copy.path == f"evidence/files/{sha256_of(AUDIT)[:32]}.pdf"
    assert copy.size == len(AUDIT)
    assert "November" not in copy.path
    assert plan.not_copied == ()
    assert joined(copied_bytes(plan)) == {copy.path: AUDIT}


@pytest.mark.parametrize(
    "target",
    ["proof/audit%20of%20November.pdf", r"proof\audit of November.pdf", "./proof/same.pdf#page=2"],
)
def test_an_address_is_read_as_people_type_it(root: Path, target: str) -> None:
    assert len(_plan(_register(target), root).copies) == 1


def test_one_file_that_proves_two_lines_is_there_once(root: Path) -> None:
    plan = _plan(_register("proof/audit of November.pdf", "proof/same.pdf"), root)
    (copy,) = plan.copies
    assert copy.refs == ("EV-1", "EV-2")
    assert plan.path_of("EV-2") == copy.path


@pytest.mark.parametrize(
    ("target", "why"),
    [
        pytest.param(None, "No address", id="refused address"),
        pytest.param("https://x.example/a.pdf", "on the web", id="web"),
        pytest.param("proof/none.pdf", "No file stands there", id="missing"),
        pytest.param("proof", "No file stands there", id="folder"),
        pytest.param("../private.txt", "leads out", id="above the folder"),
        pytest.param("proof/../../private.txt", "leads out", id="above by a detour"),
        pytest.param(r"\\nas\audits\..\secret.pdf", "leads out", id="above the share"),
        pytest.param(r"\\nas\audits\gone.pdf", "No file stands there", id="share"),
    ],
)
def test_what_is_not_copied_says_why(root: Path, target: str | None, why: str) -> None:
    plan = _plan(_register(target), root)
    assert plan.copies == ()
    assert why in plan.not_copied[0].why
    assert (plan.not_copied[0].ref, plan.not_copied[0].action) == ("EV-1", "A-1")


def test_a_link_on_the_disk_leads_nowhere_outside(root: Path) -> None:
    (root / "proof" / "shortcut.txt").symlink_to(root.parent / "private.txt")
    assert _plan(_register("proof/shortcut.txt"), root).copies == ()


def test_confidential_evidence_is_never_copied(root: Path) -> None:
    plan = _plan(_register("proof/same.pdf", confidential=True), root)
    assert plan.copies == ()
    assert plan.not_copied[0].why == "It is confidential."


def test_a_file_on_the_limit_is_copied_and_one_above_it_is_not(root: Path) -> None:
    held = _register("photo.jpeg")
    assert len(_plan(held, root, most_bytes_a_file=400).copies) == 1
    plan = _plan(held, root, most_bytes_a_file=399)
    assert plan.copies == ()
    assert "larger than" in plan.not_copied[0].why


def test_the_folder_keeps_to_its_limit(root: Path) -> None:
    held = _register("photo.jpeg", "proof/same.pdf", "proof/audit of November.pdf")
    plan = _plan(held, root, most_bytes=400)
    assert [each.refs for each in plan.copies] == [("EV-1",)]
    assert [each.ref for each in plan.not_copied] == ["EV-2", "EV-3"]
    assert "size limit" in plan.not_copied[0].why


def test_links_lead_to_the_copies(root: Path) -> None:
    held = _register("proof/same.pdf", "https://x.example/a.pdf")
    plan = _plan(held, root)
    first, second = (each.link for each in with_copies(held, plan).evidence)
    assert first == Link("File 1", plan.copies[0].path)
    assert second == Link("File 2", "https://x.example/a.pdf")


def test_a_file_that_changed_since_is_not_passed_off(root: Path) -> None:
    plan = _plan(_register("proof/same.pdf"), root)
    (root / "proof" / "same.pdf").write_bytes(b"other")
    with pytest.raises(OSError, match="changed while the site was built"):
        joined(copied_bytes(plan))


def test_an_odd_ending_is_left_off(root: Path) -> None:
    (root / "notes.of Grace Okafor").write_bytes(b"x")
    (copy,) = _plan(_register("notes.of Grace Okafor"), root).copies
    assert "." not in copy.path

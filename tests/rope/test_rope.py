"""The rope runs, gives the same twice, and names each file that is not as it was."""

import json
from pathlib import Path

import pytest

import builder
from builder import pipeline
from builder.cli import closing
from tests.rope.__main__ import main
from tests.rope.braid import braid
from tests.rope.manifest import differences
from tests.rope.strands import AUDIENCES, MOMENTS, PORTALS, Strand, strands

SMALL = (
    Strand("planted", "template", ("template", "{out}/template.xlsx")),
    Strand("planted", "assess", ("assess", "--as-at", MOMENTS[0])),
)


def test_a_changed_byte_is_named_by_its_file_and_nothing_else_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    manifest, kept = tmp_path / "before.json", tmp_path / "kept"
    assert main(["--to", str(manifest), "--keep", str(kept)], SMALL) == 0
    said = (kept / "files" / "planted" / "assess" / "terminal.txt").read_text(encoding="utf-8")
    assert "deadline-status dashboard" in said
    assert main(["--against", str(manifest)], SMALL) == 0
    monkeypatch.setattr(closing, "SHOWN", closing.SHOWN - 1)
    capsys.readouterr()
    assert main(["--against", str(manifest)], SMALL) == 1
    assert capsys.readouterr().out.splitlines() == [
        "differs: planted/assess/terminal.txt",
        "3 files, 1 not as before",
    ]


def test_the_version_and_the_folder_do_not_enter_a_byte(tmp_path: Path) -> None:
    build = ("build", "--as-at", MOMENTS[0], "--site-dir", "{out}/site")
    braid(tmp_path, [Strand("planted", "build", build)])
    written = [each for each in tmp_path.joinpath("files").rglob("*") if each.is_file()]
    facts = json.loads((tmp_path / "files/planted/build/site/build.json").read_bytes())
    assert facts["tool"] == "governance-portal 0"
    assert not any(str(tmp_path).encode() in each.read_bytes() for each in written)
    assert builder.__version__ == vars(pipeline)["__version__"] != "0"


def test_a_path_that_is_gone_and_one_that_is_new_are_named() -> None:
    before, after = {"a": "1", "b": "2", "c": "3"}, {"a": "1", "b": "3", "d": "4"}
    assert list(differences(before, after)) == ["differs: b", "gone: c", "new: d"]


def test_every_portal_is_built_for_every_audience_at_both_moments() -> None:
    built = {(each.portal, each.name) for each in strands() if each.words[0] == "build"}
    cells = {(one, f"{at[:10]}/{who}") for one in PORTALS for at in MOMENTS for who in AUDIENCES}
    assert cells < built

"""What somebody might try through the commands, beyond what the tests of one part hold."""

import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from builder.cli.exit_codes import ExitCode
from tests.cli.conftest import AS_AT, Portal
from tests.cli.small_portal import small_portal
from tests.workbook_text import action, book, evidence, rows

QUIET = ("--as-at", AS_AT, "--quiet")


@pytest.mark.parametrize("command", ["build --site-dir", "publish --to"])
@pytest.mark.parametrize("where", ["sources", "workbooks", "ledger", ".", "workbooks/../workbooks"])
def test_no_folder_of_somebody_else_s_becomes_a_site(
    portal: Portal, folder: Path, where: str, command: str
) -> None:
    small_portal(folder)
    portal("record", *QUIET)
    sources = folder / "sources"
    (sources / ".git").mkdir(parents=True)
    (sources / "main.py").write_text("print()")
    (sources / "build.json").write_text("{}")
    before = {each for each in folder.rglob("*") if ".cache" not in each.parts}
    refused = portal(*command.split(), where, *QUIET)
    assert refused.exit_code == ExitCode.NOTHING_BUILT
    assert "nothing was changed" in refused.output
    assert {each for each in folder.rglob("*") if ".cache" not in each.parts} == before


@pytest.mark.parametrize(
    "words",
    [
        "nightly --to out --report workbooks/tracker.xlsx",
        "nightly --to out --report ledger/head",
        "nightly --to out --report ledger/report.html",
        "build --log-json workbooks/tracker.xlsx",
        "build --log-json ledger/head",
        "check --log-json workbooks",
        "build --emit workbooks",
        "build --emit ledger",
        "build --emit .",
        "build --emit workbooks/tracker.xlsx",
        "snapshot --out workbooks/tracker.xlsx",
        "template workbooks/tracker.xlsx",
        "keys new --name Elm --passphrase secret --out workbooks/tracker.xlsx",
        "check --hand-back workbooks",
    ],
)
def test_no_output_goes_over_what_is_read_or_kept(portal: Portal, folder: Path, words: str) -> None:
    small_portal(folder)
    portal("record", *QUIET)
    before = {each: each.read_bytes() for each in folder.rglob("*") if each.is_file()}
    assert portal(*words.split()).exit_code == ExitCode.WRONG_USAGE
    assert {each: each.read_bytes() for each in folder.rglob("*") if each.is_file()} == before


def test_a_report_a_log_and_emitted_pages_are_written_anew_over_their_own(
    portal: Portal, folder: Path
) -> None:
    small_portal(folder)
    for _ in range(2):
        ran = portal("nightly", "--to", "out", "--quiet", "--log-json", "night.jsonl")
        assert ran.exit_code == ExitCode.DONE, ran.output
        built = portal("build", "--emit", "plain", "--log-json", "night.jsonl", *QUIET)
        assert built.exit_code == ExitCode.DONE, built.output


def test_a_workbooks_folder_that_is_a_link_gives_the_same_evidence_and_no_input(
    portal: Portal, folder: Path
) -> None:
    links = ("proof/log.txt", "oak.xlsx", "../real/oak.xlsx", "..%252freal%252foak.xlsx")
    files = (evidence(Evidence_ref=f"E-{n}", Link=each) for n, each in enumerate(links))
    (folder / "workbooks").rename(folder / "real")
    (folder / "workbooks").symlink_to("real")
    (folder / "real" / "proof").mkdir()
    (folder / "real" / "proof" / "log.txt").write_text("counted twice")
    sheets = {"Actions": rows(action()), "Evidence": rows(*files)}
    (folder / "real" / "oak.xlsx").write_bytes(book(sheets))
    built = portal("build", "--audience", "inspector", "--copy-evidence", *QUIET)
    assert built.exit_code == ExitCode.DONE, built.output
    (copy,) = (folder / "site" / "evidence" / "files").iterdir()
    assert copy.read_text() == "counted twice"


def test_another_portal_s_published_folder_is_refused(portal: Portal, folder: Path) -> None:
    small_portal(folder)
    assert portal("publish", "--to", "out", *QUIET).exit_code == ExitCode.DONE
    index = (folder / "out" / "index.html").read_bytes()
    shutil.rmtree(folder / "ledger")
    small_portal(folder, Title="Of another provider")
    refused = portal("publish", "--to", "out", *QUIET)
    assert refused.exit_code == ExitCode.NOTHING_BUILT
    assert "another history" in refused.output
    assert (folder / "out" / "index.html").read_bytes() == index


def test_two_portals_of_one_ledger_tell_each_other_s_lines_as_gone(
    portal: Portal, folder: Path
) -> None:
    small_portal(folder)
    portal("record", "--as-at", "2026-11-20T17:20")
    small_portal(folder, Ref="B-1")
    portal("record", "--as-at", "2026-11-21T17:20")
    assert portal("ledger", "verify").exit_code == ExitCode.DONE
    assert "row no longer there: 1\n  A-1" in portal("diff", "2026-11-20", "2026-11-21").output


def test_a_clock_set_back_breaks_no_chain_and_stops_no_night(portal: Portal, folder: Path) -> None:
    small_portal(folder)
    for moment in ("2026-11-20T17:20", "2026-11-10T10:00", "2026-11-19T10:00", "2026-11-21T02:15"):
        published = portal("publish", "--to", "out", "--as-at", moment, "--quiet")
        assert published.exit_code == ExitCode.DONE, published.output
    assert portal("ledger", "verify", "--against", "out").exit_code == ExitCode.DONE
    assert portal("build", "--replay", "2026-11-20", "--quiet").exit_code == ExitCode.DONE


def test_a_countersignature_taken_away_is_not_missed(
    portal: Portal, folder: Path, tmp_path: Path
) -> None:
    small_portal(folder)
    portal("record", *QUIET)
    key = tmp_path / "auditor"
    portal("keys", "new", "--name", "Auditor", "--out", str(key), "--passphrase", "secret")
    signed = portal("ledger", "sign", "--key", str(key), "--passphrase", "secret")
    assert "Keep a copy of that file elsewhere" in signed.output
    assert "Countersigned by Auditor" in portal("ledger", "verify").output
    shutil.rmtree(folder / "ledger" / "countersigned")
    assert portal("ledger", "verify").exit_code == ExitCode.DONE


def _other(name: str, data: bytes) -> bytes | None:
    return data.replace(b"Governance", b"Governence") if name.endswith("data/index.html") else data


def _fewer(name: str, data: bytes) -> bytes | None:
    return None if name.endswith("data/index.html") else data


def _scope(name: str, data: bytes) -> bytes | None:
    return data.replace(b"Scope: all", b"Scope: one") if name.endswith("bag-info.txt") else data


def _same(_name: str, data: bytes) -> bytes | None:
    return data


@pytest.mark.parametrize(
    ("change", "more"),
    [
        pytest.param(_other, "", id="another page"),
        pytest.param(_fewer, "", id="a page less"),
        pytest.param(_scope, "", id="another scope"),
        pytest.param(_same, "{top}/data/more.html", id="a page more"),
        pytest.param(_same, "{top}/../more.html", id="climbing"),
        pytest.param(_same, "{top}/data/more/", id="a folder"),
        pytest.param(_same, "other/more.html", id="beside"),
    ],
)
def test_a_snapshot_packed_anew_is_refused(
    portal: Portal, folder: Path, change: Callable[[str, bytes], bytes | None], more: str
) -> None:
    small_portal(folder)
    portal("snapshot", "--out", "given.zip", *QUIET)
    with zipfile.ZipFile("given.zip") as given, zipfile.ZipFile("anew.zip", "w") as anew:
        names = given.namelist()
        for name in names:
            if (data := change(name, given.read(name))) is not None:
                anew.writestr(name, data)
        if more:
            anew.writestr(more.format(top=names[0].split("/")[0]), b"x")
    assert portal("verify", "given.zip").exit_code == ExitCode.DONE
    assert portal("verify", "anew.zip").exit_code == ExitCode.NOTHING_BUILT


@pytest.mark.parametrize("command", ["record", "build", "nightly --to out"])
@pytest.mark.parametrize("how", ["text", "folder"])
def test_a_key_that_is_none_is_told_with_what_to_do(
    portal: Portal, folder: Path, how: str, command: str
) -> None:
    small_portal(folder)
    key = folder / "ledger.key"
    portal("record", *QUIET)
    key.unlink()
    key.mkdir() if how == "folder" else key.write_text("zz")
    stopped = portal(*command.split(), "--quiet")
    assert stopped.exit_code == ExitCode.NOTHING_BUILT
    assert "Where there is none, move it away" in stopped.output
    assert "PORTAL_DEBUG" not in stopped.output
    key.rename(folder / "aside")
    assert portal(*command.split(), "--quiet").exit_code == ExitCode.DONE


def test_a_local_build_over_another_portal_s_site_is_not_refused(
    portal: Portal, folder: Path
) -> None:
    small_portal(folder)
    assert portal("build", *QUIET).exit_code == ExitCode.DONE
    small_portal(folder, Ref="B-1")
    assert portal("build", *QUIET).exit_code == ExitCode.DONE
    assert [each.name for each in (folder / "site" / "actions").glob("?-1.html")] == ["b-1.html"]

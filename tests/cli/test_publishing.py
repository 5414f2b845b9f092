"""Publishing, the nightly run and snapshots from the commands."""

import hashlib
import json
import os
import time
import zipfile
from pathlib import Path

import pytest

from builder.cli.exit_codes import ExitCode
from builder.ledger.read import read_history
from builder.release.manifest import site_files
from builder.storage import deterministic_zip
from tests.cli.conftest import AS_AT, Portal

QUIET = ("--as-at", AS_AT, "--quiet")


@pytest.fixture
def rested(sample: Path) -> Path:
    """The sample with workbooks that were saved a while ago."""
    earlier = time.time() - 600
    for book in (sample / "workbooks").iterdir():
        os.utime(book, (earlier, earlier))
    return sample


def test_publish_records_publishes_and_can_be_rolled_back(portal: Portal, rested: Path) -> None:
    first = portal("publish", "--to", "out", *QUIET)
    assert first.exit_code == ExitCode.DONE, first.output
    site = {p: (rested / "out" / p).read_bytes() for p in site_files(rested / "out")}
    assert len(list((rested / "ledger").glob("*.jsonl"))) == 1
    again = portal("publish", "--to", "out", "--as-at", "2026-11-20T17:40", "--quiet")
    assert again.exit_code == ExitCode.DONE, again.output
    assert (rested / "out" / "index.html").read_bytes() != site["index.html"]
    back = portal("rollback", "--to", "out")
    assert back.exit_code == ExitCode.DONE, back.output
    assert {p: (rested / "out" / p).read_bytes() for p in site_files(rested / "out")} == site
    assert portal("rollback", "--to", "out").exit_code == ExitCode.NOTHING_BUILT


def test_publish_with_errors_in_a_workbook_publishes_the_good_rows_and_exits_with_3(
    portal: Portal, rested: Path
) -> None:
    book = rested / "workbooks" / "extra.xlsx"
    book.write_bytes(b"hello")
    os.utime(book, (time.time() - 600, time.time() - 600))
    result = portal("publish", "--to", "out", *QUIET)
    assert result.exit_code == ExitCode.WORKBOOK_ERRORS
    assert (rested / "out" / "actions" / "oak-001.html").is_file()


def test_publish_where_nothing_can_be_read_leaves_the_site_and_records_the_failure(
    portal: Portal, rested: Path
) -> None:
    portal("publish", "--to", "out", *QUIET)
    before = {p: (rested / "out" / p).read_bytes() for p in site_files(rested / "out")}
    for book in (rested / "workbooks").iterdir():
        book.unlink()
    result = portal("publish", "--to", "out", *QUIET)
    assert result.exit_code == ExitCode.NOTHING_BUILT
    assert {p: (rested / "out" / p).read_bytes() for p in before} == before
    last = max((rested / "ledger").glob("*.jsonl"))
    assert "Actions sheet" in last.read_text(encoding="utf-8")


def test_a_held_lock_exits_with_5_at_once(portal: Portal, rested: Path) -> None:
    import json
    import socket
    from datetime import UTC, datetime

    lock = rested / "out" / ".portal" / "lock"
    lock.parent.mkdir(parents=True)
    held = {
        "host": socket.gethostname() + "-other",
        "pid": 1,
        "beat_at": datetime.now(tz=UTC).isoformat(),
    }
    lock.write_text(json.dumps(held))
    result = portal("publish", "--to", "out", *QUIET)
    assert result.exit_code == ExitCode.LOCKED
    assert "-other" in result.output


def test_publish_needs_to_be_told_where(portal: Portal, sample: Path) -> None:
    assert portal("publish").exit_code == ExitCode.WRONG_USAGE


def test_nightly_publishes_records_and_reports(portal: Portal, rested: Path) -> None:
    (rested / "mkdocs.yml").write_text(
        "site_name: Elm Care\ntheme:\n  name: material\nplugins:\n  - portal:\n"
        f'      as_at: "{AS_AT}"\n'
        "      publish:\n        to: out\n"
    )
    (rested / "docs").mkdir()
    result = portal("nightly", "--quiet", "--log-json", "nightly.jsonl")
    assert result.exit_code == ExitCode.DONE, result.output
    report = (rested / "report.html").read_text(encoding="utf-8")
    assert "Published" in report
    assert "oakfield-house.xlsx" in report
    assert (rested / "out" / "index.html").is_file()
    assert '"stage": "copy"' in (rested / "nightly.jsonl").read_text(encoding="utf-8")


def test_a_nightly_run_that_fails_says_so_in_its_report(portal: Portal, folder: Path) -> None:
    result = portal("nightly", "--to", "out", "--quiet")
    assert result.exit_code == ExitCode.NOTHING_BUILT
    assert "Nothing was published" in (folder / "report.html").read_text(encoding="utf-8")


def test_a_snapshot_is_the_same_again_and_its_verification_names_a_changed_file(
    portal: Portal, sample: Path
) -> None:
    made = portal("snapshot", "--out", "one.zip", *QUIET)
    assert made.exit_code == ExitCode.DONE, made.output
    portal("snapshot", "--out", "two.zip", *QUIET)
    one, two = (sample / "one.zip").read_bytes(), (sample / "two.zip").read_bytes()
    assert one == two
    assert portal("verify", "one.zip").exit_code == ExitCode.DONE
    with zipfile.ZipFile(sample / "one.zip") as archive:
        archive.extractall(sample / "given")
    (top,) = (sample / "given").iterdir()
    assert portal("verify", str(top)).exit_code == ExitCode.DONE
    page = top / "data" / "index.html"
    page.write_bytes(page.read_bytes().replace(b"Governance", b"Governence"))
    result = portal("verify", str(top))
    assert result.exit_code == ExitCode.NOTHING_BUILT
    assert "altered: data/index.html" in result.output


def test_a_signed_snapshot_says_who_signed(portal: Portal, sample: Path, tmp_path: Path) -> None:
    key = tmp_path / "keys" / "elm"
    key.parent.mkdir()
    made = portal("keys", "new", "--name", "Elm Care", "--out", str(key), "--passphrase", "secret")
    assert made.exit_code == ExitCode.DONE, made.output
    signed = ("snapshot", "--out", "signed.zip", "--key", str(key), "--passphrase", "secret")
    result = portal(*signed, *QUIET)
    assert result.exit_code == ExitCode.DONE, result.output
    card = str(key.with_name("elm.public.json"))
    verified = portal("verify", "signed.zip", "--card", card)
    assert verified.exit_code == ExitCode.DONE, verified.output
    assert "Signed by the key that you gave: Elm Care" in verified.output
    with zipfile.ZipFile(sample / "signed.zip") as archive:
        (info,) = (each for each in archive.namelist() if each.endswith("/bag-info.txt"))
        (cover,) = (each for each in archive.namelist() if each.endswith("/OPEN-ME.html"))
        fingerprint = json.loads(Path(card).read_text(encoding="utf-8"))["fingerprint"]
        assert f"Signed: by the key with the fingerprint {fingerprint}" in archive.read(
            info
        ).decode("utf-8")
        assert fingerprint in archive.read(cover).decode("utf-8")
    wrong = ("snapshot", "--out", "again.zip", "--key", str(key), "--passphrase", "guess", *QUIET)
    refused = portal(*wrong)
    assert refused.exit_code == ExitCode.WRONG_USAGE
    assert "passphrase" in refused.output


def test_a_digest_given_separately_is_compared(portal: Portal, sample: Path) -> None:
    portal("snapshot", "--out", "one.zip", *QUIET)
    digest = hashlib.sha256((sample / "one.zip").read_bytes()).hexdigest()
    assert portal("verify", "one.zip", "--sha256", digest).exit_code == ExitCode.DONE
    other = portal("verify", "one.zip", "--sha256", "0" * 64)
    assert other.exit_code == ExitCode.NOTHING_BUILT


def test_doctor_names_a_remedy_for_a_missing_tracker(portal: Portal, folder: Path) -> None:
    result = portal("doctor")
    assert result.exit_code == ExitCode.NOTHING_BUILT
    assert "portal template" in result.output


def test_evidence_beside_the_workbooks_is_copied_only_where_asked_for(
    portal: Portal, sample: Path
) -> None:
    proof = sample / "workbooks" / "evidence" / "oak" / "incident-log.xlsx"
    proof.parent.mkdir(parents=True)
    packed = deterministic_zip([("xl/sharedStrings.xml", b"<si><t>Count of tablets</t></si>")])
    proof.write_bytes(packed)
    asked = ("build", "--audience", "inspector", "--site-dir", "with", "--copy-evidence")
    assert portal(*asked, *QUIET).exit_code == ExitCode.DONE
    (copy,) = (sample / "with" / "evidence" / "files").iterdir()
    assert copy.read_bytes() == packed
    line = (sample / "with" / "actions" / "oak-001.html").read_text(encoding="utf-8")
    assert f"../evidence/files/{copy.name}" in line
    portal("build", "--audience", "inspector", "--site-dir", "without", *QUIET)
    assert not (sample / "without" / "evidence" / "files").exists()


def test_a_snapshot_given_to_somebody_is_entered_in_the_ledger(
    portal: Portal, sample: Path
) -> None:
    portal("record", "--as-at", AS_AT)
    given = ("snapshot", "--out", "given.zip", "--recipient", "Inspector", "--services", "OAK")
    assert portal(*given, *QUIET).exit_code == ExitCode.DONE
    digest = hashlib.sha256((sample / "given.zip").read_bytes()).hexdigest()
    (entry,) = read_history(sample / "ledger")[0].given
    assert (entry.sha256, entry.recipient, entry.services) == (digest, "Inspector", ("OAK",))
    assert entry.as_at.isoformat() == "2026-11-20T17:20:00+00:00"
    assert portal("ledger", "verify").exit_code == ExitCode.DONE
    again = ("snapshot", "--out", "replayed.zip", "--replay", "2026-11-20", "--services", "OAK")
    assert portal(*again, "--quiet").exit_code == ExitCode.DONE
    assert (sample / "replayed.zip").read_bytes() == (sample / "given.zip").read_bytes()


def test_a_snapshot_without_a_recipient_is_not_entered_and_says_so(
    portal: Portal, sample: Path
) -> None:
    made = portal("snapshot", "--out", "own.zip", "--as-at", AS_AT)
    assert "Not entered in the register of snapshots" in made.output
    assert not (sample / "ledger").exists()


def test_small_numbers_are_told_neither_in_build_json_nor_in_the_bag(
    portal: Portal, sample: Path
) -> None:
    least = 50
    policy = "audiences: {{few: {{title: Few, sees_names: false, suppress_below: {}}}}}\n"
    told: dict[int, dict[str, str]] = {}
    for below in (0, least):
        (sample / "workbooks" / "policy.yml").write_text(policy.format(below), encoding="utf-8")
        name = f"{below}.zip"
        made = portal("snapshot", "--audience", "few", "--out", name, "--as-at", AS_AT)
        assert made.exit_code == ExitCode.DONE, made.output
        with zipfile.ZipFile(sample / name) as archive:
            held = {each.partition("/")[2]: archive.read(each) for each in archive.namelist()}
        counts = [
            number
            for each in json.loads(held["data/build.json"])["inputs"]
            for number in each["rows"].values()
        ]
        assert any(0 < number < least for number in counts) is (below == 0)
        info = held["bag-info.txt"].decode("utf-8")
        (left_out,) = (each for each in info.splitlines() if each.startswith("Left-Out: "))
        told[below] = {"bag": left_out, "cover": held["OPEN-ME.html"].decode("utf-8")}
        told[below]["said"] = made.output
        assert json.loads(held["data/data/assessment.json"])["withheld"]
    small = told[0]["bag"].partition("Names of people: ")[2].partition(";")[0]
    assert 0 < int(small) < least
    for where, words in told[least].items():
        assert f"Names of people: {small}" not in words, where
        assert f"Names of people: fewer than {least}" in words, where

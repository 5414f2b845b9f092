from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from builder.exports.evidence.checks import Look, as_recorded, looked_at, with_looks
from builder.field import Evidence, Link, Register
from builder.history.normal import Plain
from builder.rules.assessment import Fitness
from builder.storage import sha256_of
from tests.made import as_at, make, register

AUDIT = b"audit of November"
REVIEWED = as_at("2026-11-19 13:00")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "workbooks"
    (folder / "proof").mkdir(parents=True)
    (folder / "proof" / "audit.pdf").write_bytes(AUDIT)
    (tmp_path / "private.txt").write_text("outside")
    return folder


def held(target: str | None) -> Register:
    return register(make(Evidence, ref="E-1", action="A-1", link=Link("File", target)))


def looks(target: str | None, root: Path, **limits: int) -> Mapping[str, Look]:
    return looked_at(
        held(target),
        root,
        share_prefixes=(r"\\nas\audits",),
        most_bytes_a_file=limits.get("most_bytes_a_file", 1_000),
        most_bytes=limits.get("most_bytes", 10_000),
    )


@pytest.mark.parametrize(
    ("target", "state"),
    [
        pytest.param("proof/audit.pdf", "there", id="there"),
        pytest.param("proof/log.pdf", "missing", id="not-there"),
        pytest.param("gone/log.pdf", "not at hand", id="its-folder-is-not-there"),
        pytest.param(r"\\nas\audits\log.pdf", "not at hand", id="share-not-mounted"),
    ],
)
def test_a_file_is_there_missing_or_not_at_hand(target: str, state: str, root: Path) -> None:
    assert looks(target, root)["E-1"].state == state


def test_the_digest_is_that_of_the_whole_file(root: Path) -> None:
    assert looks("proof/audit.pdf", root)["E-1"].sha256 == sha256_of(AUDIT)


@pytest.mark.parametrize(
    "target",
    [None, "https://files.example/a.pdf", "../private.txt", "proof/../../private.txt"],
)
def test_nothing_outside_the_folder_and_nothing_on_the_web_is_looked_at(
    target: str | None, root: Path
) -> None:
    assert looks(target, root) == {}


def test_a_link_on_the_disk_that_leads_out_is_not_followed(root: Path) -> None:
    (root / "proof" / "trick.txt").symlink_to(root.parent / "private.txt")
    assert looks("proof/trick.txt", root) == {}


@pytest.mark.parametrize("limit", ["most_bytes_a_file", "most_bytes"])
def test_a_file_on_the_limit_is_read_and_a_larger_one_is_not(limit: str, root: Path) -> None:
    at_limit = looks("proof/audit.pdf", root, **{limit: len(AUDIT)})
    above = looks("proof/audit.pdf", root, **{limit: len(AUDIT) - 1})
    assert at_limit["E-1"] == Look("there", sha256_of(AUDIT))
    assert above["E-1"] == Look("not read")


def fit(state: str = "accepted", **more: Any) -> Fitness:
    return Fitness(ref="E-1", action="A-1", state=state, **{"reviewed_at": REVIEWED, **more})


def judged(file: Fitness, look: Look, *before: Plain) -> Fitness:
    rows: Mapping[str, Plain] = {"E-1": list(before)} if before else {}
    (found,) = with_looks((file,), {"E-1": look}, rows)
    return found


def row(found: Fitness) -> list[Plain]:
    return [found.file_state, found.sha256, found.accepted_sha256, found.judgement]


def test_the_first_look_at_an_accepted_file_records_what_was_accepted() -> None:
    found = judged(fit(), Look("there", "aa"))
    assert (found.file_state, found.accepted_sha256, found.reasons) == ("there", "aa", ())


def test_a_file_that_changed_since_it_was_accepted_says_so_for_as_long_as_it_stands() -> None:
    first = judged(fit(), Look("there", "aa"))
    second = judged(fit(), Look("there", "bb"), *row(first))
    third = judged(fit(), Look("there", "bb"), *row(second))
    for found in (second, third):
        assert found.file_state == "changed"
        assert found.reasons == ("The file changed since it was accepted.",)
    assert judged(fit(), Look("there", "aa"), *row(third)).file_state == "there"


def test_a_new_review_or_a_correction_accepts_the_file_as_it_stands() -> None:
    first = judged(fit(), Look("there", "aa"))
    later = fit(reviewed_at=as_at("2026-11-20 09:00"))
    assert judged(later, Look("there", "bb"), *row(first)).file_state == "there"
    assert judged(fit("corrected"), Look("there", "bb"), *row(first)).file_state == "there"


def test_a_file_that_was_not_accepted_may_change() -> None:
    for state in ("invalid", "untested"):
        first = judged(fit(state), Look("there", "aa"))
        assert judged(fit(state), Look("there", "bb"), *row(first)).file_state == "there"


def test_a_missing_file_says_so_and_is_compared_again_once_it_is_back() -> None:
    first = judged(fit(), Look("there", "aa"))
    gone = judged(fit(), Look("missing"), *row(first))
    assert gone.reasons == ("No file stands at this address.",)
    assert judged(fit(), Look("there", "aa"), *row(gone)).file_state == "there"
    assert judged(fit(), Look("there", "bb"), *row(gone)).file_state == "changed"


def test_a_file_that_was_not_looked_at_is_as_the_rules_judged_it() -> None:
    assert with_looks((fit(),), {}, {}) == (fit(),)


def test_what_was_recorded_is_read_back_as_it_was_found() -> None:
    first = judged(fit(), Look("there", "aa"))
    for look in (Look("there", "bb"), Look("missing"), Look("not at hand"), Look("not read")):
        found = judged(fit(), look, *row(first))
        assert as_recorded((fit(),), {"E-1": row(found)}) == (found,)
    assert as_recorded((fit(),), {}) == (fit(),)

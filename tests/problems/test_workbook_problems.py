"""Each problem of a workbook has the smallest folder that raises it and nothing else."""

import os
from collections import Counter
from pathlib import Path

import pytest

from builder.policy.acting import roles_of_acts
from builder.problems import Severity
from builder.problems.catalogue import CATALOGUE
from builder.workbook.airlock import limits
from builder.workbook.reading import saved
from builder.workbook.reading.folder_reading import Reading, read_folder
from tests.problems.faulty_parts import Faulty, clean
from tests.problems.faulty_workbooks import FAULTY
from tests.rules.judged import POLICY
from tests.workbook.made_reading import AS_AT, CATALOGUE_OF_CARE, put

WORKBOOK_CODES = sorted(code for code in CATALOGUE if code.startswith("WB"))
KEY = b"a key"
NEEDS_TIME = "WB110"
"""Raised by a clock; has a test of its own."""
NEEDS_LOST_MAPPING = "WB149"
"""Stands beside a problem of mapping.yml; has tests of its own in tests/workbook/test_hiding."""


def read(faulty: Faulty, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Reading:
    folder, cache = tmp_path / "workbooks", tmp_path / "cache"
    if faulty.read_before:
        put(folder, faulty.read_before)
        read_folder(
            folder, catalogue=CATALOGUE_OF_CARE, as_at=AS_AT, cache_dir=cache, cache_key=KEY
        )
    put(folder, faulty.files)
    if faulty.mapping is not None:
        (folder / "mapping.yml").write_text(faulty.mapping, encoding="utf-8")
    real = saved.content_of

    def content(path: Path) -> bytes:
        if path.name in faulty.locked:
            raise PermissionError(path)
        return real(path)

    monkeypatch.setattr(saved, "content_of", content)
    return read_folder(
        folder,
        roles=roles_of_acts(POLICY),
        catalogue=CATALOGUE_OF_CARE,
        as_at=AS_AT,
        cache_dir=cache,
        cache_key=KEY,
    )


@pytest.mark.parametrize("code", sorted(FAULTY))
def test_the_smallest_workbook_of_a_problem_raises_it_and_nothing_else(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    faulty = FAULTY[code]
    found = read(faulty, tmp_path, monkeypatch).problems
    codes = Counter(problem.code for problem in found)
    assert codes == {code: faulty.times}, [f"{p.code} {p.place} {p.message}" for p in found]
    assert str(found[0].place) == faulty.place


def test_a_workbook_without_a_fault_raises_nothing(tmp_path: Path) -> None:
    put(tmp_path, {"t.xlsx": clean()})
    assert read_folder(tmp_path, catalogue=CATALOGUE_OF_CARE, as_at=AS_AT).problems == ()


def test_every_problem_of_a_workbook_has_its_smallest_workbook() -> None:
    assert sorted({*FAULTY, NEEDS_TIME, NEEDS_LOST_MAPPING}) == WORKBOOK_CODES


def test_reading_that_takes_too_long_is_stopped_and_the_others_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, {"a.xlsx": clean()})
    monkeypatch.setattr(limits, "MOST_SECONDS", -1.0)
    found = read_folder(tmp_path, catalogue=CATALOGUE_OF_CARE, as_at=AS_AT)
    assert [problem.code for problem in found.problems] == [NEEDS_TIME]


@pytest.mark.parametrize("code", sorted(FAULTY))
def test_a_message_and_its_remedy_are_short_whole_sentences(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for problem in read(FAULTY[code], tmp_path, monkeypatch).problems:
        for text in (problem.message, problem.remedy):
            assert len(text.split()) <= 25, text
            assert text.endswith(".")
            assert "{" not in text
            assert os.linesep not in text


def test_codes_say_what_they_are_about() -> None:
    for code, kind in CATALOGUE.items():
        assert kind.code == code
        assert kind.title
        assert isinstance(kind.severity, Severity)

"""What somebody else wrote into the cache is not read, and without a key nothing is."""

import hmac
import json
import os
import shutil
import stat
from pathlib import Path

import pytest

from builder.settings import read_settings
from builder.workbook.cache_key import cache_key
from builder.workbook.reading import file_reading, saved
from builder.workbook.reading.folder_reading import Reading, read_folder
from tests.problems.faulty_parts import clean
from tests.workbook.made_reading import AS_AT, CATALOGUE_OF_CARE, found, put
from tests.workbook_text import action, book, rows

KEY = b"k" * 32


def cached(folder: Path, key: bytes | None = KEY) -> Reading:
    return read_folder(
        folder,
        catalogue=CATALOGUE_OF_CARE,
        as_at=AS_AT,
        cache_dir=folder.parent / "cache",
        cache_key=key,
    )


def entries(folder: Path) -> list[Path]:
    return sorted((folder.parent / "cache").glob("*.json"))


def edited(entry: Path, key: bytes | None = None) -> None:
    """Another title in a kept reading, with the old code or one by another key."""
    code, _, text = entry.read_text(encoding="utf-8").partition("\n")
    changed = text.replace("Secure", "Ignore").replace("Sign", "Skip")
    assert changed != text
    if key is not None:
        code = hmac.new(key, f"{entry.name}\n{changed}".encode(), "sha256").hexdigest()
    entry.write_text(f"{code}\n{changed}", encoding="utf-8")


@pytest.mark.parametrize("key", [None, b"another key"], ids=["old code", "another key"])
def test_an_edited_reading_is_read_anew(tmp_path: Path, key: bytes | None) -> None:
    folder = tmp_path / "workbooks"
    put(folder, {"a.xlsx": book({"Actions": rows(action(Title="Sign each dose"))})})
    fresh = cached(folder)
    (entry,) = entries(folder)
    edited(entry, key)
    assert cached(folder) == fresh
    assert cached(folder).register.actions[0].title == "Sign each dose"


def test_a_reading_in_the_form_of_earlier_versions_is_read_anew(tmp_path: Path) -> None:
    folder = tmp_path / "workbooks"
    put(folder, {"a.xlsx": clean()})
    fresh = cached(folder)
    (entry,) = entries(folder)
    held = json.loads(entry.read_text(encoding="utf-8").partition("\n")[2])
    held["tabs"], held["sheets"] = ["Planted"], []
    entry.write_text(json.dumps(held), encoding="utf-8")
    assert cached(folder) == fresh


def test_a_reading_under_the_name_of_another_is_not_read(tmp_path: Path) -> None:
    folder = tmp_path / "workbooks"
    put(folder, {f"{n}.xlsx": book({"Actions": rows(action(Ref=f"A-{n}"))}) for n in (1, 2)})
    fresh = cached(folder)
    first, second = entries(folder)
    shutil.copyfile(first, second)
    assert cached(folder) == fresh


def test_a_planted_earlier_reading_does_not_stand_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "workbooks"
    put(folder, {"a.xlsx": book({"Actions": rows(action(Title="Sign each dose"))})})
    cached(folder)
    edited(entries(folder)[0])

    def busy(path: Path) -> bytes:
        raise PermissionError(path)

    monkeypatch.setattr(saved, "content_of", busy)
    assert "WB112" not in [code for code, _ in found(cached(folder))]
    assert cached(folder).register.actions == ()


def test_the_kept_reading_is_what_is_read_while_nobody_touched_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "workbooks"
    put(folder, {"a.xlsx": clean()})
    fresh = cached(folder)
    monkeypatch.setattr(file_reading, "parse_workbook", None)
    assert cached(folder) == fresh


def test_without_a_key_nothing_is_kept(tmp_path: Path) -> None:
    folder = tmp_path / "workbooks"
    put(folder, {"a.xlsx": clean()})
    without = cached(folder, None)
    assert not (tmp_path / "cache").exists()
    assert cached(folder) == without


def test_the_key_is_made_once_and_for_one_account(tmp_path: Path) -> None:
    file = tmp_path / "own" / "cache.key"
    key = cache_key(file)
    assert key is not None
    assert cache_key(file) == key
    assert cache_key(tmp_path / "other" / "cache.key") != key
    if os.name != "nt":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.skipif(os.name == "nt", reason="there are no such bits and links")
def test_a_key_that_others_may_read_or_gave_is_no_key(tmp_path: Path) -> None:
    file = tmp_path / "cache.key"
    assert cache_key(file)
    file.chmod(0o644)
    assert cache_key(file) is None
    file.chmod(0o600)
    (tmp_path / "link.key").symlink_to(file)
    assert cache_key(tmp_path / "link.key") is None
    file.write_bytes(b"")
    assert cache_key(file) is None
    assert cache_key(file / "below") is None


def test_a_portal_keeps_its_key_outside_its_own_folder(tmp_path: Path) -> None:
    file = read_settings(tmp_path / "mkdocs.yml").cache_key_file
    assert file is not None
    assert not file.is_relative_to(tmp_path)

"""What letters told before: the same is never told twice, and what is damaged is told again."""

import stat
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from builder.letters.gathering import Addressed
from builder.letters.told import STATE, read_told
from tests.letters.test_message import SUBJECT, addressed


def changed(**more: Any) -> Addressed:
    given = addressed()
    (part,) = given.letter.parts
    item = part.items[0]._replace(**more)
    return replace(given, letter=replace(given.letter, parts=(part._replace(items=(item,)),)))


def test_what_was_told_is_no_news_in_other_words(tmp_path: Path) -> None:
    told = read_told(tmp_path / STATE, "morning")
    assert told.news(addressed())
    assert told.unknown(addressed()) == frozenset()
    told.remember(addressed())
    told.keep()
    again = read_told(tmp_path / STATE, "morning")
    assert not again.was_damaged
    assert again.news(addressed()) == ()
    assert again.news(changed(said="Other words.", record_in="oak.xlsx, Actions!K3 (Status)")) == ()
    assert again.news(changed(state="Due today"))


def test_another_kind_another_person_and_another_address_are_told_for_themselves(
    tmp_path: Path,
) -> None:
    told = read_told(tmp_path / STATE, "morning")
    told.remember(addressed())
    told.keep()
    assert read_told(tmp_path / STATE, "week").news(addressed())
    assert told.news(replace(addressed(), email="other@elm.example"))
    other = addressed()
    assert told.news(replace(other, letter=replace(other.letter, to="P-2")))


def test_what_the_last_letter_did_not_speak_of_is_marked_new(tmp_path: Path) -> None:
    told = read_told(tmp_path / STATE, "morning")
    told.people[told._key(addressed())] = {}
    assert told.unknown(addressed()) == {SUBJECT}


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"people": []}', '{"people": {"a": 1}}', "[" * 9_000, "\x00"]
)
def test_what_is_damaged_is_said_to_be_and_everything_is_news(tmp_path: Path, content: str) -> None:
    (tmp_path / STATE).write_text(content)
    told = read_told(tmp_path / STATE, "morning")
    assert told.was_damaged
    assert told.news(addressed())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such rights")
def test_its_owner_alone_reads_it_and_it_names_nobody(tmp_path: Path) -> None:
    told = read_told(tmp_path / ".portal" / STATE, "morning")
    told.remember(addressed())
    told.keep()
    assert stat.S_IMODE(told.path.stat().st_mode) == 0o600
    said = told.path.read_text()
    assert not any(each in said for each in ("P-1", "hart", "OAK"))

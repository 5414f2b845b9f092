"""Each shape comes in whole, with what its author meant and no more."""

from pathlib import Path

import pytest

from builder.workbook.mapping.answers import Answer
from builder.workbook.mapping.mapping import load_mapping
from tests.workbook.trackers.adopted import adopt, proposed
from tests.workbook.trackers.like_providers import LIKE_PROVIDERS, MAPPED, facts_of
from tests.workbook.trackers.shapes import SHAPES
from tests.workbook_text import PERSON, book, rows

EVERY = {**SHAPES, **LIKE_PROVIDERS}


@pytest.mark.parametrize("name", EVERY)
def test_a_shape_comes_in_whole(name: str, tmp_path: Path) -> None:
    shape = EVERY[name]
    adopted = adopt(tmp_path, shape.files)
    assert tuple(adopted.titles) == shape.titles, adopted.proposal.text
    assert all(there == came for came, there in adopted.counts.values()), adopted.counts
    for title, facts in shape.facts.items():
        line = adopted.action(title)
        found = {field: facts_of(getattr(line, field)) for field in facts}
        assert found == dict(facts), adopted.proposal.text
    asked = [each for each in adopted.asked if each[0] not in ("records-begin",)]
    assert set(asked) == set(shape.asked)
    for attribute, count in shape.registers.items():
        assert len(getattr(adopted.reading.register, attribute)) == count


@pytest.mark.parametrize("name", EVERY)
def test_a_second_run_changes_nothing(name: str) -> None:
    first = proposed(EVERY[name].files)
    again = proposed(EVERY[name].files, first.text)
    assert again.text == first.text
    assert [each.of for each in again.questions] == [each.of for each in first.questions]


@pytest.mark.parametrize("name", EVERY)
def test_what_a_person_leaves_as_it_is_is_not_asked_again(name: str) -> None:
    files = EVERY[name].files
    first = proposed(files)
    leave = [Answer(ask=q.ask, of=q.of, answer=q.answers[0]) for q in first.questions]
    for before in ("", first.text):
        left = proposed(files, before, leave)
        again = proposed(files, left.text)
        assert (left.questions, again.questions) == ((), ()), left.text
        assert again.text == left.text
        assert load_mapping(left.text)[1] == ()


def test_what_a_person_wrote_is_used_and_stays(tmp_path: Path) -> None:
    files = LIKE_PROVIDERS["a file for each home"].files
    adopted = adopt(tmp_path, files, MAPPED)
    assert adopted.proposal.text == MAPPED
    found = [(line.service, str(line.status), str(line.source_kind)) for line in adopted.actions]
    assert found == [(each, "In progress", "Audit") for each in ("LAR", "MAP", "NET")]
    assert adopted.asked == []


def test_what_is_typed_of_an_owner_stays_beside_who_is_meant(tmp_path: Path) -> None:
    sheets = {
        "Plan": "Action | Lead | Due date\nOil it | Ash Reed / Jo | 2026-12-01\nFit it | AR | ASAP",
        "People": rows(PERSON),
    }
    adopted = adopt(tmp_path, {"plan.xlsx": book(sheets)})
    found = [(line.owner, line.source.typed["owner"]) for line in adopted.actions]
    assert found == [("P-1", "Ash Reed / Jo"), ("P-1", "AR")]


def test_dates_with_the_month_first_are_unknown_until_somebody_has_said_so(tmp_path: Path) -> None:
    files = SHAPES["dates with the month first"].files
    assert [line.due for line in adopt(tmp_path / "a", files).actions] == [None, None]
    yes = Answer(ask="month-first", of={}, answer="yes")
    adopted = adopt(tmp_path / "b", files, answers=[yes])
    assert [facts_of(line.due) for line in adopted.actions] == ["2026-11-25", "2026-12-05"]
    assert [line.source.typed.get("due") for line in adopted.actions] == [
        "11/25/2026",
        "12/05/2026",
    ]
    assert adopt(tmp_path / "b", files, adopted.proposal.text).asked == []


def test_an_entry_with_a_fault_leads_no_words_into_another(tmp_path: Path) -> None:
    files = SHAPES["a second table below"].files
    first = "  - files: [old.xlsx]\n    as: Actons\n    words: {Status: {Late: Closed}}\n"
    text = proposed(files).text.replace("trackers:\n", f"trackers:\n{first}")
    more = book({"Sheet1": "Ref | Action | Lead | Due date | Status\nC1 | Oil | Jo | ASAP | Done"})
    grown = proposed({"plan.xlsx": more}, text).text
    assert first in grown
    assert "Done: Closed" in grown

"""A folder becomes a register: merged, canonical, cached, and never stopped by one bad file."""

import os
import re
from pathlib import Path
from time import process_time
from typing import Any

import pytest

from builder.problems import Cell
from builder.workbook.reading import saved, sheet_records
from builder.workbook.reading.folder_reading import Reading, read_folder
from tests.problems.faulty_parts import clean
from tests.workbook.made_reading import AS_AT, CATALOGUE_OF_CARE, found, put, read
from tests.workbook_text import action, book, evidence, rows, surgery

KEY = b"a key"


def cached(folder: Path, cache: Path) -> Reading:
    return read_folder(
        folder, catalogue=CATALOGUE_OF_CARE, as_at=AS_AT, cache_dir=cache, cache_key=KEY
    )


def lock(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    real = saved.content_of

    def content(path: Path) -> bytes:
        if path.name in names:
            raise PermissionError(path)
        return real(path)

    monkeypatch.setattr(saved, "content_of", content)


def test_rows_of_all_workbooks_merge_into_one_register(tmp_path: Path) -> None:
    files = {
        "a.xlsx": clean(),
        "b.xlsx": book({"Actions": rows(action(Ref="B-1")), "Evidence": rows(evidence())}),
    }
    register = read(tmp_path, files).register
    assert [line.ref for line in register.actions] == ["A-1", "B-1"]
    assert [each.workbook for each in register.inputs] == ["a.xlsx", "b.xlsx"]
    assert register.inputs[1].rows == {"Actions": 1, "Evidence": 1}
    assert len(register.inputs[0].sha256) == 64


def test_references_are_spelt_as_the_record_spells_its_own_ref(tmp_path: Path) -> None:
    content = clean(
        rows(action(), action(Ref="a-2", Parent_ref="a-1", Owner="p-1", Service_ID="oak")),
        Evidence=rows(evidence(Action_ref="A-2")),
        Complaints="Complaint ref | Service ID | Theme | Action refs | Received on\n"
        "C-1 | OAK | Falls | A-2; a-2; a-1 | 2026-10-01",
    )
    register = read(tmp_path, {"t.xlsx": content}).register
    second = register.actions[1]
    assert (second.parent, second.owner, second.service) == ("A-1", "P-1", "OAK")
    assert register.evidence[0].action == "a-2"
    assert register.complaints[0].actions == ("a-2", "A-1")


def test_each_row_of_a_ref_stays_and_each_place_is_named(tmp_path: Path) -> None:
    other = book({"Actions": rows(action(Ref="a-1", Title="Another"))})
    reading = read(tmp_path, {"t.xlsx": clean(), "u.xlsx": other})
    lines = [(line.ref, line.title) for line in reading.register.actions]
    assert lines == [("A-1", "Mend the rail"), ("A-1~2", "Another")]
    assert found(reading) == [("WB301", "t.xlsx!Actions!A2"), ("WB301", "u.xlsx!Actions!A2")]
    assert "t.xlsx!Actions!A2, u.xlsx!Actions!A2" in reading.problems[0].message
    assert reading.register.inputs[1].rows == {"Actions": 1}


def test_an_absent_sheet_makes_its_references_one_note(tmp_path: Path) -> None:
    lines = [action(Ref=f"A-{n}", Owner=f"P-{n}") for n in range(20)]
    reading = read(tmp_path, {"t.xlsx": book({"Actions": rows(*lines)})})
    assert found(reading) == [("WB303", ""), ("WB303", "")]
    assert "20 refs" in reading.problems[0].message
    assert reading.register.actions[3].owner == "P-3"


def test_an_unknown_ref_says_the_nearest(tmp_path: Path) -> None:
    content = clean(Evidence=rows(evidence(Action_ref="A-11")))
    reading = read(tmp_path, {"t.xlsx": content})
    assert found(reading) == [("WB302", "t.xlsx!Evidence!B2")]
    assert "the nearest is A-1" in reading.problems[0].remedy
    assert reading.register.evidence[0].action == "A-11"


def test_one_bad_workbook_never_stops_the_others(tmp_path: Path) -> None:
    files = {"a.xlsx": b"", "b.xlsx": b"junk", "c.xlsx": clean()[:2000], "d.xlsx": clean()}
    reading = read(tmp_path, files)
    assert [line.ref for line in reading.register.actions] == ["A-1"]
    assert [problem.place.workbook for problem in reading.problems] == [
        "a.xlsx",
        "b.xlsx",
        "c.xlsx",
    ]
    assert reading.busy == ("a.xlsx", "c.xlsx")


def test_an_empty_folder_is_one_problem(tmp_path: Path) -> None:
    assert found(read(tmp_path, {})) == [("WB114", "")]


def test_what_is_not_read_is_named_once_but_evidence_is_not(tmp_path: Path) -> None:
    linked = evidence(Link="evidence/audit.xlsx")
    other = {**linked, "Evidence ref": "E-2", "Link": "notes.docx"}
    tables = {"Actions": rows(action()), "Evidence": rows(linked, other)}
    files = {
        "t.xlsx": book(tables),
        "evidence/audit.xlsx": b"x",
        "notes.docx": b"x",
        "plan.docx": b"x",
        "gap.docx": b"x",
        "old/a.xlsx": b"x",
        "old/more/b.csv": b"x",
        "old/photo.jpg": b"x",
        "frameworks/x.xlsx": b"x",
    }
    for each in ("evidence", "old/more", "frameworks"):
        (tmp_path / each).mkdir(parents=True)
    problems = [each for each in read(tmp_path, files).problems if each.code in ("WB351", "WB352")]
    assert [(each.place.workbook, each.particulars) for each in problems] == [
        ("gap.docx", {"count": "2", "ending": ".docx"}),
        ("old/", {"folder": "old", "count": "2"}),
    ]


def test_the_version_that_was_saved_last_is_read(tmp_path: Path) -> None:
    def saved_on(day: int, title: str) -> bytes:
        def stamp(data: bytes) -> bytes:
            saved = rb"\g<1>2026-11-%02dT09:00:00Z" % day
            return re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", saved, data)

        content = book({"Actions": rows({**action(), "Title": title})})
        return surgery(content, "docProps/core.xml", stamp)

    files = {
        "t.xlsx": saved_on(9, "Old"),
        "t.sync-conflict-20261120-101500-ABC.xlsx": saved_on(8, "Older"),
        "t v2.xlsx": saved_on(20, "New"),
    }
    reading = read(tmp_path, files)
    assert [each.title for each in reading.register.actions] == ["New"]
    assert [each.code for each in reading.problems].count("WB113") == 2


def test_a_folder_that_is_not_there_is_one_problem(tmp_path: Path) -> None:
    reading = read_folder(tmp_path / "none", catalogue=CATALOGUE_OF_CARE, as_at=AS_AT)
    assert found(reading) == [("WB114", "")]


def test_the_cache_changes_nothing(tmp_path: Path) -> None:
    folder, cache = tmp_path / "w", tmp_path / "c"
    faulty = rows(action(Due="31/02/2026", Percent_complete="15%", Confidential="Yes"), action())
    content = clean(
        faulty,
        Evidence=rows(evidence(Link="javascript:x")),
        Shifts="Shift | Starts | Ends\nEarly | 07:00 | 14:00",
    )
    put(folder, {"t.xlsx": content})
    fresh = read_folder(folder, catalogue=CATALOGUE_OF_CARE, as_at=AS_AT)
    assert cached(folder, cache) == fresh
    assert cached(folder, cache) == fresh
    cells = [line.source.cell("due") for line in cached(folder, cache).register.actions]
    assert cells == [line.source.cell("due") for line in fresh.register.actions]
    for entry in cache.iterdir():
        entry.unlink()
    assert cached(folder, cache) == fresh


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"sha256": 1}', b"\xff\xfe"])
def test_a_damaged_cache_is_no_cache(tmp_path: Path, damage: bytes) -> None:
    folder, cache = tmp_path / "w", tmp_path / "c"
    put(folder, {"t.xlsx": clean()})
    fresh = cached(folder, cache)
    for entry in cache.iterdir():
        entry.write_bytes(damage)
    assert cached(folder, cache) == fresh


def test_a_cache_that_cannot_be_written_is_no_cache(tmp_path: Path) -> None:
    put(tmp_path / "w", {"t.xlsx": clean()})
    (tmp_path / "c").write_bytes(b"a file where the folder should be")
    assert found(cached(tmp_path / "w", tmp_path / "c")) == []


def test_another_version_of_the_tool_reads_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, cache = tmp_path / "w", tmp_path / "c"
    put(folder, {"t.xlsx": clean()})
    fresh = cached(folder, cache)
    first = {each.name for each in cache.glob("*.json")}
    monkeypatch.setattr("builder.workbook.cache.__version__", "99.0")
    assert cached(folder, cache) == fresh
    assert first < {each.name for each in cache.glob("*.json")}


def test_another_mapping_is_another_entry_of_the_cache(tmp_path: Path) -> None:
    folder, cache = tmp_path / "w", tmp_path / "c"
    put(folder, {"t.xlsx": clean(rows({**action(), "By": "x"}))})
    assert [code for code, _ in found(cached(folder, cache))] == ["WB139"]
    (folder / "mapping.yml").write_text("columns: {Actions: {By: Detail}}", encoding="utf-8")
    assert found(cached(folder, cache)) == []


def test_a_locked_workbook_is_read_as_it_last_was_and_said_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, cache = tmp_path / "w", tmp_path / "c"
    put(folder, {"t.xlsx": clean()})
    before = cached(folder, cache)
    lock(monkeypatch, "t.xlsx")
    now = cached(folder, cache)
    assert now.register.actions == before.register.actions
    assert found(now) == [("WB112", "t.xlsx")]
    assert now.register.inputs[0].is_last_good_reading
    assert now.busy == ("t.xlsx",)


def test_a_half_written_workbook_is_read_as_it_last_was(tmp_path: Path) -> None:
    folder, cache = tmp_path / "w", tmp_path / "c"
    put(folder, {"t.xlsx": clean()})
    cached(folder, cache)
    put(folder, {"t.xlsx": clean()[:2500]})
    now = cached(folder, cache)
    assert [line.ref for line in now.register.actions] == ["A-1"]
    assert found(now) == [("WB112", "t.xlsx")]


def test_a_locked_workbook_never_read_before_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock(monkeypatch, "l.xlsx")
    reading = read(tmp_path, {"t.xlsx": clean(), "l.xlsx": clean(rows(action(Ref="L-1")))})
    assert [line.ref for line in reading.register.actions] == ["A-1"]
    assert found(reading) == [("WB111", "l.xlsx")]


def test_problems_come_by_workbook_sheet_row_and_column(tmp_path: Path) -> None:
    lines = [action(Ref=f"A-{n}", Due="soon", Title="") for n in range(12)]
    reading = read(tmp_path, {"t.xlsx": clean(rows(*lines))})
    places = [problem.place for problem in reading.problems]
    assert places[0] == Cell("t.xlsx", "Actions", "B2")
    assert [place.cell for place in places[-2:]] == ["B13", "I13"]


def test_reading_leaves_the_search_for_cycles_as_it_was(tmp_path: Path) -> None:
    import gc

    for was_on in (True, False):
        (gc.enable if was_on else gc.disable)()
        try:
            read(tmp_path, {"t.xlsx": clean()})
            assert gc.isenabled() == was_on
        finally:
            gc.enable()


def test_a_long_text_where_a_date_a_time_or_a_link_belongs_costs_nothing(tmp_path: Path) -> None:
    long = "1" + " " * 30_000 + "x"
    slashes = "/" * 15_000 + "x"
    content = clean(
        Evidence=rows(evidence(Link="LINK", Source_date="DATE")),
        Shifts="Shift | Starts | Ends\nEarly | 07:00 | TIME",
    )
    for mark, text in (("LINK", slashes), ("DATE", long), ("TIME", long)):
        for part in ("xl/worksheets/sheet4.xml", "xl/worksheets/sheet5.xml"):
            swap = (f">{mark}<".encode(), f' xml:space="preserve">{text}<'.encode())
            content = surgery(content, part, lambda data, swap=swap: data.replace(*swap))  # type: ignore[misc] # mypy cannot infer a lambda with a default
    started = process_time()
    reading = read(tmp_path, {"t.xlsx": content})
    assert process_time() - started < 1
    assert sorted(code for code, _ in found(reading)) == ["WB204", "WB211", "WB222"]


def test_the_time_limit_holds_for_rows_as_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticks = iter(range(10_000))
    monkeypatch.setattr(sheet_records, "monotonic", lambda: 10.0**12 + next(ticks))
    reading = read(tmp_path, {"t.xlsx": clean()})
    assert found(reading) == [("WB110", "t.xlsx")]


def test_thousands_of_unknown_refs_are_answered_at_once(tmp_path: Path) -> None:
    lines = [action(Ref=f"A-{n:04d}") for n in range(1000)]
    files = [evidence(Evidence_ref=f"E-{n}", Action_ref=f"Z-{n}") for n in range(1000)]
    put(tmp_path, {"t.xlsx": clean(rows(*lines), Evidence=rows(*files))})
    started = process_time()
    reading = read_folder(tmp_path, catalogue=CATALOGUE_OF_CARE, as_at=AS_AT)
    assert process_time() - started < 3
    assert len(reading.problems) == 1000


def test_the_oldest_entries_of_a_full_cache_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, cache = tmp_path / "w", tmp_path / "c"
    monkeypatch.setattr("builder.workbook.cache.MOST_ENTRIES", 3)
    for number in range(6):
        put(folder, {"t.xlsx": clean(rows(action(Title=f"Rail {number}")))})
        cached(folder, cache)
        for age, entry in enumerate(sorted(cache.glob("*.json"), key=lambda e: e.stat().st_mtime)):
            os.utime(entry, (1000 + age, 1000 + age))
    assert len(list(cache.glob("*.json"))) == 3
    assert cached(folder, cache).register.actions[0].title == "Rail 5"


def test_of_actions_only_the_title_is_needed(tmp_path: Path) -> None:
    content = book({"Actions": "Theme | Title | Owner | Due\n | Mend the rail\n | | P-1\nFalls\n"})
    reading = read(tmp_path, {"t.xlsx": content})
    assert [(line.ref, line.title) for line in reading.register.actions] == [
        ("Action-1", "Mend the rail"),
        ("Action-2", None),
    ]
    (counts,) = reading.register.inputs[0].sheets
    assert (counts.sheet, counts.read_as) == ("Actions", "Actions")
    assert (counts.rows_there, counts.rows_in) == (2, 2)
    assert counts.left_out == ((4, "the title of a section", False),)


def test_rows_that_are_not_in_are_named(tmp_path: Path) -> None:
    table = rows(action(), {"Ref": "Total", "Title": "2"}, {"Ref": "Action ref", "Title": "Step"})
    content = book({"Actions": f"{table}\nAction ref | Step | Kind\nA-1 | Rail | Repair"})
    reading = read(tmp_path, {"t.xlsx": content, "u.xlsx": book({"Actions": "some | words"})})
    first, second = (each.sheets[0] for each in reading.register.inputs)
    assert (first.rows_there, first.rows_in) == (3, 2)
    assert [(each.row, each.counted) for each in first.left_out] == [
        (3, False),
        (5, False),
        (6, True),
    ]
    assert (second.rows_there, second.rows_in, second.left_out[0].counted) == (1, 0, True)


def test_a_cell_merged_down_belongs_to_each_row(tmp_path: Path) -> None:
    table = rows(action(Theme="Falls"), action(Ref="A-2", Theme=""), action(Ref="A-3", Theme=""))

    def change(made: Any) -> None:
        made["Actions"].merge_cells("D2:D3")

    reading = read(tmp_path, {"t.xlsx": book({"Actions": table}, change)})
    assert [line.theme for line in reading.register.actions] == ["Falls", "Falls", None]


def test_a_row_that_hangs_on_nothing_stays(tmp_path: Path) -> None:
    content = clean(Steps="Action ref | Step | Kind\n | Mend | Repair\nA-1 | Look | Repair")
    reading = read(tmp_path, {"t.xlsx": content})
    assert [step.action for step in reading.register.steps] == ["", "A-1"]
    assert found(reading) == [("WB201", "t.xlsx!Steps!A2")]

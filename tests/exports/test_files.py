import csv
import json
import zipfile
from collections.abc import Mapping
from datetime import UTC, date, datetime
from io import BytesIO, StringIO
from typing import Any
from xml.etree import ElementTree

import icalendar
import openpyxl
import pytest

from builder.exports.csv_file import csv_rows, guarded
from builder.field.references import RECORD_KINDS
from builder.history import Change, ChangeKind, History, Run
from builder.portal.parts.downloads import LISTS, csv_file, xlsx_file
from tests.exports.made_context import made_context
from tests.exports.written import downloads


@pytest.fixture(scope="module")
def files() -> Mapping[str, bytes]:
    return downloads(made_context())


def _sheet(files: Mapping[str, bytes], name: str) -> Any:
    return openpyxl.load_workbook(BytesIO(files[xlsx_file(name)])).active


def _csv(files: Mapping[str, bytes], name: str) -> list[dict[str, str]]:
    text = files[csv_file(name)].decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text, newline="")))


def test_every_list_is_there_twice(files: Mapping[str, bytes]) -> None:
    assert {csv_file(each) for each in LISTS} <= files.keys()
    assert {xlsx_file(each) for each in LISTS} <= files.keys()
    assert {name.replace("_", "-") for name in RECORD_KINDS} <= LISTS.keys()


def test_the_whole_and_the_other_files_are_there(files: Mapping[str, bytes]) -> None:
    names = "assessment.json assessment.schema.json changes.xml deadlines.ics portal.xlsx"
    for name in (*names.split(), "README.html", "deadlines-owner-p-1.ics"):
        assert f"data/{name}" in files
    assert "data/deadlines-service-oak.ics" in files
    book = openpyxl.load_workbook(BytesIO(files["data/portal.xlsx"]))
    assert len(book.sheetnames) == len(LISTS)


def test_a_list_of_no_such_name_has_no_file() -> None:
    with pytest.raises(KeyError):
        csv_file("ratings")


def test_two_exports_are_the_same_bytes() -> None:
    context = made_context()
    assert downloads(context) == downloads(context)


def test_csv_has_a_mark_and_its_line_ends(files: Mapping[str, bytes]) -> None:
    data = files[csv_file("actions")]
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == 3
    row = _csv(files, "actions")[1]
    assert row["Title"] == "Two\nlines, “quoted”"
    assert row["Due"] == "2026-12-01 16:00"


def test_csv_text_is_never_a_formula(files: Mapping[str, bytes]) -> None:
    assert _csv(files, "actions")[0]["Title"] == '\'=HYPERLINK("http://x.example")'
    assert _csv(files, "evidence")[0]["Title"] == "'@SUM(A1)"


@pytest.mark.parametrize("text", ['a "word"', '"', "a, b", "one\ntwo", "one\r\ntwo", " x ", "é“”"])
def test_csv_is_read_as_it_was_meant(text: str) -> None:
    data = csv_rows((("Before", text, None), (text, True, 7)))
    read = [*csv.reader(StringIO(data.decode(), newline=""))]
    assert read == [["Before", text, ""], [text, "Yes", "7"]]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("+44 20", "'+44 20"),
        ("-5", "-5"),
        ("-5.25", "-5.25"),
        ("+3", "+3"),
        ("-inf", "'-inf"),
        ("-see note", "'-see note"),
        ("@x", "'@x"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("plain", "plain"),
        ("", ""),
    ],
)
def test_only_what_would_run_is_guarded(text: str, shown: str) -> None:
    assert guarded(text) == shown


def test_excel_has_true_dates_and_numbers(files: Mapping[str, bytes]) -> None:
    sheet = _sheet(files, "actions")
    headings = [each.value for each in sheet[1]]
    first = dict(zip(headings, sheet[2], strict=True))
    assert first["Due"].value == datetime.fromisoformat("2026-11-10T00:00")
    assert first["Due"].number_format == "dd mmm yyyy"
    assert first["Raised on"].value == datetime.fromisoformat("2026-10-01T09:30")
    assert first["Deadline moves"].value == 0
    registers = _sheet(files, "registers")
    assert registers["F2"].value == 42
    assert registers["F3"].value is None


def test_excel_text_is_never_a_formula(files: Mapping[str, bytes]) -> None:
    title = _sheet(files, "actions")["B2"]
    assert title.value == '=HYPERLINK("http://x.example")'
    assert title.data_type == "s"
    assert title.quotePrefix
    for name in files:
        if name.endswith(".xlsx"):
            with zipfile.ZipFile(BytesIO(files[name])) as archive:
                parts = [archive.read(each) for each in archive.namelist()]
            assert not any(b"<f>" in part or b"<f " in part for part in parts)


def test_excel_links_are_links(files: Mapping[str, bytes]) -> None:
    sheet = _sheet(files, "evidence")
    column = [each.value for each in sheet[1]].index("Link")
    link = sheet[2][column]
    assert link.value == "Audit of November"
    assert link.hyperlink.target == "https://x.example/audit?a=1&b=2"


def test_every_sheet_is_a_table_with_frozen_headings(files: Mapping[str, bytes]) -> None:
    book = openpyxl.load_workbook(BytesIO(files["data/portal.xlsx"]))
    names = set()
    for sheet in book:
        (table,) = sheet.tables.values()
        assert [each.name for each in table.tableColumns] == [each.value for each in sheet[1]]
        assert sheet.freeze_panes == "A2"
        names.add(table.displayName)
    assert len(names) == len(book.sheetnames)


def test_the_save_time_is_the_as_at_moment(files: Mapping[str, bytes]) -> None:
    book = openpyxl.load_workbook(BytesIO(files["data/portal.xlsx"]))
    assert book.properties.modified == datetime.fromisoformat("2026-11-20T17:20")
    assert book.properties.created == datetime.fromisoformat("2026-11-20T17:20")


def _events(data: bytes) -> dict[str, Any]:
    calendar: Any = icalendar.Calendar.from_ical(data)
    return {str(each["summary"])[:7]: each for each in calendar.walk("VEVENT")}


def test_a_calendar_has_an_event_a_deadline(files: Mapping[str, bytes]) -> None:
    events = _events(files["data/deadlines.ics"])
    assert sorted(events) == ["OAK-012", "OAK-013"]
    bare, timed = events["OAK-012"], events["OAK-013"]
    assert bare.decoded("dtstart") == date(2026, 11, 10)
    assert bare.decoded("dtend") == date(2026, 11, 11)
    assert timed.decoded("dtstart") == datetime(2026, 12, 1, 16, 0, tzinfo=UTC)
    assert "dtend" not in timed
    assert (bare["sequence"], timed["sequence"]) == (0, 1)
    assert bare.decoded("dtstamp") == datetime(2026, 11, 20, 17, 20, tzinfo=UTC)
    assert bare["uid"] != timed["uid"]
    assert all(len(line) <= 75 for line in files["data/deadlines.ics"].split(b"\r\n"))


def test_an_event_keeps_its_uid_in_every_calendar(files: Mapping[str, bytes]) -> None:
    whole = _events(files["data/deadlines.ics"])
    for name in ("data/deadlines-owner-p-1.ics", "data/deadlines-service-oak.ics"):
        assert {k: v["uid"] for k, v in _events(files[name]).items()} == {
            k: v["uid"] for k, v in whole.items()
        }


def test_the_assessment_is_there_with_its_schema(files: Mapping[str, bytes]) -> None:
    assessment = json.loads(files["data/assessment.json"])
    schema = json.loads(files["data/assessment.schema.json"])
    assert assessment["schema"] == schema["$id"]


ATOM = {"a": "http://www.w3.org/2005/Atom"}


def test_a_feed_without_history_has_no_entry(files: Mapping[str, bytes]) -> None:
    feed = ElementTree.fromstring(files["data/changes.xml"])
    assert feed.findtext("a:title", namespaces=ATOM) == "What changed: Oak & Elm Care"
    assert feed.findtext("a:updated", namespaces=ATOM) == "2026-11-20T17:20:00Z"
    assert feed.findall("a:entry", ATOM) == []


def test_the_feed_has_an_entry_a_day_newest_first() -> None:
    moved = Change(
        kind=ChangeKind.CHANGED, sheet="Actions", ref="OAK-012", field="due", before="a", after="b"
    )
    closed = Change(kind=ChangeKind.CLOSED, sheet="Actions", ref="OAK-013")
    runs = (
        Run(as_at=datetime(2026, 11, 18, 7, tzinfo=UTC)),
        Run(as_at=datetime(2026, 11, 19, 7, tzinfo=UTC), changes=(moved,)),
        Run(as_at=datetime(2026, 11, 19, 19, tzinfo=UTC), changes=(closed, moved)),
    )
    history = History(runs=runs, since_last=(closed,))
    feed = ElementTree.fromstring(downloads(made_context(history))["data/changes.xml"])
    now, day = feed.findall("a:entry", ATOM)
    assert now.findtext("a:title", namespaces=ATOM) == "Since the last recorded run"
    assert day.findtext("a:title", namespaces=ATOM) == "Changes of 19 November 2026"
    assert day.findtext("a:updated", namespaces=ATOM) == "2026-11-19T19:00:00Z"
    assert day.findtext("a:summary", namespaces=ATOM) == "1 closed and 2 changed"
    content = day.findtext("a:content", namespaces=ATOM)
    assert content is not None
    assert "Changed: Actions OAK-012 due: a to b" in content


def test_the_readme_explains_every_file(files: Mapping[str, bytes]) -> None:
    text = files["data/README.html"].decode()
    for path in files:
        if path != "data/README.html":
            assert f'href="{path.removeprefix("data/")}"' in text
    assert "Oak &amp; Elm Care" in text
    assert "Actions: 2" in text

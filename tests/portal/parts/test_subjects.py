import pytest

from builder.portal.parts.subjects import subject_link, subject_words
from builder.portal.parts.views import Anchor
from builder.rules.verdict import Subject
from tests.portal.portals import small_context


@pytest.mark.parametrize(
    ("sheet", "ref", "words", "href"),
    [
        ("Actions", "OAK-1", "OAK-1", "actions/oak-1.html"),
        ("Actions", "GONE-1", "GONE-1", ""),
        ("Findings", "F-1", "F-1", "findings/f-1.html"),
        ("People", "P1", "Priya Shah", "people/p1.html"),
        ("Services", "HAR", "Harbour Homecare", "services/har.html"),
        ("Registers", "B1.5 overdue", "Board deadline summary", "deadlines/challenge.html"),
        (
            "Workforce",
            "HAR 2026-08-17",
            "Harbour Homecare, week of 17 Aug 2026",
            "workforce/index.html",
        ),
        (
            "Sessions",
            "Rota review 2026-11-15 09:00 HAR",
            "Rota review, 15 Nov 2026, 09:00, Harbour Homecare",
            "",
        ),
        ("Sessions", "2026-11-19", "Day, 19 Nov 2026", ""),
        ("Sessions", "some words", "some words", ""),
        ("Sessions", "Rota review 2026-13-45", "Rota review 2026-13-45", ""),
        ("Burst samples", "2026-11-15", "Burst, 15 Nov 2026", ""),
        ("Evidence", "E-1", "E-1", "actions/oak-1.html#evidence"),
        ("Evidence", "E-9", "E-9", ""),
        ("Notices", "N-9", "N-9", ""),
        ("Batches", "BA-1", "BA-1", "closure/index.html"),
    ],
)
def test_a_subject_is_named_and_linked_where_it_is_shown(
    sheet: str, ref: str, words: str, href: str
) -> None:
    context = small_context()
    link = subject_link(context, Subject(sheet, ref))
    assert subject_words(context, Subject(sheet, ref)) == words
    if href:
        assert link == Anchor(words, href)
    else:
        assert link == words

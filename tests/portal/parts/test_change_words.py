"""A recorded change names its record as readers know it, with a link where there is a page."""

from typing import Any

import pytest

from builder.history import Change, ChangeKind
from builder.portal.parts.change_words import field_words, record_words, service_words, value_words
from builder.portal.parts.views import Anchor
from tests.portal.page_text import text
from tests.portal.portals import small_context

CONTEXT = small_context()


def change(sheet: str = "Actions", ref: str = "OAK-1", **typed: Any) -> Change:
    return Change(**{"kind": ChangeKind.CHANGED, "sheet": sheet, "ref": ref, **typed})


def links(told: Any) -> list[str]:
    return [each.href for each in told if isinstance(each, Anchor)]


@pytest.mark.parametrize(
    ("told", "words", "has_page"),
    [
        pytest.param(change(), "OAK-1", True, id="a line"),
        pytest.param(change(ref="GONE-1"), "GONE-1", False, id="a line that is gone"),
        pytest.param(change("Findings", "F-1"), "F-1", True, id="a finding"),
        pytest.param(change("Findings", "F-99"), "Findings, F-99", False, id="a finding gone"),
        pytest.param(change("People", "P1"), "Priya Shah", True, id="a person by name"),
        pytest.param(change("People", "P-99"), "People, P-99", False, id="a person gone"),
        pytest.param(change("Services", "OAK"), "Oakfield House", True, id="a service by name"),
        pytest.param(change("", "provider"), "All services", False, id="the provider"),
        pytest.param(change("", "OAK"), "Oakfield House", True, id="a limit of a service"),
        pytest.param(
            change("Reviews", "OAK-1|2026-11-17", action="OAK-1"),
            "OAK-1 , Reviews, 17 Nov 2026",
            True,
            id="a row of a line by its day",
        ),
        pytest.param(
            change("Evidence", "E-1", action="OAK-1"), "OAK-1 , Evidence, E-1", True, id="a file"
        ),
        pytest.param(
            change("Sessions", "Board opened|2026-11-20 08:15"),
            "Sessions, Board opened, 20 Nov 2026, 08:15",
            False,
            id="a row of no line",
        ),
    ],
)
def test_a_record_is_named_as_readers_know_it(told: Change, words: str, has_page: bool) -> None:
    found = record_words(CONTEXT, told)
    assert text(found) == words
    assert bool(links(found)) is has_page


def test_a_value_is_told_in_words() -> None:
    owner = change(field="owner")
    assert value_words(CONTEXT, owner, "P1") == "Priya Shah"
    assert value_words(CONTEXT, owner, "") == "Nothing"
    assert value_words(CONTEXT, change(field="due"), "2026-11-20") == "20 Nov 2026"
    assert value_words(CONTEXT, change(field="title"), "2026-13-99") == "2026-13-99"


def test_a_limit_is_named_by_its_rule_and_a_field_by_its_heading() -> None:
    crossed = change("", "OAK", kind=ChangeKind.LIMIT_CROSSED, rule="workload_pressure")
    assert text(field_words(CONTEXT, crossed)) == "Workload pressure"
    assert field_words(CONTEXT, change(field="approved_on")) == "Approved on"
    assert field_words(CONTEXT, change(kind=ChangeKind.PROBLEM_FOUND, rule="WB204")) == "WB204"


def test_the_service_of_a_change_is_named_or_all_are() -> None:
    assert service_words(CONTEXT, change(service="OAK")) == "Oakfield House"
    assert service_words(CONTEXT, change()) == "All services"

from dataclasses import replace
from typing import Any

import icalendar
import pytest

from builder.exports.blocks import in_blocks
from builder.portal.context import PortalContext
from tests.exports.made_context import made_context
from tests.exports.written import downloads


def _titled(title: str) -> PortalContext:
    context = made_context()
    first, *others = context.register.actions
    actions = (replace(first, title=title), *others)
    return replace(context, register=replace(context.register, actions=actions))


@pytest.mark.parametrize(
    "title",
    [
        pytest.param("Stock, keys; and a \\ mark", id="marks"),
        pytest.param("one\ntwo", id="a line break"),
        pytest.param("A title that is far too long for one line of a calendar " * 4, id="long"),
        pytest.param("Überprüfung der Tür — täglich " * 6, id="letters of several octets"),
        *(
            pytest.param("x" * before + ",;\\" * 3, id=f"marks at the fold {before}")
            for before in range(48, 56)
        ),
    ],
)
def test_a_title_is_read_as_it_was_typed(title: str) -> None:
    data = downloads(_titled(title))["data/deadlines.ics"]
    calendar: Any = icalendar.Calendar.from_ical(data)
    titles = [str(each["summary"]) for each in calendar.walk("VEVENT")]
    assert f"OAK-012 due: {title}" in titles
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))


def test_pieces_come_in_blocks() -> None:
    blocks = [*in_blocks("é".encode() * 1_000 for _ in range(200))]
    assert b"".join(blocks).decode() == "é" * 200_000
    assert len(blocks) == 7
    assert [*in_blocks(())] == [b""]

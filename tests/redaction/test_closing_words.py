"""What would close a line, repeated draws and digests of files, as an audience may see them."""

from dataclasses import replace
from datetime import date

from builder.policy import Audience
from builder.redaction.redact import redact
from builder.rules.assessment import Assessment, DrawCheck, Fitness
from tests.redaction.test_redact import BOARD, COMMISSIONER, INSPECTOR, STAFF, judged, oak

DRAW = DrawCheck(
    burst="B-1", drawn_on=date(2026, 11, 20), seed="s", candidates=9, files=6, drawn_again=6
)


def seen(audience: Audience, *changes: str) -> Assessment:
    held = oak()
    whole = judged(held, draws=(DRAW,))
    lines = tuple(each._replace(smallest_changes=changes) for each in whole.actions)
    file = Fitness(ref="EV-1", action="OAK-001", state="accepted", file_state="there", sha256="aa")
    return redact(held, replace(whole, actions=lines, evidence=(file,)), (), audience)[1]


def words(audience: Audience, change: str) -> str:
    return " ".join(seen(audience, change).actions[0].smallest_changes)


def test_what_would_close_a_line_names_people_only_to_those_who_see_names() -> None:
    change = "Approval by somebody else than Grace Okafor."
    assert "Grace Okafor" in words(BOARD, change)
    assert "Grace Okafor" in words(STAFF, change)
    assert "Okafor" not in words(INSPECTOR, change)


def test_what_would_close_a_line_names_no_withheld_record() -> None:
    change = "Do first what OAK-009 asks for."
    assert "OAK-009" in words(BOARD, change)
    for audience in (STAFF, INSPECTOR, COMMISSIONER):
        assert "OAK-009" not in words(audience, change)


def test_draws_over_all_services_are_for_those_who_see_all_services() -> None:
    for audience in (BOARD, STAFF, INSPECTOR):
        assert seen(audience).draws == (DRAW,)
    assert seen(COMMISSIONER).draws == ()


def test_the_digest_of_a_file_is_shown_only_with_its_link() -> None:
    with_link = Audience(id="a", title="A", fields={"Actions": ("title",), "Evidence": ("link",)})
    without = replace(with_link, fields={"Actions": ("title",), "Evidence": ("title",)})
    assert [each.sha256 for each in seen(with_link).evidence] == ["aa"]
    assert [(each.sha256, each.file_state) for each in seen(without).evidence] == [("", "")]

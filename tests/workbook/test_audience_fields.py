"""An audience's allow-list names sheets and columns as people see them in the workbooks."""

from dataclasses import replace

import pytest

from builder.policy import Audience
from builder.workbook.audience_fields import with_known_fields
from tests.rules.judging import shipped_policy


def known(fields: dict[str, tuple[str, ...]]) -> tuple[Audience, list[str]]:
    own = Audience(id="own", title="Own", fields=fields)
    policy, problems = with_known_fields(replace(shipped_policy(), audiences={"own": own}))
    assert {each.code for each in problems} <= {"PO207"}
    return policy.audiences["own"], [f"{each.message} {each.remedy}" for each in problems]


@pytest.mark.parametrize("typed", ["Original due", "original  DUE", "original_due"])
def test_a_column_is_named_by_its_heading_or_its_field(typed: str) -> None:
    audience, problems = known({"actions": (typed,)})
    assert audience.fields == {"Actions": ("original_due",)}
    assert problems == []


def test_an_unknown_name_shows_nothing_and_says_the_nearest() -> None:
    audience, problems = known({"Actions": ("Titel", "Status"), "Evidnce": ("Title",)})
    assert audience.fields == {"Actions": ("status",)}
    assert "the column “Titel” of Actions" in problems[0]
    assert "such as “Title”" in problems[0]
    assert "the sheet “Evidnce”" in problems[1]
    assert "such as “Evidence”" in problems[1]


def test_an_audience_without_a_list_is_left_alone() -> None:
    policy, problems = with_known_fields(shipped_policy())
    assert policy == shipped_policy()
    assert problems == ()

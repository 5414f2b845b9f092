"""The bursts of the sample whose pages draw them again were drawn, and picked by nobody."""

import pytest

from tests.portal.portals import judged_sample
from tests.sample.draws import FREE, drawn


@pytest.mark.parametrize("burst", FREE)
def test_the_files_on_record_are_what_the_draw_gives(burst: str) -> None:
    register, _, files, draw = drawn(burst)
    assert {each.evidence for each in draw.files} == files, "run python -m tests.sample.draws"
    typed = {each.evidence: each.stratum for each in register.burst_samples if each.burst == burst}
    assert {each.evidence: each.stratum for each in draw.files} == typed


def test_the_pages_that_draw_again_say_the_same_of_each() -> None:
    draws = judged_sample().assessment.draws
    assert sorted(each.burst for each in draws) == sorted(FREE)
    assert all(each.is_same for each in draws)

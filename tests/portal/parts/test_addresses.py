import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.portal.parts.addresses import action_page, burst_page, item_page, rule_page, slug


@pytest.mark.parametrize(
    ("ref", "name"),
    [
        pytest.param("OAK-012", "oak-012", id="lower case is no change"),
        pytest.param("a" * 40, "a" * 40, id="the longest that stays"),
    ],
)
def test_a_plain_ref_is_its_own_file_name(ref: str, name: str) -> None:
    assert slug(ref) == name


@pytest.mark.parametrize(
    "ref",
    [
        pytest.param("CON", id="a device"),
        pytest.param("lpt1", id="a device with a number"),
        pytest.param("Index", id="a folder's own list"),
        pytest.param("a" * 41, id="too long"),
        pytest.param("OAK 12", id="a blank"),
        pytest.param("Ökonom", id="another alphabet"),
        pytest.param("???", id="nothing that may stay"),
    ],
)
def test_any_other_ref_gets_digits_of_its_hash(ref: str) -> None:
    made = slug(ref)
    assert re.fullmatch(r"(?:[a-z0-9-]+-)?[0-9a-f]{8}", made)
    assert len(made) <= 40
    assert made not in {ref.casefold(), "index"}


@given(st.text(min_size=1), st.text(min_size=1))
def test_two_refs_share_a_page_only_where_case_alone_tells_them_apart(a: str, b: str) -> None:
    assert (slug(a) == slug(b)) is (a.casefold() == b.casefold())


def test_an_address_says_what_kind_of_record_it_is() -> None:
    assert action_page("OAK-012") == "actions/oak-012.html"
    assert burst_page("BU-1") == "evidence/burst-bu-1.html"
    assert item_page("CQC SAF", "SAFE-1").startswith("frameworks/cqc-saf-")
    assert rule_page("record_match") == "rules/record-match.html"

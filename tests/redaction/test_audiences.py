"""Choosing the audience by its id."""

import pytest

from builder.redaction.audiences import audience_named
from tests.rules.judged import POLICY


def test_an_audience_sees_the_services_chosen_for_it_else_its_own() -> None:
    commissioner = POLICY.audiences["commissioner"]
    assert audience_named(POLICY, "commissioner") == commissioner
    chosen = audience_named(POLICY, "commissioner", ("OAK",))
    assert chosen.services == ("OAK",)
    assert chosen.fields == commissioner.fields


def test_an_audience_that_is_not_there_is_answered_with_those_that_are() -> None:
    with pytest.raises(KeyError) as told:
        audience_named(POLICY, "press")
    for id in POLICY.audiences:
        assert id in str(told.value)
    assert "'press'" in str(told.value)

"""The ref that somebody may have meant."""

import pytest

from builder.field.near_refs import NearRefs

KNOWN = ("OAK-012", "OAK-112", "BIR-001", "P-1")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("OAK-12", "OAK-012"),
        ("oak-012", "OAK-012"),
        ("OKA-112", "OAK-112"),
        ("OAKK-112", "OAK-112"),
        ("OAX-112", "OAK-112"),
        ("BIR-1", "BIR-001"),
        ("BIR-0001", "BIR-001"),
        ("ELM-900", None),
        ("", None),
        ("x" * 65, None),
    ],
)
def test_a_slip_is_known(typed: str, meant: str | None) -> None:
    assert NearRefs(KNOWN).nearest(typed) == meant


def test_of_two_the_first_of_the_alphabet_is_meant_whatever_their_order() -> None:
    assert NearRefs(["A-2", "A-1"]).nearest("A-3") == "A-1"
    assert NearRefs(["A-1", "A-2"]).nearest("A-3") == "A-1"

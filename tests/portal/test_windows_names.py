"""Page names that Windows takes, whatever a ref is called."""

import re
from pathlib import PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.portal.parts.addresses import (
    action_page,
    burst_page,
    finding_page,
    item_page,
    notice_page,
    person_page,
    regulation_page,
    rule_page,
    service_page,
)
from builder.release.doctor import LONGEST_PAGE

PAGES = (
    action_page,
    burst_page,
    finding_page,
    notice_page,
    person_page,
    regulation_page,
    rule_page,
    service_page,
)
DEVICES = ("CON", "prn", "Aux", "NUL", "com1", "COM9", "lpt1", "LPT9", "com¹", "conin$", "CLOCK$")
FORBIDDEN = re.compile(r'[<>:"|?*\\\x00-\x1f]')
refs = st.one_of(
    st.text(min_size=1),
    st.sampled_from(DEVICES),
    st.builds("{}.{}".format, st.sampled_from(DEVICES), st.text(max_size=5)),
    st.from_regex(r"[A-Za-z0-9. \\/:-]{1,60}", fullmatch=True),
)


def is_fit(page: str) -> bool:
    """Whether a page's address is a file name below a folder, for Windows as for others."""
    path = PureWindowsPath(page)
    return (
        not path.is_reserved()
        and not path.drive
        and not path.root
        and ".." not in path.parts
        and not FORBIDDEN.search(page)
        and not any(part.endswith((".", " ")) for part in path.parts)
        and path.as_posix() == page
        and len(page) <= len(LONGEST_PAGE)
    )


@given(refs)
def test_any_ref_gives_a_page_that_windows_can_hold(ref: str) -> None:
    assert all(is_fit(each(ref)) for each in PAGES)
    assert is_fit(item_page(ref, ref))


@pytest.mark.parametrize("device", DEVICES)
def test_no_page_is_a_device(device: str) -> None:
    for page in PAGES:
        assert not PureWindowsPath(page(device)).is_reserved()
        assert PureWindowsPath(page(device)).stem.casefold() != device.casefold()


@given(refs, refs)
def test_two_refs_never_meet_on_a_disk_that_ignores_case(a: str, b: str) -> None:
    is_same = PureWindowsPath(action_page(a)) == PureWindowsPath(action_page(b))
    assert is_same is (a.casefold() == b.casefold())


def test_the_doctor_counts_with_the_longest_page_there_can_be() -> None:
    assert len(item_page("x" * 40, "x" * 40)) == len(LONGEST_PAGE)


@pytest.mark.parametrize("wrong", ["con.html", "a\\b.html", "C:a.html", "../a.html", "a .", "a:b"])
def test_what_is_unfit_is_seen(wrong: str) -> None:
    assert not is_fit(wrong)

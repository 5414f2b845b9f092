"""An address is judged after its codings are undone, by its letters alone."""

import pytest

from builder.field.address import file_parts, own_kind, share_parts

SHARES = (r"\\files\care", "S:\\Evidence")


@pytest.mark.parametrize(
    "address",
    [
        *(r"\\host\x.pdf", "//host/x.pdf", r"\/host\x.pdf", "%5C%5Chost/x.pdf", "%2F%2Fhost/x"),
        *("%255C%255Chost/x", "%25252F/host/x", "/%2Fhost/x", r"\\?\C:\x", "//./pipe/x"),
        *(r"\\?\UNC\host\x", "%5C%5C.%5Cpipe%5Cx", "%20//host/x", "/etc/passwd", "%2Fetc/passwd"),
        *("C:/x", "c%3A/x", "file://host/x", "file:///x", "fi%6Ce://host/x", "notes.txt::$DATA"),
        *("../x", "..%2Fx", "%2E%2E/x", "a/../../x", r"a\..\..\x", ".. /x", ".../x", "a/... /x"),
        *("nul", "proof/CON.pdf", "aux.txt", "COM1", "com¹.log", "proof/x%00.pdf", "a%0Ab.pdf"),
    ],
)
def test_an_address_that_leads_elsewhere_is_refused(address: str) -> None:
    assert file_parts(address)[1]
    assert share_parts(address, SHARES) is None


@pytest.mark.parametrize(
    ("address", "parts"),
    [
        ("proof/audit.pdf#page=2", ("proof", "audit.pdf")),
        (r"proof\audit%20of%20May.pdf", ("proof", "audit of May.pdf")),
        ("./proof//x/../audit.pdf", ("proof", "audit.pdf")),
        ("100%25.pdf", ("100%.pdf",)),
        ("provider.xlsx. .", ("provider.xlsx",)),
    ],
)
def test_a_path_in_the_folder_is_its_parts(address: str, parts: tuple[str, ...]) -> None:
    assert file_parts(address) == (parts, "")


@pytest.mark.parametrize(
    ("address", "parts"),
    [
        (r"\\FILES\care\a\b.pdf", ("a", "b.pdf")),
        ("file://files/care/b.pdf", ("b.pdf",)),
        (r"s:\evidence\b%20c.pdf", ("b c.pdf",)),
        (r"\\files\care\..\b.pdf", None),
        (r"\\files\care\%2E%2E\b.pdf", None),
        (r"\\files\careless\b.pdf", None),
        ("%5C%5Cfiles/care/b.pdf", None),
        (r"\\files\care\C:\b.pdf", None),
    ],
)
def test_a_share_is_one_that_policy_names(address: str, parts: tuple[str, ...] | None) -> None:
    found = share_parts(address, SHARES)
    assert (found and found[1]) == parts


@pytest.mark.parametrize(
    "parts",
    [
        *(("provider.xlsx",), ("OAK.XLSM",), ("old.ods",), ("policy.yml",), ("mapping.YAML",)),
        *(("frameworks", "own.yml"), ("Frameworks", "x.pdf"), (".portal", "store", "x.html")),
        *((".cache", "x.json"), ("~$provider.xlsx",), (".~lock.provider.xlsx#",), ("x.tmp",)),
        *(("proof", "~$audit.xlsx"), ("proof", "policy.yml")),
    ],
)
def test_the_portal_s_own_files_are_known_by_name(parts: tuple[str, ...]) -> None:
    assert own_kind(parts)


@pytest.mark.parametrize("parts", [("proof", "audit.xlsx"), ("audit.pdf",), ("my.frameworks", "x")])
def test_other_files_are_not_the_portal_s_own(parts: tuple[str, ...]) -> None:
    assert own_kind(parts) == ""

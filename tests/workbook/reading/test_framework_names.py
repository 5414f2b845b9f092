"""What managers write for regulations, statements and key questions is understood."""

from pathlib import Path

import pytest

from tests.workbook.one_cell import one


@pytest.mark.parametrize(
    ("typed", "read", "codes"),
    [
        ("RA-12", ("RA-12",), []),
        ("Reg 12", ("RA-12",), ["WB292"]),
        ("Reg 12(2)(g) SAFE", ("RA-12",), ["WB292"]),
        ("Regulation 9", ("RA-9",), []),
        ("Regulation 17: Good governance", ("RA-17",), []),
        ("Regulation 18: Notification of other incidents", ("RR-18",), []),
        ("Good governance", ("RA-17",), []),
        ("Reg 9; Reg 10", ("RA-9", "RA-10"), []),
        ("Reg 99", (), ["WB230"]),
        ("12", (), ["WB230"]),
        ("SAFE and WELL LED", (), ["WB291"]),
    ],
)
def test_regulations(tmp_path: Path, typed: str, read: tuple[str, ...], codes: list[str]) -> None:
    line, found = one(tmp_path, Regulations=typed)
    assert (line.regulations, found) == (read, codes)


@pytest.mark.parametrize(
    ("typed", "read", "codes"),
    [
        ("safe-8", ("SAFE-8",), []),
        ("Medicines optimisation", ("SAFE-8",), []),
        ("Listening to and involving people", ("RESPONSIVE-4",), []),
        ("Safe", (), ["WB291"]),
        ("Well led", (), ["WB291"]),
        ("Is it caring?", (), ["WB291"]),
    ],
)
def test_statements(tmp_path: Path, typed: str, read: tuple[str, ...], codes: list[str]) -> None:
    line, found = one(tmp_path, Quality_statements=typed)
    assert (line.quality_statements, found) == (read, codes)
    assert line.source.typed.get("quality_statements", typed) == typed

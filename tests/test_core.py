"""What counts as the core, and how its branches are counted."""

from tests.core import BESIDE, ROOT, branches, packages


def test_each_package_of_the_core_is_there_and_has_tests_of_its_own() -> None:
    assert {"rules", "field", "redaction", "portal"} <= set(packages())
    for name in packages():
        assert (ROOT / "builder" / name).is_dir(), name
        assert list((ROOT / "tests" / name).rglob("test_*.py")), name
    for name in BESIDE:
        assert (ROOT / "tests" / name).is_dir(), name


def test_branches_add_up_by_package() -> None:
    def file(taken: int, there: int) -> dict[str, dict[str, int]]:
        return {"summary": {"covered_branches": taken, "num_branches": there}}

    report = {
        "files": {
            str(ROOT / "builder" / "rules" / "burst" / "draw.py"): file(3, 4),
            str(ROOT / "builder" / "rules" / "gate" / "status.py"): file(2, 2),
            str(ROOT / "builder" / "charts" / "xmr.py"): file(0, 1),
        }
    }
    assert branches(report) == {"charts": (0, 1), "rules": (5, 6)}

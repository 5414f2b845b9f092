"""The tool that turns the rules round finds each place, and tells what is noticed from what not."""

import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

from tests.mutations.__main__ import ROOT, RULES, complaints, equivalent, key, untested
from tests.mutations.mutant import mutants

TRIED = """
from pathlib import Path
from tests.mutations.trial import Trials
trials = Trials.of([Path({module!r})], [{test!r}])
print("survived:", [each.after for each in trials.survivors])
"""


def module(folder: Path, text: str) -> Path:
    path = folder / "made_up_rule.py"
    path.write_text(dedent(text), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("expression", "turned"),
    [
        pytest.param("0 < a <= b", {"0 <= a <= b", "0 < a < b"}, id="each operator"),
        pytest.param("a == b", {"a != b"}, id="an equality"),
        pytest.param("a is b or a in b", set(), id="not what there is"),
        pytest.param("min(a, b)", {"max(a, b)"}, id="the least"),
        pytest.param("max(a, default=b)", {"min(a, default=b)"}, id="the most"),
        pytest.param("next(a, b)", {"next(reversed([*a]), b)"}, id="the next"),
        pytest.param("a[0]", {"a[-1]"}, id="the first"),
        pytest.param("a[-1]", {"a[0]"}, id="the last"),
        pytest.param("a[1] + a[-2] + a[b]", set(), id="not another place"),
        pytest.param("span(a, b)", {"span(b, a)"}, id="two values of one type"),
        pytest.param("other.span(a, b)", {"other.span(b, a)"}, id="of a method too"),
        pytest.param("span(a, a)", set(), id="not one value twice"),
        pytest.param("span(a, 'since')", set(), id="not a name"),
        pytest.param("mixed(a, b)", set(), id="not of two types"),
        pytest.param("Span(a, b)", {"Span(b, a)"}, id="the fields of a record"),
    ],
)
def test_each_place_is_turned_round_alone(
    tmp_path: Path, expression: str, turned: set[str]
) -> None:
    path = module(
        tmp_path,
        f"""
        def span(since: datetime, until: datetime | None): ...
        def mixed(one: str, other: int): ...
        class Span:
            since: datetime
            until: datetime
        def f(a, b):
            return {expression}
        """,
    )
    assert {each.after for each in mutants(path)} == turned


def test_what_is_done_while_a_module_is_imported_is_left_alone(tmp_path: Path) -> None:
    text = """
        LEAST = min(3, 4)
        class Limits:
            most = max(3, 4)
        def f(a=min(1, 2)): ...
    """
    assert list(mutants(module(tmp_path, text))) == []


def test_each_place_is_put_back(tmp_path: Path) -> None:
    path = module(tmp_path, "def f(a, b): return [min(a, b), max(a, b), a[0], a[-1], next(a)]")
    found = list(mutants(path))
    assert [each.before for each in found] == [
        "min(a, b)", "max(a, b)", "a[0]", "a[-1]", "next(a)"
    ]  # fmt: skip
    assert all(len({old for old, new in each.codes.items() if old != new}) == 2 for each in found)


def test_a_flip_changes_the_functions_that_hold_it_and_no_other(tmp_path: Path) -> None:
    path = module(
        tmp_path,
        """
        def outer(a):
            return [each for each in a if each > 1]

        def other(a):
            return a
        """,
    )
    (mutant,) = mutants(path)
    changed = {old.co_name for old, new in mutant.codes.items() if old != new}
    assert changed - {"<listcomp>"} == {"<module>", "outer"}
    assert mutant.flipped.co_name in ("<listcomp>", "outer")  # one code from Python 3.12 on


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork")
def test_a_flip_survives_where_no_test_looks_at_the_limit(tmp_path: Path) -> None:
    path = module(
        tmp_path,
        """
        def is_late(days): return days > 7
        def is_early(days): return days < 0
        def is_never_called(days): return days == 3
        """,
    )
    test = tmp_path / "test_made_up_rule.py"
    test.write_text(
        dedent(
            """
            from made_up_rule import is_early, is_late

            def test_late():
                assert is_late(8) and not is_late(7)

            def test_early():
                assert is_early(-1) and not is_early(1)
            """
        ),
        encoding="utf-8",
    )
    script = TRIED.format(module=str(path), test=str(test))
    result = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert result.stdout.splitlines()[-1:] == ["survived: ['days <= 0', 'days != 3']"], result


def test_a_survivor_without_a_reason_and_a_reason_without_a_survivor_are_told() -> None:
    path = ROOT / "builder" / "rules" / "gate" / "status.py"
    first, *_ = mutants(path)
    assert list(complaints([first], {key(first): "a reason"})) == []
    (untold,) = complaints([first], {})
    assert f"builder/rules/gate/status.py:{first.line}: no test notices" in untold
    (idle,) = complaints([], {key(first): "a reason"})
    assert "take out of the list builder/rules/gate/status.py" in idle


def test_each_mutant_with_a_reason_is_one_of_the_rules() -> None:
    modules = {ROOT / name for name, _, _ in equivalent()}
    found = {key(mutant) for path in modules for mutant in mutants(path, RULES)}
    modules = {ROOT / name for name, _, _ in untested()}
    found |= {key(mutant) for path in modules for mutant in mutants(path, RULES)}
    assert {*equivalent(), *untested()} <= found
    assert not equivalent().keys() & untested().keys()
    assert all(len(because.split()) > 3 for because in equivalent().values())


MOST_UNTESTED = 96
"""It grew once, with the rules of edition 2; since then it becomes shorter, never longer."""


def test_what_wants_a_test_does_not_become_more() -> None:
    assert len(untested()) <= MOST_UNTESTED

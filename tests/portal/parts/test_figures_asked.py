"""Every figure that a page, a download or a name asks for is one that its register gives."""

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from builder.portal.compose import compose
from builder.portal.context import PortalContext
from builder.portal.parts.figures import names as figure_names
from builder.portal.parts.figures.cards import figure_card
from builder.rules.assessment import RegisterResult
from builder.shipped import PACKAGE
from tests.exports.written import downloads
from tests.portal.portals import judged_sample, sample_context
from tests.rules.judging import shipped_policy

Key = tuple[str, str]
"""Register, figure."""
AUDIENCES = ("staff", "board", "inspector", "commissioner")
FIGURE = re.compile(r"[a-z0-9]+(_[a-z0-9]+)*")
ANY_REGISTER = frozenset({"held"})
"""Asked of a row whatever its register is."""


def given() -> frozenset[Key]:
    """What the registers of the sample give, provider-wide and by service: figures and values."""
    return frozenset(
        (each.id, figure)
        for each in judged_sample().assessment.registers
        for figures in (each.figures, *(row.values for row in each.rows))
        for figure in figures
    )


class Asked(dict[Any, Any]):
    """A mapping that notes what it is asked for."""

    def __init__(self, held: Mapping[Any, Any], register: str, noted: set[Key]) -> None:
        super().__init__(held)
        self._register, self._noted = register, noted

    def _note(self, key: Any) -> None:
        asked = key if isinstance(key, tuple) else (self._register, key)
        self._noted.add((asked[0], asked[-1]))

    def get(self, key: Any, default: Any = None) -> Any:
        self._note(key)
        return super().get(key, default)

    def __getitem__(self, key: Any) -> Any:
        self._note(key)
        return super().__getitem__(key)

    def __contains__(self, key: Any) -> bool:
        self._note(key)
        return super().__contains__(key)


def noting(result: RegisterResult, noted: set[Key]) -> RegisterResult:
    def asked(held: Mapping[Any, Any]) -> Asked:
        return Asked(held, result.id, noted)

    return replace(
        result,
        figures=asked(result.figures),
        counted=asked(result.counted),
        left_out=asked(result.left_out),
        cells=asked(result.cells),
        rows=tuple(each._replace(values=asked(each.values)) for each in result.rows),
    )


def noting_context(
    audience: str, noted: set[Key], monkeypatch: pytest.MonkeyPatch
) -> PortalContext:
    """The sample for an audience, with every question about a figure noted."""
    context = sample_context(audience)
    registers = tuple(noting(each, noted) for each in context.assessment.registers)
    runs = tuple(
        replace(run, figures=Asked(run.figures, "", noted)) for run in context.history.runs
    )
    names = Asked(figure_names._NAMES, "", noted)  # the question is asked of this table alone
    monkeypatch.setattr(figure_names, "_NAMES", names)
    return replace(
        context,
        assessment=replace(context.assessment, registers=registers),
        history=replace(context.history, runs=runs),
    )


def unknown(noted: set[Key]) -> set[Key]:
    return {each for each in noted - given() if each[1] not in ANY_REGISTER}


@pytest.mark.parametrize("audience", AUDIENCES)
def test_no_page_and_no_download_asks_for_a_figure_that_no_register_gives(
    audience: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted: set[Key] = set()
    context = noting_context(audience, noted, monkeypatch)
    assert list(compose(context))
    assert downloads(context)
    assert len(noted) > 60
    assert unknown(noted) == set()


def test_a_misspelt_figure_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    noted: set[Key] = set()
    context = noting_context("staff", noted, monkeypatch)
    figure_card(context, "B1.1", "overdeu")
    assert unknown(noted) == {("B1.1", "overdeu")}


def test_each_figure_with_a_name_is_one_of_its_register() -> None:
    named = figure_names._NAMES  # nothing else lists the names
    assert set(named) <= given()
    rules = {each.rule for each in named.values() if each.rule}
    assert rules <= set(shipped_policy().thresholds)
    pages = {page.path for page in compose(sample_context())}
    assert {each.page for each in named.values() if each.page} <= pages


def written_down() -> Iterator[Key]:
    """Each register and figure that stand side by side in a tuple or a call of the product."""
    registers = {id for id, _ in given()}
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            beside = getattr(node, "elts", None) or getattr(node, "args", None)
            words = beside if isinstance(beside, list) else []
            for first, second in pairwise(words):
                match first, second:
                    case ast.Constant(value=str(id)), ast.Constant(value=str(figure)):
                        if id in registers and FIGURE.fullmatch(figure):
                            yield id, figure


def test_each_figure_that_is_written_beside_its_register_is_one_of_it() -> None:
    pairs = set(written_down())
    assert set(figure_names._NAMES) <= pairs  # so the names themselves are found
    assert pairs - given() == set()

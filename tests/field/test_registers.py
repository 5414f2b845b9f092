"""Each figure is described once: registers give what is described, and nothing else."""

import subprocess
import sys
from collections import defaultdict
from pathlib import Path

from builder.field.registers import KINDS, Slippage, Value, figures_of_rule, kind_of, value_named
from builder.portal.compose import compose
from builder.shipped import PACKAGE
from tests.portal.portals import judged_sample, sample_context
from tests.rules.judging import shipped_policy


def test_each_register_counts_what_its_description_names_in_that_order() -> None:
    results = judged_sample().assessment.registers
    assert {each.id for each in results} == {kind.id for kind in KINDS}
    for each in results:
        kind = kind_of(each.id)
        assert each.name == kind.name
        assert list(each.figures) == [figure.key for figure in kind.figures()]


def test_each_value_of_a_row_is_described_and_each_described_value_is_given() -> None:
    given: dict[str, set[str]] = defaultdict(set)
    for each in judged_sample().assessment.registers:
        given[each.id].update(each.figures, *(row.values for row in each.rows))
    assert given == {kind.id: {value.key for value in kind.values()} for kind in KINDS}


def test_each_value_is_shown_on_a_page_and_held_against_a_limit_that_there_is() -> None:
    values = [value for kind in KINDS for value in kind.values()]
    assert {each.page for each in values} <= {page.path for page in compose(sample_context())}
    assert {each.rule for each in values if each.rule} <= set(shipped_policy().thresholds)


def test_a_figure_takes_its_key_and_page_from_its_register() -> None:
    figure = Slippage.on_schedule
    assert (figure.key, figure.register, figure.page) == ("on_schedule", Slippage, Slippage.page)
    assert figures_of_rule("severe_misses") == (Slippage.missed_24h_or_more,)
    assert value_named("B1.4", "on_schedule") is figure


def test_a_figure_of_an_older_ledger_is_called_by_its_key() -> None:
    known: Value = value_named("B1.4", "missed_by_weeks")
    assert (known.title, known.page) == ("Missed by weeks", Slippage.page)


def test_a_misspelt_figure_is_an_error_of_the_type_checker(tmp_path: Path) -> None:
    typed = tmp_path / "typed.py"
    typed.write_text(
        "from builder.field.registers import Slippage\n"
        "print(Slippage.on_schedule)\n"
        "print(Slippage.on_shedule)\n",
        encoding="utf-8",
    )
    checked = [sys.executable, "-m", "mypy", "--strict", typed.as_posix()]
    found = subprocess.run(
        checked, cwd=PACKAGE.parent, capture_output=True, text=True, check=False, timeout=300
    )
    error, summary = found.stdout.splitlines()
    assert ':3: error: "type[Slippage]" has no attribute "on_shedule"' in error
    assert summary == "Found 1 error in 1 file (checked 1 source file)"

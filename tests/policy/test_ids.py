"""The names of the thresholds as a type: those of the edition, and a misspelt one is an error."""

from pathlib import Path
from typing import get_args

from mypy import api

from builder.policy import ThresholdId, load_policy
from builder.shipped import policy_texts

MISSPELT = """from builder.policy import Policy
def of(policy: Policy) -> object:
    return policy.threshold("severe_mises")
"""


def test_every_threshold_of_the_edition_has_its_name() -> None:
    policy, _ = load_policy(policy_texts())
    assert list(get_args(ThresholdId)) == sorted(policy.thresholds)


def test_a_misspelt_threshold_is_an_error_of_the_type_checker(tmp_path: Path) -> None:
    module = tmp_path / "misspelt.py"
    module.write_text(MISSPELT, encoding="utf-8")
    said, _, code = api.run([str(module), "--cache-dir", str(tmp_path), "--follow-imports=silent"])
    assert code == 1
    assert f'{module}:3: error: Argument 1 to "threshold"' in said

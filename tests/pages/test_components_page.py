"""The page on the parts names each of them, each state, and no other."""

import re
from typing import get_args

import pytest

from builder.pages.environment import template_name
from builder.portal.parts.views import Block, Tone
from builder.shipped import CHECKOUT


@pytest.fixture(scope="module")
def rows() -> dict[str, str]:
    text = (CHECKOUT / "docs/reference/components.md").read_text(encoding="utf-8")
    return dict(re.findall(r"^\| `(\w+)` \| ([^|]+) \|", text, flags=re.MULTILINE))


def test_every_part_is_named_with_its_template(rows: dict[str, str]) -> None:
    parts = {part.__name__: f"`{template_name(part)}`" for part in get_args(Block)}
    assert {name: cell for name, cell in rows.items() if name[0].isupper()} == parts


def test_every_state_is_named(rows: dict[str, str]) -> None:
    assert {name for name in rows if name[0].islower()} == {tone.value for tone in Tone}

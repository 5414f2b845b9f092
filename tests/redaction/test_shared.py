"""What an audience may see as it stands is the very same object: only what is withheld costs."""

from dataclasses import replace
from typing import Any, get_type_hints

import pytest

from builder.field import Action, Register
from builder.field.references import RECORD_KINDS
from builder.redaction.phrases import withheld_phrases
from builder.redaction.redact import redact
from builder.redaction.values import FIELD_NAMES, WORDED, records_changed
from builder.rules.assessment import Assessment
from builder.rules.verdict import Outcome, Subject, Verdict
from tests.redaction.test_redact import INSPECTOR, STAFF, judged, oak


def _open() -> Register:
    """The register without what is confidential."""
    held = oak()
    return replace(
        held,
        actions=tuple(replace(each, confidential=None) for each in held.actions),
        evidence=tuple(replace(each, confidential=None) for each in held.evidence),
    )


def _said(held: Register) -> Assessment:
    verdicts = tuple(
        Verdict(
            rule="x",
            outcome=Outcome.FIRED,
            subject=Subject("Actions", each.ref),
            reason=f"{each.title} is late.",
            cells=(each.source.place("ref"),),
        )
        for each in held.actions
    )
    whole = judged(held, verdicts=verdicts)
    lines = tuple(each._replace(findings=verdicts[:1]) for each in whole.actions)
    return replace(whole, actions=lines)


def test_where_nothing_is_withheld_nothing_is_made_anew() -> None:
    held = _open()
    said = _said(held)
    register, assessment, _ = redact(held, said, (), STAFF)
    assert list(records_changed(held, register)) == []
    assert assessment.actions is said.actions
    assert assessment.verdicts == said.verdicts
    assert assessment.withheld == {}


def test_only_what_is_withheld_is_made_anew() -> None:
    held = oak()
    said = _said(held)
    register, assessment, _ = redact(held, said, (), STAFF)
    changed = [each.ref for each in records_changed(held, register) if isinstance(each, Action)]
    assert changed == ["OAK-001", "OAK-009"]
    first, _, last = said.verdicts
    assert [id(each) for each in assessment.verdicts] == [id(first), id(last)]


def test_who_sees_no_names_is_looked_after_though_nothing_is_confidential() -> None:
    _, assessment, _ = redact(
        _open(),
        judged(_open(), verdicts=(Verdict(rule="x", outcome=Outcome.MET, reason="By Tom Baird."),)),
        (),
        INSPECTOR,
    )
    assert assessment.verdicts[0].reason == "By Registered Manager 2."


@pytest.mark.parametrize("kind", RECORD_KINDS.values(), ids=RECORD_KINDS)
def test_every_field_of_words_is_looked_into(kind: type[Any]) -> None:
    hints = get_type_hints(kind)
    for name in FIELD_NAMES[kind]:
        assert (name in WORDED[kind]) or not any(
            each in str(hints[name]) for each in ("str |", "class 'str'", "tuple[str", "Link")
        )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("by OAK-009_b", "by [withheld]_b"),
        ("·OAK-009·", "·[withheld]·"),
        ("“OAK-009”", "“[withheld]”"),
        ("ÖOAK-009", "ÖOAK-009"),
        ("oak-008 and oak-009", "oak-008 and [withheld]"),
    ],
)
def test_words_are_parted_by_every_mark(text: str, shown: str) -> None:
    several = [f"OAK-{number:03}" for number in range(9, 200)]
    assert withheld_phrases(several).replaced(text) == shown

"""An evidence file is accepted or it is not, alike in each place that speaks of it."""

from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from builder.portal.actions.action import page
from builder.portal.evidence.files import files_table
from builder.portal.frameworks.coverage import coverage
from builder.portal.parts.views import Table
from builder.portal.slices.action import action_slices
from tests.portal.page_text import section, text
from tests.portal.portals import judged_context
from tests.rules import closable

TODAY = date(2026, 11, 20)
ITEM = "SAFE-8"
OUTDATED = "Outdated: "


def _day(ago: int) -> str:
    return (TODAY - timedelta(days=ago)).isoformat()


@st.composite
def files(draw: st.DrawFn) -> list[Any]:
    """Files of one line: of any age, reviewed at any time or never, corrected or not."""
    rows: list[Any] = []
    answer = st.sampled_from([True, True, True, False, None])
    for number in range(1, draw(st.integers(1, 4)) + 1):
        ref, source = f"E-{number}", draw(st.integers(1, 60))
        rows.append(
            closable.evidence(
                ref=ref,
                source_date=_day(source),
                submitted_on=_day(min(source, 30)),
                withdrawn_on=draw(st.sampled_from([None, None, None, _day(1)])),
                shows_outcome=draw(st.booleans()),
            )
        )
        for ago in draw(st.lists(st.integers(0, 30), max_size=2)):
            rows += [
                closable.review_of_file(
                    evidence=ref,
                    reviewed_at=_day(ago),
                    matches_live_practice=draw(answer),
                    source_date_current=draw(answer),
                    outcome_proof=draw(answer),
                    corrected_on=draw(st.sampled_from([None, _day(max(ago - 1, 0)), _day(29)])),
                    accepted_after_correction=draw(answer),
                )
            ]
    return rows


@settings(max_examples=150, deadline=None)
@given(files())
def test_every_place_gives_a_file_the_same_verdict(rows: list[Any]) -> None:
    line = closable.action(raised_on=_day(50), quality_statements=(ITEM,))
    context = judged_context(line, *closable.people(), *rows, kept=("Evidence", "Validity reviews"))
    known = {each.ref: each for each in context.assessment.evidence}
    accepted = {ref for ref, each in known.items() if each.is_accepted}

    listed = files_table(context, context.register.evidence)
    shown = {text(row.cells[0]) for row in listed.rows if _says_accepted(text(row.cells[6]))}
    assert shown == accepted

    own = page(next(iter(action_slices(context))), context.about())
    (table,) = (each for each in section(own, "evidence").blocks if isinstance(each, Table))
    assert {text(each.cells[0]) for each in table.rows if _says_accepted(text(each.cells[5]))} == (
        accepted
    )

    (said,) = context.assessment.actions
    gate = next(each.verdict for each in said.gate if each.check == "evidence accepted")
    assert (gate.observed or 0) == len(accepted), gate.reason
    states = {each.state for each in known.values()}
    if gate.outcome.value == "met":
        assert accepted
        assert "invalid" not in states
    past = {ref for ref in accepted if known[ref].is_past_limit}
    assert all((ref in gate.reason) or gate.outcome.value != "met" for ref in past)

    assert coverage(context).tally(ITEM).accepted == len(accepted)
    outdated = [each.reason for each in said.findings if each.rule == "outdated_attachment"]
    named = {ref for each in outdated if each.startswith(OUTDATED) for ref in known if ref in each}
    assert not named & accepted


def _says_accepted(words: str) -> bool:
    return words.startswith(("Accepted", "Corrected"))

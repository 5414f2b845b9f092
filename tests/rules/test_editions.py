"""A day that was recorded under the first edition is judged by what that edition said."""

from builder.field import Action, PanelDecision, Person
from builder.policy.load import load_policy
from builder.shipped import earlier_editions, policy_texts
from tests.made import make
from tests.rules.judged import POLICY, assessment_of

FIRST, _ = load_policy(earlier_editions()["2026-11"], None, policy_texts())
TYPED = (
    make(Action, ref="A-1", status="Closed", closed_on="2026-11-18 09:00", due="2026-11-10"),
    make(Action, ref="A-2", status="In progress", due="2026-11-10"),
    make(Person, ref="P-1", roles=("Registered Manager",)),
    make(PanelDecision, action="A-2", decision="Deferred", panel_at="2026-11-17 10:15"),
)


def test_the_word_closed_ended_a_line_under_the_first_edition_alone() -> None:
    then = assessment_of(*TYPED, policy=FIRST).register("B1.1")
    now = assessment_of(*TYPED, policy=POLICY).register("B1.1")
    assert then is not None
    assert now is not None
    assert then.counted["overdue"] == ("A-2",)
    assert now.counted["overdue"] == ("A-1", "A-2")


def test_no_rule_of_a_later_edition_speaks_of_a_day_of_the_first() -> None:
    def spoken(policy: object) -> set[str]:
        assessment = assessment_of(*TYPED, policy=policy)  # type: ignore[arg-type]  # either edition
        gates = (check.verdict for each in assessment.actions for check in each.gate)
        registers = (one for each in assessment.registers for one in each.verdicts)
        return {each.rule for each in (*assessment.verdicts, *registers, *gates)}

    assert spoken(FIRST).isdisjoint(FIRST.added_later)
    assert "closed_without_approval" in spoken(POLICY) & FIRST.added_later

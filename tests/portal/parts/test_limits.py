from datetime import timedelta
from decimal import Decimal

from builder.field.registers import DeadlineIntegrity
from builder.policy import Override
from builder.portal.parts.duties import duty_words, observed_words
from builder.portal.parts.figures.cards import figure_card
from builder.portal.parts.figures.register_table import figure_table
from builder.portal.parts.limits import cases_duty, fired_limits, limits_warning
from builder.portal.parts.views import Tone
from builder.rules.assessment import RegisterResult
from builder.rules.verdict import Outcome, Subject, Verdict, Weight
from tests.portal.page_text import text
from tests.portal.portals import AS_AT, empty_context, small_context, verdict


def _cases(number: int) -> tuple[Verdict, ...]:
    return tuple(
        verdict(
            "complaints_unchanged",
            reason=f"Theme {place}: 2 complaints.",
            tell="Registered Manager",
            also_tell=("Operations Manager",),
            duty="Find out why.",
            by=AS_AT + timedelta(hours=place),
        )
        for place in range(number)
    )


def _of(*verdicts: Verdict, scope: str = "provider") -> tuple[RegisterResult, ...]:
    return (RegisterResult(id="B3.3", name="b", scope=scope, verdicts=verdicts),)


def test_the_cases_of_one_rule_are_one_duty_with_the_first_of_them() -> None:
    warning = limits_warning(small_context(registers=_of(*_cases(5))))
    assert warning.title == "1 limit is reached and must be acted on"
    said = text(warning.duties)
    assert "5 cases." in said
    assert "Theme 3" not in said
    assert "And 2 more." in said


def test_each_case_has_its_own_time_where_they_differ() -> None:
    said = text(limits_warning(small_context(registers=_of(*_cases(2)))).duties)
    assert "Theme 0: 2 complaints. Due by 20 November 2026, 17:20." in said
    assert "Theme 1: 2 complaints. Due by 20 November 2026, 18:20." in said
    assert "The Registered Manager and the Operations Manager: Find out why." in said
    alike = [each._replace(by=AS_AT) for each in _cases(2)]
    said = text(limits_warning(small_context(registers=_of(*alike))).duties)
    assert "The Registered Manager and the Operations Manager, by 20 November 2026, 17:20:" in said


def test_a_service_within_the_providers_limit_shows_its_count_and_whose_limit_it_is() -> None:
    four = verdict("overdue_high_risk", Outcome.MET, observed=4, unit="actions", scope="OAK")
    context = small_context(registers=_of(four, scope="OAK"))
    said = text(limits_warning(context, "OAK"))
    assert "The limits are the provider's" in said
    assert "Overdue high-risk actions at two challenge sessions: 4 actions." in said
    assert "The limits are the provider's" not in text(limits_warning(context))


def test_a_single_case_stands_for_itself() -> None:
    duty = cases_duty(small_context(), _cases(1))
    assert duty.headline == "Theme 0: 2 complaints."
    assert duty.see is not None
    assert duty.see.href == "rules/complaints-unchanged.html"


def test_a_watch_value_is_no_limit_that_is_reached() -> None:
    watched = verdict("severe_misses", weight=Weight.WATCH)
    context = small_context(registers=_of(watched))
    assert fired_limits(context) == ()
    assert limits_warning(context).tone is Tone.GOOD


def test_no_limit_is_green_only_where_every_one_could_be_judged() -> None:
    met = verdict("severe_misses", Outcome.MET)
    unknown = verdict("record_match", Outcome.NOT_COMPUTABLE)
    assert limits_warning(small_context(registers=_of(met))).tone is Tone.GOOD
    partly = limits_warning(small_context(registers=_of(met, unknown)))
    assert partly.tone is Tone.NEUTRAL
    assert "some cannot be judged" in partly.title
    assert limits_warning(empty_context()).tone is Tone.MUTED


def test_people_above_a_limit_stand_in_for_the_whole() -> None:
    whole = verdict("workload_pressure", reason="The highest workload is 134%.")
    each = whole._replace(reason="", subject=Subject("People", "P1"), observed=134, unit="%")
    context = small_context(registers=_of(whole), verdicts=(each,))
    said = text(limits_warning(context))
    assert "Priya Shah: Workload pressure: 134%." in said
    assert "highest" not in said


def test_a_reason_names_what_it_is_about_and_people_by_name() -> None:
    context = small_context()
    about = verdict("r", subject=Subject("Actions", "OAK-1"), reason="P1 is not in post, 9.1%.")
    assert observed_words(context, about) == "OAK-1: Priya Shah is not in post, 9.1%."


def test_a_duty_that_was_done_says_whether_in_time() -> None:
    context = small_context()
    late = verdict("r", tell="provider", duty="Act.", by=AS_AT - timedelta(hours=2), done_at=AS_AT)
    said = duty_words(context, late)
    assert said == (
        "The provider, by 20 November 2026, 15:20: Act. Done on 20 November 2026, 17:20, late."
    )
    in_time = duty_words(context, late._replace(by=AS_AT))
    assert in_time.endswith("in time.")


def test_a_duty_without_a_reader_or_without_words_is_told_all_the_same() -> None:
    context = small_context()
    assert duty_words(context, verdict("r", duty="Act.", by=AS_AT)) == (
        "Act. By 20 November 2026, 17:20."
    )
    assert duty_words(context, verdict("r", tell="HR")) == "HR must be told."


def test_a_limit_of_the_providers_own_says_so_and_why() -> None:
    made = small_context()
    own = Override(threshold="integrity_defects", value=Decimal(3), reason="smaller services")
    context = small_context(overrides=(own,))
    said = "The provider’s own limit: Smaller services."
    assert said in text(limits_warning(context))
    assert said in figure_card(context, DeadlineIntegrity.defects).detail
    assert said in text(figure_table(context, [DeadlineIntegrity.defects], id="t", caption="c"))
    assert "own limit" not in text(limits_warning(made))
    assert "own limit" not in figure_card(made, DeadlineIntegrity.defects).detail

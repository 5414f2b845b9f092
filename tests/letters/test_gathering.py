"""Who is written to, and that no letter of the sample holds anything that is withheld."""

from dataclasses import replace

import pytest

from builder.letters.gathering import gather, letters_audience
from builder.letters.message import message_of
from builder.redaction.leaks import leaks
from builder.redaction.redact import redact
from builder.shipped import product_texts
from tests.letters.organisation import text
from tests.portal.portals import judged_sample
from tests.rules.judging import shipped_policy


@pytest.mark.parametrize("is_weekly", [False, True])
def test_no_withheld_value_of_the_sample_stands_in_a_letter(is_weekly: bool) -> None:
    judged = judged_sample()
    audience = letters_audience(judged.policy)
    seen, _, _ = redact(
        judged.register, judged.assessment, judged.problems, audience, judged.history
    )
    assert len(seen.actions) < len(judged.register.actions)
    files = []
    for each in gather(judged, is_weekly=is_weekly).letters:
        message = message_of(each, judged.assessment.as_at, "", "https://x.example/", ())
        words = [f"{name}: {value}" for name, value in message.items()]
        words += [text(message), text(message, "html")]
        files.append((f"{each.letter.to}.eml", ["\n".join(words).encode()]))
    assert len(files) > 1
    assert list(leaks(files, judged.register, seen, product_texts())) == []


def test_letters_name_people_whatever_a_provider_lets_staff_see() -> None:
    policy = shipped_policy()
    staff = replace(policy.audiences["staff"], sees_names=False, sees_confidential=True)
    audience = letters_audience(replace(policy, audiences={**policy.audiences, "staff": staff}))
    assert audience.sees_names
    assert not audience.sees_confidential


def test_a_role_that_rules_ask_and_nobody_holds_is_named() -> None:
    judged = judged_sample()
    alone = tuple(each._replace(people=()) for each in judged.assessment.escalations)
    nobody = replace(judged, assessment=replace(judged.assessment, escalations=alone))
    names = {each.name for each in gather(nobody, is_weekly=False).not_reached}
    assert {"Registered Manager", "Operations Manager", "Provider"} <= names

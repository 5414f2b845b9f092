import pytest

from builder.field import Action, Service
from builder.redaction.to_read import texts_to_read
from tests.made import make, register


def words(text: str, other: str = "") -> list[str]:
    held = register(
        make(Service, ref="OAK", name="Oakfield House"),
        make(Action, ref="A-1", title=text, theme="Falls In Abernethy Wing"),
        make(Action, ref="A-2", detail=other),
    )
    return [word for each in texts_to_read(held) for word in each.words]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Asked Wilf Hobbs to ring", ["Wilf", "Hobbs"]),
        ("Told by Mrs Abernethy", ["Abernethy"]),
        ("Told. Mrs May rang", ["May"]),
        ("Ask O’Brien and Anne-Marie", ["O’Brien", "Anne-Marie"]),
        ("Wilf rang", []),
        ("Rang. Wilf answered", []),
        ("At Oakfield House by the Registered Manager on Monday in May", []),
        ("Told by [withheld] of CQC and DBS", []),
        ("", []),
    ],
)
def test_texts_that_look_as_if_they_name_somebody_are_listed(text: str, found: list[str]) -> None:
    assert words(text) == found


def test_a_word_that_also_stands_in_lower_case_is_no_name() -> None:
    assert words("The Lounge was clean") == ["Lounge"]
    assert words("The Lounge was clean", "see to the lounge") == []


def test_the_place_of_each_text_is_told() -> None:
    line = make(Action, ref="A-1", progress_note="Asked Wilf")
    (found,) = texts_to_read(register(line))
    assert found.place == line.source.place("progress_note")

"""A burst's draw, repeated: its seed, whether the sample is the same, and how to check it."""

from builder.portal.parts.views import (
    Block,
    ListBlock,
    Paragraph,
    SummaryItem,
    SummaryList,
    Tag,
    Tone,
)
from builder.portal.parts.words import counted
from builder.rules.assessment import DrawCheck

OTHERWISE = (
    "The draw depends on the actions and files in the workbooks. An action that was added, closed, "
    "reopened or scored otherwise since, or a file added late, changes it; so does a sample that "
    "was not drawn by the program. To tell which, repeat the draw with the workbooks as they stood "
    "that day."
)


def drawn_again(check: DrawCheck | None, day: str) -> tuple[Block, ...]:
    """The repeated draw of a burst with its steps; of an older burst the steps alone."""
    command = f"portal draw --date {day} --workbooks FOLDER"
    if check is None:
        steps = (
            "Take the workbooks as they stood at the draw.",
            f"Run: {command}. It prints the seed.",
            "Compare the files that it draws with the sample above.",
        )
        return (_steps(steps),)
    return (
        SummaryList(items=tuple(_facts(check))),
        *(() if check.is_same else (Paragraph(content=(OTHERWISE,)),)),
        _steps((*check.steps, f"With the program: {command}")),
    )


def _facts(check: DrawCheck) -> tuple[SummaryItem, ...]:
    return (
        SummaryItem(
            term="Drawn again",
            content=(
                (_tag(check), f" {_same_words(check)}"),
                ("Drawn again from the workbooks as they stand now, not as they stood then.",),
            ),
        ),
        SummaryItem(term="Seed now", content=((check.seed,),)),
        SummaryItem(term="Could be drawn", content=((counted(check.candidates, "file"),),)),
    )


def _tag(check: DrawCheck) -> Tag:
    return Tag("Same sample", Tone.GOOD) if check.is_same else Tag("Not the same", Tone.WATCH)


def _same_words(check: DrawCheck) -> str:
    if check.is_same:
        return f"All {check.files} files of the sample come out again."
    return f"{check.drawn_again} of {counted(check.files, 'file')} of the sample come out again."


def _steps(steps: tuple[str, ...]) -> ListBlock:
    return ListBlock(is_numbered=True, items=tuple((each,) for each in steps))

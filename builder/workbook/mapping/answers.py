"""The answers to what was asked of a tracker, and what each changes in its entry."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml

from builder.problems.quoted import quoted
from builder.workbook.airlock.cleaning import fold
from builder.workbook.mapping.draft import Draft
from builder.workbook.mapping.editing import flow
from builder.workbook.mapping.questions import LEAVE, Question, is_unclear_day, plain_line
from builder.workbook.mapping.tracker import AS_TYPED

QUESTIONS_FILE = "questions.yml"
_YES = {"true": "yes", "y": "yes"}


class AnswersError(ValueError):
    """The answers cannot be used; the words say why, and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One entry of an answers file."""

    ask: str
    of: Mapping[str, str]
    answer: str | Mapping[str, str]

    def fits(self, question: Question) -> bool:
        """Whether it answers a question: by its kind, and by all that it says of the place."""
        held = question.of
        return self.ask == question.ask and all(
            fold(held.get(name, "")) == fold(value) for name, value in self.of.items() if value
        )


def read_answers(text: str, name: str) -> tuple[Answer, ...]:
    """The answers of a file; entries without an answer are left out.

    Raises:
        AnswersError: it is no list of answers.
    """
    try:
        found: Any = yaml.load(text, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError, ValueError) as broken:
        raise AnswersError(f"{name} is no YAML. Write a list of ask, of and answer.") from broken
    if found in (None, ""):
        return ()
    if not isinstance(found, list):
        raise AnswersError(f"{name} holds no list. Write a list of ask, of and answer.")
    return tuple(answer for each in found if (answer := _answer(each, name)) is not None)


def _answer(held: Any, name: str) -> Answer | None:
    if not isinstance(held, dict) or not isinstance(held.get("ask"), str):
        raise AnswersError(
            f"{name}: each entry needs “ask”, the id that is printed with a question."
        )
    of, answer = held.get("of") or {}, held.get("answer")
    if not isinstance(of, dict) or not all(isinstance(each, str) for each in of.values()):
        raise AnswersError(f"{name}: “of” names file, sheet, column and word, each as a text.")
    is_answer = isinstance(answer, str) or (
        isinstance(answer, dict) and all(isinstance(each, str) for each in answer.values())
    )
    if answer in (None, "", "~", "null", {}):
        return None
    if not is_answer:
        raise AnswersError(f"{name}: the answer to {held['ask']} is neither a text nor a list.")
    return Answer(ask=held["ask"], of=of, answer=answer)


def written_questions(questions: Iterable[Question]) -> str:
    """The open questions as a file to fill in."""
    lines = [
        "# What the portal could not decide. Write an answer after “answer:”, then run",
        f"#   portal adopt TRACKER --answers {QUESTIONS_FILE}",
    ]
    for each in questions:
        more = "; or a day, or word: day for several" if each.is_open else ""
        lines += [
            f"# {plain_line(each.says)}",
            f"# One of: {'; '.join(each.answers)}{more}",
            f"- ask: {each.ask}",
            f"  of: {flow(dict(each.of))}",
            "  answer:",
        ]
    return "\n".join(lines) + "\n"


def apply(question: Question, answer: Answer, draft: Draft) -> None:
    """Changes an entry as a person has answered.

    Raises:
        AnswersError: the answer is none that the question takes.
    """
    if question.ask == "date":
        _apply_days(question, answer, draft)
        return
    said = answer.answer if isinstance(answer.answer, str) else ""
    said = _YES.get(fold(said), said)
    choice = next((each for each in question.answers if fold(each) == fold(said)), None)
    if choice is None:
        raise _refused(question, said or "a list")
    if question.ask == "month-first":
        kept = draft.month_as_typed if choice == LEAVE else draft.month_first
        kept.add(question.ours)
    elif question.ask == "date-meaning":
        if choice == LEAVE:
            draft.ignore = (*draft.ignore, question.column)
        else:
            draft.columns["Due" if choice == "due" else "Closed on"] = (question.column,)
    else:
        if question.ask == "colour" and choice != LEAVE:
            draft.columns["Status"] = (question.column,)
            draft.fills.add("Status")
        meant = AS_TYPED if choice == LEAVE else choice
        draft.words.setdefault(question.ours, {})[question.word] = meant


def _refused(question: Question, said: str) -> AnswersError:
    choices = ", ".join(question.answers)
    return AnswersError(f"{question.ask} does not take “{quoted(said)}”. Choose one of: {choices}.")


def _apply_days(question: Question, answer: Answer, draft: Draft) -> None:
    unclear = [word for word in draft.words_of(question.ours)
               if not draft.is_settled(question.ours, word)]  # fmt: skip
    if isinstance(answer.answer, str):
        said = answer.answer
        if fold(said) == LEAVE:
            days: Mapping[str, str] = {word: AS_TYPED for word in unclear if is_unclear_day(word)}
        elif question.word:
            days = {question.word: said}
        else:
            raise AnswersError(
                f"{question.ask} of “{quoted(question.column)}” is about several words: "
                "answer with word: day for each."
            )
    else:
        days = answer.answer
    for word, said in days.items():
        day = AS_TYPED if said == AS_TYPED else day_of(said)
        if day is None:
            raise _refused_day(said)
        draft.words.setdefault(question.ours, {})[word] = day


def _refused_day(said: str) -> AnswersError:
    return AnswersError(f"“{quoted(said)}” is no day. Write it like 2026-11-30.")


def day_of(said: str) -> str | None:
    """A day as ``mapping.yml`` writes it; ``None`` where it is none."""
    try:
        return date.fromisoformat(said.strip()).isoformat()
    except ValueError:
        return None


def answered(question: Question, answers: Sequence[Answer]) -> Answer | None:
    """The last answer to a question, if there is one."""
    return next((each for each in reversed(answers) if each.fits(question)), None)

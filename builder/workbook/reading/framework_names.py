"""Recognises what the regulator names: statements by id or title, regulations, key questions."""

import re

from builder.field.words import KeyQuestion
from builder.frameworks import Regulation
from builder.problems import in_cell
from builder.workbook.airlock.cleaning import fold, plain_hyphens
from builder.workbook.reading.spot import Spot

_PARAGRAPHS = r"(?:\s*\([0-9a-z]{1,4}\))*"
_REGULATION = re.compile(
    rf"(?:reg(?:ulation)?s?\.?\s*)(?P<number>\d{{1,2}}[a-z]?){_PARAGRAPHS}(?:\s*[:,\-]?\s+\S.*)?",
    re.IGNORECASE | re.DOTALL,
)
_QUESTIONS = {re.sub(r"[\s?.\-]", "", each.value.casefold()): each for each in KeyQuestion}
_JOINED = re.compile(r"[,&/+]|\band\b", re.IGNORECASE)


def key_questions(text: str) -> tuple[KeyQuestion, ...]:
    """The key questions that a text names and nothing besides: "SAFE and WELL LED"."""
    parts = [re.sub(r"[\s?.\-]", "", each.casefold()) for each in _JOINED.split(text)]
    found = [_QUESTIONS.get(each.removeprefix("is").removeprefix("it") or each) for each in parts]
    return tuple(each for each in found if each) if all(found) else ()


def item_named(text: str, spot: Spot) -> str | None:
    """The id of the framework item that a text names by id or by title."""
    wanted = plain_hyphens(text)
    items = spot.facts.catalogue.items
    if wanted in items:
        return wanted
    folded = fold(text)
    by_id = next((id for id in items if id.casefold() == folded), None)
    return by_id or next((id for id, item in items.items() if fold(item.title) == folded), None)


def regulation_named(text: str, spot: Spot) -> str | None:
    """The id of the regulation that a text names: "RA-12", "Reg 12(2)(a)", or by its title."""
    catalogue = spot.facts.catalogue
    found = catalogue.regulation(plain_hyphens(text))
    if found is not None:
        return found.id
    folded = fold(text)
    titled = [each for each in catalogue.regulations if fold(each.title) == folded]
    if titled:
        return titled[0].id
    numbered = _REGULATION.fullmatch(text.strip())
    if numbered is None:
        return None
    number = numbered["number"].casefold()
    same = [each for each in catalogue.regulations if each.number.casefold() == number]
    return _chosen(text, same, spot) if same else None


def _chosen(text: str, same: list[Regulation], spot: Spot) -> str:
    """Of two regulations of one number the one whose title is typed, else the fundamental one."""
    typed = [each for each in same if fold(each.title) in fold(text)]
    if typed or len(same) == 1:
        return (typed or same)[0].id
    first, *others = sorted(same, key=lambda each: not each.is_fundamental)
    particulars = {"read": f"{first.id}, {first.title}", "other": others[0].id}
    spot.report(in_cell.REGULATION_BY_NUMBER, value=text, **particulars)
    return first.id

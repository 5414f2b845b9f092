"""Reads what must be one of known names: refs, words, framework items, regulations, categories."""

import re
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from typing import assert_never

from builder.field.column import CellKind
from builder.problems import in_cell
from builder.workbook.airlock import limits
from builder.workbook.airlock.cleaning import fold, plain_hyphens
from builder.workbook.airlock.raw import Held, RawCell
from builder.workbook.reading.framework_names import (
    item_named,
    key_questions,
    regulation_named,
)
from builder.workbook.reading.numbers import stored_number
from builder.workbook.reading.shown import shown_text
from builder.workbook.reading.spot import Spot

_BREAKS = re.compile(r"[;\n]")
_BETWEEN_NAMES = re.compile(r"[/;\n]")
_BARE_REGULATION = re.compile(r"(?:reg(?:ulation)?s?\.?\s*)?(\d{1,2}[a-z]?)", re.IGNORECASE)
_NEAR = 0.7
_MOST_WORDS_SHOWN = 6
Recognise = Callable[[str, Spot], object | None]
Explain = Callable[[str, Spot], None]


def nearest(typed: str, known: Iterable[str], cutoff: float = _NEAR) -> str | None:
    """The known text that is closest to what was typed, if any is near."""
    if len(typed) > limits.MOST_NAME_CHARACTERS:
        return None
    return next(iter(get_close_matches(typed, sorted(known), n=1, cutoff=cutoff)), None)


def _ref(text: str, spot: Spot) -> str | None:
    plain = " ".join(plain_hyphens(text).split())
    return plain if len(plain) <= limits.MOST_REF_CHARACTERS else None


def _explain_ref(text: str, spot: Spot) -> None:
    limit = str(limits.MOST_REF_CHARACTERS)
    spot.report(in_cell.BAD_REF, value=text, limit=limit)


def _word(text: str, spot: Spot) -> object | None:
    word = spot.words.get(fold(text))
    if word is None or spot.column.words is None:
        return None
    return spot.column.words(word)


def _explain_word(text: str, spot: Spot) -> None:
    near = spot.remembered(text, lambda: nearest(fold(text), spot.words) or "")
    if near:
        spot.report(in_cell.NEAR_WORD, value=text, suggestion=spot.words[near])
        return
    words = [word.value for word in spot.column.words or ()]
    shown = ", ".join(words[:_MOST_WORDS_SHOWN])
    more = ", and others" if len(words) > _MOST_WORDS_SHOWN else ""
    spot.report(in_cell.UNKNOWN_WORD, value=text, words=f"{shown}{more}")


def _explain_item(text: str, spot: Spot) -> None:
    items = spot.facts.catalogue.items
    if _is_key_question(text, spot):
        return

    def near() -> str:
        titles = {fold(item.title): id for id, item in items.items()}
        return _near_id(text, {**titles, **{id.casefold(): id for id in items}})

    suggestion = spot.remembered(text, near)
    spot.report(in_cell.UNKNOWN_FRAMEWORK_ITEM, value=text, suggestion=suggestion)


def _is_key_question(text: str, spot: Spot) -> bool:
    """Whether a key question stands where something nearer was wanted; then it is told."""
    named = key_questions(text)
    if named:
        spot.report(in_cell.KEY_QUESTION_ALONE, value=", ".join(each.value for each in named))
    return bool(named)


def _near_id(text: str, ids: dict[str, str]) -> str:
    near = nearest(fold(text), ids)
    return "" if near is None else f", such as {ids[near]}"


def _explain_regulation(text: str, spot: Spot) -> None:
    regulations = spot.facts.catalogue.regulations
    if _is_key_question(text, spot):
        return

    def near() -> str:
        if bare := _BARE_REGULATION.fullmatch(text.strip()):
            number = bare.group(1).casefold()
            same = [each.id for each in regulations if each.number.casefold() == number]
            if same:
                return f", here {' or '.join(same)}"
        return _near_id(text, {each.id.casefold(): each.id for each in regulations})

    suggestion = spot.remembered(text, near)
    spot.report(in_cell.UNKNOWN_REGULATION, value=text, suggestion=suggestion)


def _category(text: str, spot: Spot) -> object | None:
    found = spot.facts.catalogue.evidence_category(text)
    return None if found is None else found.id


def _explain_category(text: str, spot: Spot) -> None:
    titles = {fold(each.title): each.title for each in spot.facts.catalogue.evidence_categories}
    suggestion = spot.remembered(text, lambda: _near_id(text, titles))
    spot.report(in_cell.UNKNOWN_CATEGORY, value=text, suggestion=suggestion)


def _notice(text: str, spot: Spot) -> object | None:
    found = spot.facts.catalogue.regulator_action(plain_hyphens(text))
    return None if found is None else found.id


def _explain_notice(text: str, spot: Spot) -> None:
    actions = spot.facts.catalogue.regulator_actions
    ids = {fold(each.title): each.id for each in actions}
    ids.update({fold(each.id): each.id for each in actions})
    suggestion = spot.remembered(text, lambda: _near_id(text, ids))
    spot.report(in_cell.UNKNOWN_NOTICE, value=text, suggestion=suggestion)


def _mapped(text: str, spot: Spot) -> str:
    """What ``mapping.yml`` says for a text; columns of words look it up of themselves."""
    if not spot.words or spot.column.words is not None:
        return text
    whole = spot.words.get(fold(text))
    if whole is not None or spot.column.refers_to != ("People",):
        return whole or text
    parts = [each.strip() for each in _BETWEEN_NAMES.split(text)]
    return " / ".join(spot.words.get(fold(each), each) for each in parts)


_NAMED: dict[CellKind, tuple[Recognise, Explain]] = {
    CellKind.REF: (_ref, _explain_ref),
    CellKind.WORD: (_word, _explain_word),
    CellKind.FRAMEWORK_ITEM: (item_named, _explain_item),
    CellKind.REGULATION: (regulation_named, _explain_regulation),
    CellKind.CATEGORY: (_category, _explain_category),
    CellKind.NOTICE_TYPE: (_notice, _explain_notice),
}
NAMED_KINDS = frozenset(_NAMED)


def read_named(cell: RawCell, spot: Spot) -> object | None:
    """One known name; for a column of lists a tuple of them, without those not understood."""
    text = _name_text(cell, spot)
    if text is None:
        return () if spot.column.is_list else None
    recognise, explain = _NAMED[spot.column.kind]
    text = _mapped(text, spot)
    if not spot.column.is_list:
        found = recognise(text, spot)
        if found is None:
            explain(text, spot)
        return found
    values: dict[object, None] = {}
    for part in _parts(text, recognise, spot):
        found = recognise(part, spot)
        if found is None:
            explain(part, spot)
        else:
            values[found] = None
    return tuple(values)


def _parts(text: str, recognise: Recognise, spot: Spot) -> list[str]:
    parts = [_mapped(part, spot) for each in _BREAKS.split(text) if (part := each.strip())]
    whole: list[str] = []
    for part in parts:
        pieces = [piece for each in part.split(",") if (piece := each.strip())]
        is_ref = spot.column.kind is CellKind.REF
        is_known = len(pieces) <= 1 or (not is_ref and recognise(part, spot) is not None)
        if is_known or any(recognise(piece, spot) is None for piece in pieces):
            whole.append(part)
            continue
        spot.report(in_cell.COMMAS_IN_LIST, value=part, count=str(len(pieces)))
        whole.extend(pieces)
    return whole


def _name_text(cell: RawCell, spot: Spot) -> str | None:
    """The cell as a name; ``None`` where it holds none."""
    match cell.held:
        case Held.TEXT:
            return cell.value
        case Held.BOOLEAN:
            return "TRUE" if cell.value == "1" else "FALSE"
        case Held.ISO_DATE:
            if spot.column.kind is CellKind.REF:
                spot.report(in_cell.REF_BECAME_DATE, value=cell.value)
            return cell.value
        case Held.NUMBER:
            return _from_number(cell, spot)
        case Held.ERROR | Held.NO_RESULT:
            return None
        case _:
            assert_never(cell.held)


def _from_number(cell: RawCell, spot: Spot) -> str:
    """What the cell shows; of a ref that Excel may have changed the digits that it holds."""
    shown = shown_text(cell, spot.facts)
    if spot.column.kind is not CellKind.REF:
        return shown
    if spot.facts.is_date(cell.style):
        spot.report(in_cell.REF_BECAME_DATE, value=shown)
        return shown
    number = stored_number(cell.value)
    is_scientific = "e" in spot.facts.number_format(cell.style).casefold().replace("general", "")
    if number is None or is_scientific or abs(number) >= limits.GREATEST_WHOLE_SHOWN:
        digits = cell.value if number is None else f"{number:f}"
        spot.report(in_cell.REF_BECAME_NUMBER, value=digits)
        return digits
    return shown

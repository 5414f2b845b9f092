"""The closure gate of a line, check by check, with limit, observation, clause and cells."""

from builder.portal.parts.links import own_limit, rule_link, with_names
from builder.portal.parts.smallest_changes import would_pass
from builder.portal.parts.states import gate_tag
from builder.portal.parts.views import GateItem, GateList, Piece, Rich
from builder.portal.parts.words import (
    NOT_RECORDED,
    capitalised,
    limit_words,
    places_words,
    scalar_words,
    sentence,
)
from builder.portal.shared import About
from builder.rules.verdict import GateCheck, Outcome, Verdict

MOST_CELLS = 4
"""How many cells a check names before it counts the rest."""


def gate_list(about: About, checks: tuple[GateCheck, ...]) -> GateList:
    """Every check with its verdict."""
    return GateList(items=tuple(_item(about, check) for check in checks))


def _item(about: About, check: GateCheck) -> GateItem:
    verdict = check.verdict
    return GateItem(
        tag=gate_tag(check),
        title=capitalised(check.check),
        detail=" ".join(filter(None, (_reason(about, check), _to_meet(check)))),
        more=verdict_print(about, verdict),
    )


def _reason(about: About, check: GateCheck) -> str:
    return sentence(with_names(about, check.verdict.reason)) or _without_reason(check)


def _to_meet(check: GateCheck) -> str:
    """What would meet a check that is in the way."""
    return "" if check.passes else f"To meet it: {_lowered(would_pass(check))}"


def _lowered(words: str) -> str:
    return f"{words[:1].lower()}{words[1:]}"


def _without_reason(check: GateCheck) -> str:
    if check.verdict.outcome is Outcome.NOT_RECORDED:
        return f"{NOT_RECORDED} in the workbooks."
    return ""


def verdict_print(about: About, verdict: Verdict) -> Rich:
    """The small print of a verdict: what was observed, the limit, the rule, the cells."""
    pieces: list[Piece] = []
    if verdict.observed is not None and verdict.limit is not None:
        words = scalar_words(verdict.observed, verdict.unit, limit=verdict.limit)
        pieces.append(f"Observed: {words}. ")
    if verdict.limit is not None:
        pieces.append(f"{sentence(limit_words(verdict.limit, verdict.comparison, verdict.unit))} ")
        own = own_limit(about, verdict.rule)
        pieces.append(f"{own} " if own else "")
    if verdict.is_estimated:
        pieces.append("An estimate stands behind this. ")
    pieces += ["Rule: ", rule_link(about, verdict.rule)]
    if verdict.clause:
        pieces.append(f" ({verdict.clause})")
    pieces.append(". ")
    if verdict.cells:
        pieces.append(f"Cells: {places_words(verdict.cells, MOST_CELLS)}.")
    return tuple(pieces)

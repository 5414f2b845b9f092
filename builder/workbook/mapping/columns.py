"""Which column of theirs is which of ours: by the words of its heading, held against its cells."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from builder.field.column import CellKind, Column
from builder.field.sheet import Sheet
from builder.workbook.airlock.cleaning import fold
from builder.workbook.mapping.heading_fit import (
    CONTAINS,
    RANK,
    SYNONYM,
    TAKEN,
    fits,
    is_among,
    near,
    title_rank,
)
from builder.workbook.mapping.knowledge import Preset, presets
from builder.workbook.mapping.profile import Profile
from builder.workbook.mapping.synonyms import fit_word

_MOST_CANDIDATES = 3
_DATES = (CellKind.DATE, CellKind.MOMENT)
_HALF, _MOST, _FEW = 0.5, 0.8, 0.2
_AGAINST, _FOR = -60, 12
_SOME = 3
_LEAST_LIST = 4
"""Values from which a repeated word tells that a column is a list of words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TheirColumn:
    """One column of a table, as it is found."""

    at: int
    heading: str
    """As ``mapping.yml`` names it; empty where the column has none."""
    profile: Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What the columns of a table are taken for."""

    columns: Mapping[str, tuple[str, ...]]
    """Our heading -> theirs, in the order in which they are tried."""
    ignore: tuple[str, ...]
    candidates: Mapping[int, tuple[str, ...]]
    """Column -> ours that it may be, the likeliest first."""


def taken_for(columns: Iterable[TheirColumn], sheet: Sheet) -> Taken:
    """What each column is, where that is sure enough to be taken without being asked."""
    held = [each for each in columns if each.heading]
    preset = _preset(held) if sheet.name == "Actions" else None
    scores = {each.at: _scores(each, sheet) for each in held}
    by_place = {each.at: each for each in held}
    unwanted = {fold(each) for each in preset.ignore} if preset else set()
    ignore = tuple(
        each.heading
        for each in held
        if is_among(each.heading, "derived") or fold(each.heading) in unwanted
    )
    free = [each for each in held if each.heading not in ignore]
    chosen: dict[str, list[int]] = {}
    for ours, theirs in preset.columns.items() if preset else ():
        places = [each.at for each in free if fold(each.heading) in map(fold, theirs)]
        if places and any(ours == column.heading for column in sheet.columns):
            chosen[ours] = places[:1]
    if sheet.name == "Actions" and "Title" not in chosen:
        _titles(free, scores, chosen)
    if sheet.name == "Actions" and "Due" not in chosen:
        _dates(free, scores, chosen)
    _rest(free, scores, chosen, _with_kind(sheet))
    _both_meanings(free, chosen, sheet)
    return Taken(
        columns={
            ours: tuple(by_place[at].heading for at in chosen[ours])
            for ours in (column.heading for column in sheet.columns)
            if ours in chosen
        },
        ignore=ignore,
        candidates={
            at: _likeliest(each) or near(by_place[at].heading, sheet)[:_MOST_CANDIDATES]
            for at, each in scores.items()
        },
    )


def _preset(columns: list[TheirColumn]) -> Preset | None:
    """The export that the table is, if it is one that is known."""
    headings = frozenset(fold(each.heading) for each in columns)
    return next((each for each in presets() if each.fits(headings)), None)


def _likeliest(scores: Mapping[str, int]) -> tuple[str, ...]:
    return tuple(sorted(scores, key=lambda ours: -scores[ours])[:_MOST_CANDIDATES])


def _with_kind(sheet: Sheet) -> tuple[str, ...]:
    return tuple(column.heading for column in sheet.columns)


def _scores(theirs: TheirColumn, sheet: Sheet) -> dict[str, int]:
    """Our heading -> how well the column fits, its heading and its cells together."""
    by_heading = {column.heading: column for column in sheet.columns}
    found = {}
    for ours, score in fits(theirs.heading, sheet).items():
        found[ours] = max(1, score + _by_cells(theirs.profile, by_heading[ours]))
    return found


def _by_cells(cells: Profile, column: Column) -> int:
    """How much the cells of a column speak for what its heading says, or against it."""
    if not cells.values:
        return _AGAINST if cells.unresolved else 0
    judge = _JUDGES.get(column.heading)
    if judge is not None:
        return judge(cells)
    if column.kind in _DATES:
        return _FOR if cells.share("date") >= _HALF else _AGAINST
    if column.kind in (CellKind.WHOLE, CellKind.NUMBER, CellKind.PERCENT):
        return 0 if cells.share("number") >= _HALF or _is_figures(cells) else _AGAINST
    return _AGAINST if cells.share("true date") > _MOST else 0


def _is_figures(cells: Profile) -> bool:
    return all(each.text.rstrip("% ").replace(".", "").isdigit() for each in cells.values)


def _status(cells: Profile) -> int:
    if len(cells.values) < cells.rows * _FEW or len(cells.values) < min(cells.rows, _SOME):
        return _AGAINST
    if cells.share("status") >= _HALF:
        return _FOR
    is_words = cells.share("word") >= _MOST and cells.share("true date") < _FEW
    if not is_words or cells.share("number") > _HALF:
        return _AGAINST
    is_list = len(cells.values) < _LEAST_LIST or cells.distinct <= _HALF
    return 0 if is_list and cells.share("status") > 0 else _AGAINST


def _note(cells: Profile) -> int:
    if cells.share("true date") > _MOST and not cells.share("sentence"):
        return _AGAINST if all(each.is_date for each in cells.values) else 0
    return _AGAINST if cells.share("status") >= _HALF and cells.distinct < 1 else 0


def _title(cells: Profile) -> int:
    if cells.share("number") > _HALF or cells.share("true date") > _HALF:
        return _AGAINST
    return _AGAINST if cells.share("status") > _HALF else 0


def _owner(cells: Profile) -> int:
    if cells.share("true date") > _HALF or cells.share("status") > _HALF:
        return _AGAINST
    return _AGAINST if cells.share("sentence") > _HALF else 0


def _risk(cells: Profile) -> int:
    return _FOR if cells.share("risk") >= _HALF else _AGAINST


def _score(cells: Profile) -> int:
    return 0 if cells.share("number") >= _HALF else _AGAINST


def _question(cells: Profile) -> int:
    return _FOR if cells.share("question") >= _HALF else _AGAINST


def _theme(cells: Profile) -> int:
    if cells.share("true date") > _HALF or cells.share("question") >= _HALF:
        return _AGAINST
    return _AGAINST if cells.share("sentence") > _HALF else 0


def _source(cells: Profile) -> int:
    from builder.workbook.schema import SHEETS_BY_NAME

    column = SHEETS_BY_NAME["Actions"].column("source_kind")
    first = (word for value in cells.values for word in (value.text, value.text.split(" ")[0]))
    return 0 if any(fit_word(each, column) for each in first) else _AGAINST


def _evidence(cells: Profile) -> int:
    return _AGAINST if cells.share("status") > _HALF else 0


_JUDGES: Mapping[str, Callable[[Profile], int]] = {
    "Status": _status,
    "Progress note": _note,
    "Title": _title,
    "Detail": _title,
    "Owner": _owner,
    "Risk": _risk,
    "Likelihood": _score,
    "Consequence": _score,
    "Key question": _question,
    "Theme": _theme,
    "Source": _source,
    "Evidence requirement": _evidence,
}


def _titles(
    free: list[TheirColumn], scores: Mapping[int, Mapping[str, int]], chosen: dict[str, list[int]]
) -> None:
    """What is to be done is the title; what is wrong the detail, and the title in its place."""
    ranked = [
        (title_rank(each.heading), scores[each.at]["Title"], each)
        for each in free
        if scores[each.at].get("Title", 0) >= TAKEN
        and _likeliest(scores[each.at])[0] in ("Title", "Detail", "Theme")
        and not (_is_theme(each) and "Theme" in scores[each.at])
    ]
    ranked.sort(key=lambda each: (-each[0], -each[1], each[2].at))
    if not ranked:
        return
    wrong = [each for rank, _, each in ranked[1:] if rank < ranked[0][0] or rank < RANK["done"]]
    chosen["Title"] = [ranked[0][2].at, *(each.at for each in wrong[:1])]
    described = [each for each in free if scores[each.at].get("Detail", 0) >= SYNONYM]
    details = [each.at for each in (*wrong[:1], *described[:1]) if each.at != ranked[0][2].at]
    if details:
        chosen["Detail"] = details[:1]


def _is_theme(each: TheirColumn) -> bool:
    """Whether a column that may say what is wrong names areas in a word or two."""
    values = each.profile.values
    return bool(values) and max(len(value.text.split()) for value in values) <= len(("a", "word"))


def _dates(
    free: list[TheirColumn], scores: Mapping[int, Mapping[str, int]], chosen: dict[str, list[int]]
) -> None:
    """The revised date wins over the planned one, which is the original."""
    due = [each for each in free if _is_best(scores[each.at], "Due")]
    revised = [each for each in due if is_among(each.heading, "dates", "revised")]
    planned = [each for each in due if each not in revised]
    planned.sort(key=lambda each: -scores[each.at]["Due"])
    if revised or planned:
        chosen["Due"] = [each.at for each in (*revised, *planned[:1])]
    if revised and planned:
        chosen["Original due"] = [planned[0].at]


def _is_best(scores: Mapping[str, int], ours: str) -> bool:
    return scores.get(ours, 0) >= TAKEN and scores[ours] == max(scores.values())


def _rest(
    free: list[TheirColumn],
    scores: Mapping[int, Mapping[str, int]],
    chosen: dict[str, list[int]],
    order: tuple[str, ...],
) -> None:
    """Every other column: the surest first, each once."""
    used = {at for each in chosen.values() for at in each}
    pairs = [
        (-score, order.index(ours), each.at, ours)
        for each in free
        for ours, score in scores[each.at].items()
        if score >= TAKEN and not (ours in ("Title", "Detail") and "Title" in chosen)
    ]
    has_due = "Due" in chosen
    for _, _, at, ours in sorted(pairs):
        if at in used or ours in chosen:
            continue
        theirs = next(each for each in free if each.at == at)
        is_unsure = is_among(theirs.heading, "dates", "either")
        if ours in ("Closed on", "Due") and is_unsure and not has_due:
            continue
        chosen[ours] = [at]
        used.add(at)


def _both_meanings(free: list[TheirColumn], chosen: dict[str, list[int]], sheet: Sheet) -> None:
    """A column of regulations whose heading names the key question too is read for both."""
    if sheet.name != "Actions" or "Key question" in chosen or "Regulations" not in chosen:
        return
    if "Key question" not in {column.heading for column in sheet.columns}:
        return
    at = chosen["Regulations"][0]
    theirs = next(each for each in free if each.at == at)
    if fits(theirs.heading, sheet).get("Key question", 0) >= CONTAINS:
        chosen["Key question"] = [at]

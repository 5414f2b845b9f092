"""A provider's own policy laid over the shipped edition, each departure with its reason."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from builder.policy.audiences import audience_of
from builder.policy.calendar import Calendar
from builder.policy.document import CalendarDocument, OverrideDocument, OverridesDocument
from builder.policy.lists import DAY_RANGES, WORDS_OF_UNIT, day_ranges, known_words
from builder.policy.policy import Policy
from builder.policy.threshold import Override, Threshold
from builder.policy.values import UnusableValueError, value_like, weekday_numbers
from builder.policy.yaml_text import UnreadableYamlError, read_yaml
from builder.problems import Cell, Problem, in_policy

POLICY_FILE = "policy.yml"


@dataclass(slots=True)
class _Reading:
    """The overrides kept so far, and the problems met."""

    thresholds: dict[str, Threshold]
    families: Collection[str]
    """Families of themes that the edition knows."""
    kept: list[Override] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def apply_overrides(policy: Policy, text: str) -> tuple[Policy, tuple[Problem, ...]]:
    """The policy with a provider's ``policy.yml`` over it, and what was wrong with that text."""
    try:
        document = OverridesDocument.model_validate(read_yaml(text) or {})
    except UnreadableYamlError as error:
        return policy, (Problem(in_policy.NOT_READABLE, Cell(POLICY_FILE), {"reason": str(error)}),)
    except ValidationError as error:
        return policy, _entries_not_read(error)
    reading = _Reading(dict(policy.thresholds), policy.themes.keys())
    for number, raw in enumerate(document.overrides, 1):
        _read_override(reading, raw, Cell(POLICY_FILE, "overrides", str(number)))
    changed = replace(policy, thresholds=reading.thresholds, overrides=tuple(reading.kept))
    for part in (_with_calendar, _with_weekdays, _with_records, _with_words):
        changed = part(changed, document, reading.problems)
    return changed, tuple(reading.problems)


_WORDS = {
    "dict_type": "it must hold entries, each with a name and a colon",
    "extra_forbidden": "there is no such entry",
    "list_type": "it must be a list, each line of it beginning with a dash",
    "missing": "it is missing",
    "model_type": "it must hold entries, each with a name and a colon",
    "string_type": "it must be text",
    "date_from_datetime_parsing": "it must be a date, such as 2026-12-25",
    "date_type": "it must be a date, such as 2026-12-25",
}
"""Kind of mistake -> plain words; of others the words of the library that checks the file."""


def _words(error: ErrorDetails) -> str:
    return _WORDS.get(error["type"], error["msg"])


def _entries_not_read(error: ValidationError) -> tuple[Problem, ...]:
    found = ((".".join(str(part) for part in each["loc"]), _words(each)) for each in error.errors())
    return tuple(
        Problem(
            in_policy.ENTRY_NOT_UNDERSTOOD,
            Cell(POLICY_FILE, entry),
            {"entry": entry or POLICY_FILE, "reason": words},
        )
        for entry, words in found
    )


def _read_override(reading: _Reading, raw: object, place: Cell) -> None:
    try:
        document = OverrideDocument.model_validate(raw)
    except ValidationError as error:
        first = error.errors()[0]
        entry = ".".join(str(part) for part in first["loc"]) or "override"
        reading.problems.append(
            Problem(
                in_policy.ENTRY_NOT_UNDERSTOOD, place, {"entry": entry, "reason": _words(first)}
            )
        )
        return
    id = document.threshold
    shipped = reading.thresholds.get(id)
    if shipped is None:
        reading.problems.append(Problem(in_policy.UNKNOWN_THRESHOLD, place, {"threshold": id}))
    elif shipped.override is not None:
        reading.problems.append(Problem(in_policy.OVERRIDDEN_TWICE, place, {"threshold": id}))
    elif not document.reason.strip():
        reading.problems.append(Problem(in_policy.NO_REASON, place, {"threshold": id}))
    else:
        _keep(reading, document, shipped, place)


def _keep(reading: _Reading, document: OverrideDocument, shipped: Threshold, place: Cell) -> None:
    try:
        value = value_like(shipped, document.value)
        if isinstance(value, tuple):
            value = _known_list(reading, shipped.unit, value)
    except UnusableValueError as error:
        raw = document.value
        shown = ", ".join(raw) if isinstance(raw, list) else str(raw)
        typed = {"threshold": shipped.id, "value": shown, "wanted": str(error)}
        reading.problems.append(Problem(in_policy.VALUE_OF_ANOTHER_KIND, place, typed))
        return
    override = Override(
        threshold=shipped.id,
        value=value,
        reason=" ".join(document.reason.split()),
        approved_by=document.approved_by,
        in_force_from=document.from_,
    )
    reading.kept.append(override)
    reading.thresholds[shipped.id] = replace(
        shipped, value=value, override=override, shipped_value=shipped.value
    )


def _known_list(reading: _Reading, unit: str, value: tuple[str, ...]) -> tuple[str, ...]:
    if unit == DAY_RANGES:
        return day_ranges(value)
    known = {"families": reading.families, "rules": reading.thresholds, **WORDS_OF_UNIT}.get(unit)
    return value if known is None else known_words(value, known)


def _with_calendar(policy: Policy, document: OverridesDocument, problems: list[Problem]) -> Policy:
    given: CalendarDocument = document.calendar
    closed = _weekdays(given.closed_weekdays, "calendar.closed_weekdays", problems) or ()
    calendar = Calendar(
        holidays_added=frozenset(given.holidays_added),
        holidays_removed=frozenset(given.holidays_removed),
        closed_weekdays=frozenset(closed),
    )
    if len(calendar.closed_weekdays) == len(_WEEK):
        problems.append(_no_weekdays("calendar.closed_weekdays"))
        calendar = replace(calendar, closed_weekdays=frozenset())
    return replace(policy, calendar=calendar)


_WEEK = range(7)


def _with_weekdays(policy: Policy, document: OverridesDocument, problems: list[Problem]) -> Policy:
    review = _weekdays(document.review_weekdays, "review_weekdays", problems)
    challenge = _weekdays(document.challenge_weekdays, "challenge_weekdays", problems)
    return replace(
        policy,
        review_weekdays=policy.review_weekdays if review is None else review,
        challenge_weekdays=policy.challenge_weekdays if challenge is None else challenge,
    )


def _with_records(policy: Policy, document: OverridesDocument, problems: list[Problem]) -> Policy:
    """From which day on records are kept; a line closed earlier is counted apart."""
    typed = document.records_begin.strip()
    if not typed:
        return policy
    try:
        return replace(policy, records_begin=date.fromisoformat(typed))
    except ValueError:
        place = Cell(POLICY_FILE, "records_begin")
        problems.append(Problem(in_policy.NO_DAY, place, {"value": typed}))
        return policy


def _weekdays(
    names: list[str] | None, entry: str, problems: list[Problem]
) -> tuple[int, ...] | None:
    if names is None:
        return None
    try:
        return weekday_numbers(names)
    except UnusableValueError:
        problems.append(_no_weekdays(entry))
        return None


def _no_weekdays(entry: str) -> Problem:
    return Problem(in_policy.WEEKDAYS_NOT_USABLE, Cell(POLICY_FILE, entry), {"entry": entry})


def _with_words(policy: Policy, document: OverridesDocument, problems: list[Problem]) -> Policy:
    themes = dict(policy.themes)
    for family, words in document.themes.items():
        if family in themes:
            themes[family] += tuple(word.casefold() for word in words if word.strip())
        else:
            known = ", ".join(themes)
            problems.append(
                Problem(
                    in_policy.UNKNOWN_FAMILY,
                    Cell(POLICY_FILE, "themes"),
                    {"family": family, "known": known},
                )
            )
    return replace(
        policy,
        themes=themes,
        phrases=policy.phrases + tuple(each.casefold() for each in document.phrases),
        share_prefixes=tuple(document.share_prefixes),
        audiences=dict(policy.audiences)
        | {id: audience_of(id, each) for id, each in document.audiences.items()},
    )

"""What the entries of a run look like: an entry that is chained may still hold odd things."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StrictBool,
    StrictInt,
    StrictStr,
    TypeAdapter,
    ValidationError,
)

from builder.field.references import RECORD_KINDS
from builder.history.normal import fits
from builder.history.tables import COLUMNS, INPUTS, LAYOUT, TYPED
from builder.ledger.recorded import (
    COMPLAINTS_BY_THEME,
    ESCALATED,
    FIGURES,
    FILE_CHECKS,
    FILES,
    FIRED,
    KINDS,
    LINES,
    PROBLEM_ORDER,
    PROBLEMS,
    TEXTS,
)
from builder.problems import Severity

MOST = 10**15
"""No count of a provider comes near it, and a chart can still draw it."""


class OddEntryError(Exception):
    """An entry holds what no run writes; the message says what."""


def _moment(text: str) -> str:
    if datetime.fromisoformat(text).tzinfo is None:
        raise ValueError("a moment without a time zone")
    return text


def _severity(value: str) -> str:
    return str(Severity(value))


Words = StrictStr
Claim = StrictBool
Moment = Annotated[StrictStr, AfterValidator(_moment)]
Count = Annotated[StrictInt, Field(ge=0, le=MOST)]
Whole = Annotated[StrictInt, Field(ge=-MOST, le=MOST)]
Part = Annotated[StrictStr, Field(pattern=r"^-?[0-9]{1,15}(/[1-9][0-9]{0,14})?$")]
Figure = Whole | Part | None


class _Shape(BaseModel):
    model_config = ConfigDict(extra="allow")


class _Facts(_Shape):
    build_id: Words
    recorded_at: Moment
    seconds: dict[Words, Words]
    tool_version: Words


class _Rechained(_Shape):
    head: Words
    name: Words


class _First(_Shape):
    as_at: Moment
    entries: Count
    facts: _Facts
    form: Count
    kind: Literal["run", "snapshot", "mend"]
    rechained: _Rechained | None = None


class _Change(_Shape):
    gone: list[Words]
    put: dict[Words, Any]


class _Run(_First):
    is_unchanged: Claim
    tables: dict[Words, _Change]


class _Failed(_First):
    failure: Words


class _GivenFacts(_Shape):
    as_at: Moment
    audience: Words
    build_id: Words
    is_signed: Claim
    recipient: Words
    services: list[Words]
    sha256: Words


class _Given(_First):
    snapshot: _GivenFacts


class _Mended(_First):
    runs: list[_Rechained]


class _Line(_Shape):
    key: Words
    table: Words
    is_gone: Claim = False
    is_new: Claim = False
    put: Any = None
    splice: tuple[Count, Count, list[Words]] | None = None
    without: list[Words] = []


class _Block(_Shape):
    columns: dict[Words, Words]
    keys: list[Words]
    rows: list[tuple[Count, Count]]
    sheet: Words
    workbook: Words


class _Input(_Shape):
    is_last_good_reading: Claim
    rows: dict[Words, Count]
    saved_at: Moment | None
    sha256: Words
    sheets: list[tuple[Words, Words | None, Count, Count, list[tuple[Count, Words, Claim]]]] = []
    workbook: Words


class _Problem(_Shape):
    code: Words
    particulars: dict[Words, Words]
    place: tuple[Words, Words, Words]


_VALUES: Mapping[str, TypeAdapter[Any]] = {
    FIGURES: TypeAdapter(Figure),
    COMPLAINTS_BY_THEME: TypeAdapter(Figure),
    FIRED: TypeAdapter(Claim),
    LINES: TypeAdapter(tuple[Words, Claim]),
    FILES: TypeAdapter(Words),
    FILE_CHECKS: TypeAdapter(tuple[Words, Words, Words, Words]),
    ESCALATED: TypeAdapter(Words),
    PROBLEMS: TypeAdapter(_Problem),
    PROBLEM_ORDER: TypeAdapter(list[Words]),
    KINDS: TypeAdapter(tuple[Words, Words, Words, Annotated[Words, AfterValidator(_severity)]]),
    TEXTS: TypeAdapter(Words),
    LAYOUT: TypeAdapter(_Block),
    TYPED: TypeAdapter(dict[Words, Words]),
    INPUTS: TypeAdapter(_Input),
    COLUMNS: TypeAdapter(list[Words]),
}
"""Table -> what stands under each of its keys; records are judged by their own fields."""


def check_first(entry: Any) -> None:
    """Makes sure that the first entry of a file is one that a run writes.

    Raises:
        OddEntryError: it is not.
    """
    _fit(TypeAdapter(_kind(entry)), entry)


def _kind(entry: Any) -> type[_First]:
    if not isinstance(entry, dict):
        return _First
    kinds: dict[str, type[_First]] = {"snapshot": _Given, "mend": _Mended}
    usual: type[_First] = _Failed if "failure" in entry else _Run
    return kinds.get(str(entry.get("kind")), usual)


def check_line(entry: Any) -> None:
    """Makes sure that a further entry of a file is one that a run writes.

    Raises:
        OddEntryError: it is not.
    """
    _fit(_LINE, entry)
    if "put" not in entry and not entry.get("is_gone"):
        raise OddEntryError("it neither puts nor removes")


_LINE = TypeAdapter(_Line)


def check_value(table: str, value: Any) -> None:
    """Makes sure that what a run put into a table belongs there.

    Raises:
        OddEntryError: it does not.
    """
    if table in RECORD_KINDS:
        if not fits(RECORD_KINDS[table], value, MOST):
            raise OddEntryError(f"a record in {table} with fields of another kind")
    elif table in _VALUES:
        _fit(_VALUES[table], value)
    else:
        raise OddEntryError(f"there is no table {table[:40]}")


def _fit(shape: TypeAdapter[Any], value: Any) -> None:
    try:
        shape.validate_python(value)
    except ValidationError as error:
        raise OddEntryError(_where(error)) from error


def _where(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    place = ".".join(str(each)[:40] for each in first["loc"])
    return f"{first['msg'][:80]}{f', at {place}' if place else ''}"

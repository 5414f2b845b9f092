"""The words of the blank template: what each column wants, and the notes at its headings."""

from typing import assert_never

from builder.field.column import CellKind, Column, DateRole

_MOST_WORDS = 8
"""Words that a note lists; longer lists stand on the Words sheet."""
_WANTED = {
    CellKind.REF: "A ref: letters, digits and hyphens, such as OAK-012.",
    CellKind.TEXT: "Text in your own words. Never name a person who uses the service.",
    CellKind.DATE: "A date, such as 20/11/2026.",
    CellKind.TIME: "A time of day, such as 08:15.",
    CellKind.MOMENT: "A date with its time, such as 20/11/2026 17:20; the date alone is allowed.",
    CellKind.NUMBER: "A number, without its unit.",
    CellKind.PERCENT: "A percentage from 0% to 100%.",
    CellKind.YES_NO: "Yes or No.",
    CellKind.LINK: "A link to the file or page: a web address, or a path beside the portal.",
    CellKind.FRAMEWORK_ITEM: "The id of a quality statement, such as SAFE-8: see the Words sheet.",
    CellKind.REGULATION: "The id of a regulation, such as RA-12: see the Words sheet.",
    CellKind.CATEGORY: "One of the evidence categories: see the Words sheet.",
    CellKind.NOTICE_TYPE: "The id of a regulator's action, such as CQC-WN: see the Words sheet.",
}


def heading_note(column: Column) -> str:
    """What to enter in a column, whether it must be filled, and what the entry means."""
    lines = [
        "Must be filled in each row." if column.required else "May stay blank.",
        _wants(column),
    ]
    if column.is_list:
        lines.append("Several are parted by a semicolon or a new line.")
    if column.refers_to:
        lines.append(f"It stands on {' or '.join(column.refers_to)}.")
    if column.kind in (CellKind.DATE, CellKind.MOMENT):
        lines.append(_role(column.role))
    return "\n".join(lines)


def _wants(column: Column) -> str:
    if column.kind is CellKind.WORD:
        return _words(column)
    if column.hides:
        return "Yes or No. Anything else but a blank hides the row as Yes does."
    if column.kind is CellKind.WHOLE:
        return f"A whole number{_range(column)}."
    return _WANTED[column.kind]


def _range(column: Column) -> str:
    if column.most is not None:
        return f" from {column.least} to {column.most}"
    return "" if column.least is None else f", {column.least} or more"


def _words(column: Column) -> str:
    words = [word.value for word in column.words or ()]
    if len(words) > _MOST_WORDS:
        return "One of the words of the drop-down: see the Words sheet."
    return f"One of: {', '.join(words)}."


def _role(role: DateRole) -> str:
    match role:
        case DateRole.EVENT:
            return "When it happened: never in the future."
        case DateRole.DEADLINE:
            return "A date alone runs to the end of that day."
        case DateRole.PLAN:
            return "A plan: it may lie in the future."
        case _:
            assert_never(role)

"""The drop-downs of the blank template, and the Words sheet that feeds the long ones."""

from collections.abc import Mapping

from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from builder.field.column import CellKind, Column
from builder.field.sheet import Sheet
from builder.frameworks.catalogue import Catalogue
from builder.workbook.schema import SHEETS_BY_NAME

WORDS_SHEET = "Words"
_LISTED = {
    CellKind.FRAMEWORK_ITEM: "Quality statements",
    CellKind.REGULATION: "Regulations",
    CellKind.CATEGORY: "Evidence categories",
    CellKind.NOTICE_TYPE: "Regulator actions",
}
_LONGEST_LIST = 255
"""Characters that Excel takes in a list typed into the rule itself."""
_TITLE = Font(bold=True)
_WIDE = 34


def write_words(page: Worksheet, catalogue: Catalogue) -> Mapping[str, str]:
    """Fills the Words sheet; gives the range of each list by its title."""
    ranges = {}
    for number, (title, words) in enumerate(_lists(catalogue).items()):
        at = 2 * number + 1
        page.cell(1, at, title).font = _TITLE
        letter, beside = get_column_letter(at), get_column_letter(at + 1)
        page.column_dimensions[letter].width = page.column_dimensions[beside].width = _WIDE
        for row, (word, gist) in enumerate(words, 2):
            page.cell(row, at, word)
            page.cell(row, at + 1, gist)
        ranges[title] = f"{WORDS_SHEET}!${letter}$2:${letter}${len(words) + 1}"
    page.freeze_panes = "A2"
    return ranges


def _lists(catalogue: Catalogue) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {
        "Quality statements": [
            (item.id, item.title)
            for framework in catalogue.frameworks
            if framework.effective_from is not None
            for item in framework.items
        ],
        "Regulations": [(each.id, each.title) for each in catalogue.regulations],
        "Evidence categories": [(each.title, each.id) for each in catalogue.evidence_categories],
        "Regulator actions": [(each.id, each.title) for each in catalogue.regulator_actions],
    }
    for sheet in SHEETS_BY_NAME.values():
        for column in sheet.columns:
            if column.words is not None:
                found.setdefault(list_title(column), [(word.value, "") for word in column.words])
    return found


def list_title(column: Column) -> str:
    """The title of a column's list on the Words sheet; columns of the same words share one."""
    if column.words is None:
        return _LISTED[column.kind]
    name = column.words.__name__
    return "".join(f" {each.lower()}" if each.isupper() else each for each in name).strip().title()


def drop_down(column: Column, ranges: Mapping[str, str], first_row: int, last_row: int) -> str:
    """What feeds the drop-down of a column; empty where it has none."""
    if column.kind is CellKind.YES_NO:
        return '"Yes,No"'
    if column.words is not None:
        typed = ",".join(word.value for word in column.words)
        return f'"{typed}"' if len(typed) <= _LONGEST_LIST else ranges[list_title(column)]
    if column.kind in _LISTED:
        return ranges[list_title(column)]
    if len(column.refers_to) == 1:
        return _refs(SHEETS_BY_NAME[column.refers_to[0]], first_row, last_row)
    return ""


def _refs(target: Sheet, first_row: int, last_row: int) -> str:
    """The cells of a sheet's own refs; empty where a ref may stand in several rows."""
    if target.key != ("ref",):
        return ""
    at = [column.field for column in target.columns].index("ref") + 1
    letter = get_column_letter(at)
    return f"'{target.name}'!${letter}${first_row}:${letter}${last_row}"


def rule_for(column: Column, choices: str) -> DataValidation:
    """A drop-down that stops a wrong word, and only warns where several or other refs are right."""
    rule = DataValidation(type="list", formula1=choices, allow_blank=True)
    is_strict = column.kind in (CellKind.YES_NO, CellKind.WORD) and not column.is_list
    rule.errorStyle = "stop" if is_strict else "information"
    rule.showErrorMessage = not column.is_list
    rule.errorTitle = column.heading
    rule.error = "Choose one of the list." if is_strict else "This is not on the list in this file."
    return rule

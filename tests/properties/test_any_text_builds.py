"""No content of a cell stops a build, for any audience."""

import shutil
import tempfile
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from builder.cli import main
from builder.cli.exit_codes import ExitCode
from builder.field.column import CellKind
from builder.shipped import shipped_folder
from builder.workbook.schema import SHEETS, SHEETS_BY_NAME
from tests.problems.faulty_parts import clean
from tests.workbook_text import EVIDENCE, rows

AS_AT = "2026-11-20T17:20"
AUDIENCES = ("staff", "board", "inspector")
NASTY = (
    "<a href=x>",
    '"javascript:alert(1)"',
    ' src="gone.png" ',
    "<img src=x onerror=y>",
    "</script><!-- ]]>",
    "{{ 7 * 7 }} {% raw %} {# x #}",
    "\\x01title\\x01 \\x01content\\x01",
    "[x](gone.md) ![y](z.png) [[w]] <https://x> &#60;a href=y&#62;",
    "${x} %s %(y)s \\1 \\g<0> {0}",
    "\u2028 \u202e ‮ 👩‍⚕️ \U0010ffff",
    "evidence/files/none.pdf#x",
    "=HYPERLINK(gone)",
)


def built(folder: Path, audience: str) -> tuple[int, str]:
    config = folder / "mkdocs.yml"
    words = ("build", "--config", str(config), "--as-at", AS_AT, "--quiet", "--audience", audience)
    result = CliRunner().invoke(main, [*words, "--site-dir", str(folder / "site")])
    return result.exit_code, result.output


def with_texts(content: bytes, texts: Iterable[str], row: int) -> bytes:
    """A workbook with the texts in turn in one row of each column of text or links."""
    book = openpyxl.load_workbook(BytesIO(content))
    wanted = iter(texts)
    for sheet in book.worksheets:
        known = SHEETS_BY_NAME.get(sheet.title)
        if known is None:
            continue
        kinds = {column.heading: column.kind for column in known.columns}
        for column, cell in enumerate(sheet[1], 1):
            if kinds.get(str(cell.value)) in (CellKind.TEXT, CellKind.LINK):
                at = sheet.cell(row, column)
                at.value = f"{at.value or ''} {next(wanted)}"
                at.data_type = "s"
    held = BytesIO()
    book.save(held)
    return held.getvalue()


TEXT = st.one_of(
    st.sampled_from(NASTY),
    st.lists(st.sampled_from(NASTY), min_size=2, max_size=4).map("".join),
    st.text(alphabet="<>\"'=&;#/{}%$`[]() \nahrefscid", max_size=40),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
).map(lambda text: ILLEGAL_CHARACTERS_RE.sub("", text))


# RATIONALE: each example is a whole build, so a failing one is not made smaller.
@settings(max_examples=4, deadline=None, phases=(Phase.explicit, Phase.generate))
@given(texts=st.lists(TEXT, min_size=30, max_size=30), audience=st.sampled_from(AUDIENCES))
def test_any_text_in_any_text_cell_builds(texts: list[str], audience: str) -> None:
    with tempfile.TemporaryDirectory() as held:
        folder = Path(held)
        (folder / "workbooks").mkdir()
        base = clean(Evidence=rows({**EVIDENCE, "Confidential": "No"}))
        content = with_texts(base, texts, 2)
        (folder / "workbooks" / "t.xlsx").write_bytes(content)
        code, output = built(folder, audience)
        assert code == ExitCode.DONE, output


@pytest.mark.parametrize("audience", AUDIENCES)
def test_the_sample_builds_with_markup_in_each_column_of_text(
    tmp_path: Path, audience: str
) -> None:
    columns = sum(len(sheet.columns) for sheet in SHEETS)
    (tmp_path / "workbooks").mkdir()
    for number, book in enumerate(sorted(shipped_folder("workbooks").glob("*.xlsx"))):
        texts = (f"{NASTY[n % len(NASTY)]}" for n in range(number, number + columns))
        content = with_texts(book.read_bytes(), texts, 2)
        (tmp_path / "workbooks" / book.name).write_bytes(content)
    for each in shipped_folder("workbooks").glob("*.yml"):
        shutil.copyfile(each, tmp_path / "workbooks" / each.name)
    code, output = built(tmp_path, audience)
    assert code == ExitCode.DONE, output

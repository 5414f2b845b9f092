"""Measures and draws how trackers of nine shapes come in: ``python -m tests.docs.tracker_shapes``.

With ``--pictures`` it draws four of them anew, before and after, for ``docs/pictures``.
"""

import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from html import escape
from io import BytesIO
from pathlib import Path
from time import monotonic

from openpyxl import load_workbook
from PIL import Image

from tests.docs.pages import DOCS
from tests.workbook.trackers.like_providers import LIKE_PROVIDERS
from tests.workbook.trackers.shapes import SHAPES

NINE = {
    **{name: shape.files for name, shape in LIKE_PROVIDERS.items()},
    "colours alone tell the status": SHAPES["colours alone tell the status"].files,
}
"""Name of a shape -> its files."""
DRAWN = {
    "a plan for the regulator": "plan",
    "a sheet for each month": "months",
    "letters for a status": "letters",
    "a sheet for each home": "homes",
}
"""Name of a shape -> how its pictures are called."""
PICTURES = DOCS / "pictures" / "trackers"
PORTAL = Path(sys.executable).with_name("portal")
_COLOURS = 64
"""Of a picture, so that it stays small."""
_STYLE = """body{margin:8px;font:12px Arial,sans-serif;background:#fff}
table{border-collapse:collapse}td{border:1px solid #bbb;padding:2px 6px;max-width:170px;height:17px}
p{margin:6px 0 0;padding:3px 10px;background:#e7eee9;display:inline-block}"""


def portal(*words: str, folder: Path) -> str:
    """What a command prints."""
    done = subprocess.run(
        [str(PORTAL), *words], cwd=folder, capture_output=True, text=True, check=True
    )
    return done.stdout


def taken(files: Mapping[str, bytes], folder: Path) -> tuple[int, float]:
    """Decisions to make, and seconds from the files to the first page, which stands in ``mine``."""
    for name, content in files.items():
        (folder / name).write_bytes(content)
    begun = monotonic()
    said = portal("adopt", *files, "--to", "mine", "--yes", folder=folder)
    portal("build", folder=folder / "mine")
    decisions = re.search(r"^Decisions to make: (\d+)$", said, re.MULTILINE)
    assert decisions is not None, said
    return int(decisions[1]), monotonic() - begun


def list_alone(page: str) -> str:
    """The first table of a page of the portal, with the look of the page."""
    looks = "".join(re.findall(r"<link[^>]+stylesheet[^>]+>", page))
    (body,) = re.findall(r"<body[^>]*>", page)
    table = page[page.index("<table") : page.index("</table>") + len("</table>")]
    return f'<meta charset="utf-8">{looks}{body}<div class="md-typeset">{table}</div>'


def drawn(page: str, target: Path, size: str) -> None:
    """A picture of a page, as a browser shows it."""
    browser = ["chromium", "--headless", "--no-sandbox", "--hide-scrollbars"]
    more = [f"--screenshot={target}", f"--window-size={size}", page]
    subprocess.run([*browser, *more], capture_output=True, check=True)
    with Image.open(target) as picture:
        picture.quantize(_COLOURS).save(target, optimize=True)


def as_sheet(content: bytes) -> str:
    """The largest sheet of a workbook as a page, its tabs below."""
    made = load_workbook(BytesIO(content))
    sheet = max(made.worksheets, key=lambda each: each.max_row * each.max_column)
    rows = ""
    for row in sheet.iter_rows():
        cells = ""
        for cell in row:
            fill = cell.fill.fgColor.rgb if cell.fill.fill_type else ""
            shade = f' style="background:#{fill[2:]}"' if isinstance(fill, str) and fill else ""
            text = str("" if cell.value is None else cell.value).removesuffix(" 00:00:00")
            cells += f"<td{shade}>{escape(text)}</td>"
        rows += f"<tr>{cells}</tr>"
    tabs = " ".join(f"<p>{escape(each)}</p>" for each in made.sheetnames)
    return f'<meta charset="utf-8"><style>{_STYLE}</style><table>{rows}</table>{tabs}'


def main() -> None:
    """Prints the table of the page, and draws where that is asked."""
    for name, files in NINE.items():
        with tempfile.TemporaryDirectory() as made:
            folder = Path(made)
            decisions, seconds = taken(files, folder)
            sys.stdout.write(f"| {name.capitalize()} | {decisions} | {seconds:.0f} s |\n")
            if "--pictures" in sys.argv and name in DRAWN:
                before = folder / "before.html"
                before.write_text(as_sheet(next(iter(files.values()))), encoding="utf-8")
                after = folder / "mine" / "site" / "actions" / "after.html"
                listed = after.with_name("index.html").read_text(encoding="utf-8")
                after.write_text(list_alone(listed), encoding="utf-8")
                PICTURES.mkdir(exist_ok=True)
                drawn(before.as_uri(), PICTURES / f"{DRAWN[name]}-before.png", "900,340")
                drawn(after.as_uri(), PICTURES / f"{DRAWN[name]}-after.png", "1100,340")


if __name__ == "__main__":
    main()

"""The files of a new portal: its settings, its folders, a page of its own, a short README."""

import re
from collections.abc import Iterator
from pathlib import Path

CONFIG = """\
# The portal's settings. The workbooks stay in Excel; this file seldom changes.
site_name: {name}
theme:
  name: material
plugins:
  - portal:
      workbooks: workbooks  # folder of the Excel files
      ledger: ledger        # the history; keep it in your backups
      audience: staff       # staff, board, inspector, commissioner, or one of your own{as_at}
"""
README = """\
# {name}

- Edit the Excel files in `workbooks/` as usual.
- Check them: `portal check`
- Build the site: `portal build`, then open `site/index.html`.
- Look at it while you edit: `portal serve`
- Every night, for everybody: `portal nightly --to FOLDER`

Keep `workbooks/` and `ledger/` in your backups; `site/` can always be built again.
"""
HOME = """\
# About this portal

Write here who looks after the portal and whom to ask. The page appears under Our pages.
"""
_ENTRY = "portal: {mount: governance}"
_PLUGINS = re.compile(
    r"^plugins:[ \t]*\r?\n(?:(?P<indent>[ \t]*)- [^\n]*\n(?:(?P=indent)[ \t]+[^\n]*\n)*)+",
    re.MULTILINE,
)
DEFAULT_TITLE = "Our governance portal"


def make_portal(folder: Path, title: str = DEFAULT_TITLE, as_at: str = "") -> Iterator[str]:
    """Makes what a portal lacks, and leaves what is there.

    Yields:
        A line for each file that was made.
    """
    (folder / "workbooks").mkdir(parents=True, exist_ok=True)
    if (folder / "mkdocs.yml").exists():
        return
    (folder / "docs").mkdir(exist_ok=True)
    texts = {
        folder / "mkdocs.yml": CONFIG.format(name=_quoted(title), as_at=as_at),
        folder / "README.md": README.format(name=title),
        folder / "docs" / "about-this-portal.md": HOME,
    }
    for path, text in texts.items():
        if not path.exists():
            path.write_text(text, encoding="utf-8", newline="\n")
            yield f"Made {path}"


def host_with_portal(text: str) -> str | None:
    """A host's ``mkdocs.yml`` with the portal added; ``None`` where that cannot be done as text.

    Every other byte stays. A list of plugins with an entry a line gets one more; a file without
    plugins gets the list, with mkdocs's own search in it.
    """
    end = "\r\n" if "\r\n" in text else "\n"
    found = _PLUGINS.search(text)
    if found:
        line = f"{found['indent']}- {_ENTRY}{end}"
        return text[: found.end()] + line + text[found.end() :]
    if re.search(r"^plugins\b", text, re.MULTILINE):
        return None
    begin = text if text.endswith("\n") else text + end
    return f"{begin}plugins:{end}  - search{end}  - {_ENTRY}{end}"


def _quoted(title: str) -> str:
    return '"' + title.replace("\\", "\\\\").replace('"', '\\"') + '"'

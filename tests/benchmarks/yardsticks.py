"""What the portal is measured beside: plain mkdocs, plain Jinja, raw writing of the same bytes."""

import sys
from pathlib import Path

from tests.benchmarks.measured import Cost, measured

JINJA = """
import sys, pathlib, jinja2
source, target = map(pathlib.Path, sys.argv[1:])
page = jinja2.Environment(autoescape=True).from_string(
    "<!doctype html><title>{{ title }}</title><main>{% for line in lines %}{{ line }}\\n"
    "{% endfor %}</main>")
for path in sorted(source.rglob("*.html")):
    out = target / path.relative_to(source)
    out.parent.mkdir(parents=True, exist_ok=True)
    lines = path.read_text(encoding="utf-8").splitlines()
    out.write_text(page.render(title=path.stem, lines=lines), encoding="utf-8")
"""
RAW = """
import sys, pathlib
source, target = map(pathlib.Path, sys.argv[1:])
for path in sorted(p for p in source.rglob("*") if p.is_file()):
    out = target / path.relative_to(source)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(path.read_bytes())
"""
CONFIG = """\
site_name: Plain
use_directory_urls: false
theme:
  name: material
  font: false
nav:
  - index.md
plugins:
  - search
"""


def plain_project(pages: Path, folder: Path) -> None:
    """A plain mkdocs project whose Markdown files hold the same pages as ready HTML."""
    docs = folder / "docs"
    for path in sorted(pages.rglob("*.html")):
        target = (docs / path.relative_to(pages)).with_suffix(".md")
        target.parent.mkdir(parents=True, exist_ok=True)
        body = " ".join(path.read_text(encoding="utf-8").split("\n"))
        target.write_text(f"---\ntitle: {path.stem}\n---\n\n<div>{body}</div>\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")


def raw_yardstick(site: Path, target: Path) -> Cost:
    """Reading and writing the same bytes, and nothing else."""
    target.mkdir()
    return measured((sys.executable, "-c", RAW, str(site), str(target)), target.parent)


def jinja_yardstick(pages: Path, target: Path) -> Cost:
    """The same pages' content through one bare Jinja template."""
    target.mkdir()
    return measured((sys.executable, "-c", JINJA, str(pages), str(target)), target.parent)

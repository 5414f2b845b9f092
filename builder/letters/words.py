"""A letter as its reader sees it: plain text, and HTML that any mail program shows."""

from collections.abc import Collection, Iterator
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from builder.portal.letters.letter import Item, Letter
from builder.rules.verdict import Subject
from builder.shipped import shipped_folder


def text_of(letter: Letter, name: str, address: str, new: Collection[Subject]) -> str:
    """A letter as plain text.

    Args:
        letter: What it says.
        name: Of whom it is for.
        address: Where the portal is opened, ending in ``/``; empty = it is not known.
        new: What no letter told before.
    """
    lines = [name, "", letter.lead]
    for part in letter.parts:
        lines += ["", f"{part.title.upper()} ({len(part.items):,})"]
        lines += [part.note] if part.note else []
        for item in part.items:
            lines += ["", f"* {item.title}{' (new)' if item.subject in new else ''}"]
            lines += [
                f"  {label}: {words}" if label else f"  {words}" for label, words in _of(item)
            ]
            lines += [f"  {address}{item.href}"] if address and item.href else []
    for words, href in _end(letter, address):
        lines += ["", f"{words}: {href}" if href else words]
    return "\n".join((*map(_on_one_line, lines), ""))


def html_of(letter: Letter, name: str, address: str, new: Collection[Subject]) -> str:
    """The same letter as HTML; nothing in it is fetched from anywhere."""
    end = _end(letter, address)
    return _template().render(letter=letter, name=name, address=address, new=new, end=end)


@cache
def _template() -> Template:
    made = Environment(
        loader=FileSystemLoader(shipped_folder("site_templates") / "letters"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters.update({"lines": _of, "markup": Markup})
    return made.get_template("letter.html")


def _of(item: Item) -> Iterator[tuple[str, str]]:
    """(label, words) of each line below a title; the first has no label."""
    labelled = (
        ("", f"{item.home}. {item.said}".strip() if item.home else item.said),
        ("To do", item.duty),
        ("By", item.by),
        ("Record it in", item.record_in),
    )
    return (each for each in labelled if each[1])


def _end(letter: Letter, address: str) -> tuple[tuple[str, str], ...]:
    see = letter.see
    if address:
        return ((f"{see.text} in the portal", f"{address}{see.href}"), (_WHY, ""))
    return ((f"{see.text} in the portal shows the same and more: {see.href}", ""), (_WHY, ""))


_WHY = (
    "This letter was written by the portal from the workbooks; nobody reads answers to it. "
    "It comes when something is new, due or asked."
)


def _on_one_line(line: str) -> str:
    """White space inside a line as single blanks; what it is moved in by stays."""
    inset = line[: len(line) - len(line.lstrip(" "))]
    return inset + " ".join(line.split())

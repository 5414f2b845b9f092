"""What stands in the documentation: its pages, their code, the commands that they name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
TOP = tuple(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md"))
PAGES = (*TOP, *sorted(DOCS.rglob("*.md")))
_BLOCK = re.compile(r"^( *)```([a-z]*)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
_SPAN = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
_COMMAND = re.compile(r"(?:^|&& |\s|/)portal (?P<words>[a-z][^&;#|>]*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A fenced block of a page."""

    language: str
    """Empty = commands or plain text."""
    lines: tuple[str, ...]


def page_id(path: Path) -> str:
    """A page's path from the root, as a test's id."""
    return path.relative_to(ROOT).as_posix()


def blocks(path: Path) -> tuple[Block, ...]:
    """The fenced blocks of a page, without their indent."""
    return tuple(
        Block(
            language=match.group(2),
            lines=tuple(line.removeprefix(match.group(1)) for line in match.group(3).splitlines()),
        )
        for match in _BLOCK.finditer(path.read_text(encoding="utf-8"))
    )


def prose(path: Path) -> str:
    """A page without its code."""
    return _SPAN.sub("", _BLOCK.sub("", path.read_text(encoding="utf-8")))


def commands(path: Path) -> Iterator[tuple[str, ...]]:
    """The words after ``portal`` of each command that a page shows as code."""
    text = path.read_text(encoding="utf-8")
    code = [line for block in blocks(path) for line in block.lines if not block.language]
    code += [match.group(1) for match in _SPAN.finditer(_BLOCK.sub("", text))]
    for line in code:
        for match in _COMMAND.finditer(line):
            yield tuple(match.group("words").split())

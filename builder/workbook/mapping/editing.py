"""Adds to the text of a ``mapping.yml`` without touching what a person wrote, comments included."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from builder.workbook.airlock.cleaning import clean

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9 _/&'+.-]*[A-Za-z0-9]|[A-Za-z]")
_RESERVED = frozenset(("y", "n", "yes", "no", "true", "false", "on", "off", "null"))
_COMMENT = re.compile(r"[ \t]*#|[ \t]*$")
Key = str | int


def scalar(text: str) -> str:
    """A text as YAML writes it, in quotes where it could be read as something else."""
    cleaned = clean(text)[0]
    if _PLAIN.fullmatch(cleaned) and cleaned.casefold() not in _RESERVED:
        return cleaned
    body = cleaned.replace("\\", "\\\\").replace('"', '\\"')
    # RATIONALE: YAML ends a line at these too.
    for each, code in (("\n", "\\n"), ("\t", "\\t"), ("\u2028", "\\L"), ("\u2029", "\\P")):
        body = body.replace(each, code)
    return f'"{body.replace(chr(0x85), chr(0x5C) + "N")}"'


def flow(value: Any) -> str:
    """A value on one line."""
    if isinstance(value, Mapping):
        pairs = (f"{scalar(str(key))}: {flow(each)}" for key, each in value.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(map(flow, value)) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int) else scalar(str(value))


class MappingText:
    """The text of a ``mapping.yml`` while it grows."""

    def __init__(self, text: str) -> None:
        self.text = text if not text or text.endswith("\n") else f"{text}\n"

    def _node(self, path: Sequence[Key]) -> yaml.Node | None:
        node = yaml.compose(self.text, Loader=yaml.BaseLoader)
        for key in path:
            if isinstance(node, yaml.MappingNode):
                node = next((v for k, v in node.value if k.value == key), None)
            elif isinstance(node, yaml.SequenceNode) and isinstance(key, int):
                node = node.value[key] if key < len(node.value) else None
            else:
                return None
        return node

    def put(self, path: Sequence[Key], key: str, value: Any) -> None:
        """Adds a pair to the mapping at a path, which is made where it is missing."""
        node = self._node(path)
        if node is None and path:
            self.put(path[:-1], str(path[-1]), {key: value})
            return
        pair = f"{scalar(key)}: {flow(value)}"
        if node is None:
            self.text += f"{pair}\n"
        elif isinstance(node, yaml.MappingNode) and node.flow_style:
            self._insert_in_flow(node, pair)
        elif isinstance(node, yaml.MappingNode):
            indent = " " * node.value[0][0].start_mark.column
            self._insert_line(self._end_of_line(_last(node)), f"{indent}{pair}")
        elif isinstance(node, yaml.ScalarNode) and not node.value:
            at = node.start_mark.index
            self.text = f"{self.text[:at]} {{{pair}}}{self.text[at:]}"

    def append(self, path: Sequence[Key], key: str, value: str) -> None:
        """Adds a text to a list, which is made where it is missing."""
        node = self._node((*path, key))
        if node is None:
            self.put(path, key, [value])
        elif isinstance(node, yaml.SequenceNode) and node.flow_style:
            self._insert_in_flow(node, scalar(value))
        elif isinstance(node, yaml.SequenceNode):
            indent = " " * node.start_mark.column
            self._insert_line(self._end_of_line(_last(node)), f"{indent}- {scalar(value)}")
        elif isinstance(node, yaml.ScalarNode):
            self.replace((*path, key), [*filter(None, (node.value,)), value])

    def replace(self, path: Sequence[Key], value: Any) -> None:
        """Puts another value in the place of one."""
        node = self._node(path)
        if node is None:
            self.put(path[:-1], str(path[-1]), value)
            return
        start, end = node.start_mark.index, _last(node).end_mark.index
        if isinstance(node, yaml.CollectionNode) and node.flow_style:
            end = node.end_mark.index
        self.text = f"{self.text[:start]}{flow(value)}{self.text[end:]}"

    def add_entry(self, lines: Sequence[str], value: Mapping[str, Any]) -> None:
        """Adds an entry to ``trackers``: its lines, or its value where the list is on one line."""
        self._make_version_2()
        node = self._node(("trackers",))
        if isinstance(node, yaml.SequenceNode) and node.flow_style and node.value:
            self._insert_in_flow(node, flow(value))
        elif isinstance(node, yaml.SequenceNode) and not node.flow_style:
            column = node.start_mark.column
            at = self._past_comments(self._end_of_line(_last(node)), column)
            self._insert_line(at, "\n".join(_moved(lines, column)))
        elif node is not None:
            start, end = node.start_mark.index, node.end_mark.index
            rest = self.text[end:].lstrip("\n")
            self.text = f"{self.text[:start].rstrip(' ')}\n" + "\n".join(_moved(lines, 2))
            self.text += f"\n{rest}"
        else:
            self.text += "trackers:\n" + "\n".join(_moved(lines, 2)) + "\n"

    def _make_version_2(self) -> None:
        node = self._node(("version",))
        if node is None:
            self.text = f"version: 2\n{self.text}"
        elif isinstance(node, yaml.ScalarNode) and node.value != "2":
            self.replace(("version",), 2)

    def drop_comment(self, comment: str) -> None:
        """Takes away a comment of our own that stands on a line by itself."""
        kept = [line for line in self.text.splitlines(True) if line.strip() != f"# {comment}"]
        self.text = "".join(kept)

    def _insert_in_flow(self, node: yaml.Node, text: str) -> None:
        at = node.end_mark.index - 1
        before = self.text[:at].rstrip()
        comma = "" if before.endswith((",", "{", "[")) else ", "
        self.text = f"{self.text[:at]}{comma}{text}{self.text[at:]}"

    def _end_of_line(self, node: yaml.Node) -> int:
        end = self.text.find("\n", node.end_mark.index)
        return len(self.text) if end < 0 else end

    def _past_comments(self, at: int, column: int) -> int:
        """The end of the last comment that still belongs to an entry, from the end of a line."""
        end = at
        while at < len(self.text):
            following = self.text.find("\n", at + 1)
            following = len(self.text) if following < 0 else following
            line = self.text[at + 1 : following]
            if not _COMMENT.match(line):
                break
            if line.strip() and len(line) - len(line.lstrip()) > column:
                end = following
            at = following
        return end

    def _insert_line(self, at: int, line: str) -> None:
        self.text = f"{self.text[:at]}\n{line}{self.text[at:]}"


def _last(node: yaml.Node) -> yaml.Node:
    """The part of a value that ends it, as far as its lines go."""
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(node, yaml.MappingNode) else last
    return node


def _moved(lines: Sequence[str], column: int) -> list[str]:
    """The lines of an entry, written for column 2, at another column."""
    return [" " * column + line[2:] if line.strip() else "" for line in lines]

"""What stands in a ``mapping.yml`` as text: its values, and the line of each."""

from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

Path = tuple[str | int, ...]
"""Keys and places in lists that lead to a value."""


def _listed(value: Any) -> Any:
    return value if isinstance(value, list) else [value] if value not in ("", None) else []


Names = Annotated[list[str], BeforeValidator(_listed)]
"""A name, or a list of names."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class WrittenColumn(_Part):
    """A column of theirs, with how to read it."""

    column: str
    fill: bool = False
    """Whether the cell's colour is the word where the cell holds none."""
    month_first: bool | Literal["as typed"] = False
    """Whether its dates in words have the month before the day; or that they stay as typed."""


class WrittenCopy(_Part):
    """A value that is taken from elsewhere."""

    taken_from: str = Field(alias="from")
    """A column of theirs, or ``sheet name`` or ``file name``."""


class WrittenRefs(_Part):
    """How made refs look."""

    prefix: str = ""


class WrittenTracker(_Part):
    """One entry of ``trackers``: which sheets it is for, and what they hold."""

    files: Names = Field(default_factory=lambda: ["*"])
    sheets: Names = Field(default_factory=list)
    taken_as: str = Field(default="Actions", alias="as")
    heading_rows: Annotated[list[int], BeforeValidator(_listed)] = Field(default_factory=list)
    columns: dict[
        str,
        Annotated[list[Annotated[WrittenColumn, BeforeValidator(lambda each: _column(each))]],
                  BeforeValidator(_listed)],
    ] = Field(default_factory=dict)  # fmt: skip
    constants: dict[str, str | WrittenCopy] = Field(default_factory=dict)
    refs: WrittenRefs = WrittenRefs()
    words: dict[str, dict[str, str]] = Field(default_factory=dict)
    ignore: Names = Field(default_factory=list)


def _column(value: Any) -> Any:
    return {"column": value} if isinstance(value, str) else value


class WrittenMapping(_Part):
    """The whole file. Version 1 has the provider's name first, version 2 the schema's."""

    version: int = 1
    records_begin: str = ""
    """First day that the records are kept for, or "none"; closures before it are history."""
    trackers: list[WrittenTracker] = Field(default_factory=list)
    sheets: dict[str, str] = Field(default_factory=dict)
    """Name of a tab -> name of a sheet."""
    columns: dict[str, dict[str, str]] = Field(default_factory=dict)
    """Name of a sheet -> heading in the workbook -> heading of the schema."""
    words: dict[str, dict[str, dict[str, str]]] = Field(default_factory=dict)
    """Name of a sheet -> heading of the schema -> word in the cells -> word of the schema."""


class Lines:
    """The line of each value of a text, by the keys that lead to it; and keys that stand twice."""

    def __init__(self, root: yaml.Node | None) -> None:
        self._lines: dict[Path, int] = {}
        self.twice: list[tuple[Path, int]] = []
        self._seen: set[int] = set()
        if root is not None:
            self._walk(root, ())

    def of(self, *path: str | int) -> int:
        """The line of a value, or of the nearest that holds it."""
        while path and path not in self._lines:
            path = path[:-1]
        return self._lines.get(path, 1)

    def _walk(self, node: yaml.Node, path: Path) -> None:
        self._lines.setdefault(path, node.start_mark.line + 1)
        if id(node) in self._seen:  # an alias
            return
        self._seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            keys: set[str] = set()
            for key, value in node.value:
                name = str(key.value) if isinstance(key, yaml.ScalarNode) else ""
                if name in keys:
                    self.twice.append(((*path, name), key.start_mark.line + 1))
                keys.add(name)
                self._lines[(*path, name)] = key.start_mark.line + 1
                self._walk(value, (*path, name))
        elif isinstance(node, yaml.SequenceNode):
            for at, value in enumerate(node.value):
                self._walk(value, (*path, at))


def written_mapping(text: str) -> tuple[WrittenMapping, Lines]:
    """The values of a text and their lines.

    RATIONALE: every scalar is a text, for "Yes", "No" and "1.10" are words of a tracker.

    Raises:
        yaml.YAMLError: it is no YAML.
        pydantic.ValidationError: something stands where it does not belong.
    """
    loader = yaml.BaseLoader(text)
    try:
        root = loader.get_single_node()
        lines = Lines(root)
        found: Any = {} if root is None else loader.construct_document(root)
    finally:
        loader.dispose()
    if isinstance(found, dict):
        found = {key: value for key, value in found.items() if value != ""}
    return WrittenMapping.model_validate(found), lines

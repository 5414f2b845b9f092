"""What a problem in a workbook is: its kind, its place, and the author's own value."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from string import Formatter

from builder.problems.location import Cell


class Severity(StrEnum):
    """How much a problem costs the reader."""

    ERROR = "error"
    """A figure or a row suffers."""
    WARNING = "warning"
    """The row is kept as it is, but a person should look."""
    NOTE = "note"
    """Worth knowing; nothing is lost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One entry of the catalogue: what this kind of problem says and what mends it."""

    code: str
    """Permanent: ``WB1xx`` workbook and sheet, ``WB2xx`` cell, ``WB3xx`` between records,
    ``PO``, ``LG``, ``RL``."""
    title: str
    """A few words for headings and lists."""
    says: str
    """What is wrong; ``{name}`` places are filled with the problem's particulars."""
    remedy: str
    """One thing to do; may use the same places."""
    severity: Severity

    def particulars_needed(self) -> frozenset[str]:
        """Names that the wording cannot do without."""
        texts = (self.says, self.remedy)
        return frozenset(
            name for text in texts for _, name, _, _ in Formatter().parse(text) if name
        )


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem at one place, ready to be worded."""

    kind: Kind
    place: Cell
    particulars: Mapping[str, str] = field(default_factory=dict)
    """Short plain-text values for the wording, the author's own value among them."""

    def __post_init__(self) -> None:
        missing = self.kind.particulars_needed() - self.particulars.keys()
        if missing:
            raise ValueError(f"{self.kind.code} needs {', '.join(sorted(missing))}")

    @property
    def code(self) -> str:
        """Permanent code of its kind."""
        return self.kind.code

    @property
    def severity(self) -> Severity:
        """Severity of its kind."""
        return self.kind.severity

    @property
    def message(self) -> str:
        """What is wrong, in the author's words."""
        return self.kind.says.format_map(self.particulars)

    @property
    def remedy(self) -> str:
        """The one thing to do."""
        return self.kind.remedy.format_map(self.particulars)

"""What describes a register: its id, its name, its page, and each value that it holds."""

from dataclasses import dataclass, field
from typing import ClassVar

PERCENT = "%"
HOURS = "hours"


@dataclass(frozen=True, slots=True, eq=False)
class Value:
    """A value that the rows of a register hold; its key is the attribute that it is given to."""

    title: str = ""
    """As shown; the key in words where none is given."""
    unit: str = ""
    rule: str = ""
    """The rule whose limit it is held against; empty where there is none."""
    page: str = ""
    """Where its actions are listed; the page of its register where none is given."""
    key: str = field(init=False)
    """What the ledger and the JSON call it."""
    register: "type[RegisterKind]" = field(init=False)

    def __set_name__(self, register: "type[RegisterKind]", key: str) -> None:
        """Takes key, register and what else is not given from where the value is described."""
        words = key.removesuffix("_percent").replace("_", " ")
        object.__setattr__(self, "key", key)
        object.__setattr__(self, "register", register)
        object.__setattr__(self, "title", self.title or f"{words[:1].upper()}{words[1:]}")
        object.__setattr__(self, "page", self.page or register.page)

    @property
    def is_share(self) -> bool:
        """Whether it is a share: those of several services do not add up."""
        return self.unit == PERCENT

    @property
    def anchor(self) -> str:
        """The key as the id of a part of a page."""
        return self.key.replace("_", "-")


class Figure(Value):
    """A value that a register counts for a scope as a whole."""

    __slots__ = ()


class RegisterKind:
    """One of the fifteen registers of the second document; each value is an attribute."""

    id: ClassVar[str]
    name: ClassVar[str]
    page: ClassVar[str]
    counts: ClassVar[tuple[str, ...]] = ("Actions",)
    """Sheets whose rows its figures count."""

    @classmethod
    def values(cls) -> tuple[Value, ...]:
        """Every value, in the order in which it is described."""
        return tuple(each for each in vars(cls).values() if isinstance(each, Value))

    @classmethod
    def figures(cls) -> tuple[Figure, ...]:
        """What is counted for a scope as a whole, in the same order."""
        return tuple(each for each in cls.values() if isinstance(each, Figure))


Kind = type[RegisterKind]

"""Where a rule can be turned round: limits, the least and the most, first and last, arguments."""

import ast
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

FLIPPED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
}
"""A limit moves by one step; an equality turns round. ``is`` and ``in`` are left alone: they ask
what there is, not how much of it."""
OTHER_END = {"min": "max", "max": "min"}
FIRST, LAST = 0, -1

Types = tuple[str, ...]
"""The types of what a function takes by position, as they are written down; without None."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One place turned round while it is entered."""

    node: ast.expr
    """What is shown of it."""
    set: Callable[[], None]
    undo: Callable[[], None]

    def __enter__(self) -> None:
        self.set()

    def __exit__(self, *_: object) -> None:
        self.undo()


def turns(tree: ast.Module, paths: Sequence[Path]) -> Iterator[Turn]:
    """Every place of a module, one after the other; one for each operator of a comparison.

    Args:
        tree: the module, parsed.
        paths: the modules whose functions it calls, itself last.
    """
    # A module's own functions stand before another's of the same name.
    taken = {name: types for path in paths for name, types in _signatures(path).items()}
    for node in ast.walk(tree):
        match node:
            case ast.Compare():
                yield from _comparisons(node)
            case ast.Subscript():
                yield from _ends(node)
            case ast.Call():
                yield from _calls(node)
                yield from _swaps(node, taken)


def _comparisons(node: ast.Compare) -> Iterator[Turn]:
    for place, operator in enumerate(node.ops):
        if other := FLIPPED.get(type(operator)):
            yield _item(node, node.ops, place, other())


def _ends(node: ast.Subscript) -> Iterator[Turn]:
    """The first becomes the last, the last the first."""
    place = ast.unparse(node.slice)
    if place in (str(FIRST), str(LAST)):
        other = ast.Constant(LAST if place == str(FIRST) else FIRST)
        yield _field(node, node, "slice", other)


def _calls(node: ast.Call) -> Iterator[Turn]:
    """The least becomes the most; the next that there is, the last that there is."""
    if not isinstance(node.func, ast.Name) or not node.args:
        return
    if other := OTHER_END.get(node.func.id):
        yield _field(node, node.func, "id", other)
    if node.func.id == "next":
        all_of_them = ast.List([ast.Starred(node.args[0], ast.Load())], ast.Load())
        from_the_end = ast.Call(ast.Name("reversed", ast.Load()), [all_of_them], [])
        yield _item(node, node.args, 0, from_the_end)


def _swaps(node: ast.Call, taken: dict[str, Types]) -> Iterator[Turn]:
    """Two values of one type, side by side, change places."""
    name = node.func.attr if isinstance(node.func, ast.Attribute) else ast.unparse(node.func)
    if any(isinstance(each, ast.Starred) for each in node.args):
        return
    for place, (one, other) in enumerate(pairwise(taken.get(name, ())[: len(node.args)])):
        if one == other and _differ(*node.args[place : place + 2]):
            yield _swapped(node, place)


def _differ(one: ast.expr, other: ast.expr) -> bool:
    """Whether both are values: a name of a sheet or a rule in a value's place ends in an error."""
    both = ast.unparse(one), ast.unparse(other)
    is_name = isinstance(one, ast.Constant) or isinstance(other, ast.Constant)
    return both[0] != both[1] and not is_name and not any(each.isupper() for each in both)


def _swapped(node: ast.Call, place: int) -> Turn:
    def swap() -> None:
        node.args[place : place + 2] = reversed(node.args[place : place + 2])

    return Turn(node, swap, swap)


def _item(shown: ast.expr, held: list[Any], place: int, other: ast.AST) -> Turn:
    was = held[place]
    return Turn(shown, lambda: held.__setitem__(place, other), lambda: held.__setitem__(place, was))


def _field(shown: ast.expr, held: ast.expr, name: str, other: object) -> Turn:
    was = getattr(held, name)
    return Turn(shown, lambda: setattr(held, name, other), lambda: setattr(held, name, was))


@cache
def _signatures(path: Path) -> dict[str, Types]:
    """Name -> what each function and record of a module takes by position."""
    found: dict[str, Types] = {"Fraction": ("int", "int")}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.FunctionDef():
                taken = [each for each in node.args.args if each.arg not in ("self", "cls")]
                found[node.name] = tuple(_type(each.annotation) for each in taken)
            case ast.ClassDef():
                fields = [each for each in node.body if isinstance(each, ast.AnnAssign)]
                found[node.name] = tuple(_type(each.annotation) for each in fields)
    return found


def _type(annotation: ast.expr | None) -> str:
    return "" if annotation is None else ast.unparse(annotation).removesuffix(" | None")

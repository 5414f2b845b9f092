"""The mutants of a module: each of its comparisons, flipped."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """A module with one comparison flipped."""

    path: Path
    line: int
    before: str
    after: str
    """The whole comparison, as Python writes it."""
    codes: dict[CodeType, CodeType]
    """The code of each function of the module -> what it becomes."""
    flipped: CodeType
    """The innermost code, as it was, that holds the comparison."""


def mutants(path: Path) -> Iterator[Mutant]:
    """Every mutant of a module: one for each operator, of which ``0 < a <= b`` has two."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    whole = _compiled(tree, path)
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            before = ast.unparse(node)
            for place, operator in enumerate(node.ops):
                if type(operator) not in FLIPPED:
                    continue
                node.ops[place] = FLIPPED[type(operator)]()
                codes = dict(_beside(whole, _compiled(tree, path)))
                yield Mutant(
                    path=path,
                    line=node.lineno,
                    before=before,
                    after=ast.unparse(node),
                    codes=codes,
                    flipped=_innermost(codes),
                )
                node.ops[place] = operator


def _compiled(tree: ast.Module, path: Path) -> CodeType:
    return compile(tree, path, "exec", dont_inherit=True)


def _beside(old: CodeType, new: CodeType) -> Iterator[tuple[CodeType, CodeType]]:
    """Each code with the one that stands in its place, outermost first.

    An operator adds and removes no function, so both trees have one shape.
    """
    yield old, new
    for inner, other in zip(_within(old), _within(new), strict=True):
        yield from _beside(inner, other)


def _within(code: CodeType) -> tuple[CodeType, ...]:
    return tuple(each for each in code.co_consts if isinstance(each, CodeType))


def _innermost(codes: dict[CodeType, CodeType]) -> CodeType:
    *_, last = (old for old, new in codes.items() if old != new)
    return last

"""The mutants of a module: one place of it turned round in each."""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from inspect import CO_OPTIMIZED
from pathlib import Path
from types import CodeType

from tests.mutations.turns import turns


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """A module with one place turned round."""

    path: Path
    line: int
    before: str
    after: str
    """The whole comparison, call or subscript, as Python writes it."""
    codes: dict[CodeType, CodeType]
    """The code of each function of the module -> what it becomes."""
    flipped: CodeType
    """The innermost code, as it was, that holds the place."""


def mutants(path: Path, beside: Sequence[Path] = ()) -> Iterator[Mutant]:
    """Every mutant of a module that a call of one of its functions could show.

    Args:
        path: the module.
        beside: modules whose functions it may call, for the types of what they take.
    """
    tree = ast.parse(path.read_text(encoding="utf-8"))
    whole = _compiled(tree, path)
    for turn in turns(tree, (*beside, path)):
        before = ast.unparse(turn.node)
        with turn:
            after = ast.unparse(turn.node)
            codes = dict(_beside(whole, _compiled(tree, path)))
        flipped = _innermost(codes)
        # What a module or a class does while it is imported has been done before any test.
        if flipped.co_flags & CO_OPTIMIZED:
            yield Mutant(
                path=path,
                line=turn.node.lineno,
                before=before,
                after=after,
                codes=codes,
                flipped=flipped,
            )


def _compiled(tree: ast.Module, path: Path) -> CodeType:
    return compile(ast.fix_missing_locations(tree), path, "exec", dont_inherit=True)


def _beside(old: CodeType, new: CodeType) -> Iterator[tuple[CodeType, CodeType]]:
    """Each code with the one that stands in its place, outermost first.

    A turn adds and removes no function, so both trees have one shape.
    """
    yield old, new
    for inner, other in zip(_within(old), _within(new), strict=True):
        yield from _beside(inner, other)


def _within(code: CodeType) -> tuple[CodeType, ...]:
    return tuple(each for each in code.co_consts if isinstance(each, CodeType))


def _innermost(codes: dict[CodeType, CodeType]) -> CodeType:
    *_, last = (old for old, new in codes.items() if old != new)
    return last

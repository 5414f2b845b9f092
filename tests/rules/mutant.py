"""A pytest plugin that loads one rule module with one of its comparisons flipped.

``MUTANT=builder.rules.hazards:3`` flips the fourth comparison of that module, in memory alone.
"""

import ast
import os
import sys
from collections.abc import Iterator, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from types import CodeType, ModuleType

VARIABLE = "MUTANT"
FLIPPED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
}
"""A limit that moves by one step, or a case that turns round."""


def comparisons(tree: ast.Module) -> Iterator[ast.Compare]:
    """The comparisons of a module that can be flipped, in a stable order."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and type(node.ops[0]) in FLIPPED:
            yield node


def mutated(source: str, number: int) -> ast.Module:
    """A module with its comparison of that number flipped."""
    tree = ast.parse(source)
    chosen = list(comparisons(tree))[number]
    chosen.ops[0] = FLIPPED[type(chosen.ops[0])]()
    return tree


class _Loader(SourceFileLoader):
    number = 0

    def get_code(self, fullname: str) -> CodeType | None:
        source = self.get_data(self.path).decode("utf-8")
        return compile(mutated(source, self.number), self.path, "exec")


class _Finder(MetaPathFinder):
    def __init__(self, module: str, number: int) -> None:
        self.module = module
        self.number = number

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname != self.module:
            return None
        spec = PathFinder.find_spec(fullname, path)
        if spec is not None and spec.origin is not None:
            loader = _Loader(fullname, spec.origin)
            loader.number = self.number
            spec.loader = loader
        return spec


def pytest_configure() -> None:
    module, _, number = os.environ.get(VARIABLE, "").partition(":")
    if module:
        assert module not in sys.modules, "the mutant would come too late"
        sys.meta_path.insert(0, _Finder(module, int(number)))

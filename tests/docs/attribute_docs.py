"""The strings beneath the fields of a class, which are their documentation."""

import ast
import inspect
from collections.abc import Mapping
from types import ModuleType


def attribute_docs(module: ModuleType, name: str) -> Mapping[str, str]:
    """Field -> the string beneath it, of a class of a module."""
    tree = ast.parse(inspect.getsource(module))
    held = next(x for x in tree.body if isinstance(x, ast.ClassDef) and x.name == name)
    docs: dict[str, str] = {}
    for field, doc in zip(held.body, held.body[1:], strict=False):
        if isinstance(field, ast.Assign) and isinstance(doc, ast.Expr):
            target, text = field.targets[0], doc.value
            if isinstance(target, ast.Name) and isinstance(text, ast.Constant):
                docs[target.id] = " ".join(str(text.value).split())
    return docs

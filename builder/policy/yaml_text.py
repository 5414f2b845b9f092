"""YAML read strictly: no aliases, no repeated keys, figures exact, times left as typed."""

import re
from collections.abc import Hashable
from decimal import Decimal
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode

_WHOLE_OR_DECIMAL = re.compile(r"^[-+]?[0-9]+(\.[0-9]+)?$")
_REPLACED = ("tag:yaml.org,2002:int", "tag:yaml.org,2002:float")


class UnreadableYamlError(ValueError):
    """The text is no YAML of the plain kind that is read here."""


class _StrictLoader(yaml.SafeLoader):
    """The safe loader without what surprises people who write policy by hand.

    RATIONALE: plain YAML 1.1 reads 10:30 as the figure 630 and 087 as an octal, keeps the last of
    two equal keys without a word, and lets a small text unfold into a huge one by its aliases.
    """

    def compose_node(self, parent: Node | None, index: Any) -> Node | None:
        if self.check_event(yaml.AliasEvent):
            raise UnreadableYamlError("an alias (*) is used; write the value out")
        return super().compose_node(parent, index)

    def construct_mapping(self, node: MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if isinstance(key, ScalarNode) and key.value in seen:
                raise yaml.MarkedYAMLError(
                    problem=f"the key {key.value} stands twice", problem_mark=key.start_mark
                )
            seen.add(str(key.value))
        return super().construct_mapping(node, deep=deep)


def _exact(_: yaml.SafeLoader, node: ScalarNode) -> Decimal:
    return Decimal(node.value)


_StrictLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in pairs if tag not in _REPLACED]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_StrictLoader.add_implicit_resolver("!exact", _WHOLE_OR_DECIMAL, list("-+0123456789"))
_StrictLoader.add_constructor("!exact", _exact)


def read_yaml(text: str) -> object:
    """The value of one YAML text; ``None`` where it is empty.

    Raises:
        UnreadableYamlError: with a short reason and the line, for the text's author.
    """
    try:
        return yaml.load(text, Loader=_StrictLoader)
    except UnreadableYamlError:
        raise
    except yaml.MarkedYAMLError as error:
        line = f" (line {error.problem_mark.line + 1})" if error.problem_mark else ""
        raise UnreadableYamlError(f"{error.problem or 'not readable'}{line}") from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise UnreadableYamlError("not readable as YAML") from error

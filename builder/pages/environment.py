"""The Jinja environment: strict, escaping, and told how to render each type of part."""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from builder.pages import filters
from builder.pages.filters import Place
from builder.portal.parts.views import Block, Column
from builder.shipped import shipped_folder

Macro = Callable[[Block, Place], Markup]
_WORD_START = re.compile(r"(?<=[a-z])(?=[A-Z])")


def template_name(block_type: type) -> str:
    """The template of a part: ``KpiGrid`` -> ``kpi_grid.html``."""
    return _WORD_START.sub("_", block_type.__name__).lower() + ".html"


class Parts:
    """Renders parts by their type, each with the macro ``part`` of its own template."""

    def __init__(self) -> None:
        self._macros: dict[type, Macro] = {}
        self.environment = Environment(
            loader=FileSystemLoader(shipped_folder("site_templates") / "parts"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self.environment.filters.update(
            {
                "anchor": filters.anchor,
                "blocks": self.blocks,
                "address_key": filters.address_key,
                "has_short_heads": filters.has_short_heads,
                "head": lru_cache(self._head),
                "markup": Markup,
                "relative": lambda href, place: filters.relative(href, place.page),
                "rich": filters.rich,
                "rows": filters.rows,
                "stacked_labels": filters.stacked_labels,
                "tag": filters.tag,
                "wide_columns": filters.wide_columns,
            }
        )

    def blocks(self, blocks: Iterable[Block], place: Place) -> Markup:
        """Parts as HTML, in order."""
        return Markup("".join([self._macro(type(block))(block, place) for block in blocks]))

    # RATIONALE: a page kind's tables have the same columns on every page.
    def _head(self, columns: tuple[Column, ...], wide: tuple[bool, ...]) -> Markup:
        module = self.environment.get_template("table.html").module
        head: Markup = module.head(columns, wide)  # type: ignore[attr-defined]  # a macro's name is known at run time only
        return head

    def _macro(self, block_type: type) -> Macro:
        macro = self._macros.get(block_type)
        if macro is None:
            module = self.environment.get_template(template_name(block_type)).module
            macro = self._macros[block_type] = module.part  # type: ignore[attr-defined]  # a macro's name is known at run time only
        return macro

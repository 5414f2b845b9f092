"""The Jinja environment: strict, escaping, and told how to render each type of part."""

import re
from collections.abc import Iterable

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from builder.pages import filters
from builder.pages.filters import Place
from builder.portal.parts import Block
from builder.shipped import shipped_folder

_WORD_START = re.compile(r"(?<=[a-z])(?=[A-Z])")


def template_name(block_type: type) -> str:
    """The template of a part: ``KpiGrid`` -> ``kpi_grid.html``."""
    return _WORD_START.sub("_", block_type.__name__).lower() + ".html"


class Parts:
    """Renders parts by their type, each with the macro ``part`` of its own template."""

    def __init__(self) -> None:
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
                "cells": filters.row_cells,
                "has_short_heads": filters.has_short_heads,
                "markup": Markup,
                "relative": lambda href, place: filters.relative(href, place.page),
                "rich": filters.rich,
                "stacked_labels": filters.stacked_labels,
                "tag": filters.tag,
                "wide_columns": filters.wide_columns,
            }
        )

    def block(self, block: Block, place: Place) -> Markup:
        """One part as HTML."""
        module = self.environment.get_template(template_name(type(block))).module
        rendered: Markup = module.part(block, place)  # type: ignore[attr-defined]  # a macro's name is known at run time only
        return rendered

    def blocks(self, blocks: Iterable[Block], place: Place) -> Markup:
        """Parts as HTML, in order."""
        return Markup("").join(self.block(block, place) for block in blocks)

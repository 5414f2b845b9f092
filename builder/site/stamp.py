"""As-at, build and source: in one style sheet, and shown at the head and foot of every page.

RATIONALE: a page whose own records did not change keeps its bytes from build to build.
"""

import posixpath
from collections.abc import Callable
from functools import cache

from jinja2 import Template

from builder.field.pages import ACTIONS_PAGE, SNAPSHOT_PAGE
from builder.pages.filters import css_string, relative
from builder.portal.parts.words import moment_words
from builder.shipped import shipped_folder
from builder.site.content import SiteContent

_FONT = "font:8pt Inter,sans-serif;color:#444"


def stamp_sheet(content: SiteContent) -> str:
    """The style sheet that says as-at, build and source, and when the portal counts as old.

    Scripts read ``--as-at`` (ISO) and ``--stale-after-hours`` from the root; the second is
    absent where the portal never grows old.
    """
    as_at, build = moment_words(content.as_at), content.build_id
    facts = {"--as-at": css_string(content.as_at.isoformat())}
    if content.stale_after_hours:
        facts["--stale-after-hours"] = str(content.stale_after_hours)
    shown = {
        ".stamp--as-at::before": f"Position as at {as_at}",
        ".stamp--build::before": f"Build {build}",
        ".stamp--source::before": f"Source {content.source}",
        ".md-copyright__highlight::before": f"As at {as_at}, build {build}. ",
    }
    foot = css_string(f"{content.name}. As at {as_at}. Build {build}")
    return "\n".join(
        (
            f":root{{{';'.join(f'{name}:{value}' for name, value in facts.items())}}}",
            *(f"{where}{{content:{css_string(text)}}}" for where, text in shown.items()),
            f"@page{{size:A4;margin:16mm 14mm 18mm;@bottom-left{{content:{foot};{_FONT}}}"
            f'@bottom-right{{content:"Page " counter(page) " of " counter(pages);{_FONT}}}}}\n',
        )
    )


def strip_maker(content: SiteContent) -> Callable[[str], str]:
    """Page address -> the strip at its head, with the note for readers without scripts."""
    source = shipped_folder("site_templates") / "parts" / "strip.html"
    template = Template(source.read_text(encoding="utf-8"), autoescape=True)
    pages = {"about": SNAPSHOT_PAGE, "everything": ACTIONS_PAGE}
    shown = {name: href for name, href in pages.items() if href in content.paths}

    @cache
    def of_folder(folder: str) -> str:
        page = posixpath.join(folder, "page.html")
        text: str = template.render({name: relative(href, page) for name, href in shown.items()})
        return text

    return lambda path: of_folder(posixpath.dirname(path))

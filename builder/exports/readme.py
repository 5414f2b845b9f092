"""The page that explains the downloads, complete in itself."""

from collections.abc import Iterable
from html import escape

from builder.field.pages import FRONT_PAGE
from builder.portal.context import PortalContext
from builder.portal.parts.caveats.left_out import withheld_counts
from builder.portal.parts.downloads import (
    ASSESSMENT,
    ASSESSMENT_SCHEMA,
    CALENDAR,
    FEED,
    LISTS,
    WHOLE_WORKBOOK,
    csv_file,
    xlsx_file,
)
from builder.portal.parts.words import moment_words

_STYLE = (
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
    "table{border-collapse:collapse}th,td{text-align:left;padding:.25rem 1rem .25rem 0}"
)


def readme_bytes(context: PortalContext, calendars: Iterable[str]) -> bytes:
    """``data/README.html``.

    Args:
        context: What was exported.
        calendars: Paths of the calendars by owner and by service, from the site's root.
    """
    name = escape(context.provider_name)
    as_at = escape(moment_words(context.assessment.as_at))
    parts = (
        "<!doctype html>",
        '<html lang="en-GB"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width,initial-scale=1">',
        f"<title>Downloads - {name}</title><style>{_STYLE}</style></head><body><main>",
        f"<h1>Downloads</h1><p>{name}. As at {as_at}. Build {escape(context.build_id)}. "
        f"Audience: {escape(context.audience.title)}. "
        f'<a href="../{FRONT_PAGE}">To the portal</a></p>',
        _left_out(context),
        "<h2>Lists</h2>",
        "<p>Each list is there twice. CSV is text in UTF-8; a field that a spreadsheet would run "
        "as a formula has an apostrophe before it. XLSX holds true dates and numbers. Times are "
        "local to London. An empty field is not recorded.</p>",
        "<table><thead><tr><th scope='col'>List</th><th scope='col'>CSV</th>"
        "<th scope='col'>Excel</th></tr></thead><tbody>",
        *(_row(each, title) for each, title in LISTS.items()),
        "</tbody></table>",
        f"<p>{_link(WHOLE_WORKBOOK)} holds every list, one a sheet.</p>",
        "<h2>For programs</h2>",
        f"<p>{_link(ASSESSMENT)} is the whole assessment; {_link(ASSESSMENT_SCHEMA)} describes "
        f"it. {_link(FEED)} is an Atom feed of what changed.</p>",
        "<h2>Deadlines for your calendar</h2>",
        f"<p>{_link(CALENDAR)} holds every live deadline. An event replaces the one before when a "
        "deadline moves.</p>",
        "<ul>",
        *(f"<li>{_link(each)}</li>" for each in calendars),
        "</ul></main></body></html>",
    )
    return ("\n".join(parts) + "\n").encode()


def _left_out(context: PortalContext) -> str:
    words = "; ".join(f"{escape(kind)}: {count}" for kind, count in withheld_counts(context))
    if not words:
        return "<p>Nothing is left out for this audience.</p>"
    return f"<p>Left out for this audience: {words}.</p>"


def _row(name: str, title: str) -> str:
    return (
        f"<tr><th scope='row'>{escape(title)}</th><td>{_link(csv_file(name))}</td>"
        f"<td>{_link(xlsx_file(name))}</td></tr>"
    )


def _link(path: str) -> str:
    file = escape(path.rsplit("/", 1)[-1])
    return f'<a href="{file}">{file}</a>'

"""A made-up portal, for the tests of rendering and of the site: every part, lists and records."""

from collections.abc import Iterable

from builder.portal.parts.views import (
    Anchor,
    Card,
    Columns,
    PageView,
    Paragraph,
    SearchRecord,
    Section,
    SourceStrip,
)
from tests.pages.every_part import all_blocks, board, figures, gate, history, summary, warning
from tests.pages.made_up_charts import actions_table, ageing, spc, workload
from tests.pages.made_up_words import (
    HOSTILE,
    OWNERS,
    RISKS,
    SERVICES,
    STATES,
    TITLES,
    action_path,
    pick,
    ref,
)


def action_view(number: int) -> PageView:
    """The page of one made-up line; every seventh has a hostile title."""
    title = f"{ref(number)} {HOSTILE if number % 7 == 0 else pick(TITLES, number)}"
    return PageView(
        path=action_path(number),
        kind="action",
        title=title,
        tags=(STATES[number % 3], RISKS[number % 3]),
        breadcrumbs=(Anchor("Live actions", "actions/index.html"),),
        search=SearchRecord(
            title=title, text=f"{pick(OWNERS, number)}, {pick(SERVICES, number)}, Medicines"
        ),
        blocks=(
            Columns(
                left=(summary(),), right=(Card(title="Risk", blocks=(summary(),)),), is_main=True
            ),
            Section(id="improving", title="Is it improving?", blocks=(spc("measure"),)),
            Section(id="gate", title="Closure gate", blocks=(gate(),)),
            Section(id="history", title="What happened & when", blocks=(history(),)),
            SourceStrip(workbook="Tracker.xlsx", sheet="Actions", row=str(number)),
        ),
        is_record=True,
    )


def bare_view(number: int) -> PageView:
    """A record without headings, two folders deep."""
    return PageView(
        path=f"frameworks/saf/item-{number}.html",
        kind="item",
        title=f"Statement {number}",
        search=SearchRecord(title=f"Statement {number}", text="Safe"),
        blocks=(Paragraph(content=("Nothing yet. ", Anchor("Today", "index.html"))),),
        is_record=True,
    )


def views(actions: int = 9, listed: int | None = None) -> tuple[PageView, ...]:
    """A made-up portal: first page, lists, every part, and records."""
    return (
        PageView(
            path="index.html",
            kind="dashboard",
            title="Governance position",
            lead="What is due, what has been checked and what is still open.",
            blocks=(
                warning(),
                Section(id="figures", title="Key figures", blocks=(figures(),)),
                Section(
                    id="improving",
                    title="Is it improving?",
                    blocks=(
                        Card(title="", blocks=(spc("spc"),)),
                        Columns(
                            left=(Card(title="", blocks=(ageing(),)),),
                            right=(Card(title="", blocks=(workload(),)),),
                        ),
                    ),
                ),
            ),
        ),
        PageView(
            path="deadlines/board.html", kind="board", title="Deadline board", blocks=(board(),)
        ),
        PageView(
            path="actions/index.html",
            kind="actions",
            title="Live actions",
            blocks=(actions_table("actions", listed or actions),),
        ),
        PageView(
            path="actions/closed-2025.html",
            kind="closed",
            title="Closed in 2025",
            blocks=(actions_table("closed", 300),),
        ),
        PageView(path="rules/index.html", kind="rules", title="Rules", blocks=all_blocks()),
        PageView(path="frameworks/index.html", kind="frameworks", title="Frameworks", blocks=()),
        PageView(
            path="about/snapshot.html",
            kind="snapshot",
            title="About this snapshot",
            blocks=tuple(_text_section(number) for number in range(1, 4)),
        ),
        *_records(actions),
    )


def _text_section(number: int) -> Section:
    text = Paragraph(content=("In plain words.",))
    return Section(id=f"part-{number}", title=f"Part {number}", blocks=(text,))


def _records(actions: int) -> Iterable[PageView]:
    yield from (action_view(number) for number in range(1, actions + 1))
    yield from (bare_view(number) for number in range(1, 4))

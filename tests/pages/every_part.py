"""Made-up parts, each in every state."""

from builder.charts import sparkline
from builder.portal.parts.views import (
    Anchor,
    Block,
    Board,
    Card,
    Column,
    Columns,
    Disclosure,
    Duty,
    GateItem,
    GateList,
    KpiCard,
    KpiGrid,
    Lane,
    ListBlock,
    Matrix,
    MatrixCell,
    Paragraph,
    Rich,
    Row,
    Section,
    SourceStrip,
    SummaryItem,
    SummaryList,
    Table,
    TableCell,
    Tag,
    Timeline,
    TimelineEvent,
    Tone,
    Warning,
)
from tests.pages.made_up_charts import actions_table, ageing, spc, workload
from tests.pages.made_up_words import (
    HOSTILE,
    OWNERS,
    RISKS,
    SERVICES,
    TITLES,
    action_path,
    pick,
    ref,
)


def figures() -> KpiGrid:
    """Key figures in every tone, one of them not recorded."""
    limit = Tag("Limit breached", Tone.BAD)
    return KpiGrid(
        cards=(
            KpiCard(
                title="Live actions",
                figure="52",
                detail="Down 4 since 20 November",
                sparkline_svg=sparkline((66, 64, 60, 52), "Last 4 builds: 66 to 52"),
                see=Anchor("See them", "actions/index.html"),
            ),
            KpiCard(
                title="Overdue",
                figure="13",
                detail="Up 2 since 20 November. Oldest 34 days",
                tag=Tag("Watch", Tone.WATCH),
                tone=Tone.WATCH,
                see=Anchor("See them", "actions/index.html#status=Overdue"),
            ),
            KpiCard(
                title="Overdue and high risk",
                figure="5",
                detail="Limit 4. Above the limit at 2 sessions running",
                tag=limit,
                tone=Tone.BAD,
                sparkline_svg=sparkline((2, 3, 4, 5), "Last 4 builds, limit 4", 4),
            ),
            KpiCard(
                title="Record match",
                figure="91",
                unit="%",
                detail="Floor 87 %",
                tag=Tag("Within limit", Tone.GOOD),
                tone=Tone.GOOD,
            ),
            KpiCard(
                title="Staff retested",
                figure="Not recorded",
                detail="No Retests sheet is kept",
                tag=Tag("Not assessable", Tone.MUTED),
                tone=Tone.MUTED,
            ),
        )
    )


def warning(tone: Tone = Tone.BAD) -> Warning:
    """A warning with duties."""
    return Warning(
        title="2 limits are breached and need a decision",
        tone=tone,
        body=("Each names the role that must act.",),
        duties=(
            Duty(
                headline="5 high-risk actions are overdue.",
                detail="The limit is 4. The Nominated Individual must escalate.",
                see=Anchor("See the 5 actions", "actions/index.html#risk=High"),
            ),
            Duty(headline="7 residual risks stay open.", detail="The closure update is blocked."),
        ),
    )


def gate() -> GateList:
    """A gate with a check in each state."""
    return GateList(
        items=(
            GateItem(
                tag=Tag("Met", Tone.GOOD),
                title="Failure rate has fallen by at least 15 %",
                detail="From 12 errors a month to 3: down 75 %",
                more=("B3.2, limit 15 %. ", Anchor("How it is worked out", "rules/index.html")),
            ),
            GateItem(tag=Tag("Not met", Tone.BAD), title="Outcome held", detail="Since October"),
            GateItem(tag=Tag("Not due", Tone.MUTED), title="Reviews held", detail="Due 4 December"),
        )
    )


def summary() -> SummaryList:
    """What a line says of itself."""
    return SummaryList(
        items=(
            SummaryItem(term="What must change", content=(("Every dose is signed\nat once",),)),
            SummaryItem(term="Owner", content=(("Priya Shah, Registered Manager",),)),
            SummaryItem(
                term="Evidence due",
                content=(("6 November 2026 ", Tag("Late", Tone.BAD)), ("Moved twice",)),
            ),
            SummaryItem(term="Source", content=((HOSTILE,),)),
        )
    )


def history() -> Timeline:
    """What happened, and what will."""
    return Timeline(
        events=(
            TimelineEvent(title="Next review", when="26 November 2026, 10:15", is_future=True),
            TimelineEvent(
                title="Closure deferred",
                when="18 November 2026, 10:15",
                detail=("Outcome not yet held for two months.",),
            ),
            TimelineEvent(title="Action opened", when="4 March 2026"),
        )
    )


def board() -> Board:
    """Lanes of every tone, one empty."""
    cards = tuple(_board_card(number) for number in range(1, 4))
    return Board(
        lanes=(
            Lane(
                title="Overdue",
                count=13,
                cards=cards,
                tone=Tone.BAD,
                see=Anchor("See all 13", "actions/index.html"),
            ),
            Lane(title="Due in 48 hours", count=3, cards=cards, tone=Tone.WATCH),
            Lane(title="Due in 7 days", count=3, cards=cards, tone=Tone.NEUTRAL),
            Lane(title="Later", count=0, tone=Tone.MUTED),
        )
    )


def _board_card(number: int) -> Row:
    title: Rich = (Anchor(ref(number), action_path(number)), f" {pick(TITLES, number)}")
    return Row(
        cells=(
            TableCell(title),
            TableCell((f"{pick(OWNERS, number)}, {pick(SERVICES, number)}",)),
            TableCell(("Due 9 Nov 2026, 12 days late",)),
            TableCell((RISKS[number % 3],)),
        )
    )


def coverage() -> Matrix:
    """Coverage with a cell of each tone."""
    cells = tuple(
        MatrixCell(text=f"{tone.value} {number}", tone=tone, title="files")
        for number, tone in enumerate(Tone)
    )
    linked = MatrixCell(text="1 invalid", tone=Tone.BAD, href="actions/index.html")
    return Matrix(
        id="coverage",
        caption="Evidence by service and category",
        corner="Service",
        column_titles=tuple(f"Category {number}" for number in range(1, 6)),
        rows=tuple((Anchor(name, "actions/index.html"), (linked, *cells[1:])) for name in SERVICES),
    )


def all_blocks() -> tuple[Block, ...]:
    """Every part, with its empty state where it has one."""
    empty = Table(id="none", caption="Retests", columns=(Column(title="Person"),), rows=())
    return (
        *(warning(tone) for tone in Tone),
        figures(),
        Section(id="running", title="Running text", lead="What stands first.", blocks=_running()),
        Section(
            id="lists", title="Lists of states", blocks=(summary(), gate(), GateList(items=()))
        ),
        Section(
            id="tables",
            title="Tables",
            blocks=(actions_table("list", 9), actions_table("more", 6), empty, coverage()),
        ),
        Section(id="charts", title="Charts", blocks=(Card(title="Trend", blocks=(spc("spc"),)),)),
        Columns(left=(ageing(),), right=(Card(title="Load", blocks=(workload(),)),)),
        Section(id="time", title="Time", blocks=(board(), history(), Timeline(events=()))),
        SourceStrip(workbook="Tracker.xlsx", sheet="Actions", row="143"),
    )


def _running() -> tuple[Block, ...]:
    return (
        Paragraph(content=("Text with ", Tag("a state"), " and ", Anchor("a link", "index.html"))),
        Paragraph(content=("Small print.",), is_small=True),
        ListBlock(items=(("One",), ("Two",)), is_numbered=True),
        ListBlock(items=((HOSTILE,), (Anchor("Evidence", "https://example.org/a", True),))),
        ListBlock(items=()),
        Disclosure(summary="How this was worked out", blocks=(Paragraph(content=("So.",)),)),
        Section(id="deeper", title="A heading below", blocks=(Card(title="Risk", blocks=()),)),
    )

"""Made-up pages with every part in every state, for the tests of rendering and of the site."""

from collections.abc import Iterable

from builder.charts import (
    AgeBand,
    Drawing,
    Load,
    Measured,
    Point,
    ageing_bar,
    improvement_chart,
    sparkline,
    workload_bars,
)
from builder.portal.parts import (
    Anchor,
    Block,
    Board,
    Card,
    Chart,
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
    PageView,
    Paragraph,
    Rich,
    Row,
    SearchRecord,
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

HOSTILE = '</title><script>alert(1)</script> & "<b>Åse</b>"'
OWNERS = ("Priya Shah", "Tom Ashworth", "Grace Okafor", "Siân Pryce")
SERVICES = ("Rowan House", "Larchfield Court", "Harbour Homecare")
TITLES = (
    "Re-audit medication administration records across all shifts",
    "Repair corridor lighting on the first floor and log interim checks",
    "Complete supervision for night staff who missed two sessions",
    "Check call-bell response times for four weeks",
)
RISKS = (Tag("High", Tone.BAD), Tag("Moderate", Tone.WATCH), Tag("Low", Tone.MUTED))
STATES = (Tag("Overdue", Tone.BAD), Tag("Due in 48 hours", Tone.WATCH), Tag("Open"))
MONTHS = ("Dec 25", "Jan 26", "Feb 26", "Mar 26", "Apr 26", "May 26", "Jun 26", "Jul 26")
VALUES = (12, 11, 14, 10, 12, 13, 11, 12, 10, 9, 8, 6, 5, 4, 3)


def ref(number: int) -> str:
    """A made-up ref."""
    return f"OAK-{number:04d}"


def action_path(number: int) -> str:
    """The address of a made-up line."""
    return f"actions/{ref(number).lower()}.html"


def pick(values: tuple[str, ...], number: int) -> str:
    """One of the values, the same for the same number."""
    return values[number % len(values)]


def drawn(id: str, drawing: Drawing) -> Chart:
    """A drawing as a part, with its numbers beneath."""
    columns = tuple(
        Column(title=title, is_row_header=place == 0, sort="none")
        for place, title in enumerate(drawing.heading)
    )
    rows = tuple(Row(cells=tuple(TableCell((each,)) for each in row)) for row in drawing.rows)
    return Chart(
        title=drawing.title,
        judgement=drawing.judgement,
        svg=drawing.svg,
        numbers=Table(id=id, caption=drawing.title, columns=columns, rows=rows),
        legend=drawing.legend,
    )


def spc(id: str) -> Chart:
    """A chart with an improvement."""
    points = tuple(
        Point(f"{MONTHS[n % len(MONTHS)]}", value) for n, value in enumerate(VALUES, start=1)
    )
    return drawn(
        id,
        improvement_chart(
            Measured(
                id=id,
                title="Medicines errors each month, Rowan House.",
                unit="Errors",
                points=points,
                lower_is_better=True,
                target=4,
                baseline=8,
                baseline_label="Re-audit starts",
            )
        ),
    )


def ageing() -> Chart:
    """Overdue lines by age."""
    bands = (
        AgeBand(label="Under 24 hours", count=4, high=0),
        AgeBand(label="1 to 7 days", count=4, high=2),
        AgeBand(label="8 to 28 days", count=4, high=2),
        AgeBand(label="Over 28 days", count=1, high=1),
    )
    return drawn("ageing", ageing_bar("ageing", "13 overdue actions by age.", bands))


def workload() -> Chart:
    """Managers against the limit."""
    loads = (
        Load(name="Priya Shah", percent=134, detail="51 of 38 hours"),
        Load(name="Tom Ashworth", percent=118, detail="41 of 35 hours"),
        Load(name="Marek Nowak", percent=88, detail="33 of 37.5 hours"),
    )
    return drawn("workload", workload_bars("workload", "Workload pressure by manager.", loads, 125))


def actions_table(id: str, count: int, *, has_tools: bool = True) -> Table:
    """A list of made-up lines."""
    return Table(
        id=id,
        caption="Live actions",
        columns=(
            Column(title="Ref", is_row_header=True),
            Column(title="Action"),
            Column(title="Status", filter="status"),
            Column(title="Risk", filter="risk"),
            Column(title="Owner", filter="owner"),
            Column(title="Service", filter="service"),
            Column(title="Due", sort="date"),
            Column(title="Days late", sort="number"),
        ),
        rows=tuple(_action_row(number) for number in range(1, count + 1)),
        downloads=(Anchor("CSV", "data/actions.csv"), Anchor("Excel", "data/actions.xlsx")),
        has_tools=has_tools,
    )


def _action_row(number: int) -> Row:
    day = number % 28 + 1
    return Row(
        cells=(
            TableCell((Anchor(ref(number), action_path(number)),)),
            TableCell((pick(TITLES, number),)),
            TableCell((STATES[number % 3],)),
            TableCell((RISKS[number % 7 % 3],)),
            TableCell((pick(OWNERS, number),)),
            TableCell((pick(SERVICES, number),)),
            TableCell((f"{day} Nov 2026",), sort=f"2026-11-{day:02d}"),
            TableCell((str(number % 9),)) if number % 5 else TableCell(("Not recorded",)),
        )
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
        Section(id="tables", title="Tables", blocks=(actions_table("list", 9), empty, coverage())),
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
        PageView(path="actions/closed-2025.html", kind="closed", title="Closed in 2025", blocks=()),
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

"""Made-up charts and lists."""

from builder.charts import (
    AgeBand,
    Drawing,
    Load,
    Measured,
    Point,
    ageing_bar,
    improvement_chart,
    workload_bars,
)
from builder.portal.parts.views import Anchor, Chart, Column, Row, Table, TableCell
from tests.pages.made_up_words import (
    LINKED,
    OWNERS,
    RISKS,
    SERVICES,
    STATES,
    TITLES,
    action_path,
    pick,
    ref,
)

MONTHS = ("Dec 25", "Jan 26", "Feb 26", "Mar 26", "Apr 26", "May 26", "Jun 26", "Jul 26")
VALUES = (12, 11, 14, 10, 12, 13, 11, 12, 10, 9, 8, 6, 5, 4, 3)


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
        rows=tuple(_action_row(number, f"{id}-{number}") for number in range(1, count + 1)),
        downloads=(Anchor("CSV", "data/actions.csv"), Anchor("Excel", "data/actions.xlsx")),
        has_tools=has_tools,
    )


def _action_row(number: int, id: str) -> Row:
    day = number % 28 + 1
    return Row(
        cells=(
            TableCell((Anchor(ref(number), action_path((number - 1) % LINKED + 1)),)),
            TableCell((pick(TITLES, number),)),
            TableCell((STATES[number % 3],)),
            TableCell((RISKS[number % 7 % 3],)),
            TableCell((pick(OWNERS, number),)),
            TableCell((pick(SERVICES, number),)),
            TableCell((f"{day} Nov 2026",), sort=f"2026-11-{day:02d}"),
            TableCell((str(number % 9),)) if number % 5 else TableCell(("Not recorded",)),
        ),
        id=id,
    )

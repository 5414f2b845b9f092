"""Puts a finished drawing on a page, with its numbers in a table beneath."""

from builder.charts import Drawing
from builder.portal.parts import Chart, Column, Row, Table, TableCell


def drawn(id: str, drawing: Drawing) -> Chart:
    """A drawing as a part; ``id`` is that of its table, unique on the page."""
    return Chart(
        title=drawing.title,
        judgement=drawing.judgement,
        svg=drawing.svg,
        numbers=Table(
            id=id,
            caption=drawing.title,
            caption_hidden=True,
            columns=tuple(
                Column(title=title, is_row_header=place == 0, sort="none")
                for place, title in enumerate(drawing.heading)
            ),
            rows=tuple(
                Row(cells=tuple(TableCell((words,)) for words in row)) for row in drawing.rows
            ),
        ),
        legend=drawing.legend,
    )

"""How the records of the schema hang together, drawn from its columns."""

from builder.field.shape import EventDate, Reference, Shape
from builder.workbook.columns import CellKind, Column, DateRole, Sheet
from builder.workbook.schema import SHEETS


def _own(sheet: Sheet) -> Column | None:
    """The column of a sheet's own ref: a key that refers to nothing else."""
    for column in sheet.columns:
        if column.field in sheet.key and not column.refers_to:
            return column
    return None


def shape_of(sheet: Sheet) -> Shape:
    """How one kind of record hangs together with the others."""
    own = _own(sheet)
    return Shape(
        sheet=sheet.name,
        attribute=sheet.attribute,
        own=own.field if own else "",
        own_heading=own.heading if own else "",
        is_unique=own is not None and sheet.key == (own.field,),
        references=tuple(
            Reference(
                field=each.field,
                heading=each.heading,
                sheets=each.refers_to,
                is_list=each.is_list,
            )
            for each in sheet.columns
            if each.refers_to
        ),
        events=tuple(
            EventDate(field=each.field, heading=each.heading)
            for each in sheet.columns
            if each.kind in (CellKind.DATE, CellKind.MOMENT) and each.role is DateRole.EVENT
        ),
    )


SHAPES: tuple[Shape, ...] = tuple(shape_of(sheet) for sheet in SHEETS)
"""Every kind of record, in the order of the schema."""

"""Short ways to write the columns and cells that most tables have."""

from builder.portal.parts.views import Column, Piece, TableCell
from builder.portal.parts.words import NOT_RECORDED, Amount, Shown, moment_key, moment_words
from builder.portal.parts.words import number_words as _number_words


def cell(*pieces: Piece, sort: str = "") -> TableCell:
    """A cell of text, tags and links."""
    return TableCell(pieces, sort)


def when(moment: Shown, absent: str = NOT_RECORDED) -> TableCell:
    """A cell with a date, or a date and time."""
    return TableCell((moment_words(moment, short=True, absent=absent),), moment_key(moment))


def number(value: Amount, absent: str = NOT_RECORDED) -> TableCell:
    """A cell with a number."""
    sort = "" if value is None else f"{float(value):g}"
    return TableCell((_number_words(value, absent=absent),), sort)


def ref_column(title: str) -> Column:
    """The column that names the row."""
    return Column(title=title, is_row_header=True)


def text_column(title: str) -> Column:
    """A column of words that is sorted by them."""
    return Column(title=title)


def filter_column(title: str, key: str) -> Column:
    """A column of words that can be filtered; ``key`` is its name in the address."""
    return Column(title=title, filter=key)


def date_column(title: str) -> Column:
    """A column of dates."""
    return Column(title=title, sort="date")


def number_column(title: str) -> Column:
    """A column of numbers."""
    return Column(title=title, sort="number")

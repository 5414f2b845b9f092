"""Short ways to write an entry of the catalogue."""

from builder.problems.problem import Kind, Severity


def error(code: str, title: str, says: str, remedy: str) -> Kind:
    """A kind of problem from which a figure or a row suffers."""
    return Kind(code=code, title=title, says=says, remedy=remedy, severity=Severity.ERROR)


def warning(code: str, title: str, says: str, remedy: str) -> Kind:
    """A kind of problem where the row is kept as it is."""
    return Kind(code=code, title=title, says=says, remedy=remedy, severity=Severity.WARNING)


def note(code: str, title: str, says: str, remedy: str) -> Kind:
    """A kind of problem that is only worth knowing."""
    return Kind(code=code, title=title, says=says, remedy=remedy, severity=Severity.NOTE)

"""How much of each kind is withheld from an audience, in words that follow its small numbers."""

from collections.abc import Iterator

from builder.portal.context import PortalContext
from builder.portal.parts.words import counted


def withheld_counts(context: PortalContext) -> Iterator[tuple[str, str]]:
    """Kind and number of what an audience does not see; empty where it sees everything."""
    few = f"fewer than {context.audience.suppress_below}"
    for kind, number in sorted(context.assessment.withheld.items()):
        if number != 0:
            yield kind, few if number is None else f"{number:,}"


def counted_withheld(context: PortalContext, kind: str, noun: str, plural: str) -> str:
    """A number with its noun: "3 rows", "fewer than 5 rows"; empty where none is withheld."""
    number = context.assessment.withheld.get(kind, 0)
    if number is None:
        return f"fewer than {context.audience.suppress_below} {plural}"
    return counted(number, noun, plural) if number else ""

"""Made-up words that the made-up portal is made of."""

from builder.portal.parts.views import Tag, Tone

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
LINKED = 9
"""A made-up list links to so many lines, over and over."""


def ref(number: int) -> str:
    """A made-up ref."""
    return f"OAK-{number:04d}"


def action_path(number: int) -> str:
    """The address of a made-up line."""
    return f"actions/{ref(number).lower()}.html"


def pick(values: tuple[str, ...], number: int) -> str:
    """One of the values, the same for the same number."""
    return values[number % len(values)]

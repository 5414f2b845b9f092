"""What the rope is made of: commands, each run in a portal, and where its files go."""

from collections.abc import Iterator
from dataclasses import dataclass

PORTALS = ("sample", "planted")
"""The sample provider, and the workbooks with a mistake of each kind."""
RECORDED = "recorded"
"""The sample provider with a ledger of its own, empty at first."""
NOW = "2026-12-01T12:00"
"""The wall clock of every command, London time."""
MOMENTS = ("2026-11-20T17:20", "2026-12-18T20:00")
"""The sample's own moment, and one to come at which most lines are late."""
RECORDED_AT = ("2026-11-20T17:20", "2026-11-27T17:20")
AUDIENCES = {
    "staff": (),
    "board": (),
    "inspector": (),
    "commissioner": ("--services", "OAK"),
}


@dataclass(frozen=True, slots=True)
class Strand:
    """One command."""

    portal: str
    name: str
    """Its folder under the portal's."""
    words: tuple[str, ...]
    """As typed after ``portal``; ``{out}`` stands for the folder of its files."""

    @property
    def folder(self) -> str:
        """Where its files go, from the folder of the rope."""
        return f"{self.portal}/{self.name}"


def strands() -> Iterator[Strand]:
    """All of them. Those of the recorded portal build on each other, in this order."""
    for portal in PORTALS:
        for moment in MOMENTS:
            yield from _as_at(portal, moment)
        yield Strand(portal, "template", ("template", "{out}/template.xlsx"))
        yield Strand(portal, "policy", ("policy", "--as-at", MOMENTS[0], "--effect"))
        yield Strand(portal, "draw", ("draw", "--date", "2026-11-23", "--out", "{out}/burst.xlsx"))
        yield Strand(portal, "snapshot", _snapshot(MOMENTS[0]))
    yield Strand("sample", "explain", ("explain", "OAK-003", "--as-at", MOMENTS[0]))
    yield from _recorded()


def _as_at(portal: str, moment: str) -> Iterator[Strand]:
    day = moment[:10]
    for audience, scope in AUDIENCES.items():
        words = ("--audience", audience, *scope, "--site-dir", "{out}/site")
        yield Strand(portal, f"{day}/{audience}", ("build", "--as-at", moment, *words))
    for form in ("json", "text"):
        words = ("assess", "--as-at", moment, "--format", form)
        yield Strand(portal, f"{day}/assess-{form}", words)
    words = ("check", "--as-at", moment, "--hand-back", "{out}/workbooks")
    yield Strand(portal, f"{day}/check", words)
    for form in ("json", "junit", "sarif"):
        words = ("check", "--as-at", moment, "--format", form)
        yield Strand(portal, f"{day}/check-{form}", words)


def _snapshot(moment: str) -> tuple[str, ...]:
    words = ("--copy-evidence", "--contact", "Priya Shah")
    return ("snapshot", "--as-at", moment, *words, "--out", "{out}/snapshot.zip")


def _recorded() -> Iterator[Strand]:
    first, second = RECORDED_AT
    days = (first[:10], second[:10])
    yield Strand(RECORDED, "record-first", ("record", "--as-at", first))
    yield Strand(RECORDED, "record-second", ("record", "--as-at", second))
    yield Strand(RECORDED, "verify", ("ledger", "verify"))
    yield Strand(RECORDED, "diff", ("diff", *days))
    yield Strand(RECORDED, "replay", ("assess", "--replay", days[0], "--format", "json"))
    site = ("--as-at", "2026-11-28T09:00", "--site-dir", "{out}/site")
    yield Strand(RECORDED, "build", ("build", *site))
    given = ("--recipient", "Inspector")
    yield Strand(RECORDED, "snapshot", (*_snapshot("2026-11-28T09:00"), *given))

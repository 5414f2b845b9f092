"""How the fitness of evidence is worded, and which evidence counts as current."""

import re
from collections.abc import Iterable, Mapping

from builder.field import Evidence
from builder.portal.parts.addresses import COPIED_EVIDENCE
from builder.portal.parts.views import Anchor, Piece, Tag, Tone
from builder.portal.parts.words import date_words
from builder.portal.shared import About
from builder.rules.assessment import Fitness

NO_EVIDENCE = "No evidence"
NOT_CHECKED = "Not checked"
PAST_LIMIT = "past limit"

STATES: Mapping[str, Tag] = {
    "invalid": Tag("Invalid", Tone.BAD),
    "stale": Tag("Out of date", Tone.WATCH),
    PAST_LIMIT: Tag("Accepted, past its age limit", Tone.WATCH),
    "untested": Tag(NOT_CHECKED, Tone.MUTED),
    "corrected": Tag("Corrected", Tone.GOOD),
    "accepted": Tag("Accepted", Tone.GOOD),
    "confidential": Tag("Withheld", Tone.MUTED),
    "withdrawn": Tag("Withdrawn", Tone.MUTED),
}
"""State of a file -> its tag, the gravest first."""

CURRENT = frozenset({"accepted", "corrected"})
"""States of evidence that is accepted and in date."""

ACCEPTED = CURRENT | {PAST_LIMIT}
"""States of evidence that is accepted, as the closure gate counts it."""

CURRENT_MEANS = (
    "Accepted means that the latest review found the file valid, or that its correction was "
    "accepted. Current means accepted and within the age limit today. The closure gate takes the "
    "age at the review, so an accepted file that has since passed its limit still counts there."
)
"""How the two words differ, for the pages that count files."""

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|\\\\")


def state_of(fitness: Fitness | None) -> str:
    """The state of a file, a key of ``STATES``: an accepted one may have passed its limit since."""
    if fitness is None:
        return "untested"
    return PAST_LIMIT if fitness.is_accepted and fitness.is_past_limit else fitness.state


def evidence_tag(fitness: Fitness | None) -> Tag:
    """The tag of a file; "Not checked" where nobody has judged it."""
    state = state_of(fitness)
    return STATES.get(state, Tag(state, Tone.NEUTRAL))


def is_current(fitness: Fitness | None) -> bool:
    """Whether a file is accepted and in date."""
    return state_of(fitness) in CURRENT


def in_date_words(fitness: Fitness | None) -> str:
    """Until when its age is within the limit: "in date until 12 Aug 2026"; empty = not known."""
    if fitness is None or fitness.in_date_until is None:
        return ""
    return f"in date until {date_words(fitness.in_date_until, short=True)}"


def evidence_title(evidence: Evidence) -> Piece:
    """What a file is called, linked to it where its address leads there from any site.

    RATIONALE: a relative path is relative to the workbook, not to the site; it leads somewhere
    only where the file was copied into the site.
    """
    title = evidence.title or evidence.ref
    target = evidence.link.target if evidence.link else None
    if target is None:
        return title
    if target.startswith(COPIED_EVIDENCE):
        return Anchor(title, target)
    return Anchor(title, target, is_external=True) if _ADDRESS.match(target) else title


def category_title(about: About, evidence: Evidence) -> str:
    """A file's category as the framework calls it; as typed where it is none of them."""
    if not evidence.category:
        return "No category"
    known = about.catalogue.evidence_category(evidence.category)
    return known.title if known else evidence.category


def gravest(states: Iterable[str]) -> str | None:
    """The state that needs somebody most; ``None`` where there is none."""
    present = set(states)
    return next((state for state in STATES if state in present), None)


DIGITS = 16
"""Digits of a digest that tell two files apart for a reader; all stand in the data files."""


def digest_words(file: Fitness | None) -> str:
    """The beginning of a file's digest; empty where the file was not read."""
    if file is None or not file.sha256:
        return ""
    return f"SHA-256 begins {file.sha256[:DIGITS]}."

"""Whether evidence files stand where their links lead, and are still what was accepted.

What is found is recorded in the ledger, so that a day is replayed as it was.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from builder.exports.evidence.way import COPY_OF_TRACKER, EvidenceWay, OwnFiles
from builder.field import Evidence, Link, Register
from builder.field.address import is_web
from builder.history.normal import Plain
from builder.problems import Problem, in_cell
from builder.problems.quoted import quoted
from builder.rules.assessment import Fitness
from builder.storage import sha256_of_file

THERE, CHANGED, MISSING, OWN = "there", "changed", "missing", "own"
NOT_AT_HAND, NOT_READ = "not at hand", "not read"
WORDS: Mapping[str, str] = {
    CHANGED: "The file changed since it was accepted.",
    MISSING: "No file stands at this address.",
}


@dataclass(frozen=True, slots=True)
class Look:
    """What stands at one address."""

    state: str
    sha256: str = ""
    own: str = ""
    """What of the portal's own it is, in words; then it is no evidence and was not looked at."""


def looked_at(
    register: Register,
    root: Path,
    *,
    share_prefixes: tuple[str, ...],
    most_bytes_a_file: int,
    most_bytes: int,
    own: OwnFiles | None = None,
) -> Mapping[str, Look]:
    """Evidence ref -> what stands at its address; web addresses are not followed.

    Args:
        register: The whole register.
        root: The folder that relative links start from.
        share_prefixes: Shares that links may begin with, from policy.
        most_bytes_a_file: Of a larger file only its being there is checked.
        most_bytes: All files that are read; of further ones only their being there is checked.
        own: What is the portal's own besides the workbooks beside the evidence.
    """
    own = own or OwnFiles()
    way = EvidenceWay(root.resolve(), share_prefixes, own)
    looking = _Looking(way, own.inputs, most_bytes_a_file, most_bytes)
    found = ((each.ref, looking.at(each)) for each in register.evidence)
    return {ref: look for ref, look in found if look is not None}


class _Looking:
    def __init__(
        self, way: EvidenceWay, inputs: frozenset[str], most_a_file: int, most: int
    ) -> None:
        self._way, self._inputs = way, inputs
        self._most_a_file = most_a_file
        self._left = most
        self._seen: dict[Path, Look] = {}

    def at(self, evidence: Evidence) -> Look | None:
        """What stands at a file's address; ``None`` where it is not to be followed."""
        target = evidence.link.target if evidence.link is not None else None
        if target is None or is_web(target):
            return None
        try:
            found = self._way.find(target)
        except OSError:
            return Look(NOT_READ)
        if found.own:
            return Look(OWN, own=found.own)
        if found.path is None:
            missing = Look(MISSING if found.is_at_hand else NOT_AT_HAND)
            return missing if found.is_followed else None
        if found.path not in self._seen:
            self._seen[found.path] = self._look(found.path)
        return self._seen[found.path]

    def _look(self, path: Path) -> Look:
        # RATIONALE: a share that is not mounted would else report every file as lost.
        try:
            size = path.stat().st_size
            if size > min(self._most_a_file, self._left):
                return Look(NOT_READ)
            self._left -= size
            digest = sha256_of_file(path)
        except OSError:
            return Look(NOT_READ)
        return Look(OWN, own=COPY_OF_TRACKER) if digest in self._inputs else Look(THERE, digest)


def without_own(
    register: Register, looks: Mapping[str, Look]
) -> tuple[Register, Mapping[str, Look], tuple[Problem, ...]]:
    """The register without links to the portal's own files, the other looks, and a problem each."""
    own = {ref: look.own for ref, look in looks.items() if look.own}
    if not own:
        return register, looks, ()
    evidence, problems = [], []
    for each in register.evidence:
        if each.link is not None and each.ref in own:
            shown = quoted(each.link.target or each.link.text)
            particulars = {"heading": "Link", "value": shown, "what": own[each.ref]}
            problems.append(Problem(in_cell.OWN_FILE, each.source.place("link"), particulars))
            each = replace(each, link=Link(each.link.text))
        evidence.append(each)
    others = {ref: look for ref, look in looks.items() if ref not in own}
    return replace(register, evidence=tuple(evidence)), others, tuple(problems)


def with_looks(
    files: tuple[Fitness, ...], looks: Mapping[str, Look], before: Mapping[str, Plain]
) -> tuple[Fitness, ...]:
    """The fitness of files with what was found at their addresses.

    Args:
        files: As the rules judged them.
        looks: What stands there now.
        before: What the ledger's last run recorded.
    """
    return tuple(
        _checked(each, looks[each.ref], before.get(each.ref)) if each.ref in looks else each
        for each in files
    )


def _checked(file: Fitness, look: Look, before: Plain) -> Fitness:
    accepted = look.sha256
    if isinstance(before, list) and before[3:] == [file.judgement]:
        accepted = str(before[2]) or look.sha256
    if not file.is_accepted:
        accepted = ""
    has_changed = bool(look.sha256 and accepted) and look.sha256 != accepted
    return _with_state(file, CHANGED if has_changed else look.state, look.sha256, accepted)


def as_recorded(files: tuple[Fitness, ...], rows: Mapping[str, Plain]) -> tuple[Fitness, ...]:
    """The fitness of files with what a recorded run found at their addresses."""
    return tuple(_recorded(each, rows.get(each.ref)) for each in files)


def _recorded(file: Fitness, row: Plain) -> Fitness:
    if not isinstance(row, list):
        return file
    state, sha256, accepted, _ = map(str, row)
    return _with_state(file, state, sha256, accepted)


def _with_state(file: Fitness, state: str, sha256: str, accepted: str) -> Fitness:
    words = (WORDS[state],) if state in WORDS else ()
    return file._replace(
        file_state=state,
        sha256=sha256,
        accepted_sha256=accepted,
        reasons=(*file.reasons, *words),
    )

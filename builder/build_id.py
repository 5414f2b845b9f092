"""The name of a build: two sites that differ have two."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict, astuple

from builder import __version__
from builder.documents import Documents
from builder.exports.evidence.copies import EvidenceFolder
from builder.field import Register, Source, local_date
from builder.field.references import RECORD_KINDS
from builder.field.source import MADE
from builder.policy import Audience
from builder.problems import Problem
from builder.rules.assessment import Assessment
from builder.storage import canonical_json

BUILD_ID_DIGITS = 12


def build_id(
    documents: Documents,
    register: Register,
    problems: Iterable[Problem],
    assessment: Assessment,
    ledger_head: str,
    audience: Audience,
    *,
    making: Iterable[bool] = (False, False, False),
    evidence: EvidenceFolder | None = None,
) -> str:
    """Date and hash of all that a site's bytes come from, besides the installed packages.

    Args:
        documents: All that were read.
        register: The whole one, as are the problems and the assessment.
        problems: Those of the reading and the history.
        assessment: What was judged.
        ledger_head: Empty where no ledger is kept.
        audience: Who the site is for.
        making: What else it is made for: whether a snapshot, a forecast, with evidence.
        evidence: What is copied and what is not; ``None`` = nothing was to be copied.
    """
    folder = evidence or EvidenceFolder()
    facts = {
        "inputs": [
            [each.workbook, each.sha256, each.is_last_good_reading] for each in register.inputs
        ],
        "documents": {**documents.named()},
        "made_refs": [*_made_refs(register)],
        "own_site": documents.own_site,
        "files_beside": [*_of_no_reading(register, problems)],
        "version": __version__,
        "ledger": ledger_head,
        "as_at": assessment.as_at.isoformat(),
        "audience": asdict(audience),
        "making": [*making],
        "files": [
            [each.ref, each.file_state, each.sha256, each.accepted_sha256]
            for each in assessment.evidence
            if each.file_state
        ],
        "copies": [[each.path, each.sha256, each.refs] for each in folder.copies],
        "not_copied": [astuple(each) for each in folder.not_copied],
    }
    digest = hashlib.sha256(canonical_json(facts).encode("utf-8", "surrogatepass")).hexdigest()
    return f"{local_date(assessment.as_at).isoformat()}.{digest[:BUILD_ID_DIGITS]}"


def _made_refs(register: Register) -> Iterator[list[object]]:
    """Refs that do not follow from the digests of the workbooks: they were made, and are kept."""
    for attribute in RECORD_KINDS:
        for each in getattr(register, attribute):
            if MADE in each.source.typed:
                source: Source = each.source
                yield [attribute, source.workbook, source.sheet, source.row, each.ref]


def _of_no_reading(register: Register, problems: Iterable[Problem]) -> Iterator[list[object]]:
    """Problems that do not follow from the digests of the workbooks: of whole files.

    RATIONALE: a workbook that cannot be read is no input, but its fault stands on a page; of what
    stands inside an input the ledger keeps no confidential word, and a replay has the same id.
    """
    read = {each.workbook for each in register.inputs}
    for each in problems:
        if not each.place.sheet or each.place.workbook not in read:
            yield [each.code, *each.place, {**each.particulars}]

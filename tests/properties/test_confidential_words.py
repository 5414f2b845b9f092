"""Any records of the sample marked confidential, their words replaced: no word of theirs is shown.

RATIONALE: a mark stands in for each word of theirs, or an ordinary word of care, which stands in
other records and in the product too.
"""

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZipFile, is_zipfile

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from builder.field import Link, Register
from builder.frameworks.load import load_catalogue
from builder.history import Change, ChangeKind, History, Run
from builder.pipeline import Judged, Portal, assemble, judge
from builder.policy import Audience
from builder.redaction.leaks import leaks
from builder.rules.assess import assess
from builder.settings import Settings
from builder.shipped import product_texts, shipped_folder
from tests.sample.ledger import sample_ledger

AS_AT = datetime(2026, 11, 20, 17, 20, tzinfo=UTC)
FEW = settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
MARKS = ("Qanary", "QuAnary", "quanary words of it", "Qanary 7", "QANARY")
ORDINARY = ("Medication", "DoLS", "staff", "Whistleblowing", "Night team", "Oakfield House", "CQC",
            "Kitchen", "Evidence", "2026", "Closed", "provider", "high")  # fmt: skip
WORDED = ("title", "detail", "theme", "location", "team", "shift", "measure", "unit", "step",
          "progress_note", "progress", "reason", "link", "closure_rule", "external_source",
          "root_cause", "interim_measures")  # fmt: skip
AUDIENCES = ("staff", "inspector", "commissioner", "services", "own")


@cache
def sample() -> Judged:
    with TemporaryDirectory() as folder:
        root = Path(folder)
        settings_of_sample = Settings(
            root=root,
            workbooks=shipped_folder("workbooks"),
            ledger=sample_ledger(),
            site_dir=root / "site",
            cache=root / "cache",
        )
        return judge(settings_of_sample, AS_AT)


@cache
def shipped() -> tuple[str, ...]:
    return (*product_texts(), *sample().documents.named().values())


def audience(name: str) -> Audience:
    held = sample().policy.audiences
    if name == "services":
        chosen = tuple(each.ref for each in sample().register.services[:2])
        return replace(held["commissioner"], services=chosen)
    if name == "own":
        return replace(held["staff"], suppress_below=5)
    return held[name]


def _worded(record: Any, words: str) -> Any:
    changes: dict[str, Any] = {}
    for each in fields(record):
        value = getattr(record, each.name)
        if each.name in WORDED and value is not None:
            is_link = isinstance(value, Link)
            changes[each.name] = Link(words, f"files/{words}.pdf") if is_link else words
    return replace(record, **changes)


def confidential(chosen: frozenset[str], words: str) -> Judged:
    """The sample with some lines confidential, whose words and whose records' words are these."""
    whole = sample()
    held: dict[str, Any] = {
        "actions": tuple(
            _worded(replace(each, confidential=True), words) if each.ref in chosen else each
            for each in whole.register.actions
        ),
    }
    for name in ("steps", "checks", "reviews", "measures", "evidence", "deadline_changes"):
        held[name] = tuple(
            _worded(each, words) if each.action in chosen else each
            for each in getattr(whole.register, name)
        )
    for name in ("findings", "complaints", "risks"):
        held[name] = tuple(
            _worded(each, words)
            if each.actions
            and chosen.issuperset(each.actions)
            and not getattr(each, "findings", ())
            else each
            for each in getattr(whole.register, name)
        )
    register: Register = replace(whole.register, **held)
    catalogue = load_catalogue(whole.documents.catalogue, *whole.documents.frameworks)
    history = _once_open(whole.history, chosen, words)
    judged = assess(register, whole.policy, catalogue, history, AS_AT, whole.problems)
    return replace(whole, register=register, assessment=judged, history=history)


def _once_open(history: History, chosen: frozenset[str], words: str) -> History:
    """The days before, as if the words had stood there while the lines were open to all."""
    changes = tuple(
        Change(kind=ChangeKind.CHANGED, sheet="Actions", ref=ref, action=ref, field="theme",
               after=words, before=words)
        for ref in sorted(chosen)
    )  # fmt: skip
    told = Change(kind=ChangeKind.ESCALATED, sheet="Complaints", ref=words, after="Provider",
                  rule="complaints_unchanged")  # fmt: skip
    seen = next(each for each in sample().register.actions if each.ref not in chosen)
    moved = replace(changes[0], ref=seen.ref, action=seen.ref, after="Falls")

    def earlier(run: Run) -> Run:
        return replace(
            run,
            complaints_by_theme={**run.complaints_by_theme, ("provider", words): 3},
            fired=run.fired | {("complaints_unchanged", words)},
            changes=(*run.changes, *changes, told, moved),
        )

    return replace(
        history,
        runs=tuple(each if each.failure else earlier(each) for each in history.runs),
        since_last=(*history.since_last, *changes, told, moved),
    )


def given_out(portal: Portal) -> Iterator[tuple[str, bytes]]:
    for page in portal.pages:
        yield page.path, f"{page.html}\n{page.search}".encode()
    for path, pieces in portal.downloads():
        yield path, b"".join(pieces)


def texts(path: str, data: bytes) -> Iterator[tuple[str, str]]:
    yield path, path
    if is_zipfile(BytesIO(data)):
        with ZipFile(BytesIO(data)) as archive:
            for name in archive.namelist():
                yield f"{path}!{name}", archive.read(name).decode(errors="replace")
    else:
        yield path, data.decode(errors="replace")


LINES = st.frozensets(st.sampled_from([each.ref for each in sample().register.actions]), min_size=1)


@given(LINES, st.sampled_from(MARKS), st.sampled_from(AUDIENCES))
@FEW
def test_no_word_of_a_confidential_line_is_shown(
    chosen: frozenset[str], words: str, name: str
) -> None:
    judged = confidential(chosen, words)
    files = list(given_out(assemble(judged, audience(name))))
    for path, data in files:
        for part, text in texts(path, data):
            assert "qanary" not in text.casefold(), part
            assert "quanary" not in text.casefold(), part


@given(LINES, st.sampled_from((*MARKS, *ORDINARY)), st.sampled_from(AUDIENCES))
@FEW
def test_no_word_of_a_confidential_line_stops_a_build(
    chosen: frozenset[str], words: str, name: str
) -> None:
    judged = confidential(chosen, words)
    portal = assemble(judged, audience(name))
    told = [(path, (data,)) for path, data in given_out(portal)]
    assert list(leaks(told, judged.register, portal.context.register, shipped())) == []

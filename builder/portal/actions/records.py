"""What hangs on a line: evidence, work done, checks, findings, complaints, risks, escalations."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from builder.field import Check, Complaint, Finding, Moment, Risk, Step, local_date
from builder.portal.actions.gate import verdict_print
from builder.portal.parts.cells import cell
from builder.portal.parts.escalation_table import OF_ACTION, escalation_table
from builder.portal.parts.evidence_states import (
    category_title,
    digest_words,
    evidence_tag,
    evidence_title,
    in_date_words,
)
from builder.portal.parts.links import finding_link, joined, person_link, rule_title, with_names
from builder.portal.parts.listing import Column, Listing, day, ref, words
from builder.portal.parts.states import verdict_tag
from builder.portal.parts.views import (
    Block,
    Disclosure,
    GateItem,
    GateList,
    Rich,
    Section,
    TableCell,
)
from builder.portal.parts.views import Column as Heading
from builder.portal.parts.words import (
    NOT_RECORDED,
    capitalised,
    counted,
    date_words,
    list_words,
    moment_key,
    number_words,
    scalar_words,
    sentence,
)
from builder.portal.shared import About
from builder.portal.slices.action import ActionSlice, EvidenceFile
from builder.rules.verdict import Outcome, Weight

Record = TypeVar("Record")


def evidence_section(slice: ActionSlice, about: About) -> Section:
    """Each file with its link, its dates and how far it can be relied on."""
    listing = Listing[EvidenceFile](
        id="evidence-files",
        caption=counted(len(slice.evidence), "evidence file"),
        columns=(
            ref("Ref", lambda file: file.record.ref),
            words("File", lambda file: _file(about, file)),
            day("Source date", lambda file: file.record.source_date),
            Column(Heading(title="Submitted", sort="date"), _submitted),
            Column(Heading(title="Reviewed", sort="date"), _reviewed),
            words("Result", lambda file: evidence_tag(file.fitness)),
            words("Why", lambda file: (" ".join(_reasons(file)),)),
        ),
        empty="No evidence is recorded for this action.",
    )
    return Section(id="evidence", title="Evidence", blocks=(listing.table(slice.evidence),))


def _file(about: About, file: EvidenceFile) -> Rich:
    return (evidence_title(file.record), f", {category_title(about, file.record)}")


def _submitted(file: EvidenceFile) -> TableCell:
    return _day(file.record.submitted_on, NOT_RECORDED)


def _reviewed(file: EvidenceFile) -> TableCell:
    return _day(file.fitness.reviewed_at if file.fitness else None, "Not checked")


def _reasons(file: EvidenceFile) -> Iterator[str]:
    fitness = file.fitness
    if fitness is None:
        return
    yield from map(sentence, fitness.reasons)
    if not fitness.is_past_limit:
        yield sentence(capitalised(in_date_words(fitness)))
    if fitness.same_file:
        yield f"The same file is used for {list_words(fitness.same_file)}."
    if fitness.sha256:
        yield digest_words(fitness)


def _day(moment: Moment | datetime | None, absent: str) -> TableCell:
    """The day alone: a table of files has no room for the time."""
    if moment is None:
        return cell(absent)
    day = moment.on if isinstance(moment, Moment) else local_date(moment)
    return cell(date_words(day, short=True), sort=moment_key(moment))


def findings_section(slice: ActionSlice, about: About) -> Section:
    """What the rules found on a line, and the findings that it answers."""
    blocks: list[Block] = [
        GateList(
            items=tuple(
                GateItem(
                    tag=verdict_tag(verdict),
                    title=rule_title(about, verdict.rule),
                    detail=sentence(with_names(about, verdict.reason)),
                    more=verdict_print(about, verdict),
                )
                for verdict in slice.judged.findings
                if verdict.outcome is not Outcome.MET or verdict.weight is Weight.WATCH
            ),
            empty="No rule found anything on this action.",
        )
    ]
    if slice.findings:
        blocks.append(_answered(about).table(slice.findings))
    return Section(id="findings", title="Findings", blocks=tuple(blocks))


def _answered(about: About) -> Listing[Finding]:
    return Listing(
        id="answers",
        caption="Findings that this action answers",
        columns=(
            ref("Finding", lambda each: finding_link(about, each.ref)),
            words("What", lambda each: each.theme),
            words("Where", lambda each: each.location),
            day("Found", lambda each: each.found_at),
            words("Severity", lambda each: each.severity or "Not set, treated as High"),
            day("Resolved", lambda each: each.resolved_on, absent="Not resolved"),
        ),
    )


def work_section(slice: ActionSlice, about: About) -> Section | None:
    """Steps, checks, complaints and risks; ``None`` where nothing of it is recorded."""
    blocks = (
        *_told("Steps", "step", STEPS, slice.steps),
        *_told("Checks in practice", "check", CHECKS, slice.checks),
        *_told("Complaints", "complaint", COMPLAINTS, slice.complaints),
        *_told("Risk register", "risk", _risks(about), slice.risks),
    )
    return Section(id="work", title="Work and checks", blocks=blocks) if blocks else None


def _told(
    title: str, noun: str, listing: Listing[Record], records: Sequence[Record]
) -> Iterator[Disclosure]:
    if records:
        summary = f"{title}: {counted(len(records), noun)}"
        yield Disclosure(summary=summary, blocks=(listing.table(records),))


def _plain(id: str, caption: str, *columns: Column[Record]) -> Listing[Record]:
    """A short list that nobody sorts, the first of its columns the row's header."""
    return Listing(
        id=id,
        caption=caption,
        caption_hidden=True,
        columns=tuple(
            Column(replace(each.heading, sort="none", is_row_header=not place), each.cell)
            for place, each in enumerate(columns)
        ),
    )


STEPS: Listing[Step] = _plain(
    "steps",
    "Steps",
    words("Step", lambda each: each.step),
    words("Kind", lambda each: each.kind),
    day("Planned for", lambda each: each.planned_for),
    day("Done", lambda each: each.done_on, absent="Not done"),
    words("Recorded in", lambda each: list_words(place.value for place in each.recorded_in)),
    words("Staff informed", lambda each: _yes(each.staff_informed)),
)
CHECKS: Listing[Check] = _plain(
    "checks",
    "Checks",
    day("Checked", lambda each: each.checked_on),
    words("Kind", lambda each: each.kind),
    words("Shift", lambda each: each.shift),
    words("Team", lambda each: each.team),
    words("Compliant", lambda each: _of(each.compliant, each.sample)),
    words("Continued error", lambda each: _yes(each.continued_error)),
    day("Escalated", lambda each: each.escalated_at, absent="Not escalated"),
)
COMPLAINTS: Listing[Complaint] = _plain(
    "complaints",
    "Complaints",
    words("Complaint", lambda each: each.ref),
    words("Theme", lambda each: each.theme),
    day("Received", lambda each: each.received_on),
    day("Closed", lambda each: each.closed_on, absent="Open"),
)


def _risks(about: About) -> Listing[Risk]:
    return _plain(
        "risks",
        "Risks",
        words("Risk", lambda each: each.ref),
        words("What", lambda each: each.title),
        words("Score", lambda each: _score(about, each)),
        words("State", lambda each: each.state),
        day("Reviewed", lambda each: each.reviewed_on, absent="Not reviewed"),
    )


def _score(about: About, risk: Risk) -> str:
    if risk.likelihood is None or risk.consequence is None:
        return NOT_RECORDED
    score = risk.likelihood * risk.consequence
    return f"{number_words(score)} {about.catalogue.risk_matrix.band(score) or ''}".strip()


def _yes(value: bool | None) -> str | None:
    return None if value is None else scalar_words(value)


def _of(part: int | None, whole: int | None) -> str | None:
    return None if part is None or whole is None else f"{part} of {whole}"


def escalation_section(slice: ActionSlice, about: About) -> Section | None:
    """The ladder of a line, soonest first; ``None`` where nobody has to be told."""
    escalations = slice.judged.escalations
    if not escalations:
        return None
    people = sorted({person for each in escalations for person in each.people})
    table = escalation_table(
        about,
        escalations,
        id="ladder",
        caption="Owner, manager, provider",
        columns=OF_ACTION,
    )
    lead = joined(person_link(about, person) for person in people)
    return Section(
        id="escalations",
        title="Escalations",
        blocks=(table,),
        lead="" if lead else "Nobody of these roles stands in the People sheet.",
    )

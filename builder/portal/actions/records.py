"""What hangs on a line: evidence, work done, checks, findings, complaints, risks, escalations."""

from collections.abc import Iterator
from datetime import datetime

from builder.field import Check, Complaint, Evidence, Finding, Moment, Risk, Step, local_date
from builder.portal.actions.gate import verdict_print
from builder.portal.parts.cells import (
    cell,
    date_column,
    filter_column,
    ref_column,
    text_column,
    when,
)
from builder.portal.parts.escalation_table import OF_ACTION, escalation_table
from builder.portal.parts.evidence_states import (
    category_title,
    digest_words,
    evidence_tag,
    evidence_title,
)
from builder.portal.parts.links import finding_link, joined, person_link, rule_title, with_names
from builder.portal.parts.states import verdict_tag
from builder.portal.parts.views import (
    Block,
    Column,
    Disclosure,
    GateItem,
    GateList,
    Row,
    Section,
    Table,
    TableCell,
)
from builder.portal.parts.words import (
    NOT_RECORDED,
    counted,
    date_words,
    list_words,
    moment_key,
    number_words,
    scalar_words,
    sentence,
)
from builder.portal.shared import About
from builder.portal.slices.action import ActionSlice
from builder.rules.assessment import Fitness
from builder.rules.verdict import Outcome, Weight


def evidence_section(slice: ActionSlice, about: About) -> Section:
    """Each file with its link, its dates and how far it can be relied on."""
    table = Table(
        id="evidence-files",
        caption=counted(len(slice.evidence), "evidence file"),
        columns=(
            ref_column("Ref"),
            text_column("File"),
            date_column("Source date"),
            date_column("Submitted"),
            date_column("Reviewed"),
            filter_column("Result", ""),
            text_column("Why"),
        ),
        rows=tuple(_evidence_row(about, *each) for each in slice.evidence),
        empty="No evidence is recorded for this line.",
    )
    return Section(id="evidence", title="Evidence", blocks=(table,))


def _evidence_row(about: About, evidence: Evidence, fitness: Fitness | None) -> Row:
    reasons = [sentence(reason) for reason in fitness.reasons] if fitness else []
    if fitness and fitness.age_days is not None and not reasons:
        limit = f" of {fitness.limit_days} allowed" if fitness.limit_days is not None else ""
        reasons.append(f"{counted(fitness.age_days, 'day')} old{limit}.")
    if fitness and fitness.same_file:
        reasons.append(f"The same file is used for {list_words(fitness.same_file)}.")
    reasons += [each for each in (digest_words(fitness),) if each]
    return Row(
        cells=(
            cell(evidence.ref),
            cell(evidence_title(evidence), f", {category_title(about, evidence)}"),
            when(evidence.source_date),
            _day(evidence.submitted_on, NOT_RECORDED),
            _day(fitness.reviewed_at if fitness else None, "Not checked"),
            cell(evidence_tag(fitness)),
            cell(" ".join(reasons)),
        )
    )


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
            empty="No rule found anything on this line.",
        )
    ]
    if slice.findings:
        blocks.append(_answered(about, slice.findings))
    return Section(id="findings", title="Findings", blocks=tuple(blocks))


def _answered(about: About, findings: tuple[Finding, ...]) -> Table:
    return Table(
        id="answers",
        caption="Findings that this line answers",
        columns=(
            ref_column("Finding"),
            text_column("What"),
            text_column("Where"),
            date_column("Found"),
            text_column("Severity"),
            date_column("Resolved"),
        ),
        rows=tuple(
            Row(
                cells=(
                    cell(finding_link(about, each.ref)),
                    cell(each.theme or NOT_RECORDED),
                    cell(each.location or NOT_RECORDED),
                    when(each.found_at),
                    cell(each.severity or "Not set, treated as High"),
                    when(each.resolved_on, "Not resolved"),
                )
            )
            for each in findings
        ),
    )


def work_section(slice: ActionSlice, about: About) -> Section | None:
    """Steps, checks, complaints and risks; ``None`` where nothing of it is recorded."""
    blocks = (
        *_steps(slice.steps),
        *_checks(slice.checks),
        *_complaints(slice.complaints),
        *_risks(about, slice.risks),
    )
    return Section(id="work", title="Work and checks", blocks=blocks) if blocks else None


def _told(title: str, number: int, noun: str, table: Table) -> Disclosure:
    return Disclosure(summary=f"{title}: {counted(number, noun)}", blocks=(table,))


def _steps(steps: tuple[Step, ...]) -> Iterator[Block]:
    if not steps:
        return
    rows = tuple(
        Row(
            cells=(
                cell(each.step or NOT_RECORDED),
                cell(each.kind or NOT_RECORDED),
                when(each.planned_for),
                when(each.done_on, "Not done"),
                cell(list_words(place.value for place in each.recorded_in) or NOT_RECORDED),
                cell(_yes(each.staff_informed)),
            )
        )
        for each in steps
    )
    titles = ("Step", "Kind", "Planned for", "Done", "Recorded in", "Staff informed")
    yield _told("Steps", len(steps), "step", _plain("steps", "Steps", titles, rows))


def _checks(checks: tuple[Check, ...]) -> Iterator[Block]:
    if not checks:
        return
    rows = tuple(
        Row(
            cells=(
                when(each.checked_on),
                cell(each.kind or NOT_RECORDED),
                cell(each.shift or NOT_RECORDED),
                cell(each.team or NOT_RECORDED),
                cell(_of(each.compliant, each.sample)),
                cell(_yes(each.continued_error)),
                when(each.escalated_at, "Not escalated"),
            )
        )
        for each in checks
    )
    titles = ("Checked", "Kind", "Shift", "Team", "Compliant", "Continued error", "Escalated")
    table = _plain("checks", "Checks", titles, rows)
    yield _told("Checks in practice", len(checks), "check", table)


def _complaints(complaints: tuple[Complaint, ...]) -> Iterator[Block]:
    if not complaints:
        return
    rows = tuple(
        Row(
            cells=(
                cell(each.ref),
                cell(each.theme or NOT_RECORDED),
                when(each.received_on),
                when(each.closed_on, "Open"),
            )
        )
        for each in complaints
    )
    titles = ("Complaint", "Theme", "Received", "Closed")
    table = _plain("complaints", "Complaints", titles, rows)
    yield _told("Complaints", len(complaints), "complaint", table)


def _risks(about: About, risks: tuple[Risk, ...]) -> Iterator[Block]:
    if not risks:
        return
    band = about.catalogue.risk_matrix.band
    rows = []
    for each in risks:
        score = _score(each)
        rows.append(
            Row(
                cells=(
                    cell(each.ref),
                    cell(each.title or NOT_RECORDED),
                    cell(f"{number_words(score, absent=NOT_RECORDED)} {band(score) or ''}".strip()),
                    cell(each.state or NOT_RECORDED),
                    when(each.reviewed_on, "Not reviewed"),
                )
            )
        )
    titles = ("Risk", "What", "Score", "State", "Reviewed")
    yield _told("Risk register", len(rows), "entry", _plain("risks", "Risks", titles, tuple(rows)))


def _score(risk: Risk) -> int | None:
    if risk.likelihood is None or risk.consequence is None:
        return None
    return risk.likelihood * risk.consequence


def _plain(id: str, caption: str, titles: tuple[str, ...], rows: tuple[Row, ...]) -> Table:
    return Table(
        id=id,
        caption=caption,
        caption_hidden=True,
        columns=tuple(
            Column(title=title, sort="none", is_row_header=not place)
            for place, title in enumerate(titles)
        ),
        rows=rows,
    )


def _yes(value: bool | None) -> str:
    return NOT_RECORDED if value is None else scalar_words(value)


def _of(part: int | None, whole: int | None) -> str:
    return NOT_RECORDED if part is None or whole is None else f"{part} of {whole}"


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

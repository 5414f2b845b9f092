"""What audits, rounds and logs found: the list, and the page of one finding with its clocks."""

from collections.abc import Iterator

from builder.field import Finding, Moment
from builder.field.pages import ACTIONS_PAGE, FINDINGS_PAGE
from builder.portal.actions.gate import verdict_print
from builder.portal.actions.timelines import newest_first
from builder.portal.context import PortalContext
from builder.portal.parts.addresses import finding_page
from builder.portal.parts.escalation_table import OF_ACTION, escalation_table
from builder.portal.parts.links import (
    action_links,
    finding_link,
    rule_title,
    service_link,
    service_name,
    with_names,
)
from builder.portal.parts.listing import Listing, choice, day, ref, words
from builder.portal.parts.record import none_of, searched, section, source_strip, term
from builder.portal.parts.states import risk_tag, verdict_tag
from builder.portal.parts.views import (
    Anchor,
    Block,
    GateItem,
    GateList,
    KpiCard,
    KpiGrid,
    PageView,
    Section,
    SummaryList,
    Tag,
    TimelineEvent,
    Tone,
)
from builder.portal.parts.words import (
    NOT_RECORDED,
    counted,
    moment_words,
    role_words,
    scalar_words,
    sentence,
)
from builder.rules.verdict import Outcome, Subject


def pages(context: PortalContext) -> Iterator[PageView]:
    """The list, then one page a finding."""
    yield _index(context)
    for finding in context.register.findings:
        yield _page(context, finding)


def severity_tag(finding: Finding) -> Tag:
    """The severity; a blank one is treated as High until somebody sets it."""
    if finding.severity is None:
        return Tag("High until set", Tone.BAD)
    return risk_tag(finding.severity.value)


def state_tag(finding: Finding) -> Tag:
    """Whether a finding is resolved."""
    if finding.resolved_on is None:
        return Tag("Open", Tone.WATCH)
    return Tag("Resolved", Tone.GOOD)


def _index(context: PortalContext) -> PageView:
    findings = sorted(
        context.register.findings,
        key=lambda each: each.found_at.end.isoformat() if each.found_at else "",
        reverse=True,
    )
    return PageView(
        path=FINDINGS_PAGE,
        kind="findings-index",
        title="Findings",
        lead="What was found, how grave it is, who was told, and which action answers it.",
        breadcrumbs=(Anchor("Actions", ACTIONS_PAGE),),
        blocks=(_cards(context, findings), _listing(context, findings).table(findings)),
    )


def _listing(context: PortalContext, findings: list[Finding]) -> Listing[Finding]:
    return Listing(
        id="findings",
        caption=counted(len(findings), "finding"),
        columns=(
            ref("Ref", lambda each: finding_link(context, each.ref)),
            choice("Kind", "kind", lambda each: each.kind),
            choice("Theme", "theme", lambda each: each.theme),
            choice("Service", "service", lambda each: service_link(context, each.service)),
            words("Where", lambda each: each.location),
            day("Found", lambda each: each.found_at),
            choice("Severity", "severity", severity_tag),
            choice("State", "status", state_tag),
            words("Actions", lambda each: action_links(context, each.actions) or "None"),
        ),
        empty=none_of(context, "Findings", "No finding is recorded."),
        download="findings",
        has_tools=True,
        is_full_list=True,
    )


def _cards(context: PortalContext, findings: list[Finding]) -> KpiGrid:
    if not context.register.keeps("Findings"):
        return KpiGrid(cards=(KpiCard(title="Findings", figure=NOT_RECORDED, tone=Tone.MUTED),))
    still_open = [each for each in findings if each.resolved_on is None]
    high = context.catalogue.risk_matrix.high
    grave = sum(each.severity is None or each.severity.value in high for each in still_open)
    unanswered = sum(not each.actions for each in still_open)
    return KpiGrid(
        cards=(
            KpiCard(title="Open findings", figure=f"{len(still_open):,}"),
            KpiCard(
                title="Open and high risk",
                figure=f"{grave:,}",
                detail="A severity that is not set counts as High.",
            ),
            KpiCard(title="Open without an action", figure=f"{unanswered:,}"),
        )
    )


def _page(context: PortalContext, finding: Finding) -> PageView:
    title = f"{finding.ref} {finding.theme}" if finding.theme else finding.ref
    subject = Subject("Findings", finding.ref)
    where = (service_name(context, finding.service, ""), finding.location or "")
    search = ", ".join(part for part in (*where, finding.kind or "") if part)
    return PageView(
        path=finding_page(finding.ref),
        kind="finding",
        title=title,
        lead=sentence(", ".join(part for part in where if part)),
        tags=(state_tag(finding), severity_tag(finding)),
        breadcrumbs=(Anchor("Actions", ACTIONS_PAGE), Anchor("Findings", FINDINGS_PAGE)),
        search=searched(title, search),
        blocks=(
            _summary(context, finding),
            section("rules", "What the rules ask", _rules(context, subject)),
            *_ladder(context, subject),
            section("history", "History", newest_first(_events(finding))),
            source_strip(finding.source),
        ),
        is_record=True,
    )


def _summary(context: PortalContext, finding: Finding) -> SummaryList:
    return SummaryList(
        items=(
            term("What was found", finding.detail or NOT_RECORDED),
            term("Kind", finding.kind or NOT_RECORDED),
            term("Service", service_link(context, finding.service)),
            term("Where", finding.location or NOT_RECORDED),
            term("Found", moment_words(finding.found_at)),
            term("Interim measures", finding.interim_measures or NOT_RECORDED),
            term("Earlier entries checked", _yes(finding.history_checked)),
            term("Root cause", finding.root_cause or NOT_RECORDED),
            term("Answered by", *(action_links(context, finding.actions) or ("No action yet",))),
            term("Resolved", moment_words(finding.resolved_on, absent="Not resolved")),
        )
    )


def _yes(value: bool | None) -> str:
    return NOT_RECORDED if value is None else scalar_words(value)


def _rules(context: PortalContext, subject: Subject) -> Block:
    verdicts = context.said.verdicts_of_subject[subject]
    ordered = sorted(verdicts, key=lambda each: (each.outcome is Outcome.MET, each.rule))
    return GateList(
        items=tuple(
            GateItem(
                tag=verdict_tag(each),
                title=rule_title(context, each.rule),
                detail=sentence(with_names(context, each.reason)),
                more=verdict_print(context, each),
            )
            for each in ordered
        ),
        empty="No rule concerns this finding.",
    )


def _ladder(context: PortalContext, subject: Subject) -> Iterator[Section]:
    escalations = context.said.escalations_of_subject[subject]
    if escalations:
        caption = "Who is told, by when"
        table = escalation_table(
            context, escalations, id="ladder", caption=caption, columns=OF_ACTION
        )
        yield section("escalations", "Escalations", table)


def _events(finding: Finding) -> Iterator[tuple[Moment | None, TimelineEvent]]:
    told = finding.escalated_to
    steps = (
        ("Found", finding.found_at),
        ("Recorded", finding.recorded_at),
        ("Shift lead told", finding.reported_to_shift_lead_at),
        (f"Escalated to {role_words(told.value)}" if told else "Escalated", finding.escalated_at),
        ("Reviewed by the manager", finding.manager_reviewed_at),
        ("Action logged", finding.action_logged_at),
        ("Resolved", finding.resolved_on),
    )
    for title, when_it_was in steps:
        if when_it_was is not None:
            yield when_it_was, TimelineEvent(title=title, when=moment_words(when_it_was))

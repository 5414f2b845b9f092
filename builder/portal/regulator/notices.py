"""The regulator's notices and requests, each with its clocks and its lines."""

from collections.abc import Iterable, Iterator, Sequence

from builder.field import Action, Notice, local_date
from builder.field.pages import NOTICES_PAGE
from builder.policy import Policy
from builder.portal.context import PortalContext
from builder.portal.indexes import Grouped, group
from builder.portal.parts.action_table import action_table, urgent_first
from builder.portal.parts.addresses import notice_page, regulation_page
from builder.portal.parts.cells import when
from builder.portal.parts.links import joined, service_link, service_name
from builder.portal.parts.listing import Column, Listing, choice, day, ref, words
from builder.portal.parts.record import searched, section, source_strip, term
from builder.portal.parts.views import (
    Anchor,
    PageView,
    Rich,
    SummaryItem,
    SummaryList,
    Table,
    Tag,
    Tone,
)
from builder.portal.parts.views import Column as Heading
from builder.portal.parts.words import NOT_RECORDED, counted, date_words
from builder.portal.regulator.notice_clocks import NoticeClock, notice_clocks, service_words
from builder.portal.regulator.notice_kinds import kinds_table, notifications_table
from builder.rules.assessment import ActionAssessment

Raised = Grouped[str, Action]
"""Lines by the ref that they name as their source."""


def pages(context: PortalContext) -> Iterator[PageView]:
    """The list of notices, then a page a notice."""
    raised = group(
        context.register.actions, lambda each: (each.source_ref,) if each.source_ref else ()
    )
    yield _index(context)
    for notice in sorted(context.register.notices, key=lambda each: each.ref):
        yield _view(context, notice, raised)


def kind_title(context: PortalContext, notice: Notice) -> str:
    """What kind of notice it is; as typed where the catalogue has no such kind."""
    kind = context.catalogue.regulator_action(notice.type) if notice.type else None
    return kind.title if kind else notice.type or NOT_RECORDED


def clocks_of(context: PortalContext, notice: Notice) -> tuple[NoticeClock, ...]:
    """The clocks of a notice."""
    return notice_clocks(notice, context.catalogue, _policy(context))


def _policy(context: PortalContext) -> Policy:
    """The policy that the rules judged by."""
    return context.policy.as_of(local_date(context.assessment.as_at))


def _index(context: PortalContext) -> PageView:
    notices = context.register.notices
    is_kept = context.register.keeps("Notices")
    return PageView(
        path=NOTICES_PAGE,
        kind="notices",
        title="Notices",
        lead=f"{counted(len(notices), 'notice or request', 'notices and requests')} recorded."
        if is_kept
        else "Not recorded: no Notices sheet is kept.",
        blocks=(
            notices_table(
                context,
                notices,
                id="notices-list",
                empty="No notice is recorded." if is_kept else f"{NOT_RECORDED}.",
            ),
            section("kinds", "Kinds of notice and their clocks", kinds_table(context)),
            section(
                "notifications",
                "What a provider itself notifies",
                notifications_table(context),
                lead="No sheet records these notifications, so no clock runs for them here. Put "
                "one that is still to be sent on the tracker, with its due date and time.",
            ),
        ),
    )


def notices_table(
    context: PortalContext, notices: Sequence[Notice], *, id: str, empty: str
) -> Table:
    """Notices with their clocks, in the order of the workbooks."""
    return Listing[Notice](
        id=id,
        caption="Notices and requests",
        caption_hidden=True,
        columns=(
            ref("Notice", lambda each: Anchor(each.ref, notice_page(each.ref))),
            choice("Kind", "kind", lambda each: kind_title(context, each)),
            choice("Service", "service", lambda each: service_name(context, each.service)),
            day("Served", lambda each: each.served_on),
            words("Clocks", lambda each: _clocks_rich(context, each)),
            words("Actions", lambda each: _actions_words(context, each)),
        ),
        empty=empty,
        has_tools=bool(notices),
    ).table(notices)


def _actions_words(context: PortalContext, notice: Notice) -> str:
    actions = (context.by_ref.assessed.get(ref) for ref in notice.actions)
    live = sum(action is not None and action.is_live for action in actions)
    return f"{counted(len(notice.actions), 'action')}, {live} live"


def _clocks_rich(context: PortalContext, notice: Notice) -> Rich:
    today = local_date(context.assessment.as_at)
    pieces: list[str | Tag | Anchor] = []
    for clock in clocks_of(context, notice):
        day = date_words(clock.ends_on, short=True) if clock.ends_on else "no last day recorded"
        pieces.extend((f"{clock.title}: {day} ", clock.tag(today), " "))
    return tuple(pieces) or ("None",)


def _view(context: PortalContext, notice: Notice, raised: Raised) -> PageView:
    title = f"{notice.ref} {kind_title(context, notice)}"
    service = service_name(context, notice.service)
    actions = action_table(
        context,
        urgent_first(_lines(context, notice, raised)),
        id="notice-actions",
        caption=f"Actions raised from {notice.ref}",
        empty="No action is linked to this notice.",
    )
    return PageView(
        path=notice_page(notice.ref),
        kind="notice",
        title=title,
        tags=(Tag(service),),
        breadcrumbs=(Anchor("Notices", NOTICES_PAGE),),
        is_record=True,
        search=searched(title, service),
        blocks=(
            SummaryList(items=tuple(_summary(context, notice))),
            section("clocks", "Clocks", _clock_table(context, notice)),
            section("actions", "Actions", actions),
            source_strip(notice.source),
        ),
    )


def _lines(context: PortalContext, notice: Notice, raised: Raised) -> Iterator[ActionAssessment]:
    """Lines that the notice names, and lines that name the notice as their source."""
    for action in dict.fromkeys((*notice.actions, *(each.ref for each in raised[notice.ref]))):
        if action in context.by_ref.assessed:
            yield context.by_ref.assessed[action]


def _summary(context: PortalContext, notice: Notice) -> Iterator[SummaryItem]:
    kind = context.catalogue.regulator_action(notice.type) if notice.type else None
    yield term("Service", service_link(context, notice.service))
    yield term("Kind", _kind_words(context, notice))
    served = date_words(notice.served_on) if notice.served_on else NOT_RECORDED
    by = f", by {notice.served_by.value.casefold()}" if notice.served_by else ""
    deemed = service_words(notice, kind, _policy(context))
    yield SummaryItem(
        term="Served", content=((f"{served}{by}",), *(((deemed,),) if deemed else ()))
    )
    if notice.cqc_outcome is not None:
        on = f", {date_words(notice.outcome_on)}" if notice.outcome_on else ""
        yield term("CQC outcome", f"{notice.cqc_outcome.value}{on}")
    regulations = joined(_regulation_links(context, notice.regulations), "; ")
    yield term("Regulations", *(regulations or ("None named",)))
    if kind and kind.note:
        yield term("Note", kind.note)
    if kind and kind.to_confirm:
        yield term("To be confirmed", Tag("To confirm", Tone.WATCH), f" {kind.to_confirm}")


def _kind_words(context: PortalContext, notice: Notice) -> str:
    kind = context.catalogue.regulator_action(notice.type) if notice.type else None
    if kind is None:
        return kind_title(context, notice)
    return f"{kind.title}. {'Enforcement' if kind.is_enforcement else 'Not enforcement'}."


def _regulation_links(context: PortalContext, ids: Iterable[str]) -> Iterator[str | Anchor]:
    for id in ids:
        regulation = context.catalogue.regulation(id)
        if regulation is None:
            yield id
        else:
            words = f"{regulation.id} {regulation.title} ({regulation.instrument_title})"
            yield Anchor(words, regulation_page(regulation.id))


def _clock_table(context: PortalContext, notice: Notice) -> Table:
    today = local_date(context.assessment.as_at)
    return Listing[NoticeClock](
        id="notice-clocks",
        caption="Clocks of this notice",
        caption_hidden=True,
        columns=(
            ref("What must be done", lambda each: each.title),
            day("Last day", lambda each: each.ends_on),
            words("State", lambda each: each.tag(today)),
            Column(
                Heading(title="Sent", sort="date"),
                lambda each: when(
                    each.done_on, "Not sent" if each.is_answered_by_sending else "None"
                ),
            ),
            words("How the day was found", lambda each: each.basis),
        ),
        empty="This kind of notice has no clock.",
    ).table(clocks_of(context, notice))

"""The rules: each in plain words with its limit, its examples, and where it fires now."""

from collections.abc import Iterator, Mapping
from datetime import time
from decimal import Decimal

from builder.field.pages import RULES_PAGE
from builder.policy import EditionChange, Origin, Override, Threshold, Value
from builder.portal.about.rule_states import (
    NEVER_JUDGED,
    RuleState,
    rule_states,
    state_tag,
    state_words,
)
from builder.portal.about.rule_trend import rule_over_time
from builder.portal.context import PortalContext
from builder.portal.parts.addresses import rule_page
from builder.portal.parts.cells import cell, when
from builder.portal.parts.links import service_name
from builder.portal.parts.listing import Column, Listing, choice, number, plain_table, ref, words
from builder.portal.parts.record import searched, section, term
from builder.portal.parts.states import verdict_tag
from builder.portal.parts.subjects import subject_link
from builder.portal.parts.views import (
    Anchor,
    Block,
    PageView,
    Paragraph,
    Piece,
    SummaryItem,
    SummaryList,
    Table,
    TableCell,
    Tag,
    Tone,
    Warning,
)
from builder.portal.parts.views import Column as Heading
from builder.portal.parts.words import (
    capitalised,
    counted,
    date_words,
    limit_words,
    list_words,
    quantity,
    role_words,
    scalar_words,
    sentence,
)
from builder.rules.verdict import Verdict

MOST_FIRED = 200
"""How many places a rule's page names; the rest stand on the pages of their records."""
CHANGED = Tag("Changed", Tone.WATCH)


def pages(context: PortalContext) -> Iterator[PageView]:
    """The list of rules, then a page a rule."""
    states = rule_states(context)
    yield _index(context, states)
    for id in sorted(context.policy.thresholds):
        state = states.get(id, NEVER_JUDGED)
        yield _view(context, context.policy.thresholds[id], state)


def _index(context: PortalContext, states: Mapping[str, RuleState]) -> PageView:
    thresholds = [context.policy.thresholds[id] for id in sorted(context.policy.thresholds)]
    changed = counted(len(context.policy.overrides), "limit")
    return PageView(
        path=RULES_PAGE,
        kind="rules",
        title="Rules and limits",
        lead=f"Policy edition {context.policy.edition}. {changed} changed by this provider.",
        blocks=(
            _listing(states).table(thresholds),
            *([_changes(context.policy.changes)] if context.policy.changes else []),
        ),
    )


def _changes(changes: tuple[EditionChange, ...]) -> Block:
    return section(
        "edition-changes",
        "What this edition judges otherwise",
        plain_table(
            changes,
            id="changes-of-edition",
            caption="Changes against the edition before",
            columns={
                "Subject": lambda each: each.subject,
                "Was": lambda each: each.was,
                "Is now": lambda each: each.now,
                "Why": lambda each: each.why,
            },
            empty="The edition names no change.",
        ),
    )


def _listing(states: Mapping[str, RuleState]) -> Listing[Threshold]:
    def state(threshold: Threshold) -> RuleState:
        return states.get(threshold.id, NEVER_JUDGED)

    return Listing(
        id="rule-list",
        caption="Rules, limits and settings",
        columns=(
            ref("Rule", lambda each: Anchor(each.title, rule_page(each.id))),
            choice("Clause", "clause", lambda each: each.clause),
            words("Limit", lambda each: value_words(each.value, each) or "None"),
            choice("Who is told", "told", _told),
            choice("Whose limit", "origin", _whose),
            choice("Changed here", "changed", lambda each: CHANGED if each.override else "No"),
            number("Fires now", lambda each: len(state(each).fired)),
            choice("State", "state", lambda each: state_tag(each, state(each))),
        ),
        empty="The policy holds no rule.",
        has_tools=True,
        is_full_list=True,
    )


def _told(threshold: Threshold) -> str:
    roles = [role for role in (threshold.tell, *threshold.also_tell) if role]
    return capitalised(list_words(role_words(role) for role in roles)) or "Nobody"


def _whose(threshold: Threshold) -> str:
    """Whose choice a limit is; a provider's own stands in the next column."""
    if threshold.value is None:
        return "No limit"
    return "Our own" if threshold.origin is Origin.PRODUCT else "The source’s"


def value_words(value: Value | None, threshold: Threshold) -> str:
    """A limit as people read it: "No more than 5 defects", "08:15", "Yes"."""
    match value:
        case None:
            return ""
        case Decimal() if threshold.comparison is not None:
            limit = limit_words(value, threshold.comparison.value, threshold.unit)
            return capitalised(limit.removeprefix("Limit: "))
        case Decimal():
            return quantity(value, threshold.unit)
        case time():
            return f"{value:%H:%M}"
        case _:
            return scalar_words(value)


def _view(context: PortalContext, threshold: Threshold, state: RuleState) -> PageView:
    return PageView(
        path=rule_page(threshold.id),
        kind="rule",
        title=threshold.title,
        lead=sentence(threshold.plain),
        tags=(Tag(threshold.clause), state_tag(threshold, state)),
        breadcrumbs=(Anchor("Rules and limits", RULES_PAGE),),
        is_record=True,
        search=searched(threshold.title, threshold.plain.strip()),
        blocks=(
            *_override_block(threshold),
            SummaryList(items=tuple(_summary(threshold))),
            section("examples", "Worked examples", _examples(threshold)),
            section("fires", "Where it fires now", *_fires(context, threshold, state)),
            *(() if state is NEVER_JUDGED else rule_over_time(context, threshold, state)),
        ),
    )


def _override_block(threshold: Threshold) -> tuple[Block, ...]:
    override = threshold.override
    if override is None:
        return ()
    shipped = value_words(threshold.shipped_value, threshold) or "none"
    now = value_words(override.value, threshold)
    return (
        Warning(
            title="This provider uses its own limit",
            tone=Tone.WATCH,
            body=(f"{now}, instead of {shipped}. {_override_words(override)}",),
        ),
    )


def _override_words(override: Override) -> str:
    parts = [sentence(f"Reason: {override.reason}")]
    if override.approved_by:
        parts.append(sentence(f"Approved by {override.approved_by}"))
    if override.in_force_from:
        parts.append(f"From {date_words(override.in_force_from)}.")
    return " ".join(parts)


def _summary(threshold: Threshold) -> Iterator[SummaryItem]:
    yield term("Limit", value_words(threshold.value, threshold) or "None of its own")
    if threshold.watch is not None:
        yield term("Worth watching from", quantity(threshold.watch, threshold.unit))
    yield term("Who is told", _told(threshold))
    if threshold.duty:
        yield term("What they do", sentence(threshold.duty))
    yield term("Clause", threshold.clause)
    yield term("Source", capitalised(threshold.source))
    yield term("In force from", date_words(threshold.in_force_from))
    if threshold.reviewed_by:
        yield term("Reviewed by", threshold.reviewed_by)
    if threshold.note:
        yield term("Note", sentence(threshold.note))
    yield term("Id", threshold.id)


def _examples(threshold: Threshold) -> Table:
    return plain_table(
        threshold.examples,
        id="worked-examples",
        caption="Worked examples",
        columns={
            "Given": lambda each: "; ".join(f"{name} = {of}" for name, of in each.given.items()),
            "Verdict": lambda each: capitalised(each.verdict.replace("_", " ")),
        },
        empty="No worked example stands in the policy edition.",
    )


def _fires(context: PortalContext, threshold: Threshold, state: RuleState) -> Iterator[Block]:
    if said := state_words(threshold, state):
        yield Paragraph(content=(said,))
    if not state.fired:
        return
    yield Listing[Verdict](
        id="rule-fires",
        caption=counted(len(state.fired), "place"),
        columns=(
            ref("About", lambda each: _about(context, each)),
            choice("Service", "service", lambda each: service_name(context, each.scope)),
            words("What was seen", _seen),
            choice("State", "state", verdict_tag),
            Column(Heading(title="Act by", sort="date"), lambda each: _by(context, each)),
        ),
        has_tools=True,
    ).table(state.fired[:MOST_FIRED])
    more = len(state.fired) - MOST_FIRED
    if more > 0:
        rest = f"{more:,} more are not listed here; each stands on the page of its record."
        yield Paragraph(content=(rest,))


def _about(context: PortalContext, verdict: Verdict) -> Piece:
    return subject_link(context, verdict.subject) if verdict.subject else "The whole register"


def _seen(verdict: Verdict) -> str:
    observed = scalar_words(verdict.observed, verdict.unit, limit=verdict.limit)
    return sentence(verdict.reason or observed)


def _by(context: PortalContext, verdict: Verdict) -> TableCell:
    if verdict.by is None:
        return cell("No time set")
    has_passed = verdict.by < context.assessment.as_at
    moment = when(verdict.by)
    return TableCell(
        (*moment.content, *((" ", Tag("Passed", Tone.BAD)) if has_passed else ())), moment.sort
    )

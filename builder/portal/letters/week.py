"""The weekly letter for the board: which limits fired, who must act, what changed."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from builder.field import local_date
from builder.field.pages import CHANGES_PAGE, FRONT_PAGE
from builder.history import Change, ChangeKind
from builder.portal.context import PortalContext
from builder.portal.indexes import group
from builder.portal.letters.letter import Item, Letter, Part, place
from builder.portal.parts.addresses import rule_page
from builder.portal.parts.duties import duty_words, is_fired_limit, limit_sentence, observed_words
from builder.portal.parts.inbox.entries import Entry, dated, inbox
from builder.portal.parts.inbox.entry_table import records
from builder.portal.parts.links import rule_title, service_name
from builder.portal.parts.views import Anchor
from builder.portal.parts.words import capitalised, counted, date_words, list_words, moment_words
from builder.rules.verdict import PROVIDER, Subject, Verdict

LIMITS, ACTING, CHANGED = "Limits reached", "Who must act", "What changed"
MOST_NAMED = 5
"""How many records of one kind of change are named; the page of changes has the rest."""
_TOLD = (
    ChangeKind.LIMIT_CROSSED,
    ChangeKind.LIMIT_CLEARED,
    ChangeKind.OVERDUE,
    ChangeKind.NO_LONGER_OVERDUE,
    ChangeKind.PROPOSED,
    ChangeKind.CLOSED,
    ChangeKind.REOPENED,
    ChangeKind.EVIDENCE_INVALID,
)
"""What a board hears of; the page of changes has every kind."""


def weekly_letters(context: PortalContext) -> Iterator[Letter]:
    """The same letter to each person who holds a role of the policy's ``weekly_letter_to``."""
    roles = set(context.policy.words("weekly_letter_to"))
    readers = [each for each in context.register.people if roles.intersection(each.roles)]
    parts = tuple(each for each in _parts(context) if each.items)
    if not parts:
        return
    for person in readers:
        yield Letter(
            to=person.ref,
            subject=f"{context.provider_name}: the week to "
            f"{date_words(local_date(context.assessment.as_at))}",
            lead=f"The week as at {moment_words(context.assessment.as_at)}. "
            "What is confidential stands in no letter.",
            parts=parts,
            see=Anchor("The first page", FRONT_PAGE),
        )


def _parts(context: PortalContext) -> Iterator[Part]:
    reached = (
        each
        for result in context.assessment.registers
        if result.scope == PROVIDER
        for each in result.verdicts
        if is_fired_limit(each)
    )
    yield Part(LIMITS, tuple(_limit(context, each) for each in reached))
    people = group(dated(inbox(context)), lambda each: (each.to,))
    order = sorted(people, key=lambda each: (-_passed(people[each]), -records(people[each]), each))
    yield Part(ACTING, tuple(_acting(context, each, people[each]) for each in order))
    yield Part(CHANGED, tuple(_changes(context)))


def _limit(context: PortalContext, verdict: Verdict) -> Item:
    about = verdict.subject or Subject("Registers", PROVIDER)
    said = f"{observed_words(context, verdict)} {limit_sentence(context, verdict)}".strip()
    duty, is_done = duty_words(context, verdict), verdict.done_at is not None
    return Item(
        subject=Subject(verdict.rule, about.ref),
        state=f"{verdict.observed}",
        title=f"{rule_title(context, verdict.rule)} ({verdict.clause})",
        said=f"{said} {duty}" if is_done else said,
        href=rule_page(verdict.rule),
        duty="" if is_done else duty,
    )


def _passed(entries: Iterable[Entry]) -> int:
    return sum(each.has_passed for each in entries)


def _acting(context: PortalContext, to: str, entries: tuple[Entry, ...]) -> Item:
    name, href = place(context, Subject("People", to))
    is_known = to in context.people
    late = _passed(entries)
    homes = dict.fromkeys(service_name(context, each.service, "") for each in entries)
    return Item(
        subject=Subject("People", to),
        state=f"{records(entries)}|{late}",
        title=name if is_known else f"{capitalised(to)} (nobody on record)",
        said=f"{counted(records(entries), 'record')} to act on, {late:,} past "
        f"{'its' if late == 1 else 'their'} time. First by {moment_words(entries[0].by)}.",
        href=href,
        home=list_words(sorted(each for each in homes if each)),
    )


def _changes(context: PortalContext) -> Iterator[Item]:
    """One item a kind, of the runs of seven days and of what changed since the last of them."""
    as_at = context.assessment.as_at
    first = as_at - timedelta(weeks=1)
    runs = [each for each in context.history.runs if first <= each.as_at < as_at]
    changes = [*(each for run in runs for each in run.changes), *context.history.since_last]
    of_kind = group(changes, lambda each: (each.kind,))
    for kind in _TOLD:
        if of_kind[kind]:
            yield _change(context, kind, of_kind[kind])


def _change(context: PortalContext, kind: ChangeKind, changes: tuple[Change, ...]) -> Item:
    named = list(dict.fromkeys(_named(context, each) for each in changes))
    more = len(named) - MOST_NAMED
    shown = [*named[:MOST_NAMED], *([f"{more:,} more"] if more > 0 else [])]
    return Item(
        subject=Subject("Changes", kind.value),
        state="|".join(named),
        title=f"{capitalised(kind.value)}: {len(named):,}",
        said=f"{list_words(shown)}.",
        href=CHANGES_PAGE,
    )


def _named(context: PortalContext, change: Change) -> str:
    if change.sheet:
        return change.ref
    scope = "" if change.ref == PROVIDER else f" at {service_name(context, change.ref)}"
    return f"{rule_title(context, change.rule)}{scope}"

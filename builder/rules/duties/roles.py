"""Whether those who led, decided, authorised or made something held the role for it."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any, NamedTuple

from builder.field import PanelDecision, Session
from builder.field.acts import Act, Acted, ActKind, acts_of
from builder.policy import Threshold
from builder.policy.acting import ROLES_OF_ACTS
from builder.rules.answers import Answer
from builder.rules.duty import Case, columns, duty
from builder.rules.gate.facts import Facts
from builder.rules.verdict import PROVIDER, Outcome, Subject
from builder.rules.words import counted

BURST_ACTS = frozenset(
    {Act.BURST_DRAWN, Act.VALIDITY_REVIEW, Act.LIVE_PROOF, Act.RETEST, Act.CYCLE_CLOSED}
)


class Judged(NamedTuple):
    """An act with the roles that may do it, and what speaks against whoever did."""

    acted: Acted
    against: str | None
    """Empty where nothing does; ``None`` where nobody is named."""


class Roles:
    """Who may do what for which service."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    @cached_property
    def _own_people(self) -> dict[str, frozenset[str]]:
        """Service -> its registered manager, and who owns a line of it or is accountable for it."""
        people: dict[str, set[str | None]] = {
            ref: {each.registered_manager} for ref, each in self._facts.services.items()
        }
        for service, actions in self._facts.actions_by_service.items():
            named = people.setdefault(service, set())
            named.update(each.owner for each in actions)
            named.update(each.accountable_manager for each in actions)
        return {ref: frozenset(one for one in named if one) for ref, named in people.items()}

    def roles(self, acted: Acted) -> tuple[str, ...]:
        """The roles that may do an act; a line of somebody who approves is decided higher up."""
        usual, *higher = ROLES_OF_ACTS[acted.kind]
        words = self._facts.policy.words(usual)
        if higher and isinstance(acted.row, PanelDecision):
            action = self._facts.actions.get(acted.row.action)
            owner = self._facts.people.get((action.owner or "") if action is not None else "")
            if owner is not None and not frozenset(owner.roles).isdisjoint(words):
                return self._facts.policy.words(higher[0])
        return words

    def judged(self, acted: Acted, service: str | None) -> Judged:
        """What speaks against somebody's doing an act for a service."""
        if acted.person is None:
            return Judged(acted, None)
        roles = self.roles(acted)
        person = self._facts.people.get(acted.person)
        if person is None:
            return Judged(acted, "is not on the People sheet")
        held = [role for role in roles if role in person.roles]
        if not held:
            return Judged(acted, f"holds no role of {' or '.join(roles)}")
        if service is not None and not any(self._is_of(acted.person, service, r) for r in held):
            return Judged(acted, f"holds the role, but {service} has somebody of its own for it")
        return Judged(acted, "")

    def _is_of(self, person: str, service: str, role: str) -> bool:
        """Whether a holder of a role is one for a service: of its own people, where one is."""
        own = self._own_people.get(service, frozenset())
        known = self._facts.people
        holders = {each for each in own if each in known and role in known[each].roles}
        return not holders or person in holders


def _acts(facts: Facts) -> Iterator[Case[tuple[Judged, ...]]]:
    """Held sessions, batches, bursts, and the latest decision on each line; each once."""
    roles = Roles(facts)
    cases: dict[tuple[Subject, str], list[Judged]] = {}
    for acted in acts_of(facts.register):
        subject, scope = _subject(facts, acted)
        if subject is not None and _is_judged(facts, acted):
            judged = roles.judged(acted, _service(facts, acted))
            cases.setdefault((subject, scope), []).append(judged)
    for (subject, scope), acts in sorted(cases.items()):
        yield Case(subject, scope, tuple(acts))


def _is_judged(facts: Facts, acted: Acted) -> bool:
    """Whether an act has happened, and is recorded with who did it in a column that is kept."""
    if not facts.register.keeps(acted.row.source.sheet, acted.field):
        return False
    if acted.kind is Act.PANEL:
        case = facts.cases.get(acted.row.action)
        return case is not None and case.latest_decision(facts.as_at) is acted.row
    return acted.at is None or facts.has_happened(acted.at)


def _subject(facts: Facts, acted: Acted) -> tuple[Subject | None, str]:
    row = acted.row
    if acted.kind in BURST_ACTS:
        return Subject("Burst samples", row.burst), PROVIDER
    if acted.kind is Act.BATCH:
        return Subject("Batches", row.ref), PROVIDER
    if acted.kind is Act.PANEL:
        return Subject("Actions", row.action), _service(facts, acted) or PROVIDER
    return _of_session(acted.kind, row), row.service or PROVIDER


def _of_session(kind: ActKind, session: Session) -> Subject:
    parts = (kind.value, str(session.scheduled_for or session.held_at), session.service or "")
    return Subject("Sessions", " ".join(each for each in parts if each))


def _service(facts: Facts, acted: Acted) -> str | None:
    """The service that an act was done for; ``None`` where it is the provider's, or unknown."""
    row: Any = acted.row
    if isinstance(row, Session):
        return row.service
    if isinstance(row, PanelDecision):
        action = facts.actions.get(row.action)
    elif acted.kind in (Act.VALIDITY_REVIEW, Act.LIVE_PROOF, Act.RETEST):
        file = facts.evidence_files.get(row.evidence or "")
        action = file.action if file is not None else None
    else:
        return None
    return action.service if action is not None else None


@duty("role_not_held", columns("People", "roles"), _acts)
def role_not_held(_: Facts, __: Threshold, acts: tuple[Judged, ...]) -> Answer:
    """Whoever acts holds the role that the clause gives the act to."""
    wrong = [each for each in acts if each.against]
    unnamed = [each for each in acts if each.against is None]
    if wrong:
        outcome, reason = Outcome.FIRED, _against(wrong)
    elif unnamed:
        outcome = Outcome.NOT_COMPUTABLE
        reason = f"{unnamed[0].acted.heading}: nobody is named."
    else:
        outcome, reason = Outcome.MET, "Everybody who acted holds the role for it."
    shown = wrong or unnamed or acts
    return Answer(outcome, reason, len(wrong), tuple(each.acted.cell for each in shown))


def _against(wrong: Iterable[Judged]) -> str:
    """Each heading and person once; of more than one, how many others there are."""
    words = [f"{each.acted.heading}: {each.acted.person} {each.against}" for each in wrong]
    first, *others = dict.fromkeys(words)
    return f"{first}, and {counted(len(others), 'other')}." if others else f"{first}."

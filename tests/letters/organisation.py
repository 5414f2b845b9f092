"""A made organisation of any size: each home with a manager, a deputy and eight owners."""

from collections.abc import Iterator
from datetime import date, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

from builder.documents import Documents
from builder.field import Action, Evidence, Person, Service
from builder.history import History
from builder.pipeline import Judged
from builder.rules.assess import assess
from builder.settings import Settings
from tests.made import as_at, make, register
from tests.rules.judging import NOW, shipped_catalogue, shipped_policy

TODAY = date.fromisoformat(NOW[:10])
SUNDAY = date(2026, 11, 22)
CANARY = "Canary"
DIRECTOR, NOMINATED, OPERATIONS = "P-DIR", "P-NI", "P-OPS"
OWNERS = 8
SPREAD, PASSED = 200, 20
"""Deadlines lie on so many days, so many of them in the past."""
_HIDDEN = 50
_OF_MANAGER = 33


def manager(home: int) -> str:
    return f"P-{home:02}-RM"


def owner(home: int, number: int) -> str:
    return manager(home) if number % _OF_MANAGER == 0 else f"P-{home:02}-{number % OWNERS}"


def _people(homes: int) -> Iterator[Person]:
    yield _person(DIRECTOR, "Provider Director")
    yield _person(NOMINATED, "Nominated Individual", reports_to=DIRECTOR)
    yield _person(OPERATIONS, "Operations Manager", reports_to=NOMINATED)
    for home in range(homes):
        yield _person(manager(home), "Registered Manager", reports_to=OPERATIONS)
        yield _person(f"P-{home:02}-DM", "Deputy Manager", reports_to=manager(home))
        for number in range(OWNERS):
            yield _person(f"P-{home:02}-{number}", "Action owner", reports_to=manager(home))


def _person(ref: str, role: str, **more: str) -> Person:
    name = f"Somebody {ref[2:]}"
    email = f"{ref.lower()}@care.example"
    return make(Person, ref=ref, display_name=name, roles=(role,), email=email, **more)


def _action(home: int, number: int) -> Action:
    hidden = number % _HIDDEN == 1
    return make(
        Action,
        ref=f"H{home:02}-{number:04}",
        title=f"{CANARY} title {number}" if hidden else f"Improvement {number}",
        detail=f"{CANARY} detail {number}" if hidden else "What has to change.",
        theme=f"{CANARY} theme" if hidden else "Care plans",
        confidential=hidden,
        service=f"H{home:02}",
        source_kind="Audit",
        quality_statements=("SAFE-1",),
        likelihood=2,
        consequence=2,
        owner=owner(home, number),
        raised_on="2026-10-01",
        due=(TODAY + timedelta(days=number % SPREAD - PASSED)).isoformat(),
        status="In progress",
    )


def judged_organisation(homes: int, actions: int) -> Judged:
    """An organisation with so many homes and actions, judged at the moment of the sample."""
    each_home = actions // homes
    records: list[Any] = [
        *(
            make(Service, ref=f"H{n:02}", name=f"Home {n:02}", registered_manager=manager(n))
            for n in range(homes)
        ),
        *_people(homes),
        *(_action(home, number) for home in range(homes) for number in range(each_home)),
        *(
            make(Evidence, ref=f"E-{n:02}", action=f"H{n:02}-0000", title=f"{CANARY} file {n}",
                 confidential=True)
            for n in range(homes)
        ),
    ]  # fmt: skip
    known, policy, catalogue = register(*records), shipped_policy(), shipped_catalogue()
    documents = Documents(
        edition=(), overrides=None, catalogue="", frameworks=(), provider_name="Made Care"
    )
    return Judged(
        register=known,
        problems=(),
        documents=documents,
        policy=policy,
        catalogue=catalogue,
        history=History(),
        assessment=assess(known, policy, catalogue, History(), as_at(NOW), ()),
    )


def settings_in(folder: Path, **more: Any) -> Settings:
    """The settings of a portal in a folder."""
    return Settings(
        root=folder,
        workbooks=folder / "workbooks",
        ledger=folder / "ledger",
        site_dir=folder / "site",
        cache=folder / "cache",
        **more,
    )


def written(folder: Path) -> dict[str, EmailMessage]:
    """Address -> the one letter to it in a folder."""
    found: dict[str, EmailMessage] = {}
    for path in sorted(folder.glob("*.eml")):
        message = message_from_bytes(path.read_bytes(), policy=default)
        (to,) = message["To"].addresses
        assert to.addr_spec not in found
        found[to.addr_spec] = message
    return found


def text(message: EmailMessage, kind: str = "plain") -> str:
    """A part of a letter as its reader sees it."""
    body = message.get_body((kind,))
    assert body is not None
    content = body.get_content()
    assert isinstance(content, str)
    return content.replace("\r\n", "\n")

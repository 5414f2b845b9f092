"""One small portal to export."""

from dataclasses import replace

from builder.field import Action, DeadlineChange, Evidence, Link, Person, Register, Service
from builder.frameworks.load import load_catalogue
from builder.history import History
from builder.policy import Audience
from builder.policy.load import load_policy
from builder.portal.context import PortalContext
from builder.shipped import catalogue_text, policy_texts
from tests.exports.made_assessment import made_assessment
from tests.made import make, register

STAFF = Audience(id="staff", title="Staff")


def made_register() -> Register:
    return register(
        make(Service, ref="OAK", name="Oakfield House"),
        make(Person, ref="P-1", display_name="Grace Okafor", roles=("Registered Manager",)),
        make(
            Action,
            ref="OAK-012",
            service="OAK",
            title='=HYPERLINK("http://x.example")',
            owner="P-1",
            due="2026-11-10",
            raised_on="2026-10-01 09:30",
            status="In progress",
        ),
        make(
            Action,
            ref="OAK-013",
            service="OAK",
            title="Two\nlines, “quoted”",
            owner="P-1",
            due="2026-12-01 16:00",
            detail="-1 is text; so is +44",
        ),
        make(DeadlineChange, action="OAK-013", to_due="2026-12-01 16:00"),
        make(
            Evidence,
            ref="EV-1",
            action="OAK-012",
            title="@SUM(A1)",
            link=Link("Audit of November", "https://x.example/audit?a=1&b=2"),
            source_date="2026-11-01",
            external=True,
        ),
    )


def made_context(history: History | None = None, audience: Audience = STAFF) -> PortalContext:
    held = made_register()
    policy, _ = load_policy(policy_texts(), None)
    assessment = made_assessment()
    line = assessment.actions[0]
    lines = tuple(
        line._replace(ref=each.ref, source=each.source, due=each.due, is_live=True)
        for each in held.actions
    )
    return PortalContext(
        register=held,
        assessment=replace(assessment, actions=lines),
        policy=policy,
        catalogue=load_catalogue(catalogue_text()),
        history=history or History(),
        audience=audience,
        provider_name="Oak & Elm Care",
        build_id="2026-11-20.abc",
        tool_version="0.1.0",
    )

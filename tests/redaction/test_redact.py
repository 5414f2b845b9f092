from dataclasses import replace
from fractions import Fraction

import pytest

from builder.field import (
    Action,
    Complaint,
    Evidence,
    Finding,
    PanelDecision,
    Person,
    Register,
    Retest,
    Review,
    Risk,
    Service,
    Source,
    Step,
    Telling,
    ValidityReview,
    WorkbookInput,
)
from builder.policy import Audience
from builder.problems import Cell, Kind, Problem, Severity
from builder.redaction.redact import redact
from builder.rules.assessment import (
    ActionAssessment,
    Assessment,
    AssuredStatus,
    Escalation,
    Fitness,
    Move,
    RebalanceProposal,
    RegisterResult,
    RegisterRow,
)
from builder.rules.verdict import Outcome, Subject, Verdict
from tests.made import as_at, make, register

AN_HOUR = Fraction(1)
AS_AT = as_at("2026-11-20 17:20")
STAFF = Audience(id="staff", title="Staff")
BOARD = Audience(id="board", title="Board", sees_confidential=True)
INSPECTOR = Audience(id="inspector", title="Inspector", sees_names=False, sees_personal_data=False)
COMMISSIONER = replace(INSPECTOR, id="commissioner", services=("OAK",))

KIND = Kind(
    code="WB201",
    title="Not a date",
    says="“{typed}” is no date.",
    remedy="Type a date.",
    severity=Severity.ERROR,
)


def oak() -> Register:
    return register(
        make(Service, ref="OAK", name="Oakfield House"),
        make(Service, ref="ELM", name="Elm Lodge"),
        make(Person, ref="P-01", display_name="Grace Okafor", roles=("Registered Manager",),
             email="grace.okafor@example.org"),
        make(Person, ref="P-02", display_name="Tom Baird", roles=("Registered Manager",)),
        make(Person, ref="P-03", display_name="Ines Duarte", roles=("Team Leader",)),
        make(Action, ref="OAK-001", service="OAK", title="Stock checks", owner="P-01",
             progress_note="Grace Okafor to ask Ines about OAK-009.", parent="OAK-009"),
        make(Action, ref="OAK-009", service="OAK", title="Whistleblowing about nights",
             owner="P-02", confidential=True),
        make(Action, ref="ELM-001", service="ELM", title="Bath hoist", owner="P-02"),
        make(Step, action="OAK-001", step="Supervise Baird again"),
        make(Step, action="OAK-009", step="Interview held in private"),
        make(Evidence, ref="EV-1", action="OAK-001", title="Audit", submitted_by="P-03",
             link="evidence/grace-okafor-audit.pdf"),
        make(Evidence, ref="EV-2", action="OAK-001", title="Letter of the family",
             confidential=True),
        make(Evidence, ref="EV-9", action="OAK-009", title="Notes"),
        make(ValidityReview, burst="B-1", evidence="EV-2", reviewer="P-01"),
        make(Retest, burst="B-1", person="P-03", evidence="EV-1"),
        make(Review, action="OAK-001", reviewer="P-02", progress="Seen by P-02."),
        make(Complaint, ref="C-1", service="OAK", actions=("OAK-001", "OAK-009")),
        make(Complaint, ref="C-9", service="OAK", theme="Nights", actions=("OAK-009",)),
        make(Risk, ref="R-1", title="Errors", actions=("OAK-001",)),
        make(Risk, ref="R-2", title="Hoist", actions=("ELM-001",)),
        make(Finding, ref="F-1", service="ELM", detail="Hoist stuck"),
        make(PanelDecision, action="OAK-001", decided_by="P-01",
             external_assurance=("EV-1", "EV-2")),
    )  # fmt: skip


def judged(held: Register, **more: object) -> Assessment:
    whole = Assessment(
        as_at=AS_AT,
        policy_edition="2026-11",
        inputs=held.inputs,
        actions=tuple(
            ActionAssessment(
                ref=each.ref,
                service=each.service or "",
                source=each.source,
                claimed_status=None,
                assured_status=AssuredStatus.OPEN,
                is_live=True,
            )
            for each in held.actions
        ),
    )
    return replace(whole, **more)  # type: ignore[arg-type]  # a test names real fields


def seen(
    audience: Audience, held: Register | None = None, **more: object
) -> tuple[Register, Assessment]:
    held = held or oak()
    kept, assessment, _ = redact(held, judged(held, **more), (), audience)
    return kept, assessment


def test_the_board_sees_everything() -> None:
    held = oak()
    assessment = judged(held)
    assert redact(held, assessment, (), BOARD) == (held, assessment, ())


def test_staff_see_confidential_lines_as_a_number_only() -> None:
    kept, assessment = seen(STAFF)
    assert [each.ref for each in kept.actions] == ["OAK-001", "ELM-001"]
    assert [each.ref for each in assessment.actions] == ["OAK-001", "ELM-001"]
    assert assessment.withheld["Actions"] == 1
    assert assessment.withheld["Evidence"] == 2


def test_what_hangs_on_a_confidential_line_goes_with_it() -> None:
    kept, _ = seen(STAFF)
    assert [each.action for each in kept.steps] == ["OAK-001"]
    assert [each.ref for each in kept.evidence] == ["EV-1"]
    assert kept.validity_reviews == ()
    assert [each.ref for each in kept.complaints] == ["C-1"]


def test_refs_to_what_is_withheld_are_taken_out() -> None:
    kept, _ = seen(STAFF)
    assert kept.actions[0].parent is None
    assert kept.complaints[0].actions == ("OAK-001",)
    assert kept.panels[0].external_assurance == ("EV-1",)


def test_a_text_that_names_a_withheld_line_is_scrubbed() -> None:
    kept, _ = seen(STAFF)
    assert kept.actions[0].progress_note == "Grace Okafor to ask Ines about [withheld]."


def test_inspectors_see_roles_for_people() -> None:
    kept, _ = seen(INSPECTOR)
    assert [each.ref for each in kept.people] == [
        "Registered Manager 1",
        "Registered Manager 2",
        "Team Leader",
    ]
    assert [each.email for each in kept.people] == [None, None, None]
    assert kept.actions[0].owner == "Registered Manager 1"
    assert kept.reviews[0].reviewer == "Registered Manager 2"


def test_names_in_running_text_become_roles() -> None:
    kept, _ = seen(INSPECTOR)
    note = kept.actions[0].progress_note
    assert note == "Registered Manager 1 to ask Team Leader about [withheld]."
    assert kept.steps[0].step == "Supervise Registered Manager 2 again"
    assert kept.reviews[0].progress == "Seen by Registered Manager 2."


def test_an_address_that_names_somebody_is_no_link() -> None:
    kept, _ = seen(INSPECTOR)
    link = kept.evidence[0].link
    assert link is not None
    assert link.target is None
    assert "okafor" not in link.text.casefold()
    open_to_staff = seen(STAFF)[0].evidence[0].link
    assert open_to_staff is not None
    assert open_to_staff.target == "evidence/grace-okafor-audit.pdf"


def test_personal_records_are_for_those_who_see_them() -> None:
    assert len(seen(STAFF)[0].retests) == 1
    assert seen(INSPECTOR)[0].retests == ()


def test_a_part_of_a_name_that_is_a_plain_word_stays() -> None:
    held = register(
        make(Service, ref="HIL", name="Hill House"),
        make(Person, ref="P-1", display_name="Mark Hill", roles=("Team Leader",)),
        make(Action, ref="A-1", service="HIL", title="Hill House: please mark the MAR chart"),
    )
    kept, _ = seen(INSPECTOR, held)
    assert kept.actions[0].title == "Hill House: please mark the MAR chart"


def test_a_commissioner_sees_the_chosen_services_only() -> None:
    kept, assessment = seen(COMMISSIONER)
    assert [each.ref for each in kept.services] == ["OAK"]
    assert [each.ref for each in kept.actions] == ["OAK-001"]
    assert kept.findings == ()
    assert [each.ref for each in kept.risks] == ["R-1"]
    assert assessment.withheld["Services"] == 1


def test_a_commissioner_does_not_hear_of_other_services_workbooks() -> None:
    one = make(Service, ref="OAK", source=Source("oak.xlsx", "Services", 2))
    other = make(Service, ref="ELM", source=Source("elm.xlsx", "Services", 2))
    held = register(
        one,
        other,
        inputs=(
            WorkbookInput(workbook="elm.xlsx", sha256="aa"),
            WorkbookInput(workbook="oak.xlsx", sha256="bb"),
        ),
    )
    cells = (Cell("elm.xlsx", "Services", "A2"), Cell("oak.xlsx", "Services", "A2"))
    verdict = Verdict(rule="x", outcome=Outcome.MET, cells=cells)
    kept, assessment = seen(COMMISSIONER, held, verdicts=(verdict,))
    assert [each.workbook for each in kept.inputs] == ["oak.xlsx"]
    assert [each.workbook for each in assessment.inputs] == ["oak.xlsx"]
    assert assessment.verdicts[0].cells == cells[1:]


def _dashboard(scope: str, overdue: int | None, *refs: str) -> RegisterResult:
    return RegisterResult(
        id="B1.1",
        name="dashboard",
        scope=scope,
        figures={"overdue": overdue},
        counted={"overdue": refs},
    )


def test_figures_count_withheld_lines_but_do_not_name_them() -> None:
    result = _dashboard("provider", 2, "OAK-001", "OAK-009")
    _, assessment = seen(STAFF, registers=(result,))
    assert assessment.registers[0].figures["overdue"] == 2
    assert assessment.registers[0].counted["overdue"] == ("OAK-001",)


def test_chosen_services_together_stand_for_the_provider() -> None:
    results = (
        _dashboard("provider", 9, "OAK-001", "ELM-001", "ASH-001"),
        _dashboard("OAK", 2, "OAK-001"),
        _dashboard("ELM", 3, "ELM-001"),
    )
    both = replace(COMMISSIONER, services=("OAK", "ELM"))
    _, assessment = seen(both, registers=results)
    provider = assessment.registers[0]
    assert provider.figures == {"overdue": 5}
    assert provider.counted["overdue"] == ("ELM-001", "OAK-001")
    _, assessment = seen(COMMISSIONER, registers=results)
    assert [each.scope for each in assessment.registers] == ["provider", "OAK"]
    assert assessment.registers[0].figures == {"overdue": 2}


def test_shares_of_chosen_services_do_not_add_up() -> None:
    results = tuple(
        RegisterResult(
            id="B2.3",
            name="proof",
            scope=scope,
            figures={"records_checked": 4, "match_percent": 90},
        )
        for scope in ("provider", "OAK", "ELM")
    )
    both = replace(COMMISSIONER, services=("OAK", "ELM"))
    _, assessment = seen(both, registers=results)
    assert assessment.registers[0].figures == {"records_checked": 8, "match_percent": None}


@pytest.mark.parametrize(
    ("number", "shown"), [(0, 0), (1, None), (4, None), (5, 5)], ids=["none", "one", "four", "five"]
)
def test_small_numbers_are_withheld_where_policy_says_so(number: int, shown: int | None) -> None:
    careful = replace(STAFF, suppress_below=5)
    _, assessment = seen(careful, registers=(_dashboard("provider", number, "OAK-001"),))
    assert assessment.registers[0].figures["overdue"] == shown
    assert ("overdue" in assessment.registers[0].counted) is (shown is not None)


def test_rows_about_a_person_name_a_role_or_go() -> None:
    row = RegisterRow(key="person", subject="P-01", values={"before": 130, "of": "Grace Okafor"})
    result = RegisterResult(id="B1.3", name="workload", rows=(row,))
    names_only = replace(INSPECTOR, sees_personal_data=True)
    _, assessment = seen(names_only, registers=(result,))
    assert assessment.registers[0].rows[0].subject == "Registered Manager 1"
    assert assessment.registers[0].rows[0].values["of"] == "Registered Manager 1"
    _, assessment = seen(INSPECTOR, registers=(result,))
    assert assessment.registers[0].rows == ()


def test_verdicts_and_escalations_of_withheld_lines_go() -> None:
    about = [Subject("Actions", ref) for ref in ("OAK-001", "OAK-009")]
    verdicts = tuple(
        Verdict(rule="x", outcome=Outcome.FIRED, subject=each, reason="Grace Okafor: OAK-009.")
        for each in about
    )
    escalations = tuple(
        Escalation(
            subject=each,
            service="OAK",
            rung="manager",
            to="Registered Manager",
            because=("x",),
            people=("P-01",),
        )
        for each in about
    )
    _, assessment = seen(INSPECTOR, verdicts=verdicts, escalations=escalations)
    assert [each.reason for each in assessment.verdicts] == ["Registered Manager 1: [withheld]."]
    assert [each.people for each in assessment.escalations] == [("Registered Manager 1",)]


@pytest.mark.parametrize(
    ("audience", "shown"),
    [
        pytest.param(STAFF, ["provider", "OAK", "ELM"], id="staff"),
        pytest.param(INSPECTOR, ["provider", "OAK", "ELM"], id="inspector"),
        # The provider's own limit tells of services that were not chosen.
        pytest.param(COMMISSIONER, ["OAK"], id="one service"),
        pytest.param(replace(STAFF, suppress_below=5), [], id="small numbers"),
    ],
)
def test_what_a_registers_limit_asks_for_is_told_where_the_register_is_seen(
    audience: Audience, shown: list[str]
) -> None:
    escalations = tuple(
        Escalation(
            subject=Subject("Registers", "B1.1"),
            service=scope,
            rung="provider",
            to="Provider",
            because=("deadline_control_failure",),
            people=(),
        )
        for scope in ("provider", "OAK", "ELM")
    )
    _, assessment = seen(audience, escalations=escalations)
    assert [each.service for each in assessment.escalations] == shown


def test_evidence_and_proposals_lose_what_is_withheld() -> None:
    files = (
        Fitness(ref="EV-1", action="OAK-001", state="stale", same_file=("OAK-009", "ELM-001")),
        Fitness(ref="EV-2", action="OAK-001", state="confidential"),
    )
    moves = tuple(
        Move(action=ref, from_person="P-01", to_person="P-02", hours=AN_HOUR)
        for ref in ("OAK-001", "OAK-009")
    )
    proposal = RebalanceProposal(
        scope="provider", can_be_met=True, moves=moves, after_percent={"P-01": AN_HOUR}
    )
    _, assessment = seen(INSPECTOR, evidence=files, rebalance=(proposal,))
    assert [(each.ref, each.same_file) for each in assessment.evidence] == [("EV-1", ("ELM-001",))]
    assert [each.action for each in assessment.rebalance[0].moves] == ["OAK-001"]
    assert assessment.rebalance[0].after_percent == {"Registered Manager 1": AN_HOUR}


def _problem(place: Cell, typed: str) -> Problem:
    return Problem(KIND, place, {"typed": typed})


def test_problems_quote_no_withheld_value() -> None:
    held = oak()
    seen_action, secret_action = (each.source for each in held.actions[:2])
    problems = (
        _problem(seen_action.place("due"), "soon, ask Grace Okafor"),
        _problem(secret_action.place("due"), "Canary"),
        _problem(Cell("made.xlsx", "Actions", "B900"), "Canary"),
    )
    _, assessment, left = redact(held, judged(held, problems=problems), problems, INSPECTOR)
    assert [each.particulars["typed"] for each in left] == [
        "soon, ask Registered Manager 1",
        "[withheld]",
    ]
    assert assessment.problems == left
    assert assessment.withheld["Problems in withheld rows"] == 1


def test_an_allow_list_shows_its_fields_and_no_others() -> None:
    audience = Audience(
        id="own", title="Own", fields={"Actions": ("title",), "Evidence": ("title",)}
    )
    held = oak()
    verdict = Verdict(
        rule="x",
        outcome=Outcome.FIRED,
        subject=Subject("Actions", "OAK-001"),
        observed="2026-11-01",
        reason="Due on 1 November.",
        cells=(held.actions[0].source.place("due"),),
    )
    kept, assessment = seen(audience, held, verdicts=(verdict,))
    assert kept.actions[0].title == "Stock checks"
    assert kept.actions[0].owner is None
    assert kept.people == ()
    assert not kept.keeps("People")
    assert assessment.verdicts[0].observed is None
    assert "1 November" not in assessment.verdicts[0].reason
    assert assessment.actions[0].claimed_status is None


def _by_theme(scope: str, *themes: str) -> RegisterResult:
    rows = tuple(
        RegisterRow(key="theme", subject=each, values={"complaints_linked": 3}) for each in themes
    )
    verdicts = tuple(
        Verdict(rule="complaints_unchanged", outcome=Outcome.MET, scope=scope,
                subject=Subject("Complaints", each), reason=f"{each}: 3 complaints.")
        for each in themes
    )  # fmt: skip
    return RegisterResult(
        id="B3.3", name="closure-experience sheet", scope=scope, rows=rows, verdicts=verdicts
    )


@pytest.mark.parametrize("theme", ["Whistleblowing", "DoLS", "Medication", "staff"])
@pytest.mark.parametrize("audience", [STAFF, INSPECTOR, COMMISSIONER], ids=lambda each: each.id)
def test_a_theme_is_seen_where_a_line_that_may_be_seen_carries_it(
    audience: Audience, theme: str
) -> None:
    lines = oak().actions
    secret = replace(lines[1], theme=theme)
    elsewhere = replace(lines[2], theme=theme.upper())
    open_one = replace(lines[0], theme="Falls")
    for others, shown in (((), False), ((elsewhere,), True)):
        held = replace(oak(), actions=(open_one, secret, *others), complaints=(), reviews=())
        results = (_by_theme("provider", theme, "Falls"), _by_theme("OAK", theme, "Falls"))
        _, assessment = seen(audience, held, registers=results)
        is_shown = shown and not audience.services
        for result, is_whole in zip(assessment.registers, (True, False), strict=True):
            themes = [theme, "Falls"] if is_shown and is_whole else ["Falls"]
            assert [each.subject for each in result.rows] == themes
            assert [each.subject.ref for each in result.verdicts if each.subject] == themes


def test_small_numbers_of_what_is_withheld_are_not_told() -> None:
    _, assessment = seen(replace(STAFF, suppress_below=2))
    assert assessment.withheld["Actions"] is None
    assert assessment.withheld["Evidence"] == 2


def test_a_small_number_of_the_period_before_is_not_told() -> None:
    result = _by_theme("provider", "Falls")
    verdict = result.verdicts[0]._replace(observed=9, limit=2)
    held = replace(oak(), actions=(replace(oak().actions[0], theme="Falls"),))
    careful = replace(STAFF, suppress_below=5)
    for limit, shown in ((2, None), (5, 5)):
        told = replace(result, verdicts=(verdict._replace(limit=limit),))
        # A register's verdicts go with its provider-wide limits; a theme's own is seen.
        _, assessment = seen(careful, held, registers=(told,))
        assert [each.limit for each in assessment.registers[0].verdicts] == [shown]


def test_a_telling_is_seen_by_whoever_may_see_what_it_is_about() -> None:
    tellings = tuple(
        make(Telling, told_at="2026-11-20", about=about, to="P-01")
        for about in ("OAK-001", "OAK-009", "ELM-001", "B1.2")
    )
    held = replace(oak(), told=tellings)
    for audience, about in (
        (BOARD, ["OAK-001", "OAK-009", "ELM-001", "B1.2"]),
        (STAFF, ["OAK-001", "ELM-001", "B1.2"]),
        (replace(STAFF, services=("OAK",)), ["OAK-001"]),
    ):
        kept, _ = seen(audience, held)
        assert [each.about for each in kept.told] == about

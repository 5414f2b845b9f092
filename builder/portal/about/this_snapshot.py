"""For inspectors and commissioners: what this portal holds, leaves out, and how to check it."""

from collections.abc import Iterator

from builder.field.pages import DATA_QUALITY_PAGE, DEFINITIONS_PAGE, SNAPSHOT_PAGE, SNAPSHOTS_PAGE
from builder.portal.about.definition_words import SECTIONS, Definition
from builder.portal.context import PortalContext
from builder.portal.parts.caveats.left_out import withheld_counts
from builder.portal.parts.duties import not_judged
from builder.portal.parts.links import joined, rule_link, service_name
from builder.portal.parts.listing import plain_table
from builder.portal.parts.record import section, term
from builder.portal.parts.views import (
    Anchor,
    Block,
    ListBlock,
    PageView,
    Paragraph,
    Rich,
    SummaryItem,
    SummaryList,
    Tag,
    Tone,
    Warning,
)
from builder.portal.parts.words import counted, list_words, moment_words, sentence
from builder.problems import Severity
from builder.redaction.audiences import sees_everything

KEY_DEFINITIONS = (
    "Overdue",
    "Workload pressure",
    "Invalid evidence file",
    "Record match",
    "Failure-rate reduction",
    "Claimed and assured",
)
EVIDENCE_LEFT_OUT = (
    "The evidence files themselves: this portal lists them, links to them and says who checked "
    "them."
)
FREE_TEXT = (
    "Not left out for certain: names in free text. A role stands for everybody whom the workbooks "
    "or the history list; free text may still name somebody who is on no sheet."
)
ALWAYS_LEFT_OUT = (
    "Names of people who use the services: the workbooks are not meant to hold them.",
    "Columns and sheets of the workbooks that are not part of the tracker.",
)


def pages(context: PortalContext) -> Iterator[PageView]:
    """The snapshot page."""
    yield page(context)


def page(context: PortalContext) -> PageView:
    """The snapshot page."""
    return PageView(
        path=SNAPSHOT_PAGE,
        kind="about-snapshot",
        title="About this snapshot",
        lead="For inspectors and commissioners: a read-only copy of the provider's trackers.",
        blocks=(
            *_forecast(context),
            SummaryList(items=tuple(_summary(context))),
            *_given(context),
            section("left-out", "What is left out", ListBlock(items=tuple(_left_out(context)))),
            section("check", "Check that nothing has been altered", *_check()),
            section(
                "definitions",
                "How the figures are made",
                plain_table(
                    _definitions(),
                    id="key-definitions",
                    caption="Key definitions",
                    columns={
                        "Figure": lambda each: each.name,
                        "How it is worked out": lambda each: each.meaning,
                        "Sheets": lambda each: each.sheets,
                    },
                ),
                Paragraph(content=(Anchor("Every figure and verdict", DEFINITIONS_PAGE), ".")),
            ),
            section(
                "gaps",
                "Known gaps",
                ListBlock(items=tuple(_gaps(context)), empty="No gap is known."),
            ),
        ),
    )


def _given(context: PortalContext) -> tuple[Block, ...]:
    if not sees_everything(context.audience):
        return ()
    return (Paragraph(content=(Anchor("Snapshots given", SNAPSHOTS_PAGE), ", and to whom.")),)


def _forecast(context: PortalContext) -> tuple[Block, ...]:
    if not context.is_forecast:
        return ()
    return (
        Warning(
            title="This is a forecast",
            tone=Tone.WATCH,
            body=("The moment that it is judged at lies in the future.",),
        ),
    )


def _summary(context: PortalContext) -> Iterator[SummaryItem]:
    register, actions = context.register, context.assessment.actions
    live = sum(action.is_live for action in actions)
    yield term("Portal", context.provider_name)
    yield term("Position as at", moment_words(context.assessment.as_at))
    yield term("Build", context.build_id)
    yield term("Prepared for", context.audience.title)
    yield term("Scope", _scope(context))
    yield term(
        "Holds",
        f"{counted(len(register.services), 'service')}, {counted(live, 'live action')}, "
        f"{counted(len(actions) - live, 'closed or cancelled action')} and "
        f"{counted(len(register.evidence), 'evidence record')}",
    )
    yield term("Policy edition", context.assessment.policy_edition)
    yield term("Works without", "A network, an installation or a sign-in. Nothing is sent.")


def _scope(context: PortalContext) -> str:
    chosen = context.audience.services
    if not chosen:
        return "All services of the provider"
    return sentence(list_words(service_name(context, each) for each in chosen)).rstrip(".")


def _left_out(context: PortalContext) -> Iterator[Rich]:
    for kind, count in withheld_counts(context):
        yield (f"{kind}: {count} not shown to this reader.",)
    if not context.audience.sees_names:
        yield ("Names of staff: roles stand in their place.",)
        yield (FREE_TEXT,)
    if not context.audience.sees_personal_data:
        yield ("Records about single members of staff: they stay with the provider.",)
    for words in ALWAYS_LEFT_OUT:
        yield (words,)
    if context.evidence_copied is None:
        yield (EVIDENCE_LEFT_OUT,)
    for ref, why in context.evidence_not_copied:
        yield (f"Evidence {ref}, as a file: {why}",)
    if context.evidence_not_read:
        yield (not_looked_into(context),)


def not_looked_into(context: PortalContext) -> str:
    """Which copied evidence files were not searched for what this reader may not see."""
    refs = list_words(sorted(context.evidence_not_read))
    return f"Copied, but not looked into for words that this reader may not see: {refs}."


def _check() -> tuple[Block, ...]:
    return (
        Paragraph(
            content=(
                "The file build.json in the first folder lists every other file with its SHA-256. "
                "Windows has what is needed to compare:",
            )
        ),
        ListBlock(
            is_numbered=True,
            items=(
                ("Open the folder, type cmd in its address bar and press Enter.",),
                ("Type: certutil -hashfile index.html SHA256",),
                ("Open build.json in Notepad and find index.html. The two values are the same.",),
                (
                    "If you were given a zip file: type certutil -hashfile NAME.zip SHA256 and "
                    "compare it with the covering letter, or open verify.html and choose the zip.",
                ),
            ),
        ),
        Paragraph(
            is_small=True,
            content=("On other systems: sha256sum index.html. With the product: portal verify.",),
        ),
    )


def _definitions() -> Iterator[Definition]:
    by_name = {each.name: each for _, _, definitions in SECTIONS for each in definitions}
    return (by_name[name] for name in KEY_DEFINITIONS)


def _gaps(context: PortalContext) -> Iterator[Rich]:
    problems = context.assessment.problems
    errors = sum(each.severity is Severity.ERROR for each in problems)
    if errors:
        verb = "blocks" if errors == 1 else "block"
        yield (
            f"{counted(errors, 'problem')} in the workbooks {verb} a figure or a row. ",
            Anchor("See data quality", DATA_QUALITY_PAGE),
            ".",
        )
    leaving = {
        (result.id, figure)
        for result in context.assessment.registers
        for figure, refs in result.left_out.items()
        if refs
    }
    if leaving:
        verb = "leaves" if len(leaving) == 1 else "leave"
        yield (
            f"{counted(len(leaving), 'figure')} {verb} out rows whose cells are not known. ",
            Anchor("See which", f"{DATA_QUALITY_PAGE}#left-out"),
            ".",
        )
    unknown = sorted({verdict.rule for verdict in not_judged(context)})
    if unknown:
        yield (
            "Not assessable or not recorded: ",
            *joined(rule_link(context, rule) for rule in unknown),
            ".",
        )
    for framework in context.catalogue.frameworks:
        if framework.to_confirm:
            words = " ".join(framework.to_confirm)
            yield (Tag("To confirm", Tone.WATCH), f" {framework.title}: {words}")

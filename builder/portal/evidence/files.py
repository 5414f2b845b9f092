"""The lists of evidence files with their fitness."""

from collections.abc import Iterator

from builder.field import Evidence
from builder.field.pages import EVIDENCE_PAGE
from builder.portal.context import PortalContext
from builder.portal.parts.cells import when
from builder.portal.parts.evidence_groups import same_file_words
from builder.portal.parts.evidence_states import (
    category_title,
    digest_words,
    evidence_tag,
    evidence_title,
    in_date_words,
)
from builder.portal.parts.links import action_link, service_name
from builder.portal.parts.listing import Column, Listing, choice, ref, words
from builder.portal.parts.views import Anchor, Block, ListBlock, PageView, Table, TableCell
from builder.portal.parts.views import Column as Heading
from builder.portal.parts.words import counted, sentence
from builder.portal.slices.evidence_lists import TABLE_ID, EvidenceLists, file_anchor
from builder.rules.assessment import Fitness


def files_table(context: PortalContext, files: tuple[Evidence, ...]) -> Table:
    """Evidence files with their fitness, in the order of the workbooks."""
    fitness = context.by_ref.fitness
    return Listing[Evidence](
        id=TABLE_ID,
        caption=counted(len(files), "evidence file"),
        columns=(
            ref("File", lambda each: each.ref),
            words("What it is", evidence_title),
            words("Action", lambda each: each.action and action_link(context, each.action)),
            choice("Service", "service", lambda each: _service(context, each)),
            choice("Kind", "kind", lambda each: category_title(context, each)),
            Column(
                Heading(title="Source date", sort="date"),
                lambda each: _source_date(each, fitness.get(each.ref)),
            ),
            choice("Result", "result", lambda each: evidence_tag(fitness.get(each.ref))),
            words("Why", lambda each: (_reasons(context, each),)),
        ),
        row_id=lambda each: file_anchor(each.ref),
        empty="No evidence is recorded.",
        download="evidence",
        has_tools=True,
        is_full_list=True,
    ).table(files)


def list_pages(context: PortalContext, lists: EvidenceLists) -> Iterator[PageView]:
    """The pages of the lists that do not stand on the evidence page."""
    for listed in lists.lists[1:]:
        yield PageView(
            path=listed.path,
            kind="evidence-list",
            title=listed.title,
            lead=counted(len(listed.files), "file"),
            breadcrumbs=(Anchor("Evidence", EVIDENCE_PAGE),),
            is_record=True,
            blocks=(files_table(context, listed.files),),
        )


def more_lists(lists: EvidenceLists) -> tuple[Block, ...]:
    """Links to the other lists; empty where one page holds all."""
    if len(lists.lists) == 1:
        return ()
    return (
        ListBlock(
            items=tuple(
                (Anchor(each.title, each.path), f": {counted(len(each.files), 'file')}")
                for each in lists.lists[1:]
            )
        ),
    )


def _service(context: PortalContext, evidence: Evidence) -> str:
    action = context.by_ref.actions.get(evidence.action or "")
    return service_name(context, action.service if action else None)


def _reasons(context: PortalContext, evidence: Evidence) -> str:
    fitness = context.by_ref.fitness.get(evidence.ref)
    reasons = [sentence(each) for each in fitness.reasons] if fitness else []
    reasons += [same_file_words(context, evidence), digest_words(fitness)]
    return " ".join(filter(None, reasons))


def _source_date(evidence: Evidence, fitness: Fitness | None) -> TableCell:
    """The source date, and until when that is within the limit for its kind, where known."""
    shown, until = when(evidence.source_date), in_date_words(fitness)
    return TableCell((*shown.content, f" ({until})"), shown.sort) if until else shown

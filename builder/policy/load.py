"""From the YAML texts of an edition and of a provider's overrides to the policy in force."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache

from pydantic import ValidationError

from builder.policy.audiences import audience_of
from builder.policy.document import EditionDocument, ThresholdDocument
from builder.policy.overriding import apply_overrides
from builder.policy.policy import EditionChange, Policy
from builder.policy.threshold import OUR_OWN, Origin, Threshold, WorkedExample
from builder.policy.values import UnusableValueError, value_of, weekday_numbers
from builder.policy.yaml_text import UnreadableYamlError, read_yaml
from builder.problems import Problem


def load_policy(
    edition_texts: tuple[str, ...],
    overrides_text: str | None = None,
    later_texts: tuple[str, ...] = (),
) -> tuple[Policy, tuple[Problem, ...]]:
    """The policy of the edition with a provider's overrides, and what was wrong with those.

    A faulty override is left out and told; the shipped value then stands.

    Args:
        edition_texts: the YAML texts of the shipped edition, in any order.
        overrides_text: the text of ``workbooks/policy.yml``; ``None`` where there is none.
        later_texts: the edition of today, where the other is that of a recorded day; what only
            it holds can be asked for and is not judged.

    Raises:
        ValueError: the shipped edition itself is faulty.
    """
    policy = _edition(edition_texts)
    if later_texts:
        policy = _completed(policy, _edition(later_texts))
    if overrides_text is None:
        return policy, ()
    return apply_overrides(policy, overrides_text)


def _edition(texts: tuple[str, ...]) -> Policy:
    return edition_policy(tuple(_edition_document(text) for text in texts))


def _completed(policy: Policy, later: Policy) -> Policy:
    return replace(
        policy,
        thresholds=dict(sorted({**later.thresholds, **policy.thresholds}.items())),
        added_later=frozenset(later.thresholds.keys() - policy.thresholds.keys()),
    )


# RATIONALE: serve and watch judge anew at every save, and the texts stay the same.
@lru_cache(maxsize=32)
def _edition_document(text: str) -> EditionDocument:
    try:
        return EditionDocument.model_validate(read_yaml(text) or {})
    except (UnreadableYamlError, ValidationError) as error:
        raise ValueError(f"the policy edition is faulty: {error}") from error


def edition_policy(documents: tuple[EditionDocument, ...]) -> Policy:
    """One policy of the documents of an edition.

    Raises:
        ValueError: an id stands twice, or the edition's own words are missing.
    """
    heads = [each for each in documents if each.edition]
    if len(heads) != 1:
        raise ValueError("exactly one document names the edition")
    head = heads[0]
    if head.in_force_from is None:
        raise ValueError("the edition names no day from which it is in force")
    return Policy(
        edition=head.edition,
        closes_on_typed_word=head.closes_on_typed_word,
        changes=tuple(
            EditionChange(
                subject=" ".join(each.subject.split()),
                was=" ".join(each.was.split()),
                now=" ".join(each.now.split()),
                why=" ".join(each.why.split()),
            )
            for each in head.changes
        ),
        thresholds=_thresholds(documents, head, head.in_force_from),
        review_weekdays=weekday_numbers(head.review_weekdays),
        challenge_weekdays=weekday_numbers(head.challenge_weekdays),
        themes={name: tuple(each.casefold() for each in w) for name, w in head.themes.items()},
        phrases=tuple(each.casefold() for each in head.phrases),
        audiences={id: audience_of(id, each) for id, each in head.audiences.items()},
    )


def _thresholds(
    documents: Iterable[EditionDocument], head: EditionDocument, in_force_from: date
) -> dict[str, Threshold]:
    thresholds: dict[str, Threshold] = {}
    for document in documents:
        for id, each in document.thresholds.items():
            if id in thresholds:
                raise ValueError(f"the threshold {id} stands twice in the edition")
            made = _threshold(id, each, head.sources, in_force_from)
            thresholds[id] = replace(
                made,
                reviewed_by=made.reviewed_by or head.reviewed_by,
                most=head.most_of_unit.get(made.unit) if made.most is None else made.most,
            )
    return dict(sorted(thresholds.items()))


def _threshold(
    id: str, document: ThresholdDocument, sources: Mapping[str, str], in_force_from: date
) -> Threshold:
    try:
        value = value_of(document.value, document.unit)
    except UnusableValueError as error:
        raise ValueError(f"the threshold {id} wants {error}") from error
    return Threshold(
        id=id,
        title=document.title,
        plain=" ".join(document.plain.split()),
        value=value,
        unit=document.unit,
        least=document.least,
        most=document.most,
        comparison=document.comparison,
        watch=document.watch,
        clause=document.clause,
        source=document.source or _source(document, sources),
        origin=document.origin,
        in_force_from=document.in_force_from or in_force_from,
        reviewed_by=document.reviewed_by,
        note=" ".join(document.note.split()),
        tell=document.tell,
        also_tell=tuple(document.also_tell),
        duty=" ".join(document.duty.split()),
        examples=tuple(
            WorkedExample(given=each.given, verdict=each.verdict) for each in document.examples
        ),
    )


def _source(document: ThresholdDocument, sources: Mapping[str, str]) -> str:
    """A limit of our own never has a document as its source."""
    return OUR_OWN if document.origin is Origin.PRODUCT else sources[document.clause[0]]

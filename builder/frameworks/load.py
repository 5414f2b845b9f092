"""Makes the catalogue from YAML text: the shipped one and a provider's own frameworks."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

import yaml
from pydantic import ValidationError

from builder.frameworks.catalogue import (
    Catalogue,
    Clock,
    EvidenceCategory,
    Framework,
    Item,
    Regulation,
    RegulatorAction,
    RiskBand,
    RiskMatrix,
)
from builder.frameworks.text_models import (
    CatalogueText,
    FrameworkText,
    InstrumentText,
    ItemText,
    RegulationText,
    RegulatorActionText,
    RiskMatrixText,
    TitledText,
)

# RATIONALE: the two instruments share numbers, so a bare number is looked up in the instrument
# that its key stands for, and never travels on without it.
INSTRUMENT_OF_KEY = {"regs": "RA2014", "also": "RA2014", "reg2009": "REG2009"}


class CatalogueError(ValueError):
    """A catalogue text that cannot be used; says which entry and why."""


def load_catalogue(text: str, *more: str) -> Catalogue:
    """The catalogue of a shipped text and a provider's own frameworks.

    Args:
        text: YAML of the shipped catalogue.
        more: YAML texts of the same shape, each adding frameworks, instruments or regulator
            actions; evidence categories and the risk matrix are the shipped ones.

    Raises:
        CatalogueError: a text is no YAML, has an unknown or missing key, repeats an id or names
            a regulation or an item that is nowhere.
    """
    texts = [_parsed(each, n) for n, each in enumerate((text, *more))]
    first = texts[0]
    if first.risk_matrix is None:
        raise CatalogueError("the catalogue has no risk_matrix")
    words = {key: value for each in texts for key, value in each.certainty_words.items()}
    regulations = tuple(
        _regulation(each, instrument, words)
        for catalogue in texts
        for instrument in catalogue.regulations
        for each in instrument.items
    )
    _refuse_repeats("regulation", (each.id for each in regulations))
    frameworks = tuple(
        _framework(each, catalogue.key_questions or first.key_questions, regulations, words)
        for catalogue in texts
        for each in catalogue.frameworks
    )
    _refuse_repeats("framework", (each.id for each in frameworks))
    items = tuple(item for framework in frameworks for item in framework.items)
    _refuse_repeats("item", (item.id for item in items))
    _refuse_unknown_crosswalk(items)
    actions = tuple(
        _regulator_action(each, words)
        for catalogue in texts
        for each in catalogue.regulator_actions
    )
    _refuse_repeats("regulator action", (each.id for each in actions))
    return Catalogue(
        version=first.catalogue_version,
        frameworks=frameworks,
        regulations=regulations,
        regulator_actions=actions,
        evidence_categories=tuple(
            EvidenceCategory(id=each.id, title=each.title) for each in first.evidence_categories
        ),
        risk_matrix=_risk_matrix(first.risk_matrix, words),
        items={item.id: item for item in items},
    )


# RATIONALE: serve and watch judge anew at every save, and the texts stay the same.
@lru_cache(maxsize=32)
def _parsed(text: str, place: int) -> CatalogueText:
    name = "the catalogue" if place == 0 else f"framework file {place}"
    try:
        content = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise CatalogueError(f"{name} is no YAML: {error}") from error
    try:
        return CatalogueText.model_validate(content if content is not None else {})
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the top"
        raise CatalogueError(f"{name}, at {where}: {first['msg']}") from error


def _refuse_repeats(noun: str, ids: Iterable[str]) -> None:
    seen: set[str] = set()
    for id in ids:
        if id.casefold() in seen:
            raise CatalogueError(f"{noun} {id} stands twice")
        seen.add(id.casefold())


def _refuse_unknown_crosswalk(items: tuple[Item, ...]) -> None:
    known = {item.id for item in items}
    for item in items:
        for old in item.from_items:
            if old not in known:
                raise CatalogueError(f"{item.id} takes over from {old}, which no framework has")


def _confirm(own: str, certainty: str, words: Mapping[str, str]) -> str:
    """The entry's own words, else those of its certainty; empty where it is certain."""
    return own or words.get(certainty, "")


def _framework(
    text: FrameworkText,
    key_questions: tuple[TitledText, ...],
    regulations: tuple[Regulation, ...],
    words: Mapping[str, str],
) -> Framework:
    headings = text.groups or tuple(sorted(key_questions, key=lambda each: each.order))
    used = {item.group for item in text.items}
    unknown = sorted(used - {heading.id for heading in headings} - {""})
    if unknown:
        raise CatalogueError(f"{text.id} has items under {', '.join(unknown)}, no heading of its")
    general = words.get(text.certainty, "")
    return Framework(
        id=text.id,
        title=text.title,
        item_label=text.item_label,
        status=text.status,
        effective_from=text.effective_from,
        effective_to=text.effective_to,
        groups=tuple((each.id, each.title) for each in headings if each.id in used),
        items=tuple(_item(each, text, regulations) for each in text.items),
        sources=text.sources,
        certainty=text.certainty,
        to_confirm=text.to_confirm or ((general,) if general else ()),
        unmapped=text.unmapped,
    )


def _item(text: ItemText, framework: FrameworkText, regulations: tuple[Regulation, ...]) -> Item:
    direct = (
        *_cited(text.id, "regs", text.regs, regulations),
        *_cited(text.id, "reg2009", text.reg2009, regulations),
    )
    also = tuple(_cited(text.id, "also", text.also, regulations))
    is_mapped = bool(direct or also or text.from_items)
    return Item(
        id=text.id,
        framework=framework.id,
        title=text.title,
        group=text.group,
        gist=text.gist,
        regulations=direct,
        also_regulations=also,
        from_items=text.from_items,
        to_confirm=text.to_confirm or (framework.mapping_to_confirm if is_mapped else ""),
    )


def _cited(
    item: str, key: str, cited: tuple[str, ...], regulations: tuple[Regulation, ...]
) -> Iterator[str]:
    """The ids of regulations cited by id, or by number within the key's own instrument."""
    instrument = INSTRUMENT_OF_KEY[key]
    by_number = {each.number: each.id for each in regulations if each.instrument == instrument}
    by_id = {each.id.casefold(): each.id for each in regulations}
    for one in cited:
        id = by_id.get(one.casefold()) or by_number.get(one)
        if id is None:
            raise CatalogueError(f"{item} names regulation {one}, which {instrument} has not")
        yield id


def _regulation(
    text: RegulationText, instrument: InstrumentText, words: Mapping[str, str]
) -> Regulation:
    direct = text.direct_prosecution
    return Regulation(
        id=text.id,
        number=text.number,
        title=text.title,
        instrument=instrument.id,
        instrument_title=instrument.title,
        note=text.note,
        notified=text.track,
        to_confirm=_confirm(text.to_confirm, text.certainty or instrument.certainty, words),
        is_fundamental=text.fundamental,
        direct_prosecution=direct if isinstance(direct, str) else "the whole regulation" * direct,
        instrument_warning=instrument.warning,
    )


def _regulator_action(text: RegulatorActionText, words: Mapping[str, str]) -> RegulatorAction:
    clock = text.clock
    return RegulatorAction(
        id=text.id,
        title=text.title,
        is_enforcement=text.enforcement,
        is_served_under_act=text.served_under == "act",
        clock=None
        if clock is None
        else Clock(count=clock.count, unit=clock.unit, starts=clock.starts, purpose=clock.purpose),
        complies_by_date_in_notice=text.comply_by == "date_in_notice",
        basis=text.basis,
        note=text.note,
        certainty=text.certainty,
        to_confirm=_confirm(text.to_confirm, text.certainty, words),
        aliases=text.aliases,
        amounts_gbp=tuple(text.amounts_gbp.items()),
    )


def _risk_matrix(text: RiskMatrixText, words: Mapping[str, str]) -> RiskMatrix:
    titles = {band.id: band.title for band in text.bands}
    return RiskMatrix(
        id=text.id,
        likelihood=text.likelihood,
        consequence=text.consequence,
        bands=tuple(
            RiskBand(id=band.id, title=band.title, least=band.min, most=band.max)
            for band in text.bands
        ),
        high=frozenset(titles[each] for each in text.rule_words.high_risk),
        medium_or_high=frozenset(titles[each] for each in text.rule_words.medium_or_high),
        to_confirm=_confirm(text.to_confirm, text.certainty, words),
    )

"""Words that are names and ordinary words too, and words that are never anybody's name."""

import re
from enum import StrEnum

from builder.field import words as typed_words

_WORD = re.compile(r"[a-z]+")


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text))


PLAIN_WORDS = _words(
    """
    abbey able ace acre alder amber an angel apple april arch ash aspen august autumn back
    bacon badger baker bank banks barber bark barley barn baron basil bath baths bay beach bean
    bear bell belt bench berry best better bill bird bishop black blade blank bliss block bloom
    blue blunt bolt bond book booth border both bow bower bowl box brand brash brass brick
    bridge bridges bright broad brook brooks broom brown brush bud bull burn burns bush butcher
    butler butter by call camp can candy cane cannon car card care carpenter carter case cash
    castle chance chapel charity chart chase cheer cherry child church clay clean clear clerk
    cliff close cloud coal coast coffee cold cole comb come constant cook cooper copper coral
    corn cotton court coward cox craft crane cream creed cress crisp cross crow crown cure
    curly curry curtain cutler daisy dale dance daughter dawn day days dean dear deer dell
    diamond dick dish diver do dove down drake draper drive duck duke early earth east eden
    edge elder ember english eve even ever fair fairer faith farm farmer fast fern ferry field
    fields file finch fine fire fish fisher fit flag flint flood flower foot ford forest forge
    fort foster found fountain fox frank free french frost full gale game gap garden gardener
    garland gate gates gem gentle gift gill ginger glad glass glen glory glover go gold golden
    good goose grace grain grange grant grass grave great green ground grove guest guy hail
    hall ham hammer hand hands handy hard hardy hare harp hart harvest haste hawk hay hazel he
    head heal heart heath heather hedge helm her hero high hill hills hobby holiday holly hood
    hook hope horn horse house how hunt hunter hurry in iris iron is it ivory ivy jade jasmine
    jay jewel join jolly joy judge july june just keen keep key kind king kit kitchen knight
    knot lace lake lamb lamp land lane large lark last laurel law lawn lawyer leader leaf lean
    leek left level light lily lime line link list little live lively lock lodge long longer
    love lovely low luck lucky made main male man manor maple marble march mark marks marsh
    marshal marshall mason mast master mat may me mead meadow meadows melody mercy merry mild
    mile miles mill miller mills mine mint mole moon moor moral more morning moss mount
    mountain much my myrtle nail neat new night nightingale no noble noon norm north note nurse
    nut oak olive opal orange orchard order page pain paint painter palm pansy paradise park
    parson part pat patch patience peace peach peak pear pearl pen penny pepper perk person
    petty piece pike pine piper place plain plant plum poll pond pool poor pope poppy port
    porter post pot potter pound power precious prentice presence press price pride priest
    prime prince prior proper prudent pure quick quill rain raise ram ramp range ranger raven
    ray read reader ready red reed regal rest rice rich ridge right ring rise river rivers
    roach road rob robin rock rod roll roman rook room rooms root rope rose round row royal
    ruby rule rush rust rye sage sailor saint sale salt sand sands sandy savage saw say scarlet
    school sea seal self sergeant shade shadow shallow shape sharp shaw shed shell shepherd
    shield shore short show silver simple singer sister skill sky slack slater sleep slow small
    smart snow so soft song south spark sparks sparrow speed spence spring square squire staff
    stage stamp stand star starling start steel steep still stock stone stones stork storm
    story stout strange stream street strong such sue summer summers sun sunny swallow swan
    sweet swift table tall tanner tape tear tell temple tidy till timber time to tower town
    tree trigger true trust tuck turn turner twin vale valley van verity vine viola violet wade
    wait waiter wake walker wall walls ward wards ware warm warner was water waters way we
    weather weaver weeks well wells west whale wheat wheel wheeler whisper white who wild will
    willing willow win wind window winter winters wise wolf wood wooden woods wool word words
    work workman worth wren yard year yeoman you young younger
    """
)
"""In lower case, such a word is taken for the word; with a capital letter, for the name."""

_OF_A_TRACKER = """
    all any chef cleaner cook date domestic everyone everybody floor gm head home homes housekeeper
    kitchen management managers na nobody none night nights nurse nurses office party person ra rm
    tbc tbd team teams the third unassigned unknown various ward
"""
OWN_WORDS = frozenset(
    word
    for kind in vars(typed_words).values()
    if isinstance(kind, type) and issubclass(kind, StrEnum)
    for each in kind
    for word in _WORD.findall(str(each.value).casefold())
)
"""Words of the lists that cells are chosen from; by themselves they name nobody."""
NOBODY = OWN_WORDS | _words(_OF_A_TRACKER)
"""Words that stand where a person should: "Night team", "TBC", "all managers"."""
SURNAMES = _words("day gate hand high low lower post self")
"""Words of those lists that are a surname where a first name stands before them."""
MONTHS = _words(
    """
    january february march april may june july august september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec
    """
)
ABBREVIATIONS = _words(
    """
    ac ad ae am bm bp ca cb cc cd ce ch cms cn co cp cpa cpr cq cqc cv dc dh dm dn do dol dols
    dpa dr ed eh ep fm fu gdp gdpr gm gp gps ha hca hcpc hr hse ic id ii iii im in is it la
    lfe lpa ma mar mca mdt mh mp nhs ni nmc no np od ok on op ops or ot pa pc pe pm po ppe pr
    prn pt qa qc ra rca rgn rm rmn rn sa sat sc se sen so sop ssw st sw ta tbc td tl tv uk un
    up us uti vc vs we yr
    """
)
"""Capital letters that mean something in care or English before they mean anybody."""
TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "sister", "nurse", "matron", "prof"})

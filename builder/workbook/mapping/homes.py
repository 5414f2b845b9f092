"""Which home a table is about: by what stands above it, the sheet's name, or the file's name."""

import re
from collections.abc import Iterable, Mapping, Sequence

from builder.workbook.airlock.cleaning import clean, fold
from builder.workbook.mapping.grid import Grid
from builder.workbook.mapping.heading_fit import plain
from builder.workbook.mapping.knowledge import known_words

_PARTS = re.compile(r"\s+[-–—|]\s+|\s*[:|]\s+|\s*[–—]\s*|_+|\n+")
_MOST_WORDS = 5
_LONG_ENOUGH = 3
_LONGEST_ID = 12


def home_above(grid: Grid, row: int) -> str:
    """The home that the rows above a table name; empty where they name none."""
    for each in grid.raw.rows:
        if each.number >= row:
            break
        cells = sorted(grid.texts(each.number).items())
        for at, text in cells:
            label, colon, rest = text.partition(":")
            if plain(label) in {plain(one) for one in known_words("homes", "labels")} and (
                colon or len(cells) == len(("label", "value"))
            ):
                value = rest.strip() or next((one for to, one in cells if to > at), "")
                if value:
                    return value
    titles = [text for each in grid.raw.rows if each.number < row
              for text in grid.texts(each.number).values()]  # fmt: skip
    return next((home for title in titles if (home := home_within(title))), "")


def home_within(text: str) -> str:
    """The part of a title or a name that is called as homes are; empty where none is."""
    for part in map(_without_generic, _PARTS.split(text)):
        if is_home(part):
            return part
    return ""


def _without_generic(text: str) -> str:
    """A part of a title without the words of plans and months around it."""
    words = text.split()
    ends = known_words("homes", "words")
    while words and is_generic(words[0]):
        words.pop(0)
    while words and is_generic(words[-1]) and fold(words[-1]) not in ends:
        words.pop()
    return " ".join(words)


def is_home(text: str) -> bool:
    """Whether a text is called as homes are: a few words, the last of them "House" or the like."""
    words = fold(text).split()
    if not 1 < len(words) <= _MOST_WORDS or is_generic(text):
        return False
    ends = known_words("homes", "words")
    has_end = words[-1] in ends or " ".join(words[-2:]) in ends
    return has_end and not words[0].isdigit() and text.strip()[:1].isupper()


def is_generic(text: str) -> bool:
    """Whether every word of a name is one of plans, months or states."""
    known = known_words("generic")
    words = plain(text).split()
    return all(each in known or each.isdigit() for each in words)


def homes_of_tabs(tabs: Sequence[str]) -> Mapping[str, str]:
    """Tab -> home, for tabs of one shape: all of them where all may be homes, else those that are.

    A tab that is called as plans, months or states are names no home.
    """
    named = [tab for tab in tabs if not is_generic(tab)]
    if len(tabs) > 1 and len(named) == len(tabs):
        return {tab: tab.strip() for tab in tabs}
    return {tab: tab.strip() for tab in named if is_home(tab)}


def homes_of_files(names: Iterable[str]) -> Mapping[str, str]:
    """File name -> home: what differs between the names, else the part called as homes are."""
    stems = {name: name.rpartition(".")[0] or name for name in names}
    differing = _differing(list(stems.values()))
    found = {}
    for name, stem in stems.items():
        differs = differing.get(stem, "")
        home = differs if differs and not is_generic(differs) else home_within(stem)
        if home:
            found[name] = home
    return found


def _differing(stems: list[str]) -> dict[str, str]:
    """Stem -> its words without those that begin and end all of them alike."""
    split = [stem.replace("_", " ").split() for stem in stems]
    if len(split) < len(("one", "another")):
        return {}
    shortest = min(map(len, split))
    first = next((n for n in range(shortest) if len({fold(s[n]) for s in split}) > 1), shortest)
    last = next(
        (n for n in range(shortest - first) if len({fold(s[-1 - n]) for s in split}) > 1),
        shortest - first,
    )
    return {
        stem: " ".join(words[first : len(words) - last]).strip(" -–—,()[]")
        for stem, words in zip(stems, split, strict=True)
    }


def is_everywhere(text: str) -> bool:
    """Whether a text means all homes."""
    return fold(text) in known_words("homes", "everywhere")


def service_ids(homes: Iterable[str], taken: Iterable[str]) -> Mapping[str, str]:
    """Home -> an id of a few capitals, none of them taken, the same for the same homes."""
    used = {fold(each) for each in taken}
    found: dict[str, str] = {}
    for home in homes:
        words = [word for word in re.findall(r"[A-Z0-9]+", _capitals(home)) if word != "THE"]
        choices = ["-".join(words[:count])[:_LONGEST_ID].strip("-") for count in (1, 2, 3)]
        choices = [each for each in choices if len(each) >= _LONG_ENOUGH] or ["HOME"]
        choices += [f"{choices[-1]}-{number}" for number in range(2, 10_000)]
        found[home] = next(each for each in choices if fold(each) not in used)
        used.add(fold(found[home]))
    return found


def _capitals(text: str) -> str:
    return clean(text)[0].upper().replace("'", "").replace("’", "")

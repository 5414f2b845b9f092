"""Sharing loads out among people with so much room each: exactly, or one by one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm


@dataclass(frozen=True, slots=True)
class Load:
    """One thing to be carried."""

    ref: str
    carrier: str
    """Who carries it now."""
    hours: Fraction


def keep_most_urgent(
    loads: Sequence[Load], room: Mapping[str, Fraction]
) -> Mapping[str, str] | None:
    """Who carries what so that nobody's room is exceeded; ``None`` where there is no such way.

    Of all ways, the one that leaves the first load with its carrier if any way does, then the
    second, and so on.
    """
    left = dict(room)
    kept: dict[str, str] = {}
    free = list(loads)
    if packed(free, left) is None:
        return None
    for load in loads:
        left[load.carrier] -= load.hours
        rest = [each for each in free if each is not load]
        if left[load.carrier] >= 0 and packed(rest, left) is not None:
            kept[load.ref] = load.carrier
            free = rest
        else:
            left[load.carrier] += load.hours
    return {**kept, **(packed(free, left) or {})}


def packed(loads: Sequence[Load], room: Mapping[str, Fraction]) -> Mapping[str, str] | None:
    """One way to place every load, or ``None``.

    RATIONALE: over the carriers in a fixed order, the best state of each set of placed loads is
    the earliest carrier with the least used; whatever can follow any other state can follow it.
    So one pass over all sets finds a way if there is one.
    """
    if any(each < 0 for each in room.values()):
        return None
    if sum((each.hours for each in loads), Fraction(0)) > sum(room.values(), Fraction(0)):
        return None
    grain = _grain(loads, room)
    carriers = sorted(room)
    sizes = [int(each.hours * grain) for each in loads]
    rooms = [int(room[each] * grain) for each in carriers]
    best = _best_states(sizes, rooms)
    placing: dict[str, str] = {}
    placed = len(best) - 1
    while placed:
        state = best[placed]
        if state is None:
            return None
        carrier, _, number = state
        placing[loads[number].ref] = carriers[carrier]
        placed ^= 1 << number
    return placing


_State = tuple[int, int, int]
"""The carrier at hand, what they carry already, and the load that was placed last."""


def _best_states(sizes: Sequence[int], rooms: Sequence[int]) -> list[_State | None]:
    """The best state of every set of placed loads; ``None`` where the set cannot be placed."""
    best: list[_State | None] = [None] * (1 << len(sizes))
    best[0] = (0, 0, -1)
    for placed, state in enumerate(best):
        if state is None:
            continue
        for number, size in enumerate(sizes):
            together = placed | 1 << number
            if together == placed:
                continue
            following = _next(state, number, size, rooms)
            known = best[together]
            if following is not None and (known is None or following < known):
                best[together] = following
    return best


def _next(state: _State, number: int, size: int, rooms: Sequence[int]) -> _State | None:
    """The state with one more load: with the carrier at hand, else with the next who has room."""
    carrier, used, _ = state
    if used + size <= rooms[carrier]:
        return (carrier, used + size, number)
    for later in range(carrier + 1, len(rooms)):
        if size <= rooms[later]:
            return (later, size, number)
    return None


def place_one_by_one(
    loads: Sequence[Load], room: Mapping[str, Fraction]
) -> Mapping[str, str] | None:
    """A way found without trying all: least urgent loads leave first, to whoever has most room.

    Args:
        loads: the most urgent first.
        room: what each may carry, these loads included.
    """
    grain = _grain(loads, room)
    sizes = {load.ref: int(load.hours * grain) for load in loads}
    left = {person: int(hours * grain) for person, hours in room.items()}
    for load in loads:
        left[load.carrier] -= sizes[load.ref]
    placing = {load.ref: load.carrier for load in loads}
    for load in reversed(loads):
        if left[load.carrier] >= 0:
            continue
        others = (person for person in left if person != load.carrier)
        taker = max(others, key=lambda each: (left[each], each), default=None)
        size = sizes[load.ref]
        if taker is not None and left[taker] >= size:
            left[load.carrier] += size
            left[taker] -= size
            placing[load.ref] = taker
    return placing if all(each >= 0 for each in left.values()) else None


def _grain(loads: Iterable[Load], room: Mapping[str, Fraction]) -> int:
    """How many grains an hour has, so that each load and room is a whole number of them."""
    hours = (*room.values(), *(each.hours for each in loads))
    return lcm(*{each.denominator for each in hours})

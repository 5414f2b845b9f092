"""Links between records that cannot be: reviews before the draw, parents in a circle."""

from collections.abc import Iterator
from typing import Any

from builder.field.column import heading_of
from builder.field.moment import Moment
from builder.field.register import Register
from builder.field.validation.dates import is_before, shown
from builder.problems import Problem, between_records
from builder.problems.quoted import quoted

_MOST_SHOWN = 5


def bursts_drawn_first(register: Register) -> Iterator[Problem]:
    """No burst is reviewed, compared, retested or closed before it was drawn."""
    drawn: dict[str, Moment] = {}
    for sample in register.burst_samples:
        if sample.drawn_at is not None:
            earlier = drawn.get(sample.burst)
            if earlier is None or is_before(sample.drawn_at, earlier):
                drawn[sample.burst] = sample.drawn_at
    uses: tuple[tuple[tuple[Any, ...], str], ...] = (
        (register.validity_reviews, "reviewed_at"),
        (register.live_proof, "checked_at"),
        (register.retests, "retested_at"),
        (register.burst_cycles, "closed_at"),
    )
    for rows, field in uses:
        for row in rows:
            at, first = getattr(row, field), drawn.get(row.burst)
            if at is None or first is None or not is_before(at, first):
                continue
            particulars = {
                "heading": heading_of(type(row), field),
                "value": shown(at),
                "burst": quoted(row.burst),
                "other": shown(first),
            }
            place = row.source.place(field)
            yield Problem(between_records.REVIEWED_BEFORE_DRAWN, place, particulars)


def parents_make_no_circle(register: Register) -> Iterator[Problem]:
    """No line is its own parent, however far up; each line of a circle is named."""
    parents = {action.ref: action.parent for action in register.actions if action.parent}
    circle_of = _circles(parents)
    for action in register.actions:
        circle = circle_of.get(action.ref)
        if circle is None:
            continue
        refs = [quoted(ref) for ref in circle[:_MOST_SHOWN]]
        if len(circle) > _MOST_SHOWN:
            refs.append("…")
        particulars = {"circle": " → ".join((*refs, quoted(circle[0])))}
        place = action.source.place("parent")
        yield Problem(between_records.PARENTS_IN_A_CIRCLE, place, particulars)


def _circles(parents: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """Each line in a circle -> the circle, beginning at its least ref."""
    found: dict[str, tuple[str, ...]] = {}
    done: set[str] = set()
    for start in parents:
        path: list[str] = []
        at: str | None = start
        while at is not None and at not in done:
            done.add(at)
            path.append(at)
            at = parents.get(at)
        if at is not None and at in path:
            circle = path[path.index(at) :]
            least = circle.index(min(circle))
            turned = (*circle[least:], *circle[:least])
            found.update(dict.fromkeys(circle, turned))
    return found

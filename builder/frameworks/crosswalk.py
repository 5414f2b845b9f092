"""How items of an older framework carry over to a newer one, looked up both ways."""

from collections.abc import Mapping
from dataclasses import dataclass

from builder.frameworks.catalogue import Catalogue, Item


@dataclass(frozen=True, slots=True, kw_only=True)
class Crosswalk:
    """Old item -> new items and back; every id is spelt as its framework spells it."""

    new_items: Mapping[str, tuple[Item, ...]]
    old_items: Mapping[str, tuple[Item, ...]]

    @classmethod
    def of(cls, catalogue: Catalogue) -> "Crosswalk":
        """The crosswalk that the catalogue's items declare."""
        new: dict[str, tuple[Item, ...]] = {}
        old: dict[str, tuple[Item, ...]] = {}
        for item in catalogue.items.values():
            for id in item.from_items:
                new[id] = (*new.get(id, ()), item)
            old[item.id] = tuple(
                catalogue.items[id] for id in item.from_items if id in catalogue.items
            )
        return cls(new_items=new, old_items=old)

    def successors(self, item: str) -> tuple[Item, ...]:
        """The newer items that take this one over; empty where none is named."""
        return self.new_items.get(item, ())

    def predecessors(self, item: str) -> tuple[Item, ...]:
        """The older items that this one takes over; empty where it is new."""
        return self.old_items.get(item, ())

"""How frequent a name is among the stored records, told by the search keys: no name is opened for it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import log

from kinmatch import Rarity
from wayhome.people.comparable import search_key
from wayhome.people.index import index

_WORDS_PER_RECORD = 2.5


@dataclass(frozen=True)
class StoredRarity(Rarity):
    """The rarity of names by the counts of their keyed hashes; each name is counted once."""

    @classmethod
    def of_database(cls) -> StoredRarity:
        """Return the rarity over the records stored, counted anew whenever their number has grown by a tenth."""
        return _counted(int(log(index.count() + 1, 1.1)))

    def share(self, name_class: str) -> float:
        """Return the share of words that are this name; see `kinmatch.Rarity.share`."""
        if name_class not in self.counts:
            key = search_key(f"o:s:{name_class[1:]}" if name_class.startswith("~") else f"o:n:{name_class}")
            # A plain dict by default, which the base class mixes with its prior.
            self.counts[name_class] = index.sizes([key]).get(key, 0)  # type: ignore[index]
        return super().share(name_class)


@lru_cache(maxsize=1)
def _counted(step: int) -> StoredRarity:
    return StoredRarity(total=int(1.1**step * _WORDS_PER_RECORD))

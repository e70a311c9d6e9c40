"""How frequent a name is among the stored records, told by the search keys: no name is opened for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from math import log

from kinmatch import Rarity
from wayhome.people.comparable import search_key
from wayhome.people.index import index

_WORDS_PER_RECORD = 2.5


@dataclass(frozen=True)
class StoredRarity(Rarity):
    """The rarity of names by the counts of their keyed hashes; each name is counted once."""

    records: int = 0
    _seen: dict[str, int] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of_database(cls) -> StoredRarity:
        """Return the rarity over the records stored, counted anew whenever their number has grown by a tenth."""
        return _counted(int(log(index.count() + 1, 1.1)))

    def share(self, name_class: str) -> float:
        """Return the share of words that are this name; see `kinmatch.Rarity.share`."""
        if name_class not in self._seen:
            key = f"o:s:{name_class[1:]}" if name_class.startswith("~") else f"o:n:{name_class}"
            self._seen[name_class] = index.sizes([search_key(key)], fresh=False).get(search_key(key), 0)
            # The counts that the base class mixes with its prior.
            self.counts[name_class] = self._seen[name_class]  # type: ignore[index]  # a plain dict by default
        return super().share(name_class)


@lru_cache(maxsize=1)
def _counted(step: int) -> StoredRarity:
    records = int(1.1**step)
    return StoredRarity(total=int(records * _WORDS_PER_RECORD), records=records)

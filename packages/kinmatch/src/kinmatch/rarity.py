"""How rare a name is: what it weighs when two records share it.

`Rarity` counts names over the data at hand, across scripts (by the lexicon, else by skeleton), and leans on a
prior where the data is thin. One bit more means half as frequent.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from math import log2

from kinmatch.names.lexicon import find_names
from kinmatch.names.parts import ParsedName, Role, Token
from kinmatch.names.sound import skeleton

CAP = 14.0  # bits; beyond one in 16,000 a count says nothing
_UNSEEN_PRIOR = 2e-4


def name_classes(stem: str) -> tuple[str, ...]:
    """Return what a name is counted under: its canonical names, else its skeleton."""
    return tuple(sorted(find_names(stem))) or ("~" + skeleton(stem),)


@lru_cache(maxsize=1)
def _prior() -> dict[str, float]:
    text = resources.files("kinmatch").joinpath("data/prior.json").read_text(encoding="utf-8")
    return {str(k): float(v) for k, v in json.loads(text).items()}


def known_share(names: Iterable[str]) -> float:
    """Return the prior share of the likeliest of canonical names; 0.0 where the prior knows none of them."""
    return max((_prior().get(name, 0.0) for name in names), default=0.0)


@dataclass(frozen=True)
class Rarity:
    """Shares of names in a population; `counts` of name classes over `total` words seen."""

    counts: Mapping[str, int] = field(default_factory=dict)
    total: int = 0
    prior_weight: float = 400.0
    _bits: dict[str, float] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def from_names(cls, names: Iterable[ParsedName]) -> "Rarity":
        """Count the names of a population: requests and lists together, as they stand."""
        counts: dict[str, int] = {}
        total = 0
        for name in names:
            for token in name.tokens:
                if token.role in (Role.TITLE, Role.PARTICLE, Role.INITIAL, Role.NISBA):
                    continue
                total += 1
                for cls_name in name_classes(counted_form(token)):
                    counts[cls_name] = counts.get(cls_name, 0) + 1
        return cls(counts=counts, total=total)

    def share(self, name_class: str) -> float:
        """Return the share of words that are this name, data and prior mixed; in (0, 1]."""
        prior = _prior().get(name_class, _UNSEEN_PRIOR)
        seen = self.counts.get(name_class, 0)
        return min(1.0, (seen + self.prior_weight * prior) / (self.total + self.prior_weight))

    def bits(self, form: str) -> float:
        """Return -log2 of the share of the name that `form` (a normal form) is; 0 to `CAP` bits."""
        known = self._bits.get(form)
        if known is None:
            share = max(self.share(c) for c in name_classes(form))
            known = self._bits[form] = min(CAP, -log2(share))
        return known

    def to_json(self) -> str:
        """Return the counts as JSON; `from_json` reads them again."""
        return json.dumps(
            {
                "total": self.total,
                "prior_weight": self.prior_weight,
                "counts": dict(sorted(self.counts.items())),
            },
            ensure_ascii=False,
        )

    @classmethod
    def from_json(cls, text: str) -> "Rarity":
        """Read what `to_json` wrote.

        Raises:
            ValueError: the text is no JSON of a rarity.
        """
        data = json.loads(text)
        if not isinstance(data, dict) or not {"total", "counts"} <= set(data):
            raise ValueError("this is not a table of name counts")
        return cls(
            counts=data["counts"],
            total=int(data["total"]),
            prior_weight=float(data.get("prior_weight", 400.0)),
        )


def counted_form(token: Token) -> str:
    """Return the normal form a token is counted by: a patronymic counts as the father's name."""
    if token.role is Role.PATRONYMIC:
        return token.stem
    return token.forms[0]

"""Names: read them as written in three scripts, and compare two in bits.

>>> left = parse_name("Алиева Патимат Магомедовна")
>>> right = parse_name("فاطمة محمد")
>>> compare_names(left, right).outcome.value
'agree'
"""

from kinmatch.names.compare import compare_names, compare_single
from kinmatch.names.keys import name_keys
from kinmatch.names.parse import parse_name
from kinmatch.names.parts import (
    How,
    NameComparison,
    NameKind,
    NamePart,
    Outcome,
    ParsedName,
    Role,
    Sex,
    Token,
)
from kinmatch.rarity import Rarity

__all__ = [
    "How",
    "NameComparison",
    "NameKind",
    "NamePart",
    "Outcome",
    "ParsedName",
    "Rarity",
    "Role",
    "Sex",
    "Token",
    "compare_names",
    "compare_single",
    "name_keys",
    "parse_name",
]

"""Words for evidence, one module per language; the keys are the same in all (a test holds them together).

`LANGUAGES` holds whole sentences by feature and outcome, `LABELS` the short words of pictures and tables.
"""

from __future__ import annotations

from collections.abc import Mapping

from kinmatch.words import ar, en, ru

LANGUAGES: Mapping[str, Mapping[str, str]] = {"en": en.SENTENCES, "ru": ru.SENTENCES, "ar": ar.SENTENCES}
LABELS: Mapping[str, Mapping[str, str]] = {"en": en.LABELS, "ru": ru.LABELS, "ar": ar.LABELS}
RIGHT_TO_LEFT = frozenset({"ar"})
